from __future__ import annotations

import pytest
from tests.reports.imports.samples import CLASH, PROTEST, SHELLING, write_acled, write_table

from mithaq.following.case import Amount, Describe, Harm, Open
from mithaq.ledger.arrivals import Arrival
from mithaq.model import ActorType
from mithaq.reports.imports.acled import read_acled, read_day, read_rules, read_when
from mithaq.reports.imports.refusal import NotTakenError
from mithaq.reports.imports.sheet import Source
from mithaq.reports.imports.taken import Left

SOURCE = Source("acled.csv", "ab" * 32, "acled", "nadia")


def read(*rows: dict[str, str]) -> list[Arrival | Left]:
    return list(read_acled(write_acled(*rows), SOURCE))


def take(row: dict[str, str]) -> Arrival:
    (found,) = read(row)
    assert isinstance(found, Arrival), found
    return found


def list_steps(arrival: Arrival) -> list[object]:
    return [proposal.step for proposal in arrival.proposals]


def test_a_row_is_an_incident_that_rests_on_its_cells() -> None:
    found = take(SHELLING)
    opened, *rest = list_steps(found)
    assert isinstance(opened, Open)
    assert (opened.on, opened.place, opened.what, opened.title) == (
        "2020-04-18", "Tripoli", "fire", SHELLING["notes"],
    )  # fmt: skip
    assert [(role, party.en) for role, party in opened.sides] == [
        ("accused", "Libyan National Army"), ("party", "Brigade of the Example"), ("victim", "Civilians (Libya)"),
    ]  # fmt: skip
    values = {
        step.field: step.value for step in rest if isinstance(step, Describe) and step.field != "source"
    }
    assert values == {"category": "fire", "coordinates": "32.8872, 13.1913"}
    (harm,) = [step for step in rest if isinstance(step, Harm)]
    assert (harm.what, harm.amount) == ("killed", Amount(2, 2, 2))
    document = found.document
    assert (document.outlet, document.name, str(document.published)) == (
        "ACLED",
        "acled-LBY9001",
        "2020-04-21",
    )
    assert "acled.csv:2 (acled; SHA-256 abab" in document.origin
    assert "nadia" in document.origin
    for proposal in found.proposals:
        assert proposal.step.evidence
        assert proposal.reasons == (("imported", "acled.csv:2"),)
    quoted = [document.text[piece.start : piece.end] for piece in harm.evidence]
    assert quoted == ["2"]
    assert document.text[opened.evidence[0].start : opened.evidence[0].end] == SHELLING["notes"]


def test_nobody_is_accused_in_battles_and_demonstrations() -> None:
    clash, protest = list_steps(take(CLASH)), list_steps(take(PROTEST))
    assert isinstance(clash[0], Open)
    assert isinstance(protest[0], Open)
    assert [role for role, _ in clash[0].sides] == ["party", "party"]
    assert clash[0].title == "Armed clash, Sirte"
    assert (clash[0].on, protest[0].on) == ("2020-05-05~", "2020-06")
    assert [(role, party.type) for role, party in protest[0].sides] == [("party", ActorType.POPULATION)]
    assert [type(step) for step in clash] == [Open, Describe]
    assert [type(step) for step in protest] == [Open]


def test_parties_of_the_packs_are_known_by_their_names() -> None:
    opened = list_steps(take(CLASH))[0]
    assert isinstance(opened, Open)
    assert opened.sides[0][1].id == "lna"


def test_of_an_event_without_a_type_nobody_is_accused() -> None:
    opened = list_steps(
        take({**SHELLING, "event_type": "", "sub_event_type": "", "notes": "", "location": ""})
    )[0]
    assert isinstance(opened, Open)
    assert (opened.title, [role for role, _ in opened.sides]) == ("LBY9001", ["party", "party", "victim"])


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"event_id_cnty": ""}, "no event_id_cnty"),
        ({"event_type": "Rumours"}, "no event type"),
        ({"event_date": "soon"}, "no date"),
        ({"event_date": ""}, "nothing is no date"),
        ({"fatalities": "many"}, "no number"),
        ({"latitude": "132.0"}, "latitude and longitude"),
    ],
)
def test_bad_rows_are_named_and_the_others_are_taken(change: dict[str, str], what: str) -> None:
    bad, good = read({**SHELLING, **change}, CLASH)
    assert isinstance(bad, Left)
    assert (bad.place, what in bad.why.what, bool(bad.why.remedy), bad.refused) == (
        "acled.csv:2",
        True,
        True,
        True,
    )
    assert isinstance(good, Arrival)


def test_files_of_another_form_are_refused_as_a_whole() -> None:
    with pytest.raises(NotTakenError, match="no column event_id_cnty"):
        list(read_acled("a,b\n1,2\n", SOURCE))
    with pytest.raises(NotTakenError, match="two columns"):
        list(
            read_acled(
                write_table(("event_id_cnty", "event_date", "event_type", "location", "location"), []), SOURCE
            )
        )
    with pytest.raises(NotTakenError):
        list(read_acled("", SOURCE))


def test_rows_that_cannot_be_cut_are_named() -> None:
    text = write_acled(SHELLING) + "a" + ",b" * 40 + "\n"
    assert [type(item) for item in read_acled(text, SOURCE)] == [Arrival, Left]


def test_marks_before_formulas_are_taken_away() -> None:
    opened = list_steps(take({**SHELLING, "notes": "'=1+1 (an invented note)"}))[0]
    assert isinstance(opened, Open)
    assert opened.title == "=1+1 (an invented note)"


@pytest.mark.parametrize(
    ("text", "precision", "when"),
    [("2021-03-05", "1", "2021-03-05"), ("05 March 2021", "", "2021-03-05"), ("5-Mar-21", "2", "2021-03-05~"),
     ("2021-03-15", "3", "2021-03")],
)  # fmt: skip
def test_dates(text: str, precision: str, when: str) -> None:
    assert read_when(text, precision) == when
    assert read_day("nonsense") is None


def test_the_examples_of_the_file() -> None:
    rules = read_rules()
    for expected, examples in ((True, rules.examples.match), (False, rules.examples.not_match)):
        for item in examples:
            roles = rules.find_roles(item.event)
            assert roles is not None
            found = (roles.first, roles.second, rules.categories.get(item.sub, ""))
            assert (found == (item.first, item.second, item.category)) is expected
