"""Everything that the pages do, programs can do: each page names its operations, or why there is none.

Whoever adds a page adds a row here, and the operation that goes with it.
"""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from mithaq.web.access import Route
from mithaq.web.api.operations import OPERATIONS
from mithaq.web.roles import Right
from mithaq.web.urls import ROUTES

SECRET = "secret: passwords, second factors and new tokens pass through pages only"
WINDOW = "window: what one browser keeps or asks while it is open, nothing of the record"
ITSELF = "itself: the documentation of the operations"
FEED = "feed: an address of its own, which GET /searches tells"
HELP = "help: what helps to fill in a form; operations take the words and read them alike"
DRAWN = "drawn: a picture of figures that operations give"
REASONS = (SECRET, WINDOW, ITSELF, FEED, HELP, DRAWN)

STEPS = "POST /cases/{case}/steps"
PAGES: dict[str, str | tuple[str, ...]] = {
    "accounts-settings": ("GET /settings", "POST /settings"),
    "accounts-language": "POST /settings",
    "accounts-people": ("GET /accounts", "GET /groups"),
    "accounts-new": "POST /accounts",
    "accounts-group": "POST /groups",
    "accounts-rename": ("GET /groups", "POST /groups/{name}"),
    "accounts-remove": "DELETE /groups/{name}",
    "accounts-person": "POST /accounts/{name}",
    "api-docs": ITSELF,
    "api-openapi": ITSELF,
    "api-tokens": ("GET /tokens", SECRET),
    "api-remove": "DELETE /tokens/{number}",
    "briefs-new": "GET /brief",
    "briefs-download": "GET /brief",
    "cases-list": "GET /cases",
    "cases-board": "GET /cases",
    "cases-kind": "GET /cases",
    "cases-open": ("GET /kinds", "POST /cases"),
    "cases-entry": "GET /entries/{number}",
    "cases-case": ("GET /cases/{case}", "GET /cases/{case}/entries"),
    "cases-pulse": WINDOW,
    "cases-add": STEPS,
    "cases-correct": STEPS,
    "cases-judge": STEPS,
    "cases-merge": STEPS,
    "cases-split": STEPS,
    "ceasefire-incidents": ("GET /incidents", "GET /incidents/counts"),
    "ceasefire-chart": DRAWN,
    "ceasefire-export": "GET /export",
    "ceasefire-follow-up": "GET /incidents",
    "ceasefire-incident": "GET /cases/{case}",
    "dates-read": HELP,
    "explore-search": "GET /search",
    "explore-actors": "GET /actors",
    "explore-actor": "GET /actors/{actor}",
    "explore-documents": "GET /search",
    "explore-document": ("GET /documents/{sha256}", "GET /documents/{sha256}/acts"),
    "explore-sources": "GET /sources",
    "explore-source": "GET /sources",
    "exports-new": "GET /export",
    "exports-download": "GET /export",
    "field-list": "GET /reports",
    "field-new": ("POST /attachments", "POST /reports"),
    "field-token": WINDOW,
    "field-near": "GET /incidents",
    "field-places": HELP,
    "field-worker": WINDOW,
    "field-manifest": WINDOW,
    "field-attachment": "GET /attachments/{case}/{sha256}",
    "overview-home": "GET /overview",
    "overview-searches": "GET /searches",
    "overview-save": "POST /searches",
    "overview-change": ("POST /searches/{number}", "DELETE /searches/{number}"),
    "overview-feed": FEED,
    "packs-list": ("GET /packs", "GET /known"),
    "packs-actor": "GET /known/{actor}",
    "review-queue": "GET /review",
    "review-next": "GET /review/next",
    "review-again": WINDOW,
    "review-undo": STEPS,
    "review-parties": HELP,
    "review-date": HELP,
    "review-item": "GET /review/next",
    "review-decide": STEPS,
    "roadmap-milestones": "GET /cases",
    "roadmap-chart": DRAWN,
    "roadmap-milestone": "GET /cases/{case}",
    "roadmap-slippage": DRAWN,
    "watch-now": "GET /shift",
    "watch-start": "POST /shift/start",
    "watch-line": ("POST /attachments", "POST /shift/lines"),
    "watch-people": "POST /shift/people",
    "watch-hand-over": "POST /shift/hand-over",
    "watch-accept": "POST /shift/accept",
    "watch-shifts": "GET /shifts",
    "watch-shift": "GET /shift",
    "watch-attachment": "GET /shift/lines/{line}/attachment",
}
# What is included from elsewhere: addresses below these are allauth's.
INCLUDED = {"accounts/": SECRET, "accounts/mfa/": SECRET, "api/": ITSELF}
# Operations that no page needs: programs ask who they are, and walk through the ledger.
OWN = {"GET /me", "GET /entries", "GET /checkpoint"}
KNOWN = {f"{item.method} {item.path}": item for item in OPERATIONS}


def list_answers(name: str) -> tuple[str, ...]:
    answers = PAGES[name]
    return (answers,) if isinstance(answers, str) else answers


def test_every_page_names_its_operations() -> None:
    assert sorted(PAGES) == sorted(route.name for route in ROUTES)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_an_operation_does_what_the_page_does(route: Route) -> None:
    answers = list_answers(route.name)
    operations = [KNOWN[answer] for answer in answers if answer not in REASONS]
    assert operations or all(answer in REASONS for answer in answers)
    if "POST" in route.methods and not set(answers) & set(REASONS):
        assert [item for item in operations if item.method in {"POST", "DELETE"}]
        # It takes the same right, but for what everybody may choose in their own browser.
        assert route.needs in {item.needs for item in operations} | {Right.OPEN} or STEPS in answers


def test_two_pages_write_what_no_operation_writes() -> None:
    writing = [route.name for route in ROUTES if "POST" in route.methods]
    assert {name for name in writing if set(list_answers(name)) & set(REASONS)} == {
        "api-tokens",
        "review-again",
    }


def test_every_operation_belongs_to_a_page() -> None:
    named = {answer for name in PAGES for answer in list_answers(name)} - set(REASONS)
    assert set(KNOWN) - named == OWN


def test_nothing_else_is_included() -> None:
    patterns = get_resolver().url_patterns
    included = {str(item.pattern) for item in patterns if isinstance(item, URLResolver)}
    assert included == set(INCLUDED)
    assert len(patterns) == len(included) + sum(isinstance(item, URLPattern) for item in patterns)
