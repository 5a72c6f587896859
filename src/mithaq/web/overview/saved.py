"""Searches that somebody keeps: made, changed, and what is new in them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone

from mithaq.ledger.glance import find_last
from mithaq.ledger.record import Record
from mithaq.ledger.search import Found, Order, search
from mithaq.web.access import find_rights, find_sight
from mithaq.web.accounts.models import Account
from mithaq.web.explore.asking import Asking, read_asking
from mithaq.web.overview.models import SavedSearch, Visit
from mithaq.web.roles import Right

_APART = timedelta(minutes=30)  # what is looked at within this time is one visit
_LENGTH = 32
_MOST = 50  # hits that are told of at once
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What is new in a search that is kept.

    Args:
        search: The search.
        found: The new hits, the newest first.
        last: The entry up to which the record was looked through.
    """

    search: SavedSearch
    found: Found
    last: int


def note_visit(record: Record, account: Account) -> int:
    """Return the entry behind which everything is new to somebody, and note that they are here.

    Args:
        record: The record.
        account: Who.
    """
    now, last = timezone.now(), find_last(record)
    visit, made = Visit.objects.get_or_create(
        account=account, defaults={"since": last, "seen": last, "at": now}
    )
    if not made:
        if now - visit.at >= _APART:
            visit.since = visit.seen
        visit.seen, visit.at = last, now
        visit.save()
    return int(visit.since)


def read_saved(search_: SavedSearch) -> Asking:
    """Return what a kept search asks.

    Args:
        search_: The search.
    """
    return read_asking(QueryDict(search_.asked))


def keep_search(record: Record, account: Account, asked: str, name: str) -> SavedSearch:
    """Keep a search; one that is kept already stays as it is.

    Args:
        record: The record.
        account: Who keeps it.
        asked: What stands behind the question mark of its address.
        name: What it is called.
    """
    asking = replace(read_asking(QueryDict(asked)), page=1, order=Order.RANK)
    kept, _ = SavedSearch.objects.get_or_create(
        account=account,
        asked=asking.address,
        defaults={
            "name": name[:_LONGEST],
            "secret": secrets.token_urlsafe(_LENGTH),
            "seen": find_last(record),
        },
    )
    return kept


def find_news(record: Record, search_: SavedSearch, since: int | None) -> Told | None:
    """Return what is new in a search to its owner; None where they may not search any more.

    Args:
        record: The record.
        search_: The search.
        since: The entry behind which it is new; None for the newest hits, old or new.
    """
    account: Account = search_.account
    if Right.SEARCH not in find_rights(account):
        return None
    query = replace(
        read_saved(search_).query, order=Order.NEWEST, limit=_MOST, since=since, bare=since is None
    )
    last = find_last(record)
    return Told(search_, search(record, query, sight=find_sight(account)), last)
