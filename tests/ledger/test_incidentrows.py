"""The rows by which incidents are counted, on both databases."""

from __future__ import annotations

from tests.web.ceasefire.conftest import count, make_incident

from mithaq.following.case import Amount, Describe, Harm, Verify
from mithaq.following.entry import Confirm
from mithaq.ledger.incidentrows import IncidentRow, join_values, split_values
from mithaq.ledger.record import open_record


def test_rows_hold_days_lists_and_harm(record_url: str) -> None:
    record = open_record(record_url)
    record.append(
        [
            make_incident("incident-a", "2020-06-01", "Sirte"),
            Harm(case="incident-a", what="wounded", amount=Amount(4, None, None, ">=")),
            make_incident("incident-b", "2020-06", "Sirte", what="air"),
            Harm(case="incident-b", what="killed", amount=count(9, 9, 9)),
            Verify(case="incident-b", level="refuted", reason="لم يقع"),
            make_incident("incident-c", "2020-07-02", "Fezzan", None),
            Describe(case="incident-c", field="end", value="2020-07-05"),
            make_incident("incident-d", "", "", None, what=""),
        ],
        "anna",
    )
    record.append([Confirm(case="incident-b", proposal="#4")], "omar")
    rows = {row.case: row for row in IncidentRow.objects.using(record.alias)}
    assert (rows["incident-b"].first, rows["incident-b"].last) == ("2020-06-01", "2020-06-30")
    assert (rows["incident-c"].first, rows["incident-c"].last) == ("2020-07-02", "2020-07-05")
    assert rows["incident-b"].categories == "|air-activity|"
    assert (rows["incident-d"].first, rows["incident-d"].undated, rows["incident-d"].category) == ("", 1, "")
    assert (rows["incident-a"].injured_low, rows["incident-a"].injured_open) == (4, 1)
    assert rows["incident-b"].killed_best == 0


def test_lists_in_one_text() -> None:
    assert split_values(join_values(["b", "a", "", "a"])) == ("a", "b")
    assert split_values(join_values([])) == ()
