from __future__ import annotations

import pytest

from mithaq.errors import DateError, KnowledgeError, MithaqError, SourceError


@pytest.mark.parametrize(
    ("where", "remedy", "expected"),
    [
        ("a.txt", "Look into it", "a.txt: the file holds no text. Look into it"),
        ("a.txt", "", "a.txt: the file holds no text"),
        ("", "Look into it", "the file holds no text. Look into it"),
        ("", "", "the file holds no text"),
    ],
)
def test_message_tells_where_what_and_what_to_do(where: str, remedy: str, expected: str) -> None:
    assert str(MithaqError("the file holds no text", where=where, remedy=remedy)) == expected


@pytest.mark.parametrize("kind", [SourceError, KnowledgeError, DateError])
def test_every_error_can_be_caught_as_one_of_ours(kind: type[MithaqError]) -> None:
    with pytest.raises(MithaqError, match="no text") as caught:
        raise kind("no text", where="a.txt", remedy="Look")
    assert (caught.value.what, caught.value.where, caught.value.remedy) == ("no text", "a.txt", "Look")
