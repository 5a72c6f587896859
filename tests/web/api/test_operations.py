"""The API: every operation for every role, cases and steps, tokens, documentation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.web.api.program import Program
from tests.web.persona import Live, Site, Window

from mithaq.following.entry import Restrict
from mithaq.ledger.finding import find_cases
from mithaq.ledger.merkle import hash_leaf, is_included
from mithaq.web.api.models import TokenRow
from mithaq.web.api.operations import API, OPERATIONS, Operation
from mithaq.web.api.tokens import find_bearer, make_token
from mithaq.web.roles import RIGHTS, Right, Role

PERSONAS = [None, *Role]
IDS = [str(role or "outsider") for role in PERSONAS]


@pytest.mark.parametrize("role", PERSONAS, ids=IDS)
def test_operations_let_in_who_has_the_right(role: Role | None, filled_site: Site) -> None:
    wrong = []
    for operation in OPERATIONS:
        assert "{" not in operation.path or operation.sample, operation.path
        path = operation.sample or operation.path
        if role is None:
            code = filled_site.visit().generic(operation.method, f"/api{path}").status_code
            let_in = code not in {401, 403}
        else:
            code, _ = Program(filled_site, f"p-{role}", role).ask(operation.method, path, {})
            let_in = code != 403
            assert code in {200, 400, 403, 404, 422}, (path, code)
        if let_in is not (operation.needs in RIGHTS[role]):
            wrong.append((operation.method, path, code))
    assert wrong == []


def test_cases_are_listed_page_by_page(filled_site: Site) -> None:
    program = Program(filled_site, "r", Role.READER)
    seen: list[str] = []
    before = ""
    while True:
        code, page = program.ask("GET", f"/cases?limit=7{before}")
        assert code == 200
        seen.extend(case["id"] for case in page["cases"])
        if page["more"] is None:
            break
        before = f"&before={page['more']}"
    assert len(seen) == len(set(seen)) == page["total"]


@pytest.mark.parametrize(
    ("query", "code"), [("standing=odd", 422), ("kind=odd", 422), ("limit=1000", 422), ("period=20x", 400)]
)
def test_wrong_questions_are_refused(query: str, code: int, filled_site: Site) -> None:
    assert Program(filled_site, "r", Role.READER).ask("GET", f"/cases?{query}")[0] == code


def test_a_case_is_opened_judged_and_refused_when_stale(site: Site) -> None:
    program = Program(site, "huda", Role.REVIEWER)
    code, opened = program.ask(
        "POST", "/cases", {"kind": "request", "title": "طلب دعم تدريب الشرطة", "on": "2020-11"}
    )
    assert code == 200
    case = opened["case"]
    steps = [{"step": "advance", "case": case["id"], "state": "acknowledged", "on": "2020-11-21"}]
    body = {"steps": steps, "saw": {case["id"]: case["version"]}}
    code, recorded = program.ask("POST", f"/cases/{case['id']}/steps", body)
    assert (code, recorded["entries"][0]["author"]) == (200, "huda")
    code, problem = program.ask("POST", f"/cases/{case['id']}/steps", body)
    assert code == 409
    assert [entry["author"] for entry in problem["changes"]] == ["huda"]
    code, shown = program.ask("GET", f"/cases/{case['id']}")
    assert [thread["state"] for thread in shown["case"]["threads"]] == ["acknowledged"]
    code, entries = program.ask("GET", f"/cases/{case['id']}/entries")
    assert len(entries["entries"]) == 2


@pytest.mark.parametrize(
    ("role", "step", "code"),
    [
        (Role.ANALYST, {"step": "comment", "text": "راجع الأصل"}, 200),
        (Role.ANALYST, {"step": "restrict", "groups": ["x"]}, 403),
        (Role.READER, {"step": "comment", "text": "…"}, 403),
        (Role.REVIEWER, {"step": "restrict", "groups": ["x"]}, 200),
        (Role.REVIEWER, {"step": "receive", "document": "0" * 64}, 400),
        (Role.REVIEWER, {"step": "no-such-step"}, 422),
        (Role.REVIEWER, {"step": "advance", "state": "no-such-state"}, 400),
    ],
)
def test_steps_take_their_rights(role: Role, step: dict[str, Any], code: int, site: Site) -> None:
    case = Program(site, "first", Role.REVIEWER).ask("POST", "/cases", {"kind": "request", "title": "طلب"})[
        1
    ]["case"]["id"]
    program = Program(site, f"p-{role}", role)
    assert program.ask("POST", f"/cases/{case}/steps", {"steps": [{"case": case, **step}]})[0] == code


def test_a_restricted_case_is_not_there_for_others(site: Site) -> None:
    insider = Program(site, "in", Role.REVIEWER, groups=("مصراتة",))
    outsider = Program(site, "out", Role.REVIEWER)
    case = insider.ask("POST", "/cases", {"kind": "request", "title": "طلب سري"})[1]["case"]["id"]
    other = outsider.ask("POST", "/cases", {"kind": "request", "title": "طلب آخر"})[1]["case"]["id"]
    body = {"steps": [{"step": "restrict", "case": case, "groups": ["مصراتة"]}]}
    assert insider.ask("POST", f"/cases/{case}/steps", body)[0] == 200
    assert insider.ask("GET", f"/cases/{case}")[0] == 200
    hidden, missing = outsider.ask("GET", f"/cases/{case}"), outsider.ask("GET", "/cases/never")
    assert hidden[0] == missing[0] == 404
    assert outsider.ask("GET", "/cases")[1]["total"] == 1
    assert {entry["step"]["case"] for entry in outsider.ask("GET", "/entries")[1]["entries"]} == {other}
    merge = {"steps": [{"step": "merge", "case": other, "into": case}]}
    assert outsider.ask("POST", f"/cases/{other}/steps", merge)[0] == 404


def test_entries_are_listed_page_by_page(filled_site: Site) -> None:
    program = Program(filled_site, "r", Role.READER)
    size = program.ask("GET", "/checkpoint")[1]["size"]
    numbers: list[int] = []
    first: int | None = 0
    while first is not None:
        page = program.ask("GET", f"/entries?first={first}&limit=150")[1]
        numbers.extend(entry["number"] for entry in page["entries"])
        first = page["more"]
    assert numbers == list(range(size))


def test_documents_and_what_waits(filled_site: Site) -> None:
    program = Program(filled_site, "huda", Role.ANALYST)
    code, waiting = program.ask("GET", "/review/next")
    assert code == 200
    evidence = waiting["entry"]["step"]["proposal"]["step"]["evidence"][0]
    code, document = program.ask("GET", f"/documents/{evidence['document']}")
    assert code == 200
    assert document["text"][evidence["start"] : evidence["end"]].strip()
    assert waiting["waiting"] > 10
    assert program.ask("GET", "/documents/none")[0] == 404
    assert program.ask("GET", "/review/next?case=none")[0] == 404


def test_an_english_question_finds_arabic_texts(filled_site: Site) -> None:
    program = Program(filled_site, "r", Role.READER)
    code, found = program.ask("GET", "/search?q=ceasefire&what=document&limit=3")
    assert code == 200
    assert found["total"] >= len(found["hits"]) > 0
    hit = found["hits"][0]
    text = program.ask("GET", f"/documents/{hit['document']}")[1]["text"]
    assert all(text[mark["start"] : mark["end"]].strip() for mark in hit["marks"])
    outlet = found["facets"]["outlet"][0]
    narrowed = program.ask("GET", f"/search?q=ceasefire&facet=outlet:{outlet['value']}")[1]
    assert narrowed["total"] == outlet["count"]
    assert program.ask("GET", "/search?q=x&facet=odd")[0] == 422


def test_a_report_is_sent_once_and_counted(site: Site) -> None:
    program = Program(site, "salem", Role.MONITOR)
    number = "6f6c1f0e-7f9c-4c39-8f60-0a3f4e1d2b3c"
    faulty = program.ask("POST", "/reports", {"number": number, "fields": {}})
    assert faulty[0] == 422
    fields = {"title": "قصف على نقطة المراقبة", "start": "2020-11-12", "category": "fire", "place": "طرابلس"}
    body = {"number": number, "fields": fields}
    sent = [program.ask("POST", "/reports", body) for _ in range(2)]
    assert [code for code, _ in sent] == [200, 200], sent
    assert [answer["new"] for _, answer in sent] == [True, False]
    code, counts = program.ask("GET", "/incidents/counts")
    assert (code, counts["all"]["incidents"]) == (200, 1)
    assert program.ask("GET", "/incidents/counts?since=odd")[0] == 400


def test_who_asks_is_told(site: Site) -> None:
    code, me = Program(site, "huda", Role.MONITOR, groups=("مصراتة",)).ask("GET", "/me")
    assert (code, me["name"], me["role"], me["groups"]) == (200, "huda", "monitor", ["مصراتة"])
    assert Right.REPORT in me["rights"]


def test_tokens_end(site: Site) -> None:
    account = site.make("huda", Role.ANALYST)
    now = datetime.now(UTC)
    assert find_bearer(make_token(account, "a", Role.READER, now + timedelta(days=1))) is not None
    assert find_bearer(make_token(account, "a", Role.READER, now - timedelta(seconds=1))) is None
    assert find_bearer("mithaq_unknown") is None
    token = make_token(account, "a", Role.ADMINISTRATOR, None)
    bearer = find_bearer(token)
    assert bearer is not None
    assert bearer.rights == RIGHTS[Role.ANALYST]
    assert not TokenRow.objects.filter(digest__contains=token).exists()
    account.is_active = False
    account.save()
    assert find_bearer(token) is None


def test_pages_ask_too_but_not_from_elsewhere(site: Site) -> None:
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    client.force_login(site.make("huda", Role.ANALYST))
    client.get("/settings/")
    body = {"kind": "request", "title": "طلب"}
    assert client.post("/api/cases", body, content_type="application/json").status_code == 403
    token = client.cookies["csrftoken"].value
    answer = client.post("/api/cases", body, content_type="application/json", headers={"X-CSRFToken": token})
    assert answer.status_code == 200


def test_tokens_are_made_and_ended_on_a_page(site: Site) -> None:
    client = site.enter("huda", Role.ANALYST)
    page = client.post(
        "/settings/tokens/", {"name": "تصدير", "role": "reader", "expires": "١ يناير ٢٠٣٠"}
    ).content.decode()
    assert "mithaq_" in page
    assert "mithaq_" not in client.get("/settings/tokens/").content.decode()
    above = client.post("/settings/tokens/", {"name": "x", "role": "administrator"})
    assert "mithaq_" not in above.content.decode()
    row = TokenRow.objects.get()
    assert site.enter("eve", Role.ANALYST).post(f"/settings/tokens/{row.pk}/remove/").status_code == 404
    client.post(f"/settings/tokens/{row.pk}/remove/")
    assert not TokenRow.objects.exists()


def test_the_documentation_describes_every_operation() -> None:
    schema = API.get_openapi_schema(path_prefix="/api/")
    described = {(method.upper(), path) for path, methods in schema["paths"].items() for method in methods}
    assert described == {(item.method, f"/api{item.path}") for item in OPERATIONS}
    for methods in schema["paths"].values():
        for asked in methods.values():
            assert asked["description"]
    known = {f"#/components/schemas/{name}" for name in schema["components"]["schemas"]}
    assert find_references(schema) <= known
    assert {"Case", "Entry", "Step"} <= set(schema["components"]["schemas"])


def find_references(part: Any) -> set[str]:
    if isinstance(part, dict):
        own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
        return own.union(*(find_references(value) for value in part.values())) if part else own
    return (
        set().union(*(find_references(item) for item in part)) if isinstance(part, list) and part else set()
    )


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda item: f"{item.method} {item.path}")
def test_operations_have_a_right_that_is_not_for_everybody(operation: Operation) -> None:
    assert operation.needs is not Right.OPEN


class TestPages:
    """In a browser."""

    @pytest.fixture
    def vendor(self) -> str:
        return "sqlite"

    def test_the_documentation_comes_from_the_package(
        self, live: Live, open_window: Callable[..., Window], shoot: Callable[[Window, str], object]
    ) -> None:
        window = open_window(live, "huda", Role.ANALYST, lang="en")
        window.page.goto(f"{live.address}/api/docs/")
        window.page.get_by_text("/cases/{case}/steps").first.wait_for()
        shoot(window, "api-docs-en")
        assert window.strays == []

    @pytest.mark.parametrize("lang", ["ar", "en"])
    def test_tokens_are_accessible(
        self,
        lang: str,
        live: Live,
        open_window: Callable[..., Window],
        shoot: Callable[[Window, str], object],
        find_barriers: Callable[[Window], list[str]],
    ) -> None:
        window = open_window(live, "huda", Role.ANALYST, lang=lang)
        window.page.goto(f"{live.address}/settings/tokens/")
        window.page.fill("[name=name]", "export")
        window.page.click("form.stack button")
        window.page.wait_for_selector("code")
        shoot(window, f"api-tokens-{lang}")
        assert find_barriers(window) == []


def test_a_case_of_the_samples_is_the_one_that_is_kept(filled_site: Site) -> None:
    kept = find_cases(filled_site.record, limit=1).cases[0]
    assert (
        Program(filled_site, "r", Role.READER).ask("GET", f"/cases/{kept.id}")[1]["case"]["title"]
        == kept.title
    )


def test_the_operations_room_works_without_pages(filled_site: Site) -> None:
    room = Program(filled_site, "anna", Role.ANALYST)
    assert room.ask("POST", "/shift/lines", {"text": "call"})[0] == 422
    assert room.ask("POST", "/shift/start", {})[0] == 200
    case = find_cases(filled_site.record, limit=1).cases[0].id
    code, shift = room.ask("POST", "/shift/lines", {"text": "call from the north", "case": case})
    assert (code, shift["lines"][-1]["text"], shift["lines"][-1]["case"]) == (
        200,
        "call from the north",
        case,
    )
    assert room.ask("POST", "/shift/lines", {"text": "x", "case": "nothing"})[0] == 404
    assert "sami" in room.ask("POST", "/shift/people", {"name": "sami"})[1]["people"]
    assert room.ask("POST", "/shift/hand-over", {"text": "all quiet"})[1]["handed_over"]
    assert room.ask("POST", "/shift/hand-over", {"text": "again"})[0] == 409
    assert room.ask("POST", "/shift/start", {})[0] == 409
    assert room.ask("POST", "/shift/accept", {})[0] == 422
    assert Program(filled_site, "rida", Role.REVIEWER).ask("POST", "/shift/accept", {})[1]["number"] == 2
    assert room.ask("POST", "/shift/people", {"name": ""})[0] == 422
    assert room.ask("GET", "/shift?number=1")[1]["accepted"]


def test_searches_and_settings_without_pages(filled_site: Site) -> None:
    program = Program(filled_site, "omar", Role.READER)
    kept = program.ask("POST", "/searches", {"asked": "q=tripoli"})[1]
    assert kept["name"] == "tripoli"
    assert program.ask("POST", f"/searches/{kept['number']}", {"mail": True, "name": "T"})[1]["mail"]
    assert [item["name"] for item in program.ask("GET", "/searches")[1]] == ["T"]
    assert program.ask("DELETE", f"/searches/{kept['number']}")[1] == []
    assert program.ask("POST", "/searches", {})[1]["name"]
    assert program.ask("POST", "/settings", {"hijri": True})[1]["hijri"]
    code, told = program.ask("POST", "/settings", {"months": "mars"})
    assert (code, [fault["where"] for fault in told["faults"]]) == (422, ["months"])


def test_accounts_without_pages(filled_site: Site) -> None:
    chief = Program(filled_site, "chief", Role.ADMINISTRATOR)
    assert [item["name"] for item in chief.ask("POST", "/groups", {"name": "north"})[1]] == ["north"]
    wanted = {"name": "sami", "role": "analyst", "groups": ["north"], "password": "correct horse battery"}
    assert chief.ask("POST", "/accounts", wanted)[1]["groups"] == ["north"]
    assert chief.ask("POST", "/accounts", {**wanted, "groups": ["south"]})[0] == 422
    assert chief.ask("POST", "/accounts/sami", {"role": "reader"})[1]["role"] == "reader"
    code, told = chief.ask("POST", "/accounts/chief", {"role": "reader"})
    assert (code, [fault["where"] for fault in told["faults"]]) == (422, ["role"])
    assert [item["name"] for item in chief.ask("GET", "/accounts")[1]] == ["chief", "sami"]


def test_what_pages_list_programs_list(filled_site: Site) -> None:
    program = Program(filled_site, "huda", Role.ANALYST)
    overview = program.ask("GET", "/overview")[1]
    assert overview["documents"] == 22
    assert overview["moved"][0]["now"]
    actor = program.ask("GET", "/actors?limit=1")[1]["actors"][0]
    known = program.ask("GET", f"/actors/{actor['id']}")[1]
    assert (known["actor"], bool(known["names"])) == (actor, True)
    assert program.ask("GET", "/known?text=unsmil")[1][0]["id"] == "unsmil"
    assert {item["documents"] for item in program.ask("GET", "/sources")[1]["sources"]} == {15, 6, 1}
    incidents = program.ask("GET", "/incidents?limit=2")[1]
    assert (len(incidents["cases"]), incidents["more"]) == (2, True)
    queue = program.ask("GET", "/review?limit=2&least=0.9")[1]
    assert [item["score"] >= 0.9 for item in queue["items"]] == [True, True]
    hit = program.ask("GET", "/search?limit=1")[1]["hits"][0]["document"]
    assert program.ask("GET", f"/documents/{hit}/acts")[1][0]["words"]
    answer = program.client.get(
        "/api/brief?format=md&kind=request", headers={"Authorization": f"Bearer {program.token}"}
    )
    assert answer.status_code == 200


def test_settings_asked_with_a_lesser_token_leave_the_role(site: Site) -> None:
    chief = site.make("chief", Role.ADMINISTRATOR)
    program = Program(site, "chief", Role.READER)
    assert program.ask("POST", "/settings", {"hijri": True})[0] == 200
    chief.refresh_from_db()
    assert (chief.role, chief.hijri) == (Role.ADMINISTRATOR, True)


def test_a_token_sees_as_its_role_and_not_as_its_account(site: Site) -> None:
    Program(site, "layla", Role.REVIEWER).ask("POST", "/cases", {"kind": "request", "title": "طلب"})
    (case,) = find_cases(site.record).cases
    site.record.append([Restrict(case=case.id, groups=("legal",))], "layla")
    site.make("chief", Role.ADMINISTRATOR)
    assert Program(site, "chief", Role.ADMINISTRATOR).ask("GET", "/cases")[1]["total"] == 1
    assert Program(site, "chief", Role.READER).ask("GET", "/cases")[1]["total"] == 0


def test_tokens_are_listed_and_ended_by_those_that_allow_as_much(site: Site) -> None:
    site.make("huda", Role.ANALYST)
    greater, lesser = Program(site, "huda", Role.ANALYST), Program(site, "huda", Role.READER)
    listed = greater.ask("GET", "/tokens")[1]
    assert [item["role"] for item in listed] == ["reader", "analyst"]
    assert "mithaq_" not in str(listed)
    (own,) = lesser.ask("GET", "/tokens")[1]
    assert own["role"] == "reader"
    assert lesser.ask("DELETE", f"/tokens/{listed[1]['number']}")[0] == 404
    assert Program(site, "eve", Role.ANALYST).ask("DELETE", f"/tokens/{own['number']}")[0] == 404
    assert [item["role"] for item in greater.ask("DELETE", f"/tokens/{own['number']}")[1]] == ["analyst"]
    assert lesser.ask("GET", "/me")[0] == 401


def test_groups_without_pages(site: Site) -> None:
    chief = Program(site, "chief", Role.ADMINISTRATOR)
    site.make("salem", groups=("desk",))
    case = chief.ask("POST", "/cases", {"kind": "request", "title": "طلب سري"})[1]["case"]["id"]
    restrict = {"steps": [{"step": "restrict", "case": case, "groups": ["desk"]}]}
    assert chief.ask("POST", f"/cases/{case}/steps", restrict)[0] == 200
    assert chief.ask("GET", "/groups")[1] == [{"name": "desk", "members": ["salem"], "cases": 1}]
    code, told = chief.ask("DELETE", "/groups/desk")
    assert (code, "1" in told["what"], bool(told["remedy"])) == (409, True, True)
    for name in ("", "a,b"):
        assert chief.ask("POST", "/groups/desk", {"name": name})[0] == 422
    renamed = chief.ask("POST", "/groups/desk", {"name": "policy"})[1]
    assert renamed == [{"name": "policy", "members": ["salem"], "cases": 1}]
    history = chief.ask("GET", f"/cases/{case}/entries")[1]["entries"]
    assert [entry["step"].get("groups") for entry in history] == [None, ["desk"], ["policy"]]
    open_ = {"steps": [{"step": "restrict", "case": case, "groups": []}]}
    assert chief.ask("POST", f"/cases/{case}/steps", open_)[0] == 200
    assert chief.ask("DELETE", "/groups/policy")[1] == []
    for method in ("POST", "DELETE"):
        assert chief.ask(method, "/groups/policy", {"name": "x"})[0] == 404


def test_cases_are_opened_with_parties_and_checklists(site: Site) -> None:
    program = Program(site, "huda", Role.ANALYST)
    asked = {
        "kind": "request", "title": "طلب دعم", "place": "طرابلس", "on": "2020-11", "due": "2021",
        "parties": {"by": ["unsmil"], "to": ["لجنة شباب الوادي"]}, "new_type": "organization",
    }  # fmt: skip
    code, opened = program.ask("POST", "/cases", asked)
    assert code == 200, opened
    sides = {role: party["ar"] for role, party in opened["case"]["opened"]["step"]["sides"]}
    assert sides["to"] == "لجنة شباب الوادي"
    assert opened["case"]["opened"]["step"]["place"] == "Tripoli"
    plan = program.ask("POST", "/cases", {"kind": "plan", "title": "خطة", "template": "election-readiness"})[
        1
    ]
    assert len(plan["case"]["fields"]) > 3
    for wrong, where in (
        ({"parties": {"nobody": ["x"]}}, "role-nobody"),
        ({"template": "odd"}, "template"),
        ({"title": " "}, "title"),
    ):
        code, told = program.ask("POST", "/cases", {"kind": "request", "title": "طلب", **wrong})
        assert (code, [fault["where"] for fault in told["faults"]]) == (422, [where]), told
    assert program.ask("POST", "/cases", {"kind": "request", "title": "طلب", "due": "soon"})[0] == 400
    assert program.ask("POST", "/cases", {**asked, "new_type": ""})[0] == 400
    incident = {"kind": "incident", "title": "قصف", "what": "fire"}
    assert program.ask("POST", "/cases", incident)[1]["case"]["opened"]["step"]["what"] == "fire"


def test_entries_are_proved(filled_site: Site) -> None:
    program = Program(filled_site, "huda", Role.ANALYST)
    code, shown = program.ask("GET", "/entries/3")
    proof = shown["proof"]
    assert (code, shown["entry"]["number"], proof["number"]) == (200, 3, 3)
    leaf = hash_leaf(proof["payload"].encode())
    assert leaf.hex() == proof["leaf"]
    path = [bytes.fromhex(step) for step in proof["path"]]
    assert is_included(leaf, 3, proof["size"], path, bytes.fromhex(proof["root"]))
    assert program.ask("GET", "/checkpoint")[1] == {"size": proof["size"], "root": proof["root"]}
    assert program.ask("GET", "/entries/99999")[0] == 404


def test_packs_without_pages(site: Site) -> None:
    program = Program(site, "r", Role.READER)
    packs = program.ask("GET", "/packs")[1]
    assert {"libya", "world"} <= {pack["id"] for pack in packs}
    known = program.ask("GET", "/known/unsmil")[1]
    assert (known["id"], bool(known["forms"])) == ("unsmil", True)
    assert program.ask("GET", "/known/nobody-at-all")[0] == 404


def test_copies_of_what_waits_are_named(filled_site: Site) -> None:
    assert Program(filled_site, "huda", Role.ANALYST).ask("GET", "/review/next")[1]["copies"] == []
