from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.commands.endings import choose_format
from mithaq.commands.usage import Misuse

FORMATS = (
    ("html", (".html", ".htm")),
    ("csv", (".csv",)),
    ("hxl", (".csv",)),
    ("tar", (".tar.gz",)),
    ("gz", (".gz",)),
)


@pytest.mark.parametrize(
    ("name", "wanted", "chosen"),
    [
        ("a.html", "", "html"),
        ("a.HTM", "", "html"),
        ("a", "", "html"),
        ("week.47/a", "", "html"),
        ("a", "tar", "tar"),
        ("a.tar.gz", "", "tar"),
        ("a.gz", "", "gz"),
        ("a.csv", "hxl", "hxl"),
        ("a.data", "csv", "csv"),
        (".csv", "", "html"),
    ],
)
def test_the_end_of_a_name_says_the_format(name: str, wanted: str, chosen: str) -> None:
    assert choose_format(Path(name), wanted, FORMATS, default="html") == chosen


@pytest.mark.parametrize(
    ("name", "wanted", "key"),
    [
        ("a.csv", "html", "usage.other-ending"),
        ("a.csv", "", "usage.many-endings"),
        ("a.odt", "", "usage.no-ending"),
        ("a.2020-11", "", "usage.no-ending"),
        ("a.html", "odt", "usage.choice"),
    ],
)
def test_what_says_no_format_or_two_is_refused(name: str, wanted: str, key: str) -> None:
    with pytest.raises(Misuse) as caught:
        choose_format(Path(name), wanted, FORMATS, default="html")
    assert caught.value.reason.key == key


def test_without_a_usual_format_a_name_has_to_say_it() -> None:
    with pytest.raises(Misuse):
        choose_format(Path("a"), "", FORMATS)
