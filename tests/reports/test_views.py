from __future__ import annotations

import json
from dataclasses import replace

import pytest

from mithaq.dates import Edtf
from mithaq.model import ActType, Milestone, Reading, Status
from mithaq.reports.rows import ActRow
from mithaq.reports.views import (
    VIEWS,
    encode_views,
    is_answer,
    list_actors,
    list_acts,
    list_agreements,
    list_documents,
    list_figures,
    list_incidents,
    list_milestones,
    list_requests,
    list_statements,
)


def name(acts: tuple[ActRow, ...]) -> list[tuple[str, str]]:
    return [(act.type.value, act.trigger.text) for act in acts]


def test_requests_come_with_their_answers_and_appeals_come_last(readings: list[Reading]) -> None:
    asked, appeal = list_requests(readings)
    assert asked.request.trigger.text == "طلبت"
    assert [(act.type, act.status, act.condition) for act in asked.answers] == [
        (ActType.AGREE, Status.CONDITIONAL, "بشرط وقف القتال")
    ]
    assert appeal.request.to == ()
    assert appeal.answers == ()


def test_other_headings(readings: list[Reading]) -> None:
    assert name(list_agreements(readings)) == [("AGREE", "وافقت"), ("SUPPORT", "وقعت")]
    assert name(list_incidents(readings)) == [("ASSAULT", "قصفت"), ("ASSAULT", "القصف")]
    assert sorted(name(list_statements(readings))) == [
        ("ACCUSE", "أدانت"),
        ("ASSAULT", "القصف"),
        ("REJECT", "نفى"),
    ]


def test_a_quotation_tells_its_place(readings: list[Reading]) -> None:
    agreed = list_acts(readings)[1].evidence
    assert (agreed.document, agreed.line) == ("first", 2)
    assert readings[0].document.text[agreed.start : agreed.end] == agreed.text


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"date": "2018-02"}, False),  # before the request
        ({"date": "2018-04"}, True),
        ({"date": "2017/2019"}, True),  # not known to be before
        ({"key": ("elsewhere", 0), "topics": ()}, False),  # another document, nothing in common
        ({"key": ("elsewhere", 0)}, True),  # another document on the same topic
    ],
)
def test_what_may_answer_a_request(
    readings: list[Reading],
    change: dict[str, object],
    expected: bool,  # noqa: FBT001 - a table
) -> None:
    request, answer = list_acts(readings)[:2]
    assert is_answer(request, replace(answer, **change)) is expected  # type: ignore[arg-type]


def test_an_act_towards_others_answers_nothing(readings: list[Reading]) -> None:
    request, answer = list_acts(readings)[:2]
    assert not is_answer(request, replace(answer, to=answer.said_by))
    assert is_answer(request, replace(answer, to=request.who))


def test_milestones_of_one_name_are_gathered_with_all_dates(readings: list[Reading]) -> None:
    (row,) = list_milestones(readings)
    assert (row.what, row.country, row.distinct) == ("election", "LY", 2)
    assert [date.when for date in row.dates] == ["2018-12-10", "2021-12-24"]
    assert [party.ar for party in row.dates[0].said_by] == ["الفريق سالم"]


def test_meetings_of_two_documents_are_two(readings: list[Reading]) -> None:
    def rename(reading: Reading) -> Reading:
        steps = tuple(replace(step, what="peace-talks") for step in reading.milestones)
        return replace(reading, milestones=steps)

    assert len(list_milestones([rename(reading) for reading in readings])) == 2


def test_a_milestone_without_date_counts_for_none(readings: list[Reading]) -> None:
    undated: Milestone = replace(readings[0].milestones[0], when=None)
    reading = replace(readings[0], milestones=(undated, *readings[0].milestones))
    (row,) = list_milestones([reading])
    assert row.distinct == 1
    assert [date.when for date in row.dates] == ["2018-12-10", None]


def test_actors_are_gathered_by_id_or_by_name(readings: list[Reading]) -> None:
    rows = {row.party.ar: row for row in list_actors(readings)}
    salem = rows["الفريق سالم"]
    assert (salem.documents, salem.mentions, salem.acts) == (2, 2, 2)
    nations = rows["الأمم المتحدة"]
    assert (nations.documents, nations.mentions, nations.acts) == (2, 3, 3)
    assert nations.first.line == 1


def test_an_actor_without_mention_has_no_place(readings: list[Reading]) -> None:
    actor = replace(readings[0].actors[2], mentions=())
    row = next(
        row
        for row in list_actors([replace(readings[0], actors=(*readings[0].actors[:2], actor))])
        if not row.mentions
    )
    assert (row.party.ar, row.first.text) == ("person", "")


def test_figures_and_documents(readings: list[Reading]) -> None:
    (figure,) = list_figures(readings)
    assert (figure.value, figure.published, figure.evidence.text) == (40.0, "2018-05-01", "40 شخصا قتلوا")
    first, second = list_documents(readings)
    assert (first.acts, first.published, first.reader) == (2, "2018-05-01", "fast test")
    assert second.published is None


def test_rows_are_written_as_json(readings: list[Reading]) -> None:
    found = json.loads(encode_views(readings, VIEWS))
    assert list(found) == list(VIEWS)
    assert found["requests"][0]["request"]["date"] == "2018-03"
    assert found["requests"][0]["request"]["evidence"]["text"].startswith("طلبت")


def test_open_dates_sort_last(readings: list[Reading]) -> None:
    act = replace(readings[1].acts[0], date=Edtf.parse("../2019"))
    rows = list_incidents([replace(readings[1], acts=(act, replace(act, date=None)))])
    assert [row.date for row in rows] == ["../2019", None]
