"""Files through the API: sent, named by their receipts in reports and lines, fetched by those who may."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image
from tests.web.api.program import Program
from tests.web.field.filling import NUMBER, fill
from tests.web.persona import Site

from mithaq.following.case import Evidence
from mithaq.following.entry import Restrict, Withhold
from mithaq.ledger.attachments import MOST, find_path, list_attachments
from mithaq.ledger.current import read_case, read_document
from mithaq.ledger.finding import find_cases
from mithaq.web.roles import RIGHTS, Right, Role
from mithaq.web.watch.models import LineRow

PDF = b"%PDF-1.7 of the committee"
LINE = "8d3a1b52-07a4-4f0e-9d6f-8a3f0f6f2a11"


@pytest.fixture
def vendor() -> str:
    """What is asked of the database is the same on both, but for what is written once."""
    return "sqlite"


def take_photo() -> bytes:
    file, exif = BytesIO(), Image.Exif()
    exif[ExifTags.Base.Make] = "Camera of a reporter"
    Image.new("RGB", (9, 7)).save(file, "JPEG", exif=exif)
    return file.getvalue()


PHOTO = take_photo()


def tell_report(*receipts: str, **changed: Any) -> dict[str, Any]:
    fields = fill(number=None, written=None, **changed)
    return {
        "number": NUMBER,
        "written": "2020-11-21T18:45:00+02:00",
        "fields": fields,
        "attachments": list(receipts),
    }


def test_a_report_with_a_photo_and_a_letter_is_read_back(site: Site) -> None:
    salem = Program(site, "salem", Role.MONITOR)
    code, photo = salem.send_file("صورة.jpg", PHOTO)
    assert (code, photo["cleaned"], photo["media"], photo["name"]) == (
        200,
        "removed",
        "image/jpeg",
        "صورة.jpg",
    )
    letter = salem.send_file("letter.pdf", PDF, sha256=hashlib.sha256(PDF).hexdigest())[1]
    assert (letter["cleaned"], letter["sha256"]) == ("nothing", hashlib.sha256(PDF).hexdigest())
    code, sent = salem.ask(
        "POST", "/reports", tell_report(photo["receipt"], letter["receipt"], photo["receipt"])
    )
    assert (code, sent["new"]) == (200, True), sent
    named = [item["sha256"] for item in sent["attachments"]]
    assert named == [photo["sha256"], letter["sha256"]]
    # The hashes are in the ledger, and what lies there is what was kept.
    assert [item.sha256 for _, item in list_attachments(site.record)] == named
    shown = salem.ask("GET", f"/cases/{sent['case']}")[1]
    assert shown["attachments"] == sent["attachments"]
    codes = [salem.fetch(item["address"]) for item in shown["attachments"]]
    assert [code for code, _ in codes] == [200, 200]
    assert [hashlib.sha256(content).hexdigest() for _, content in codes] == named
    assert b"reporter" not in codes[0][1]
    assert codes[1][1] == PDF
    listed = salem.ask("GET", "/reports")[1]
    assert [(item["number"], item["case"], item["joined"]) for item in listed["reports"]] == [
        (NUMBER, sent["case"], False)
    ]
    assert listed["reports"][0]["attachments"] == sent["attachments"]
    assert salem.ask("GET", "/reports?offset=1")[1] == {"reports": [], "more": False}


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_sent_twice_nothing_is_doubled(site: Site) -> None:
    salem = Program(site, "salem", Role.MONITOR)
    first, second = (salem.send_file("a.pdf", PDF)[1] for _ in range(2))
    assert first == second
    answers = [salem.ask("POST", "/reports", tell_report(first["receipt"]))[1] for _ in range(2)]
    assert [answer["new"] for answer in answers] == [True, False]
    assert answers[0]["attachments"] == answers[1]["attachments"]
    other = salem.send_file("b.pdf", PDF + b"2")[1]["receipt"]
    again = salem.ask("POST", "/reports", tell_report(other))[1]
    assert (again["new"], again["attachments"]) == (False, answers[0]["attachments"])
    assert len(list(list_attachments(site.record))) == 1


def test_a_photograph_may_keep_its_position(site: Site) -> None:
    salem = Program(site, "salem", Role.MONITOR)
    kept = salem.send_file("a.jpg", PHOTO, clean="false")[1]
    assert (kept["cleaned"], kept["sha256"]) == ("nothing", hashlib.sha256(PHOTO).hexdigest())
    broken = salem.send_file("a.webp", b"RIFF....WEBPVP8 ")[1]
    assert broken["cleaned"] == "failed"


@pytest.mark.parametrize(
    ("content", "more", "code", "said"),
    [
        (b"<html>", {}, 415, ("this is no photograph and no PDF", "ليس صورة ولا ملف PDF")),
        (b"", {}, 415, ("this is no photograph and no PDF", "ليس صورة ولا ملف PDF")),
        (PDF + b"1" * MOST, {}, 413, ("at most 10,000,000 are taken", "والحد الأقصى")),
        (PDF, {"sha256": "0" * 64}, 422, ("what arrived is not the file", "ما وصل ليس الملف")),
        (None, {}, 422, ("it is missing", "القيمة ناقصة")),
        (PDF, {"clean": "perhaps"}, 422, ("true or false is needed", "يلزم true أو false")),
    ],
    ids=["other", "empty", "large", "hash", "none", "clean"],
)
def test_files_that_are_not_taken_are_refused(
    content: bytes | None, more: dict[str, str], code: int, said: tuple[str, str], site: Site
) -> None:
    salem = Program(site, "salem", Role.MONITOR)
    for lang, words in zip(("en", "ar"), said, strict=True):
        got, told = salem.send_file("a.jpg", content, lang=lang, **more)
        assert got == code
        assert words in told["what"]
        assert told["remedy"]
    assert not (site.files / "attachments").exists()


def test_receipts_of_others_and_too_many_are_refused(site: Site) -> None:
    salem, eve = Program(site, "salem", Role.MONITOR), Program(site, "eve", Role.MONITOR)
    receipt = salem.send_file("a.pdf", PDF)[1]["receipt"]
    for program, named in ((eve, receipt), (salem, f"{receipt}x"), (salem, hashlib.sha256(PDF).hexdigest())):
        code, told = program.ask("POST", "/reports", tell_report(named))
        assert (code, told["faults"]) == (422, [{"where": "attachments", "what": named}])
    many = [salem.send_file("a.pdf", PDF + bytes([number]))[1]["receipt"] for number in range(9)]
    code, told = salem.ask("POST", "/reports", tell_report(*many))
    assert (code, [fault["where"] for fault in told["faults"]]) == (422, ["attachments"])
    find_path(site.files, hashlib.sha256(PDF).hexdigest()).unlink()
    assert salem.ask("POST", "/reports", tell_report(receipt))[0] == 422
    assert find_cases(site.record).cases == ()


def test_several_values_and_victims_are_taken_as_on_the_page(site: Site) -> None:
    salem = Program(site, "salem", Role.MONITOR)
    case = salem.ask("POST", "/reports", tell_report(victim="سعيد محمود العامري"))[1]["case"]
    found = read_case(site.record, case)
    assert {item.step.value for item in found.fields if item.step.field == "category"} == {
        "fire",
        "civilian-harm",
    }
    assert (
        "العامري"
        not in read_document(
            site.record, salem.ask("GET", "/reports")[1]["reports"][0]["document"]
        ).document.text
    )
    open_ = tell_report(victim="سعيد محمود الحامدي", victim_withheld="") | {"number": LINE}
    document = salem.ask("POST", "/reports", open_)[1]["document"]
    assert "الحامدي" in read_document(site.record, document).document.text


def send_report(site: Site) -> dict[str, Any]:
    """Send a report with a letter in the name of a monitor, and return the answer."""
    salem = Program(site, "salem", Role.MONITOR)
    receipt = salem.send_file("محضر سعيد العامري.pdf", PDF)[1]["receipt"]
    answer = salem.ask("POST", "/reports", tell_report(receipt))[1]
    assert isinstance(answer, dict)
    return answer


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_only_those_who_see_the_case_fetch_its_files(role: Role | None, site: Site) -> None:
    sent = send_report(site)
    address = sent["attachments"][0]["address"]
    path = address.removeprefix("http://localhost")
    if role is None:
        assert site.visit().get(path).status_code == 401
        assert (
            site.visit().post("/api/attachments", {"file": SimpleUploadedFile("a.pdf", PDF)}).status_code
            == 401
        )
        return
    other = Program(site, f"p-{role}", role)
    assert other.fetch(address)[0] == 200
    assert other.send_file("a.pdf", PDF)[0] == (200 if Right.REPORT in RIGHTS[role] else 403)
    site.record.append([Restrict(case=sent["case"], groups=("legal",))], "layla")
    assert other.fetch(address)[0] == (200 if role is Role.ADMINISTRATOR else 404)
    insider = Program(site, f"in-{role}", role, groups=("legal",))
    assert insider.fetch(address)[0] == 200
    assert insider.fetch(f"{address[:-1]}x")[0] == 404


def test_withheld_names_are_masked_in_what_files_are_called(site: Site) -> None:
    sent = send_report(site)
    text = read_document(site.record, sent["document"]).document.text
    start = text.index("سعيد العامري")
    evidence = (Evidence(sent["document"], start, start + len("سعيد العامري")),)
    site.record.append([Withhold(case="", evidence=evidence)], "layla")
    program = Program(site, "huda", Role.ANALYST)
    (named,) = program.ask("GET", f"/cases/{sent['case']}")[1]["attachments"]
    assert "العامري" not in named["name"]
    assert named["sha256"] == hashlib.sha256(PDF).hexdigest()
    answer = program.client.get(named["address"], headers=program.headers)
    assert answer.status_code == 200
    assert "العامري" not in answer.headers["Content-Disposition"]
    assert b"".join(answer) == PDF  # type: ignore[arg-type]


def test_a_report_whose_incident_is_hidden_now_is_still_known(site: Site) -> None:
    salem = Program(site, "salem", Role.MONITOR)
    receipt = salem.send_file("a.pdf", PDF)[1]["receipt"]
    sent = salem.ask("POST", "/reports", tell_report(receipt))[1]
    site.record.append([Restrict(case=sent["case"], groups=("x",))], "layla")
    again = salem.ask("POST", "/reports", tell_report(receipt))[1]
    assert (again["new"], again["attachments"]) == (False, [])
    (listed,) = salem.ask("GET", "/reports")[1]["reports"]
    assert (listed["case"], listed["title"], listed["standing"]) == ("", "", "")


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_line_of_the_log_has_a_file_and_is_written_once(site: Site) -> None:
    room = Program(site, "anna", Role.ANALYST)
    room.ask("POST", "/shift/start", {})
    kept = room.send_file("أثر.jpg", PHOTO)[1]
    line = {"text": "صورة من الدورية", "attachment": kept["receipt"], "once": LINE}
    for _ in range(2):
        code, shift = room.ask("POST", "/shift/lines", line)
        assert (code, [item["once"] for item in shift["lines"]]) == (200, [None, LINE])
    file = shift["lines"][-1]["attachment"]
    assert (file["sha256"], file["name"]) == (kept["sha256"], "أثر.jpg")
    code, content = room.fetch(file["address"])
    assert (code, hashlib.sha256(content).hexdigest()) == (200, kept["sha256"])
    assert Program(site, "r", Role.READER).fetch(file["address"])[0] == 403
    assert room.fetch("/api/shift/lines/1/attachment")[0] == 404
    assert room.fetch("/api/shift/lines/999/attachment")[0] == 404
    code, told = room.ask("POST", "/shift/lines", {"text": "x", "attachment": "y"})
    assert (code, told["faults"]) == (422, [{"where": "attachment", "what": "y"}])
    assert LineRow.objects.count() == 2
    # The number is one's own: somebody else may have the same.
    other = Program(site, "rida", Role.ANALYST)
    assert len(other.ask("POST", "/shift/lines", {"text": "سطر آخر", "once": LINE})[1]["lines"]) == 3


def test_a_line_that_was_sent_before_the_shift_ended_stays_there(site: Site) -> None:
    room, rida = Program(site, "anna", Role.ANALYST), Program(site, "rida", Role.ANALYST)
    room.ask("POST", "/shift/start", {})
    room.ask("POST", "/shift/lines", {"text": "سطر", "once": LINE})
    room.ask("POST", "/shift/hand-over", {"text": ""})
    rida.ask("POST", "/shift/accept", {})
    assert room.ask("POST", "/shift/lines", {"text": "سطر", "once": LINE})[1]["number"] == 1
    listed = room.ask("GET", "/shifts?limit=1")[1]
    assert ([shift["number"] for shift in listed["shifts"]], listed["more"]) == ([2], 2)
    older = room.ask("GET", f"/shifts?before={listed['more']}")[1]
    assert ([(shift["number"], shift["lines"]) for shift in older["shifts"]], older["more"]) == (
        [(1, 4)],
        None,
    )
    assert older["shifts"][0]["handed_over"] <= older["shifts"][0]["accepted"]
