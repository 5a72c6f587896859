import io

import pytest

from mithaq.dates import Edtf
from mithaq.sources.draft import Item, Metadata


def test_the_first_metadata_wins_and_gaps_are_filled() -> None:
    own = Metadata(title="عنوان", published=Edtf.parse("2019"))
    other = Metadata("غيره", "المرصد", "حسن", Edtf.parse("2018"), "http://example.org")
    assert own.over(other) == Metadata("عنوان", "المرصد", "حسن", Edtf.parse("2019"), "http://example.org")
    assert Metadata().over(other) == other.over(Metadata()) == other


@pytest.mark.parametrize(
    ("name", "stem", "suffix"),
    [
        ("a.TXT", "a", ".txt"),
        ("a.b.html", "a.b", ".html"),
        ("a", "a", ""),
        (".txt", ".txt", ""),
        ("a.", "a", "."),
    ],
)
def test_stem_and_suffix(name: str, stem: str, suffix: str) -> None:
    item = Item("o", name, "f", 0, io.BytesIO)
    assert (item.stem, item.suffix) == (stem, suffix)
