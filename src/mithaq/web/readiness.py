"""What is read before anybody asks: knowledge, templates, what is counted of the record."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.template.loader import get_template
from django.urls import get_resolver

from mithaq.errors import MithaqError
from mithaq.ledger.facets import Facet, What
from mithaq.ledger.incidents import select_incidents
from mithaq.ledger.profiles import list_named
from mithaq.ledger.question import read_question
from mithaq.ledger.search import Query, search
from mithaq.ledger.sight import Sight
from mithaq.packs.context import load_packs
from mithaq.reports.charts.look import Chart
from mithaq.reports.charts.render import write_svg
from mithaq.reports.fieldform import read_form
from mithaq.web.access import find_sight
from mithaq.web.accounts.models import Account
from mithaq.web.api.views import name_operations
from mithaq.web.gazetteer import find_place, list_places, name_countries
from mithaq.web.packs.views import count_packs, find_actors
from mithaq.web.speech import read_terms
from mithaq.web.store import find_record

_MOST_SIGHTS: Final = 8
_QUESTION: Final = 'ceasefire "وقف"'  # both languages, and words letter by letter


def make_ready() -> None:
    """Read everything that all processes share, and leave no connection open that they would share, too."""
    try:
        _read_knowledge()
        _read_templates()
        # A record that cannot be read says so to whoever asks, not here.
        with contextlib.suppress(MithaqError):
            _count_record()
    finally:
        connections.close_all()


def _read_knowledge() -> None:
    read_terms()
    find_place("")
    list_places()
    name_countries()
    read_question(_QUESTION)
    count_packs()
    next(find_actors(load_packs(), _QUESTION), None)
    read_form()
    name_operations()


def _read_templates() -> None:
    for name in _list_templates():
        get_template(name)
    # The table of addresses is made at the first look.
    _ = get_resolver().reverse_dict


def _list_templates() -> Iterator[str]:
    for config in apps.get_app_configs():
        if config.name in {"mithaq.web", *settings.FAMILIES}:
            folder = Path(config.path) / "templates"
            yield from (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html")))


def _count_record() -> None:
    record = find_record()
    for sight in _list_sights():
        select_incidents(record, sight=sight)
        for what in What:
            search(record, Query(what=what), sight=sight)
        for facet in (Facet.ACTOR, Facet.OUTLET):
            list_named(record, facet, sight=sight)


def _list_sights() -> list[Sight]:
    """Return how those look at the record who may; accounts of the same groups look alike."""
    accounts = Account.objects.filter(is_active=True).prefetch_related("groups").order_by("-last_login", "pk")
    sights = dict.fromkeys(find_sight(account) for account in accounts[: _MOST_SIGHTS * _MOST_SIGHTS])
    return list(sights)[:_MOST_SIGHTS]


def start_drawing() -> None:
    """Start what draws charts, by drawing a small one."""
    mark = {"mark": "bar", "data": {"values": [{"a": 1}]}, "encoding": {"x": {"field": "a"}}}
    write_svg(Chart("", "", {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", **mark}))
