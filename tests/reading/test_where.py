from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.packs.context import load_packs
from mithaq.packs.match import match
from mithaq.reading.where import find_act_spot, find_spots
from mithaq.text.segment import segment


def name_spots(text: str) -> list[tuple[str, str]]:
    return [(spot.en, spot.span.select(text)) for spot in find_spots(segment(text), load_packs())]


@pytest.mark.parametrize(
    ("text", "spots"),
    [
        ("اندلعت معارك في تعز", [("Taiz", "تعز")]),
        ("اندلعت معارك بتعز", [("Taiz", "تعز")]),
        ("وبسرت وللرياض", [("Sirte", "سرت"), ("Riyadh", "لرياض")]),
        ("تظاهر العشرات في طرابلس الليبية", [("Tripoli", "طرابلس")]),
        ("تظاهر العشرات في طرابلس بشمال لبنان", [("Tripoli", "طرابلس"), ("Lebanon", "لبنان")]),
        ("اشتباكات في بيروت وصيدا ثم في طرابلس وفي بعلبك", None),
        ("أعلنت جامعة طرابلس النتائج", []),
        ("محافظة إب", [("Ibb", "محافظة إب")]),
        ("لا مكان", []),
    ],
)
def test_find_spots(text: str, spots: list[tuple[str, str]] | None) -> None:
    found = name_spots(text)
    if spots is None:
        assert {place for place, _ in found} >= {"Beirut", "Sidon", "Baalbek", "Tripoli"}
    else:
        assert found == spots


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("وصل إلى طرابلس الليبية", "LY"),
        ("وصل إلى طرابلس اللبنانية", "LB"),
        ("وصل إلى طرابلس في لبنان", "LB"),
        ("أعلن في بعلبك وصيدا وعرسال أن طرابلس هادئة", "LB"),
        ("وصل إلى طرابلس", "LY"),
    ],
)
def test_the_same_name_in_two_countries(text: str, country: str) -> None:
    context = load_packs()
    (spot,) = [spot for spot in find_spots(segment(text), context) if spot.en == "Tripoli"]
    assert context.find_place(spot.place).country == country


def test_matches_can_be_handed_in() -> None:
    page, context = segment("في عدن"), load_packs()
    assert find_spots(page, context, match(page, context)) == find_spots(page, context)


def find_place(text: str, trigger: str) -> str | None:
    page = segment(text)
    words = [segment(trigger).forms[0], *segment(trigger).forms[1:]]
    first = page.forms.index(words[0])
    spot = find_act_spot(
        page, find_spots(page, load_packs()), (first, first + len(words)), (0, len(page.forms))
    )
    return spot.en if spot else None


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("اندلعت معارك في تعز", "معارك", "Taiz"),
        ("قتل جنديان بمدينة سرت", "قتل", "Sirte"),
        ("قصف الطيران مواقع جنوب مدينة طرابلس", "قصف", None),
        ("قصف الطيران مواقع في جنوب مدينة درنة", "قصف", "Derna"),
        ("عقد اجتماع في العاصمة تونس", "عقد", "Tunis"),
        ("عقد اجتماع في الأردن", "عقد", "Jordan"),
        ("بعد تحرير عدن", "تحرير", "Aden"),
        ("سيطرت القوات على سبها", "سيطرت", "Sabha"),
        ("دعت واشنطن الأطراف إلى الهدوء", "دعت", None),
        ("طلب من بغداد توضيحا", "طلب", None),
        ("شكر الرياض لدورها", "شكر", None),
        ("في بنغازي قتل ضابط", "قتل", "Benghazi"),
        ("قتل ضابط في بنغازي بليبيا", "قتل", "Benghazi"),
        ("قتل ضابط. وفي بنغازي هدوء", "قتل", None),
        (
            "التقى الوزير نظيره لبحث التعاون في مجالات كثيرة تهم البلدين وشعبيهما والعلاقات في ليبيا",
            "التقى",
            None,
        ),
        ("وبدرنة هاجم المسلحون مقرا", "هاجم", "Derna"),
        ("الوفد لدرنة هاجم", "هاجم", None),
        ("عن درنة هاجم", "هاجم", None),
        ("درنة هاجمت", "هاجمت", None),
        ("هاجم على بدرنة", "هاجم", "Derna"),
        ("هاجم لدرنة", "هاجم", None),
        ("تعز", "تعز", None),
    ],
)
def test_find_act_spot(text: str, trigger: str, place: str | None) -> None:
    assert find_place(text, trigger) == place


WORDS = st.sampled_from(
    ["طرابلس", "في", "بسرت", "وللرياض", "جامعة", "مدينة", "الليبية", "لبنان", "قتل", ".", "\n", "على", "جنوب"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=20), st.data())
def test_spans_reselect_the_name(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    page = segment(text)
    if not page.sentences:
        return
    spots = find_spots(page, load_packs())
    for spot in spots:
        whole = page.span(spot.first, spot.last)
        assert whole.covers(spot.span)
        assert spot.span.select(text)
    first = data.draw(st.integers(0, len(page.forms) - 1))
    found = find_act_spot(page, spots, (first, first + 1), (first, first + 1))
    assert found is None or found in spots
