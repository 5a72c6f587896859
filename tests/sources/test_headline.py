import pytest

from mithaq.knowledge import read_knowledge
from mithaq.sources.boilerplate import find_boilerplate, split_lines
from mithaq.sources.draft import Metadata
from mithaq.sources.headline import KNOWLEDGE, Datelines, Example, find_dateline, find_title, read_dateline

DATA = read_knowledge(KNOWLEDGE, Datelines)
HEADLINE = "اللجنة المشتركة تجتمع في سرت"
BODY = "عقدت اللجنة المشتركة اجتماعها الثالث في سرت، وبحثت تبادل المحتجزين."


def write(found: Metadata) -> tuple[str | None, str | None, str | None]:
    return found.outlet, found.author, str(found.published) if found.published else None


@pytest.mark.parametrize("example", DATA.match)
def test_datelines_that_must_be_understood(example: Example) -> None:
    assert write(read_dateline(example.line)) == (example.outlet, example.author, example.published)


@pytest.mark.parametrize("line", DATA.spare)
def test_lines_that_are_no_dateline(line: str) -> None:
    assert read_dateline(line) == Metadata()


@pytest.mark.parametrize("months", DATA.months.items())
def test_all_month_names(months: tuple[int, tuple[str, ...]]) -> None:
    number, names = months
    for name in names:
        assert str(read_dateline(f"الأحد 7 {name} 2018").published) == f"2018-{number:02}-07"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{HEADLINE}\n{BODY}", HEADLINE),
        (f"\n  {HEADLINE}  \n\n{BODY}", HEADLINE),
        (f"الرئيسية » أخبار\n{HEADLINE}\n{BODY}", HEADLINE),
        (f"الرئيسية » أخبار » {HEADLINE} المقبل\n{BODY}", f"{HEADLINE} المقبل"),
        (f"{HEADLINE}؟\n{BODY}", f"{HEADLINE}؟"),
        (f"{HEADLINE}..\n{BODY}", f"{HEADLINE}.."),
        (f"{HEADLINE}.\n{BODY}", None),
        (f"قال الوزير:\n{BODY}", None),
        (HEADLINE, None),
        (f"{HEADLINE}\nطباعة", None),
        ("", None),
        (f"{'كلمة ' * 30}\n{BODY}", None),
        (f"{'كلمةطويلة' * 40}\n{BODY}", None),
    ],
)
def test_find_title(text: str, title: str | None) -> None:
    assert find_title(text, split_lines(text), find_boilerplate(text)) == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEADLINE}\nطرابلس - رويترز\nالأحد 7 يناير 2018\n{BODY}", ("رويترز", None, "2018-01-07")),
        (f"{HEADLINE}\nكتب: حسن الراوي\n{BODY}", (None, "حسن الراوي", None)),
        (f"{HEADLINE}\nكتبَ: حسن الراوي\n{BODY}", (None, "حسن الراوي", None)),
        (f"{HEADLINE}\n{BODY}\n{BODY}\n{BODY}\nطرابلس - رويترز", (None, None, None)),
        (f"{HEADLINE}\nالأحد 31 شباط 2018\n{BODY}", (None, None, None)),
        (f"{HEADLINE}\nطرابلس (رويترز) – {BODY}", (None, None, None)),
        ("", (None, None, None)),
    ],
)
def test_find_dateline(text: str, expected: tuple[str | None, ...]) -> None:
    assert write(find_dateline(text, split_lines(text), find_boilerplate(text))) == expected
