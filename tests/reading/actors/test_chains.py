from __future__ import annotations

import pytest

from mithaq.dates import Edtf
from mithaq.lexicon.naming import read_naming
from mithaq.packs.context import load_packs
from mithaq.reading.actors.candidate import Chain
from mithaq.reading.actors.chains import is_same_name, link, tighten
from mithaq.reading.actors.grammar import Scan
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.text.segment import segment

VOCABULARY = Vocabulary(read_naming(), load_packs())


def chain(text: str, published: str | None = None) -> list[Chain]:
    scan = Scan(segment(text).forms, VOCABULARY)
    return link(scan, scan.find(), Edtf.parse(published) if published else None)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (("عبد", "الله", "بن", "سالم"), ("عبدالله", "سالم")),
        (("عبدالله", "سالم"), ("عبدالله", "سالم")),
        (("محمد", "ال", "فهد"), ("محمد", "الفهد")),
        (("بن",), ("بن",)),
    ],
)
def test_tightened_names(name: tuple[str, ...], parts: tuple[str, ...]) -> None:
    assert tighten(name) == parts


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("سالم", "حسن"), ("سالم", "كريم", "حسن"), True),
        (("حسن",), ("سالم", "حسن"), True),
        (("سالم",), ("سالم", "حسن"), True),
        (("سالم",), ("سالم",), True),
        (("كريم",), ("سالم", "كريم", "حسن"), False),
        (("سالم", "حسن"), ("فادي", "كريم"), False),
        (("سالم", "كريم"), ("سالم", "حسن"), False),
    ],
)
def test_same_name(one: tuple[str, ...], two: tuple[str, ...], *, same: bool) -> None:
    assert is_same_name(one, two) is same
    assert is_same_name(two, one) is same


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("قال وزير العدل سالم حسن ذلك. وأكد الوزير أمس", 1),
        ("قال وزير العدل سالم حسن ذلك. وأكد وزير العدل أمس", 1),
        ("قال الوزير الفرنسي سالم حسن ذلك. وأكد الوزير التركي أمس", 2),
        ("قال سالم حسن ذلك. وأكد فادي كريم أمس", 2),
        ("قال سالم حسن ذلك. وأكد حسن أمس", 1),
        ("اجتمعت لجنة الانتخابات. وأكدت اللجنة أمس", 1),
        ("اجتمعت لجنة الانتخابات. وأكدت لجنة الدستور أمس", 2),
        ("هاجم تنظيم داعش المدينة. وأعلن التنظيم ذلك", 1),
        ("قالت مصادر طبية. وأكدت مصادر طبية", 1),
    ],
)
def test_number_of_chains(text: str, count: int) -> None:
    found = [one for one in chain(text) if not all(member.inside for member in one.members)]
    assert len(found) == count


def test_office_holder_by_date_joins_the_name() -> None:
    text = "قال باراك أوباما ذلك. وأكد الرئيس الأميركي أمس"
    assert len(chain(text, "2015-07-21")) in {1, 2}
    assert len(chain(text, "2019-07-21")) == len(chain(text))


def test_members_are_in_text_order() -> None:
    for one in chain("قال حسن ذلك. ثم قال سالم حسن كلاما. وأضاف حسن أمس"):
        firsts = [member.first for member in one.members]
        assert firsts == sorted(firsts)


def name_chains(text: str) -> list[set[str]]:
    """Return for each actor the words of its mentions, those inside other names left out."""
    page = segment(text)
    scan = Scan(page.forms, VOCABULARY)
    chains = link(scan, scan.find(), Edtf.parse("2015-08-01"))
    found = []
    for one in chains:
        places = [(m.first, m.last) for m in one.members if not m.inside] + one.shorts
        names = {" ".join(word.core for word in scan.words[first:last]) for first, last in places}
        if names:
            found.append(names)
    return found


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("دعمت المملكة العربية السعودية القرار وأيدته دولة الإمارات العربية المتحدة", "السعوديه", "الامارات"),
        ("زار الوفد جمهورية مصر العربية ثم المملكة العربية السعودية", "مصر", "السعوديه"),
        ("قالت منظمة الأمم المتحدة للطفولة إن الأمم المتحدة أرسلت الغذاء", "الطفوله", "الامم المتحده"),
        ("طلب نائب وزير الدفاع سالم حسن العون. وأكد وزير الدفاع ذلك", "سالم", "وزير الدفاع"),
        ("قال مبعوث الملك الراحل سالم حسن ذلك. ووصل الملك الراحل", "سالم", "الملك الراحل"),
        ("حضر سفير مصر سالم حسن. وحضر سفير قطر فادي كريم", "سالم", "فادي"),
        ("أعلنت وزارة العدل التركية ذلك. ونفت وزارة العدل الفرنسية ذلك", "التركيه", "الفرنسيه"),
        (
            "هاجمت القوات الموالية للرئيس عبد ربه منصور هادي. وردت القوات الموالية لعلي عبد الله صالح",
            "هادي",
            "صالح",
        ),
    ],
)
def test_those_who_only_share_words_stay_apart(text: str, one: str, other: str) -> None:
    names = name_chains(text)
    bearers = [
        {index for index, chain in enumerate(names) if any(word in name for name in chain)}
        for word in (one, other)
    ]
    assert all(bearers)
    alone = [index for index, chain in enumerate(names) if any(one in name for name in chain)]
    assert not any(name == other or name.endswith(other) for index in alone for name in names[index])


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("دعمت جمهورية مصر العربية القرار. وقالت مصر إنه عادل", "جمهوريه مصر العربيه", "مصر"),
        (
            "وزير الحج: الموسم قريب. قال وزير الحج الدكتور سالم حسن ذلك",
            "وزير الحج",
            "وزير الحج الدكتور سالم حسن",
        ),
        (
            "قال الملك سلمان بن عبدالعزيز ذلك. ووصل خادم الحرمين الشريفين أمس",
            "الملك سلمان بن عبدالعزيز",
            "خادم الحرمين الشريفين",
        ),
        ("قتل أبو مالك الشامي. وكان أبي مالك الشامي قائدا", "ابو مالك الشامي", "ابي مالك الشامي"),
        (
            "قال وزير الخارجية الفرنسي سالم حسن ذلك. وأكد الوزير الفرنسي الخبر",
            "الوزير الفرنسي",
            "وزير الخارجيه الفرنسي سالم حسن",
        ),
    ],
)
def test_names_of_one_actor_are_linked(text: str, one: str, other: str) -> None:
    assert [chain for chain in name_chains(text) if one in chain] == [
        chain for chain in name_chains(text) if other in chain
    ]
    assert any({one, other} <= chain for chain in name_chains(text))


def test_a_last_name_is_his_whom_the_packs_call_so() -> None:
    found = name_chains("حكم معمر القذافي ليبيا. وقاتل الساعدي القذافي. وعاد القذافي")
    assert {"معمر القذافي", "القذافي"} in found


def test_a_shared_last_name_is_his_who_was_named_last() -> None:
    found = chain("قال سالم الهمالي ذلك. ونفى فادي الهمالي الخبر. ورحل الهمالي")
    assert [one.members[0].name[0] for one in found if one.shorts] == ["فادي"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("قصفت ميليشيات الحوثي وصالح المدينة. وقال الحوثيون ذلك", {"houthi-saleh-militias", "houthis"}),
        ("قال الاتحاد الأوروبي لكرة القدم ذلك. ورد الاتحاد الأوروبي", {"uefa", "european-union"}),
        ("أعلن تنظيم القاعدة في اليمن ذلك. ونفى تنظيم القاعدة", {"aqap", "al-qaeda"}),
    ],
)
def test_the_longest_known_name_counts(text: str, ids: set[str]) -> None:
    assert {one.id for one in chain(text) if one.id} >= ids


def test_two_names_that_were_marked_as_one_are_nobodys() -> None:
    text = "التقى الوزير سالم حسن والوزير فادي كريم أمس. وقال سالم حسن وفادي كريم ذلك"
    scan = Scan(segment(text).forms, VOCABULARY)
    found = link(scan, scan.find([(1, 7, 1.0), (10, 12, 1.0), (12, 14, 1.0)]))
    assert not [one for one in found if {"سالم", "فادي"} <= {part for m in one.members for part in m.name}]


def test_a_kunya_is_not_the_name_of_a_statesman() -> None:
    assert not [one for one in chain("قتل أبي مالك التلي أمس") if one.id]


def test_the_last_name_of_one_is_the_first_name_of_many() -> None:
    assert not [one for one in chain("قال سعيد المولد ذلك") if one.id]


@pytest.mark.parametrize("name", ["شبنان بن مبارك القرني", "السوداني محمد الفيتوري"])
def test_what_one_is_called_begins_the_name_of_another(name: str) -> None:
    assert not [one for one in chain(f"قال {name} ذلك") if one.id]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("هاجم الحوثيون المدينة. وانسحب المتمردون", "الحوثيون", "المتمردون"),
        ("قالت الأمم المتحدة ذلك. وأكدت المنظمة الدولية الخبر", "الامم المتحده", "المنظمه الدوليه"),
        ("هاجمت قوات الرئيس السابق علي عبد الله صالح المدينة. وفر أنصار صالح", "انصار صالح", "قوات الرييس"),
        ("نددت حكومة عمر البشير بذلك. وردت حكومة البشير", "حكومه البشير", "حكومه عمر البشير"),
        ("أغلقت بورصة مصر أمس. وقالت البورصة المصرية ذلك", "بورصه مصر", "البورصه المصريه"),
    ],
)
def test_what_else_an_actor_is_called(text: str, one: str, other: str) -> None:
    scan = Scan(segment(text).forms, VOCABULARY)
    bearers = [
        {
            index
            for index, found in enumerate(link(scan, scan.find(), Edtf.parse("2015-08-01")))
            for member in found.members
            for first, last in ((member.first, member.last), *member.forms)
            if " ".join(word.core for word in scan.words[first:last]).startswith(name)
        }
        for name in (one, other)
    ]
    assert bearers[0] & bearers[1]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("هاجمت جبهة البوليساريو المدينة. وانسحب المتمردون", "البوليساريو", "المتمردون"),
        ("قالت قوات صالح ذلك. وردت قوات هادي", "قوات صالح", "قوات هادي"),
        ("أغلقت بورصة مصر أمس. وقالت البورصة التركية ذلك", "بورصه مصر", "البورصه التركيه"),
        ("نددت حكومة البشير بذلك. وقال أنصار البشير ذلك", "حكومه البشير", "انصار البشير"),
    ],
)
def test_what_only_sounds_alike_stays_apart(text: str, one: str, other: str) -> None:
    names = name_chains(text)
    assert not any({one, other} <= found for found in names)
    assert any(one in found for found in names) or one == "البوليساريو"
    assert any(other in found for found in names)
