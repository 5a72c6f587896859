"""A shift from its start to the next one: the log, who is on, what is handed over and accepted."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from tests.web.field.filling import JPEG, fill
from tests.web.persona import Site

from mithaq.following.case import Assign, Kind, Open, Remedy, Verify
from mithaq.following.entry import Confirm, Restrict
from mithaq.web.roles import Role
from mithaq.web.watch.models import Act, LineRow
from mithaq.web.watch.shifts import (
    WatchError,
    accept_handed_over,
    add_line,
    find_last_shift,
    find_shift,
    hand_over_shift,
)


@pytest.fixture
def omar(site: Site) -> Client:
    client = site.enter("omar", Role.ANALYST)
    client.post("/watch/start/")
    return client


def write(client: Client, text: str, **more: Any) -> Any:
    return client.post("/watch/line/", {"text": text, **more})


def read_lines(number: int = 1) -> list[tuple[str, str, str]]:
    shift = find_shift(number)
    assert shift is not None
    return [(line.author, line.act.value, line.text) for line in shift.lines]


def open_incident(site: Site, case: str = "incident-1", *more: Any) -> None:
    site.record.append([Open(case=case, kind=Kind.INCIDENT, title=f"إطلاق نار {case}"), *more], "layla")


def test_before_the_first_shift_there_is_nothing(site: Site) -> None:
    client = site.enter("omar", Role.ANALYST)
    assert "No shift has been started yet" in client.get("/watch/").content.decode()
    assert "No shift has been started yet" in client.get("/watch/shifts/").content.decode()
    assert client.get("/watch/shifts/1/").status_code == 404
    for path in ("line", "people", "accept", "hand-over"):
        answer = client.post(f"/watch/{path}/", {"text": "x", "name": "y"})
        assert answer.status_code == 422
        assert "Start one first" in answer.content.decode()
    assert client.get("/watch/hand-over/").status_code == 422


def test_only_the_first_shift_is_started(omar: Client) -> None:
    assert read_lines() == [("omar", "start", "omar")]
    answer = omar.post("/watch/start/")
    assert answer.status_code == 409
    assert "A shift goes on already" in answer.content.decode()


def test_lines_tell_what_happened_with_case_and_file(site: Site, omar: Client) -> None:
    open_incident(site)
    assert (
        write(
            omar, "اتصال من الدورية", case="incident-1", attachment=SimpleUploadedFile("أثر.jpg", JPEG)
        ).status_code
        == 302
    )
    page = omar.get("/watch/").content.decode()
    assert "اتصال من الدورية" in page
    assert "إطلاق نار incident-1" in page
    line = LineRow.objects.get(act=Act.NOTE)
    answer = omar.get(f"/watch/attachments/{line.pk}/")
    assert b"".join(answer) == JPEG
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert omar.get("/watch/attachments/999/").status_code == 404


def test_photographs_of_the_log_lose_what_they_tell_unless_one_says_so(omar: Client) -> None:
    photo = b"\xff\xd8\xff\xfe\x00\x0areporter\xff\xda\x00\x02picture\xff\xd9"
    for asked, is_told in (({"clean": "1"}, False), ({}, True)):
        file = SimpleUploadedFile("a.jpg", photo)
        assert write(omar, "صورة", attachment=file, **{"clean-asked": "1"}, **asked).status_code == 302
        line = LineRow.objects.filter(act=Act.NOTE).latest("pk")
        kept = b"".join(omar.get(f"/watch/attachments/{line.pk}/"))
        assert (b"reporter" in kept) is is_told
    page = omar.get("/watch/").content.decode()
    assert "Position and device data were removed from “a.jpg”" in page
    assert 'name="clean" value="1" aria-describedby="h-clean" checked' in page


def test_a_correction_is_a_new_line(omar: Client) -> None:
    write(omar, "الساعة 18:30 قذيفتان")
    first = LineRow.objects.get(act=Act.NOTE).pk
    assert f'value="{first}"' in omar.get(f"/watch/?corrects={first}").content.decode()
    write(omar, "الساعة 18:30 ثلاث قذائف", corrects=str(first))
    page = omar.get("/watch/").content.decode()
    assert f"corrects line {first}" in page
    assert "corrected in line" in page
    assert "قذيفتان" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"text": " "}, "write what happened"),
        ({"text": "س" * 10_001}, "longer than 10,000"),
        ({"text": "قذيفتان", "corrects": "999"}, "none of this shift"),
        ({"text": "قذيفتان", "case": "incident-none"}, "There is no such case"),
        (
            {"text": "قذيفتان", "attachment": SimpleUploadedFile("a.jpg", b"<html>")},
            "no photograph and no PDF",
        ),
        (
            {"text": "قذيفتان", "attachment": SimpleUploadedFile("a.jpg", JPEG + b"0" * 10_000_000)},
            "larger than 10 MB",
        ),
    ],
)
def test_what_cannot_be_written_says_why_and_keeps_the_words(
    omar: Client, typed: dict[str, Any], told: str
) -> None:
    if "attachment" in typed:
        typed["attachment"].seek(0)  # the file was read when the test ran on the other database
    answer = omar.post("/watch/line/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert typed["text"].strip() in page
    assert len(read_lines()) == 1


@pytest.mark.usefixtures("omar")
def test_of_two_who_send_a_line_at_once_the_first_counts() -> None:
    shift, once = find_last_shift(), uuid4()
    assert shift is not None
    lines = [LineRow(author="omar", act=Act.NOTE, text=text, once=once) for text in ("قذيفتان", "ثلاث")]
    first, second = (add_line(shift, line) for line in lines)
    assert (first.pk, second.text) == (second.pk, "قذيفتان")
    assert len(read_lines()) == 2


def test_the_log_is_never_changed(omar: Client) -> None:
    write(omar, "قذيفتان")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LineRow.objects.update(text="لا شيء")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LineRow.objects.all().delete()
    assert read_lines()[1] == ("omar", "note", "قذيفتان")


def test_who_is_on_comes_and_goes(omar: Client) -> None:
    omar.post("/watch/people/", {"name": "  سالم   الورفلي "})
    omar.post("/watch/people/", {"name": "omar", "act": "leave"})
    shift = find_last_shift()
    assert shift is not None
    assert shift.people == ("سالم الورفلي",)
    for name, act, told in (
        ("سالم الورفلي", "join", "on duty already"),
        ("omar", "leave", "not on duty"),
        ("", "join", "Write the name"),
    ):
        answer = omar.post("/watch/people/", {"name": name, "act": act})
        assert answer.status_code == 422
        assert told in answer.content.decode()


def test_what_is_open_is_handed_over_and_accepted(site: Site, omar: Client) -> None:
    remedy = Remedy(case="incident-1", action="deadline", text="سحب السلاح", due="2020-12-01")
    open_incident(site, "incident-1", remedy)
    open_incident(site, "incident-2", Assign(case="incident-2", to="badr", due="2999-01-01"))
    open_incident(site, "incident-3", Assign(case="incident-3", to="badr"))
    (found,) = site.record.append([Verify(case="incident-2", level="2")], "layla")
    site.record.append([Confirm(case="incident-2", proposal=f"#{found.number}")], "badr")
    page = omar.get("/watch/hand-over/").content.decode()
    assert "remedial action with a deadline · late" in page.replace("\n", " ")
    assert page.count("incident without verification") == 2
    assert page.count("assigned case") == 2
    assert omar.post("/watch/hand-over/", {"text": "الدورية في الطريق."}).status_code == 302
    shift = find_last_shift()
    assert shift is not None
    assert shift.handed_over is not None
    assert shift.handed_over.matters == (
        ("remedy", "incident-1", "2020-12-01"),
        ("assignment", "incident-2", "2999-01-01"),
        ("assignment", "incident-3", None),
        ("unverified", "incident-3", None),
        ("unverified", "incident-1", None),
    )
    assert omar.post("/watch/accept/").status_code == 422
    again = omar.post("/watch/hand-over/", {"text": "ملاحظة ثانية"})
    assert again.status_code == 409
    assert "ملاحظة ثانية" in again.content.decode()
    sara = site.enter("sara", Role.MONITOR)
    assert "Accept, and begin the next shift" in sara.get("/watch/").content.decode()
    assert sara.post("/watch/accept/").status_code == 302
    assert read_lines(1)[-1] == ("sara", "accept", "")
    assert read_lines(2) == [("sara", "start", "sara")]
    page = sara.get("/watch/").content.decode()
    assert "الدورية في الطريق." in page
    assert "What this shift took over" in page
    assert "Shift 1" in sara.get("/watch/shifts/").content.decode()
    assert "الدورية في الطريق." in sara.get("/watch/shifts/1/").content.decode()


def test_of_two_who_do_the_same_the_second_is_told(site: Site, omar: Client) -> None:
    seen = find_last_shift()
    assert seen is not None
    omar.post("/watch/hand-over/", {"text": ""})
    with pytest.raises(WatchError, match="done"):
        hand_over_shift(seen, "", (), "badr")
    handed = find_last_shift()
    assert handed is not None
    site.enter("sara", Role.ANALYST).post("/watch/accept/")
    with pytest.raises(WatchError, match="done"):
        accept_handed_over(handed, "badr")
    assert read_lines(2) == [("sara", "start", "sara")]


def test_a_shift_that_was_not_handed_over_is_not_accepted(site: Site, omar: Client) -> None:
    del omar
    answer = site.enter("sara", Role.ANALYST).post("/watch/accept/")
    assert answer.status_code == 422
    assert "not handed over yet" in answer.content.decode()


def test_cases_that_may_not_be_seen_are_left_out(site: Site, omar: Client) -> None:
    open_incident(site, "incident-1", Remedy(case="incident-1", action="deadline", due="2020-12-01"))
    write(omar, "متابعة", case="incident-1")
    site.record.append([Restrict(case="incident-1", groups=("legal",))], "layla")
    omar_page = omar.get("/watch/").content.decode()
    assert "متابعة" in omar_page
    assert "إطلاق نار incident-1" not in omar_page
    amal = site.enter("amal", Role.ANALYST, groups=("legal",))
    amal.post("/watch/hand-over/", {"text": ""})
    assert "إطلاق نار incident-1" in amal.get("/watch/").content.decode()
    assert "إطلاق نار incident-1" not in omar.get("/watch/shifts/1/").content.decode()


def test_withheld_names_are_masked_in_the_log(site: Site, omar: Client) -> None:
    write(omar, "اتصل خليفة منصور الفيتوري")
    site.enter("huda", Role.MONITOR).post(
        "/field/new/", fill(complainant="خليفة منصور الفيتوري", complainant_withheld="1")
    )
    assert "الفيتوري" not in omar.get("/watch/").content.decode()


def test_past_shifts_are_listed_thirty_at_a_time(omar: Client) -> None:
    for number in range(2, 40):
        LineRow.objects.create(shift=number, author="omar", act=Act.START, text="omar")
    page = omar.get("/watch/shifts/").content.decode()
    assert page.count('<a href="/watch/shifts/') == 30
    assert "Shift 39" in page
    older = omar.get("/watch/shifts/?before=10").content.decode()
    assert "Shift 9" in older
    assert "Older" not in older


def test_incidents_that_are_closed_are_not_handed_over(site: Site, omar: Client) -> None:
    open_incident(
        site, "incident-1",
        Remedy(case="incident-1", action="requested", on="2020-11-01"),
        Remedy(case="incident-1", action="deadline", due="2020-12-01"),
        Remedy(case="incident-1", action="closed"),
    )  # fmt: skip
    open_incident(site, "incident-2", Assign(case="incident-2", to="badr"))
    (found,) = site.record.append([Verify(case="incident-2", level="refuted", reason="لا أثر")], "layla")
    site.record.append([Confirm(case="incident-2", proposal=f"#{found.number}")], "badr")
    page = omar.get("/watch/hand-over/").content.decode()
    assert "remedial action" not in page
    assert "assigned case" not in page
