from __future__ import annotations

import pytest
from tests.reports.imports.samples import PLEA, POLECAT_COLUMNS, STRIKE, TALKS, write_polecat

from mithaq.following.case import Describe, Kind, Open
from mithaq.ledger.arrivals import Arrival
from mithaq.reports.imports.polecat import read_polecat, read_rules
from mithaq.reports.imports.sheet import Source
from mithaq.reports.imports.taken import Left

SOURCE = Source("polecat.tsv", "cd" * 32, "polecat", "nadia")


def read(*rows: dict[str, str]) -> list[Arrival | Left]:
    return list(read_polecat(write_polecat(*rows), SOURCE))


def test_the_published_form_has_forty_columns() -> None:
    assert len(POLECAT_COLUMNS) == 40


def test_rows_become_cases_where_their_type_makes_one() -> None:
    strike, plea, talks = read(STRIKE, PLEA, TALKS)
    assert isinstance(strike, Arrival)
    assert isinstance(plea, Arrival)
    assert isinstance(talks, Left)
    assert (talks.refused, talks.why.what) == (False, "no case is made of CONSULT alone")
    opened = strike.proposals[0].step
    assert isinstance(opened, Open)
    assert (opened.kind, opened.title, opened.place, opened.what, opened.on) == (
        Kind.INCIDENT, "ASSAULT aerial: Libyan National Army, Misrata", "Misrata", "air-activity", "2020-04-18",
    )  # fmt: skip
    values = {
        item.step.field: item.step.value for item in strike.proposals if isinstance(item.step, Describe)
    }
    assert values == {"category": "air-activity", "coordinates": "32.3754, 15.0925"}
    asked = plea.proposals[0].step
    assert isinstance(asked, Open)
    assert [role for role, _ in asked.sides] == ["by", "to", "to"]
    assert asked.place == "Libya"
    assert (strike.document.outlet, str(strike.document.published)) == ("Example Agency", "2020-04-19")
    for proposal in strike.proposals:
        assert proposal.step.evidence


@pytest.mark.parametrize(
    ("change", "what"),
    [({"Event Type": "SHOUT"}, "no event type"), ({"Event ID": ""}, "no Event ID"), ({"Event Date": "x"}, "no date"),
     ({"Latitude": "100.5"}, "latitude")],
)  # fmt: skip
def test_bad_rows_are_named(change: dict[str, str], what: str) -> None:
    (found,) = read({**STRIKE, **change})
    assert isinstance(found, Left)
    assert (what in found.why.what, found.refused) == (True, True)


def test_rows_that_cannot_be_cut_are_named() -> None:
    text = write_polecat(STRIKE) + "a" + "\tb" * 50 + "\n"
    assert [type(item) for item in read_polecat(text, SOURCE)] == [Arrival, Left]


def test_the_examples_of_the_file() -> None:
    rules = read_rules()
    for expected, examples in ((True, rules.examples.match), (False, rules.examples.not_match)):
        for item in examples:
            kind = next(rule.kind for rule in rules.events if rule.event == item.event)
            found = (kind, rules.find_category(item.event, item.mode) if kind is Kind.INCIDENT else "")
            assert (found == (item.kind, item.category)) is expected
