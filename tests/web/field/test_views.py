"""The form sent, refused, sent again; who finds what they sent; attachments."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.field.filling import JPEG, NUMBER, fill
from tests.web.persona import Site
from typer.testing import CliRunner

from mithaq import cli
from mithaq.following.case import Amount, Kind
from mithaq.following.entry import Merge
from mithaq.following.fold import Case
from mithaq.ledger.current import read_case, read_document, read_entries
from mithaq.ledger.finding import CaseFilter, find_cases
from mithaq.web.field.models import ReportRow
from mithaq.web.roles import Role


@pytest.fixture
def huda(site: Site) -> Client:
    return site.enter("huda", Role.MONITOR)


def send(client: Client, **changed: Any) -> Any:
    return client.post("/field/new/", fill(**changed))


def find_case(site: Site) -> Case:
    return find_cases(site.record, CaseFilter(kind=Kind.INCIDENT)).cases[0]


def list_values(case: Case, name: str) -> list[Any]:
    return [item.step.value for item in case.fields if item.step.field == name]


def test_the_form_asks_what_a_monitor_knows(huda: Client) -> None:
    page = huda.get("/field/new/").content.decode()
    for name in (
        "title",
        "category",
        "start-time",
        "killed-civilian-low",
        "complainant-withheld",
        "attachment",
    ):
        assert f'name="{name}"' in page
    assert 'name="victim-withheld" value="1" checked' in page


def test_a_report_becomes_an_incident_with_its_evidence(site: Site, huda: Client) -> None:
    answer = send(
        huda, start_time="18:30", time_zone="+02:00", coordinates="32.81، 13.27", precision="500", bearing="45",
        quantity_low="10", quantity_best="12", quantity_high="15", weapon="هاون\nمدفع", flight="impact",
        observation=["heard", "seen"], control="سرية وادي الربيع", injured_civilian_best="2",
        injured_civilian_qualifier=">=", complainant="وزارة الداخلية", complainant_type="institution",
        accused="سرية وادي الربيع", response="لم نطلق النار.", response_party="سرية وادي الربيع", response_denies="1",
    )  # fmt: skip
    assert (answer.status_code, answer.headers["Location"]) == (302, "/field/")
    case = find_case(site)
    assert (case.title, case.place, case.what) == ("قصف مدفعي على أطراف البلدة", "Tarhuna", "fire")
    assert list_values(case, "weapon") == ["هاون", "مدفع"]
    assert list_values(case, "quantity") == [Amount(10, 12, 15)]
    assert list_values(case, "coordinates") == ["32.81, 13.27"]
    assert case.harms[0].step.amount == Amount(2, 2, None, ">=")
    assert case.accusations
    assert case.denials
    text = read_document(site.record, case.documents[0]).document.text
    for held in (case.opened, *case.fields, *case.harms):
        assert all(text[piece.start : piece.end] for piece in held.step.evidence)
        assert held.author == "huda"
    assert "الرواية: سمعنا دويا متتاليا.\nثم رأينا دخانا." in text
    assert "حُرر في: \u20662020-11-21T16:45:00Z\u2069" in text
    assert case.title in huda.get("/field/").content.decode()


def test_a_report_that_comes_twice_is_recorded_once(site: Site, huda: Client) -> None:
    first, again = (
        huda.post("/field/new/", fill(), headers={"Accept": "application/json"}) for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["case"] == again.json()["case"]
    assert (first.json()["new"], again.json()["new"]) == (True, False)
    other = site.enter("sami", Role.MONITOR)
    assert send(other).status_code == 302
    assert ReportRow.objects.count() == 1
    assert len(find_cases(site.record, CaseFilter(kind=Kind.INCIDENT)).cases) == 1


def test_every_mistake_is_told_beside_its_field_and_nothing_is_lost(site: Site, huda: Client) -> None:
    answer = send(huda, start="أمس", weapon="هاون", quantity_low="9", quantity_high="3", victim="")
    assert answer.status_code == 422
    page = answer.content.decode()
    for name, told in (("start", "“أمس” is no date."), ("quantity", "The numbers are not in order.")):
        assert told in page.partition(f'id="e-{name}"')[2].partition("</p>")[0]
    for kept in ("سمعنا دويا", "هاون", 'value="9"', 'value="fire" checked'):
        assert kept in page
    asked = huda.post("/field/new/", fill(start=""), headers={"Accept": "application/json"})
    assert (asked.status_code, [fault["name"] for fault in asked.json()["faults"]]) == (422, ["start"])
    assert list(read_entries(site.record)) == []


def test_a_place_that_nobody_knows_is_kept_as_it_was_written(site: Site, huda: Client) -> None:
    assert send(huda, place="مزرعة الحاج خلف الوادي").status_code == 302
    assert find_case(site).place == "مزرعة الحاج خلف الوادي"


def test_names_are_withheld_at_once(site: Site, huda: Client) -> None:
    send(
        huda, complainant="خليفة منصور الفيتوري", complainant_withheld="1",
        victim="مبروكة سالم الهادي\nعلي سالم الهادي", victim_withheld="1",
        account="قال خليفة منصور الفيتوري إنه رأى الدخان.",
    )  # fmt: skip
    case = find_case(site)
    text = read_document(site.record, case.documents[0]).document.text
    for name in ("خليفة", "مبروكة", "الفيتوري"):
        assert name not in text
        assert all(name not in party.ar for _, party in case.sides)
    assert len([role for role, _ in case.sides if role == "victim"]) == 2
    assert {party.id.partition("-")[0] for role, party in case.sides if role == "victim"} == {"withheld"}


def test_a_report_joins_an_incident_that_is_offered(site: Site, huda: Client) -> None:
    send(huda)
    first = find_case(site)
    near = huda.get("/field/near/", {"place": "ترهونة", "start": "2020-11-22"}).content.decode()
    assert first.title in near
    assert f'value="{first.id}"' in near
    assert (
        send(
            huda, number="8f3c2a10-9b1e-4c55-8d21-0a6e5b7c9d11", title="دوي قذائف", into=first.id
        ).status_code
        == 302
    )
    case = read_case(site.record, first.id)
    assert len(case.documents) == 2
    assert any(isinstance(entry.step, Merge) for entry in read_entries(site.record))
    assert "joined to an incident" in huda.get("/field/").content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"place": "ترهونة"},
        {"place": "ترهونة", "start": "أمس"},
        {"place": "ترهونة", "start": "2020-11-21/.."},
    ],
)
def test_nothing_is_offered_before_place_and_day_are_known(huda: Client, asked: dict[str, str]) -> None:
    assert "Write place and start" in huda.get("/field/near/", asked).content.decode()


@pytest.mark.parametrize("start", ["2020", "9999-12-31"])
def test_no_incident_is_near(huda: Client, start: str) -> None:
    page = huda.get("/field/near/", {"place": "Sirte", "start": start}).content.decode()
    assert ("No incident is recorded" in page) is (start == "2020")


def test_what_cannot_be_joined_is_told_and_nothing_is_lost(site: Site, huda: Client) -> None:
    answer = send(huda, into="incident-none")
    assert answer.status_code == 422
    assert "It was refused" in answer.content.decode()
    assert list(read_entries(site.record)) == []
    assert ReportRow.objects.count() == 0


def test_attachments_are_kept_and_given_to_who_sees_the_case(site: Site, huda: Client) -> None:
    photo = SimpleUploadedFile("حفرة.html", JPEG, "text/html")
    assert send(huda, attachment=photo).status_code == 302
    case = find_case(site)
    (named,) = list_values(case, "attachment")
    sha256 = named.partition("SHA-256 ")[2].rstrip(")")
    answer = huda.get(f"/field/attachments/{case.id}/{sha256}/")
    assert b"".join(answer) == JPEG
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert huda.get(f"/field/attachments/{case.id}/{'0' * 64}/").status_code == 404
    assert huda.get(f"/field/attachments/incident-none/{sha256}/").status_code == 404


def test_files_that_are_no_evidence_are_refused_and_the_others_kept(site: Site, huda: Client) -> None:
    files = [SimpleUploadedFile("a.jpg", JPEG), SimpleUploadedFile("b.jpg", b"<script>")]
    answer = send(huda, attachment=files)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "“b.jpg” is no photograph and no PDF" in page
    signed = page.partition('name="kept" value="')[2].partition('"')[0]
    assert send(huda, kept=signed).status_code == 302
    assert len(list_values(find_case(site), "attachment")) == 1


def test_what_was_kept_for_somebody_else_cannot_be_attached(site: Site, huda: Client) -> None:
    page = send(huda, attachment=SimpleUploadedFile("a.jpg", JPEG), title="").content.decode()
    signed = page.partition('name="kept" value="')[2].partition('"')[0]
    other = site.enter("sami", Role.MONITOR)
    assert send(other, kept=[signed, "x:y"]).status_code == 302
    assert list_values(find_case(site), "attachment") == []


def test_too_many_and_too_large_files_are_refused(site: Site, huda: Client) -> None:
    many = [SimpleUploadedFile(f"{number}.jpg", JPEG) for number in range(9)]
    assert "Attach at most 8" in send(huda, attachment=many).content.decode()
    large = SimpleUploadedFile("large.jpg", JPEG + b"0" * 10_000_000)
    assert "“large.jpg” is larger than 10 MB" in send(huda, attachment=large).content.decode()
    assert list(site.files.rglob("*.jpg")) == []


def test_a_report_that_is_gone_says_so(huda: Client) -> None:
    ReportRow.objects.create(number=NUMBER, author="huda", case="incident-none", document="0" * 64)
    assert "no longer open to you" in huda.get("/field/").content.decode()


def test_a_device_is_told_who_has_logged_in(huda: Client, site: Site) -> None:
    told = huda.get("/field/token/")
    assert told.json()["account"] == "huda"
    assert told.json()["token"]
    assert site.visit().get("/field/token/").status_code == 302


def test_the_worker_keeps_what_the_form_needs(site: Site) -> None:
    answer = site.visit().get("/field/worker.js")
    text = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert '"{' not in text
    for name in ("/static/mithaq/land.geojson", "/static/field/form.js", "/field/places.json"):
        assert f'"{name}"' in text


def test_a_phone_can_keep_the_form(site: Site) -> None:
    manifest = site.visit().get("/field/app.webmanifest").json()
    assert (manifest["lang"], manifest["dir"], manifest["scope"]) == ("ar", "rtl", "/field/")


def test_places_are_given_with_their_names_and_countries(huda: Client) -> None:
    told = json.loads(huda.get("/field/places.json").content)
    tarhuna = next(place for place in told["places"] if place[2] == "Tarhuna")
    assert tarhuna[1] == "ترهونة"
    assert told["countries"]["LY"] == ["ليبيا", "Libya"]


@pytest.mark.parametrize("form", ["csv", "jsonld", "ftm"])
def test_withheld_names_and_private_persons_are_left_out_of_exports(
    huda: Client, tmp_path: Path, form: str
) -> None:
    send(
        huda, complainant="خليفة منصور الفيتوري", complainant_withheld="1", victim="مبروكة سالم الهادي",
        account="قال خليفة منصور الفيتوري إن مبروكة سالم الهادي أصيبت.", control="سرية وادي الربيع",
    )  # fmt: skip
    out = tmp_path / "out"
    words = ["export", "--out", str(out), "--format", form, "--record", settings.RECORD]
    result = CliRunner(env={"MITHAQ_CONFIG": str(tmp_path)}).invoke(cli.app, words)
    assert result.exit_code == 0, result.output
    told = "".join(path.read_text("utf-8") for path in tmp_path.glob("out*"))
    assert "خليفة" not in told
    assert "الفيتوري" not in told
    assert "مبروكة" not in told
    assert "2020-11-21" in told


def test_photographs_lose_position_and_device_unless_one_says_otherwise(site: Site, huda: Client) -> None:
    remark = b"\xff\xfe\x00\x0areporter"
    clean = JPEG[:2] + b"\xff\xda\x00\x02picture\xff\xd9"
    typed = fill(attachment=SimpleUploadedFile("a.jpg", clean[:2] + remark + clean[2:]))
    page = huda.post("/field/new/", typed, follow=True).content.decode()
    (named,) = list_values(find_case(site), "attachment")
    assert "Position and device data were removed from “a.jpg”" in page
    assert hashlib.sha256(clean).hexdigest() in named


def test_photographs_are_kept_as_they_came_where_one_says_so(site: Site, huda: Client) -> None:
    photo = JPEG[:2] + b"\xff\xfe\x00\x0areporter\xff\xda\x00\x02picture\xff\xd9"
    send(huda, attachment=SimpleUploadedFile("a.jpg", photo), clean_asked="1")
    (named,) = list_values(find_case(site), "attachment")
    assert hashlib.sha256(photo).hexdigest() in named


def test_what_cannot_be_cleaned_is_told(huda: Client) -> None:
    typed = fill(attachment=SimpleUploadedFile("a.webp", b"RIFF....WEBPVP8 "))
    page = huda.post("/field/new/", typed, follow=True).content.decode()
    assert "“a.webp” was kept as it came" in page
    assert (
        'name="clean" value="1" aria-describedby="h-clean" checked'
        in huda.get("/field/new/").content.decode()
    )
