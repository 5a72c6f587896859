import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.knowledge import read_knowledge
from mithaq.sources.boilerplate import KNOWLEDGE, Boilerplate, find_boilerplate, name_kind, split_lines

DATA = read_knowledge(KNOWLEDGE, Boilerplate)
HEADLINE = "اللجنة المشتركة تجتمع في سرت"
BODY = "عقدت اللجنة المشتركة اجتماعها الثالث في سرت، وبحثت تبادل المحتجزين وفتح الطريق الساحلي."
LINKS = ["الوفدان يلتقيان", "عودة الوفد"]
MORE = "وقال المتحدث باسمها إن الاجتماع المقبل سيكون بعد أسبوعين."


def skip(*lines: str) -> list[str]:
    text = "\n".join(lines)
    return [span.select(text) for span in find_boilerplate(text)]


@pytest.mark.parametrize("line", [(rule.kind, line) for rule in DATA.rules for line in rule.match])
def test_lines_that_a_rule_must_match(line: tuple[str, str]) -> None:
    kind, words = line
    assert name_kind(words) == kind
    assert words in skip(HEADLINE, BODY, MORE, words)


@pytest.mark.parametrize(
    "line", [line for rule in DATA.rules for line in rule.spare] + list(DATA.crumbs.spare)
)
def test_lines_that_no_rule_may_match(line: str) -> None:
    assert name_kind(line) is None
    assert skip(HEADLINE, BODY, line, MORE) == []


@pytest.mark.parametrize("line", DATA.crumbs.match)
def test_trails_of_sections(line: str) -> None:
    assert name_kind(line) == "crumbs"
    assert skip(line, HEADLINE, BODY) == [line]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((HEADLINE, BODY), []),
        ((HEADLINE, HEADLINE, BODY), [HEADLINE]),
        ((HEADLINE, "", f"  {HEADLINE}! ", BODY), [f"{HEADLINE}!"]),
        ((HEADLINE, BODY, HEADLINE.replace("ا", "أ"), MORE), [HEADLINE.replace("ا", "أ")]),
        (("اتفاق", "اتفاق", BODY), []),
        ((f"الرئيسية » أخبار » {HEADLINE}", HEADLINE, BODY), [f"الرئيسية » أخبار » {HEADLINE}"]),
        ((f"الرئيسية » أخبار » {HEADLINE}", BODY), ["الرئيسية » أخبار »"]),
        (("الرئيسية »", HEADLINE, BODY), ["الرئيسية »"]),
        (("» »", HEADLINE, BODY), []),
        (("الرئيسية / هذا ليس قسما بل جملة طويلة جدا / أخبار", BODY), []),
        ((f"Next Previous {HEADLINE}", BODY), ["Next Previous "]),
        (("Next Previous", HEADLINE, BODY), ["Next Previous"]),
        ((HEADLINE, BODY, "اقرأ أيضا:", *LINKS, MORE), ["اقرأ أيضا:", *LINKS]),
        ((HEADLINE, BODY, "اقرأ أيضا", MORE), ["اقرأ أيضا"]),
        ((HEADLINE, BODY, "اقرأ أيضا: الوفدان يلتقيان", "عودة الوفد", MORE), ["اقرأ أيضا: الوفدان يلتقيان"]),
        ((HEADLINE, BODY, "اِقْرَأْ أيـضًا", "طباعة"), ["اِقْرَأْ أيـضًا", "طباعة"]),
        (("رابط الخبر بصحيفة الغد: عنوان", HEADLINE, BODY), []),
        (("شارك", "طباعة"), []),
        (("",), []),
        ((HEADLINE, BODY, "شارك " + "كلمة " * 100), []),
    ],
)  # fmt: skip
def test_what_is_skipped_of_a_text(lines: tuple[str, ...], expected: list[str]) -> None:
    assert [words.rstrip() for words in skip(*lines)] == [words.rstrip() for words in expected]


def test_related_headlines_end_where_the_report_goes_on() -> None:
    links = [f"عنوان رقم {number}" for number in range(9)]
    assert skip(HEADLINE, BODY, "مواضيع ذات صلة", *links) == ["مواضيع ذات صلة", *links[:5]]
    assert skip(HEADLINE, BODY, "مواضيع ذات صلة", "طباعة", MORE) == ["مواضيع ذات صلة", "طباعة"]


LINES = st.sampled_from(
    [line for rule in DATA.rules for line in (*rule.match, *rule.spare)]
    + [
        *DATA.crumbs.match,
        *DATA.crumbs.spare,
        HEADLINE,
        BODY,
        MORE,
        "",
        " \t",
        "Next Previous",
        "»",
        "\u200f",
    ]
)
TEXTS = st.one_of(
    st.lists(LINES, max_size=14).map("\n".join), st.text(alphabet="اقرأيض »/\n .:شرك\u064b", max_size=80)
)


@given(TEXTS)
def test_skipped_spans_lie_in_range_in_order_and_apart(text: str) -> None:
    end = 0
    for span in find_boilerplate(text):
        assert end <= span.start < span.end <= len(text)
        assert "\n" not in span.select(text)
        end = span.end


@given(TEXTS)
def test_something_is_always_left(text: str) -> None:
    left = text
    for span in reversed(find_boilerplate(text)):
        left = left[: span.start] + left[span.end :]
    assert bool(left.strip()) == bool(text.strip())


@given(TEXTS)
def test_lines_select_what_they_hold(text: str) -> None:
    assert [line.span.select(text) for line in split_lines(text)] == [
        body for raw in text.split("\n") if (body := raw.strip())
    ]
