from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.following.ledgers import GNA, NATO
from tests.reports.matters import make_matter

from mithaq.errors import InputError
from mithaq.following.case import (
    Amount,
    Evidence,
    Kind,
    Party,
)
from mithaq.model import ActorType, Document
from mithaq.reports.saying import (
    cut_pair,
    find_party_id,
    find_places,
    read_amount,
    read_date,
    read_evidence,
    read_party,
    read_thread,
    read_value,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", Amount(12, 12, 12)),
        ("1,200", Amount(1200, 1200, 1200)),
        ("10..20", Amount(10, None, 20)),
        (">=10", Amount(10, 10, None, ">=")),
        (">10", Amount(10, 10, None, ">")),
        ("<=10", Amount(None, 10, 10, "<=")),
        ("~15.5", Amount(None, 15.5, None, "~")),
        ("uncountable", Amount(None, None, None, "uncountable")),
    ],
)
def test_amounts_are_read_with_their_bounds(text: str, expected: Amount) -> None:
    assert read_amount(text, "harm") == expected


@pytest.mark.parametrize("text", ["", "many", "20..10", ">=10..20", "1.2.3"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_amount(text, "harm")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nato", NATO),
        ("North Atlantic Treaty Organization", None),
        ("حكومة الوفاق", GNA),
        ("new-group:armed-group:كتيبة السد", Party("new-group", ActorType.ARMED_GROUP, "كتيبة السد")),
        ("new-group:brigade:كتيبة", None),
        ("x:person", None),
        (":person:x", None),
    ],
)
def test_parties_are_known_by_id_or_name(text: str, expected: Party | None) -> None:
    case = make_matter().case
    if expected is not None:
        assert read_party(text, case, "join") == expected
    else:
        with pytest.raises(InputError, match="Nobody is known as"):
            read_party(text, case, "join")


def test_packs_know_parties_that_the_case_does_not() -> None:
    assert read_party("ghassan-salame", None, "by").type is ActorType.PERSON
    assert read_party("غسان سلامة", None, "by").id == "ghassan-salame"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("", ""), ("nato", "nato"), ("NATO", "nato"), ("unknown", "unknown"), ("gna", "gna")],
)
def test_threads_are_named_by_id_or_party(name: str, expected: str) -> None:
    assert read_thread(name, make_matter().case) == expected


@pytest.mark.parametrize("text", ["01:9-3", "02:3-9", "01", "01:3", "abc:1-2"])
def test_evidence_names_words_of_a_known_document(text: str) -> None:
    with pytest.raises(InputError, match="names no words"):
        read_evidence(text, make_matter())


def test_evidence_may_name_a_document_by_its_digest() -> None:
    assert read_evidence(f"{'b' * 64}:3-9", make_matter()) == Evidence("b" * 64, 3, 9)


@pytest.mark.parametrize("text", ["place", "=x", "place="])
def test_a_pair_has_two_sides(text: str) -> None:
    with pytest.raises(InputError, match="Write NAME=VALUE"):
        cut_pair(text, "set")


def test_a_date_must_exist() -> None:
    assert read_date("", "on") is None
    with pytest.raises(InputError):
        read_date("2017-13", "on")


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("quantity", "10..20", Amount(10, None, 20)),
        ("bearing", "270", 270),
        ("bearing", "270.5", 270.5),
        ("control", "nato", "nato"),
        ("start", "2020-05-18", "2020-05-18"),
        ("weapon", "هاون", "هاون"),
        ("nonsense", "x", "x"),
    ],
)
def test_values_get_the_type_of_their_field(field: str, text: str, expected: object) -> None:
    assert read_value(field, text, make_matter(Kind.INCIDENT).case) == expected


def test_a_number_must_be_one() -> None:
    with pytest.raises(InputError, match="bearing: west is no number"):
        read_value("bearing", "west", make_matter(Kind.INCIDENT).case)


@pytest.mark.parametrize(
    ("say", "key"),
    [
        (lambda: read_date("2017-13", "due"), "date"),
        (lambda: read_party("nobody", None, "due"), "party"),
        (lambda: read_amount("many", "due"), "amount"),
        (lambda: read_amount("9..3", "due"), "range"),
        (lambda: cut_pair("x", "due"), "pair"),
    ],
)
def test_what_is_refused_names_its_field_and_what_to_write(say: Callable[[], object], key: str) -> None:
    with pytest.raises(InputError) as caught:
        say()
    assert (caught.value.field, caught.value.key) == ("due", key)
    assert caught.value.text
    assert caught.value.remedy


def test_words_are_found_wherever_they_stand() -> None:
    documents = [Document("a" * 64, "سبها ثم سبها", "one"), Document("b" * 64, "لا شيء", "two")]
    assert find_places(documents, "سبها") == (Evidence("a" * 64, 0, 4), Evidence("a" * 64, 8, 12))
    assert find_places(documents, "") == ()


@pytest.mark.parametrize(
    ("text", "expected"), [("غسان سلامة", "ghassan-salame"), ("", ""), ("لا أحد", "لا أحد")]
)
def test_names_become_ids_where_the_packs_know_them(text: str, expected: str) -> None:
    assert find_party_id(text) == expected
