from __future__ import annotations

import pickle

import pytest

from mithaq.errors import DateError, KnowledgeError, MithaqError, SourceError
from mithaq.sources.refusal import RefusalError


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


@pytest.mark.parametrize(
    "error", [MithaqError("no", where="a:1", remedy="Do"), RefusalError("empty", "sources.no-text")]
)
def test_errors_travel_between_processes(error: MithaqError) -> None:
    there = pickle.loads(pickle.dumps(error))
    assert (type(there), str(there), vars(there)) == (type(error), str(error), vars(error))
