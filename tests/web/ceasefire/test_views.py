"""The pages of incidents, as the personas see them, on both databases."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from tests.web.ceasefire.conftest import BRIGADE, make_incident

from mithaq.following.case import Comment, Evidence, Kind, Open
from mithaq.following.entry import Merge, Withhold
from mithaq.ledger.models import DocumentRow
from mithaq.web.roles import Role


def read_rows(answer: object) -> list[str]:
    return re.findall(r"/ceasefire/incident/([\w-]+)/", answer.content.decode())


def read_sum(answer: object, label: str) -> str:
    found = re.search(rf"<dt>{re.escape(label)}</dt><dd>(.*?)</dd>", answer.content.decode())
    assert found
    return found[1]


NAME = "خليفة حفتر"
FOUND = [
    ("", ["incident-d", "incident-c", "incident-a", "incident-b"]),
    ("party=lna", ["incident-c", "incident-a"]),
    ("party=الجيش الوطني الليبي", ["incident-c", "incident-a"]),
    ("party=brigade-x", ["incident-b"]),
    ("category=detention", ["incident-b"]),
    ("category=air-activity", []),
    ("place=Sirte", ["incident-d", "incident-a"]),
    ("place=سرت", ["incident-d", "incident-a"]),
    ("place=لا مكان", []),
    ("since=2020-06-02&until=2020-06-05", ["incident-c"]),
    ("verification=2", ["incident-a"]),
    ("verification=none-yet", ["incident-d", "incident-c", "incident-b"]),
    ("attribution=attributed", ["incident-a"]),
    ("ruling=violation", []),
    ("words=الميناء", ["incident-d"]),
    ("box=15,30,18,32", ["incident-d", "incident-a"]),
    ("box=19,31,21,33", ["incident-c"]),
    ("box=170,-10,-170,10", []),
    ("follow=open", ["incident-a"]),
    ("follow=overdue", ["incident-a"]),
    ("follow=closed", []),
]


def test_incidents_are_found_by_what_is_asked(ceasefire: object) -> None:
    client = ceasefire.enter("huda")
    assert [(query, read_rows(client.get(f"/ceasefire/?{query}"))) for query, _ in FOUND] == FOUND


def test_counts_tell_what_is_sure_and_the_bounds_of_harm(ceasefire: object) -> None:
    answer = ceasefire.enter("huda").get("/ceasefire/")
    assert read_sum(answer, "Incidents") == "4"
    assert read_sum(answer, "Corroborated or better") == "1"
    assert read_sum(answer, "Told by one source") == "3"
    assert read_sum(answer, "Killed") == "3 (2 to 5)"
    assert read_sum(answer, "Injured") == "at least 4"


@pytest.mark.parametrize(
    ("role", "groups", "count"),
    [
        (Role.ANALYST, (), "4"),
        (Role.ANALYST, ("south",), "5"),
        (Role.ADMINISTRATOR, (), "5"),
        (Role.MONITOR, (), "4"),
    ],
)
def test_counts_chart_map_and_export_hold_what_one_may_see(
    ceasefire: object, role: Role, groups: tuple[str, ...], count: str
) -> None:
    client = ceasefire.enter("sami", role, groups=groups)
    answer = client.get("/ceasefire/")
    shown = answer.content.decode()
    assert read_sum(answer, "Incidents") == count
    assert ("Sabha" in shown) is (count == "5")
    drawn = client.get("/ceasefire/chart.svg").content.decode()
    assert ("10 June" in drawn) is (count == "5")
    assert client.get("/ceasefire/incident/incident-e/").status_code == (200 if count == "5" else 404)
    if role is not Role.MONITOR:
        sent = client.get("/ceasefire/export/?format=csv").content.decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(sent)))) == int(count) + 1


def test_what_is_sent_is_what_was_found(ceasefire: object) -> None:
    client = ceasefire.enter("huda")
    answer = client.get("/ceasefire/export/?format=csv&party=brigade-x")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert "incidents.csv" in answer.headers["Content-Disposition"]
    drawn = json.loads(client.get("/ceasefire/export/?format=geojson&place=Sirte").content)
    assert len(drawn["features"]) == 2
    assert client.get("/ceasefire/export/?format=nothing").headers["Content-Disposition"].endswith('.csv"')
    empty = client.get("/ceasefire/export/?words=لاشيء", follow=True)
    assert "There are no incidents under this filter to export" in empty.content.decode()


WRONG = [
    ("box=1,2,3", "cannot be understood"),
    ("box=a,b,c,d", "cannot be understood"),
    ("box=0,0,999,0", "cannot be understood"),
    ("since=2020-06-05&until=2020-06-01", "ends before it begins"),
]


def test_what_cannot_be_understood_is_told(ceasefire: object) -> None:
    client = ceasefire.enter("huda")
    for query, told in WRONG:
        answer = client.get(f"/ceasefire/?{query}")
        assert answer.status_code == 422, query
        assert told in answer.content.decode()
        assert read_rows(answer) == []


def test_the_chart_speaks_the_language_and_digits_of_who_asks(ceasefire: object) -> None:
    client = ceasefire.enter("huda", lang="ar")
    account = ceasefire.accounts["huda"]
    account.refresh_from_db()
    account.numerals = "arabic"
    account.save()
    drawn = client.get("/ceasefire/chart.svg").content.decode()
    assert "لواء الساحل" in drawn
    assert "١ يونيو ٢٠٢٠" in drawn
    killed = client.get("/ceasefire/chart.svg?what=killed").content.decode()
    assert "القتلى" in killed
    assert client.get("/ceasefire/chart.svg?words=لاشيء").status_code == 200


def test_long_records_are_counted_by_month_or_year(ceasefire: object) -> None:
    client = ceasefire.enter("huda")
    assert "By day" in client.get("/ceasefire/").content.decode()
    ceasefire.record.append([make_incident("incident-f", "2021-12-24", "Sirte")], "anna")
    shown = client.get("/ceasefire/").content.decode()
    assert "By month" in shown
    assert "since=2021-12-01&amp;until=2021-12-31" in shown
    ceasefire.record.append([make_incident("incident-g", "1999-05-01", "Sirte")], "anna")
    shown = client.get("/ceasefire/").content.decode()
    assert "By year" in shown
    assert "since=1999-01-01&amp;until=1999-12-31" in shown


def test_an_incident_shows_its_histories_and_who_may_add_to_them(ceasefire: object) -> None:
    page = ceasefire.enter("rima", Role.REVIEWER).get("/ceasefire/incident/incident-a/").content.decode()
    for text in (
        "verified on site",
        "clear and convincing",
        "attributed",
        "violation",
        "Has effect once a second",
    ):
        assert text in page
    assert "تقول القوة إن القذائف لم تخرج من مواقعها" in page
    assert "New verification" in page
    assert "Follow-up step" in page
    page = ceasefire.enter("huda", Role.ANALYST).get("/ceasefire/incident/incident-a/").content.decode()
    assert "New verification" not in page
    assert "Follow-up step" in page
    page = ceasefire.enter("sami", Role.READER).get("/ceasefire/incident/incident-a/").content.decode()
    assert "Follow-up step" not in page
    assert 'name="confirm"' not in page


def test_a_second_person_confirms_a_ruling_and_a_remedy_is_closed(ceasefire: object) -> None:
    client = ceasefire.enter("rima", Role.REVIEWER)
    address = "/ceasefire/incident/incident-a/"
    page = client.get(address).content.decode()
    saw = re.search(r'name="saw" value="(\d+)"', page)[1]
    number = re.search(r'name="confirm" value="(\d+)" aria-label="[^"]*violation', page)[1]
    answer = client.post("/cases/case/incident-a/judge/", {"saw": saw, "confirm": number, "next": address})
    assert answer.headers["Location"] == address
    assert read_rows(client.get("/ceasefire/?ruling=violation")) == ["incident-a"]
    saw = re.search(r'name="saw" value="(\d+)"', client.get(address).content.decode())[1]
    closing = {"saw": saw, "action": "closed", "text": "سُحبت المدفعية", "on": "2020-06-11", "next": address}
    answer = client.post(f"/cases/case/incident-a/add/remedy/?next={address}", closing)
    assert answer.headers["Location"] == address
    assert read_rows(client.get("/ceasefire/?follow=closed")) == ["incident-a"]
    assert read_rows(client.get("/ceasefire/follow-up/")) == []


def test_the_follow_up_lists_what_is_open_and_what_is_overdue(ceasefire: object) -> None:
    client = ceasefire.enter("huda")
    assert read_rows(client.get("/ceasefire/follow-up/")) == ["incident-a"]
    assert read_rows(client.get("/ceasefire/follow-up/?follow=overdue")) == ["incident-a"]
    assert read_rows(client.get("/ceasefire/follow-up/?follow=closed")) == []


def test_contradictions_stand_side_by_side_with_their_words(filled_site: object) -> None:
    client = filled_site.enter("huda")
    ids = read_rows(client.get("/ceasefire/"))
    pages = [client.get(f"/ceasefire/incident/{case}/").content.decode() for case in ids]
    disputed = [page for page in pages if "What cannot both be so" in page]
    assert disputed
    assert all(page.count('class="evidence"') >= 2 for page in disputed)
    assert len(read_rows(client.get("/ceasefire/?place=Tripoli"))) >= 1


def test_a_withheld_name_is_in_no_list_and_found_by_nobody(filled_site: object) -> None:
    record = filled_site.record
    row = next(row for row in DocumentRow.objects.all() if NAME in row.text)
    start = row.text.index(NAME)
    named = make_incident("incident-z", "2020-07-01", "", BRIGADE, title="حادث")
    other = make_incident("incident-y", "2020-07-01", "", type(BRIGADE)("p-1", BRIGADE.type, f"شهود {NAME}"))
    record.append([named, other], "anna")
    client = filled_site.enter("huda", lang="ar")
    assert "incident-y" in read_rows(client.get("/ceasefire/?words=شهود"))
    record.append([Withhold(case="", evidence=(Evidence(row.sha256, start, start + len(NAME)),))], "anna")
    assert "incident-y" in read_rows(client.get("/ceasefire/?words=شهود"))
    for query in (f"words={NAME}", "party=p-1"):
        assert "incident-y" not in read_rows(client.get(f"/ceasefire/?{query}")), query
    shown = client.get("/ceasefire/").content.decode()
    assert "اسم محجوب" in shown
    assert f"شهود {NAME}" not in shown
    assert "incident-z" in read_rows(client.get("/ceasefire/?party=brigade-x"))


def test_other_cases_and_merged_ones(ceasefire: object) -> None:
    record = ceasefire.record
    record.append([Open(case="request-1", kind=Kind.REQUEST, title="طلب")], "anna")
    record.append(
        [Merge(case="incident-d", into="incident-a"), Comment(case="incident-a", text="نعم")], "anna"
    )
    client = ceasefire.enter("huda")
    assert client.get("/ceasefire/incident/request-1/").status_code == 404
    assert (
        client.get("/ceasefire/incident/incident-d/").headers["Location"] == "/ceasefire/incident/incident-a/"
    )
    assert read_sum(client.get("/ceasefire/"), "Incidents") == "3"


def test_pages_lead_on(ceasefire: object) -> None:
    many = [
        make_incident(f"incident-m{number:02}", f"2020-05-{number:02}", "Sirte") for number in range(1, 31)
    ]
    ceasefire.record.append(many, "anna")
    client = ceasefire.enter("huda")
    first = client.get("/ceasefire/?place=Sirte")
    assert len(read_rows(first)) == 25
    assert "page=2" in first.content.decode()
    second = client.get("/ceasefire/?place=Sirte&page=2")
    assert len(read_rows(second)) == 7
    assert not set(read_rows(first)) & set(read_rows(second))
