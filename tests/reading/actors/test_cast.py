"""The cast of a text: forms, chains and exact places, by the grammar alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.lexicon.naming import Example, read_naming
from mithaq.model import ActorType
from mithaq.packs.context import load_packs
from mithaq.reading.actors import find_cast, weigh_cast
from mithaq.reading.actors.candidate import Candidate, Chain
from mithaq.reading.actors.cast import Reader, join_homonyms
from mithaq.reading.actors.grammar import Scan
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.text.segment import segment

PLAIN = Reader(Vocabulary(read_naming(), load_packs()))

NAMING = read_naming()
EXAMPLES = [*NAMING.names.examples, *NAMING.titles.examples, *NAMING.institutions.examples]


def list_forms(text: str, reader: Reader | None = PLAIN) -> list[set[str]]:
    cast = find_cast(segment(text), reader=reader)
    return [{span.select(text) for span in actor.mentions} for actor in cast.actors]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text)
@pytest.mark.parametrize("reader", [PLAIN, None], ids=["grammar", "fitted"])
def test_examples_of_the_lexicon_hold(example: Example, reader: Reader | None) -> None:
    forms = set().union(*list_forms(example.text, reader))
    if example.found:
        assert set(example.found) <= forms
    else:
        assert not forms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أعلن وزير الخارجية التركي مولود جاويش أوغلو موقف بلاده", "وزير الخارجية التركي مولود جاويش أوغلو"),
        ("قال العميد أحمد المسماري، المتحدث باسم الجيش، إن القوات تقدمت", "العميد أحمد المسماري"),
        ("وقال محمد علي الحبيب إن الاجتماع تأجل", "محمد علي الحبيب"),
        ("وصرح د. سامي عبد الله بأن المشفى امتلأ", "سامي عبد الله"),
        ("اعترضت بعثة الأمم المتحدة للدعم على القرار", "بعثة الأمم المتحدة"),
        ("نشرت صحيفة «الغد» التقرير كاملا", "صحيفة «الغد»"),
        ("طالب عدد من أهالي البلدة بفتح المعبر", "عدد من أهالي البلدة"),
        ("رحبت لجنة الشؤون الخارجية والدفاع بالقرار", "لجنة الشؤون الخارجية والدفاع"),
        ("توقفت القوات الموالية للحكومة عند النهر", "القوات الموالية للحكومة"),
        ("وصل خادم الحرمين الشريفين الملك سلمان إلى القصر", "خادم الحرمين الشريفين الملك سلمان"),
        ("أكدت الحكومة المعترف بها دوليا التزامها", "الحكومة المعترف بها دوليا"),
        ("وعلق البيت الأبيض على ذلك", "البيت الأبيض"),
    ],
)
def test_one_form_is_found(text: str, wanted: str) -> None:
    assert wanted in set().union(*list_forms(text))


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (
            "قال الوزير فادي القاضي إن الحوار مستمر. وأضاف القاضي أن الموعد ثابت.",
            {"الوزير فادي القاضي", "القاضي"},
        ),
        ("اجتمع مجلس النواب الليبي أمس. وقال المجلس إنه يرفض.", {"مجلس النواب الليبي", "المجلس"}),
        ("دعت تركيا إلى الهدوء، ثم أعلنت أنقرة موقفها.", {"تركيا", "أنقرة"}),
        ("التقى الرئيس التركي رجب طيب أردوغان الوفد. وشكر الرئيس التركي الحضور.", {"الرئيس التركي"}),
    ],
)
def test_later_mentions_join(text: str, forms: set[str]) -> None:
    assert any(forms <= found for found in list_forms(text))


def test_coordination_gives_several_actors() -> None:
    found = list_forms("طالبت الولايات المتحدة وإيطاليا وتركيا بوقف القتال")
    assert [{"الولايات المتحدة"}, {"إيطاليا"}, {"تركيا"}] == found


def test_two_people_with_one_last_name_do_not_share_a_form() -> None:
    text = "قال سامر الحداد إن أخاه نبيل الحداد سافر. وعاد الحداد لاحقا."
    found = list_forms(text)
    assert len([forms for forms in found if "الحداد" in forms]) <= 1
    assert sum(bool(forms & {"سامر الحداد", "نبيل الحداد"}) for forms in found) == 2


def test_preposition_and_name_of_one_spelling_are_told_apart() -> None:
    found = set().union(*list_forms("وقع علي الحسن على الاتفاق"))
    assert "علي الحسن" in found
    assert not any("على" in form for form in found)


def test_place_is_no_actor() -> None:
    assert not any("ليبيا" in forms for forms in list_forms("وصلت الشحنة في ليبيا"))


def test_particles_are_cut_but_the_joined_article_stays() -> None:
    cast = find_cast(segment("وقالت وزارة الدفاع لرويترز وللحكومة اليمنية ذلك"), reader=PLAIN)
    text = "وقالت وزارة الدفاع لرويترز وللحكومة اليمنية ذلك"
    forms = {mention.span.select(text): mention.clitic for mention in cast.mentions}
    assert forms["رويترز"] == "ل"
    assert forms["للحكومة اليمنية"] == "ول"


def test_types_follow_the_head() -> None:
    text = "اتهمت حركة الفجر شركة النقل الوطنية، وقال مصدر أمني إن سكان المدينة غادروا"
    types = {actor.type for actor in find_cast(segment(text), reader=PLAIN).actors}
    assert {ActorType.ARMED_GROUP, ActorType.COMPANY, ActorType.PERSON, ActorType.POPULATION} <= types


def test_known_names_bring_id_and_english() -> None:
    cast = find_cast(segment("قالت الأمم المتحدة إنها قلقة"), reader=PLAIN)
    assert [(actor.type, actor.en) for actor in cast.actors] == [(ActorType.ORGANIZATION, "United Nations")]


def test_ids_are_unique_and_stable() -> None:
    text = "قال مسؤول كبير إن شركة الغاز وشركة النفط وقعتا. وقال مسؤول آخر كلاما مختلفا لصحيفة «النهار»."
    first, second = (find_cast(segment(text), reader=PLAIN) for _ in range(2))
    assert first == second
    names = [actor.id for actor in first.actors]
    assert len(names) == len(set(names))


WORDS = [
    "قال",
    "وزير",
    "الداخلية",
    "التركي",
    "أحمد",
    "بن",
    "علي",
    "،",
    ".",
    "«",
    "»",
    "على",
    "القوات",
    "في",
    "ليبيا",
]
WORDS += [
    "مصادر",
    "محلية",
    "الرئيس",
    "والحكومة",
    "للجيش",
    "عدد",
    "من",
    "\n",
    "عبد",
    "الله",
    "5",
    "د",
    "المتحدث",
    "باسم",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_every_mention_lies_in_the_text_and_no_form_is_claimed_twice(words: list[str]) -> None:
    text = " ".join(words)
    for reader in (PLAIN, None):
        cast = find_cast(segment(text), reader=reader)
        claims = [form for actor in cast.actors for form in {span.select(text) for span in actor.mentions}]
        assert len(claims) == len(set(claims))
        for mention in cast.mentions:
            assert mention.span.select(text).strip()
            assert 0 <= mention.actor < len(cast.actors)
            assert 0 <= mention.first < mention.last


def test_everybody_is_weighed() -> None:
    page = segment("قال وزير العدل سالم حسن ذلك في ليبيا. واجتمعت اللجنة أمس")
    for reader in (PLAIN, None):
        weighed = weigh_cast(page, reader=reader)
        listed = find_cast(page, reader=reader)
        assert len(weighed.odds) == len(weighed.cast.actors)
        assert sum(odds > 0 for odds in weighed.odds) == len(listed.actors)


def make_chain(*places: tuple[int, int]) -> Chain:
    members = [Candidate(first, last, ActorType.ORGANIZATION, "other") for first, last in places]
    return Chain(members)


@pytest.mark.parametrize(
    ("chains", "kept"),
    [
        ((make_chain((1, 2)), make_chain((4, 5))), [[1, 4]]),
        ((make_chain((1, 2)), make_chain((4, 5), (6, 7))), [[1], [4, 6]]),
        ((make_chain((4, 5)), make_chain((1, 2))), [[1, 4]]),
        ((make_chain((1, 2)), make_chain((6, 7))), [[1], [6]]),
    ],
)
def test_nobody_is_left_without_a_form(chains: tuple[Chain, ...], kept: list[list[int]]) -> None:
    scan = Scan(("قال", "توكارو", "ان", "و", "توكارو", "زار", "موندا"), PLAIN.vocabulary)
    copies = [Chain(list(chain.members)) for chain in chains]
    found = join_homonyms(scan, copies)
    assert [[member.first for member in chain.members] for chain in found] == kept
