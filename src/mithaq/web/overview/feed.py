"""What is new in a kept search, as an Atom feed and as an e-mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from mithaq.ledger.hits import Hit
from mithaq.reports.finds import make_row
from mithaq.web.overview.saved import Told
from mithaq.web.speech import find_term

Address = Callable[[str], str]
_LINES = 20  # hits of one e-mail


def write_feed(told: Told, address: Address, own: str) -> str:
    """Return the hits of a search as an Atom feed.

    Args:
        told: The hits.
        address: Makes an address out of a path.
        own: The feed's own address.
    """
    search = told.search
    lang = search.account.display.lang
    feed = Atom1Feed(
        title=f"{find_term('mithaq', lang)}: {search.name}",
        link=address(f"{reverse('explore-search')}?{search.asked}"),
        description="",
        language=lang.value,
        feed_url=own,
    )
    for hit in told.found.hits:
        row = make_row(hit)
        feed.add_item(
            title=row.title,
            link=address(find_path(hit)),
            description=row.words,
            pubdate=_find_time(row.day),
            unique_id=f"urn:mithaq:{row.what}:{row.id}:{row.start}",
            author_name=row.outlet or None,
        )
    return str(feed.writeString("utf-8"))


def _find_time(day: str) -> datetime | None:
    return datetime.combine(date.fromisoformat(day), time(), UTC) if day else None


def find_path(hit: Hit) -> str:
    """Return the path of the page that a hit leads to.

    Args:
        hit: What was found.
    """
    row = make_row(hit)
    if hit.case is not None:
        return reverse("cases-case", args=[row.id])
    return f"{reverse('explore-document', args=[row.id])}?start={row.start}&end={row.end}#here"


def write_mail(told: Told, address: Address) -> tuple[str, str]:
    """Return the subject and the text of an e-mail about what is new in a search.

    Args:
        told: The new hits.
        address: Makes an address out of a path.
    """
    search, found = told.search, told.found
    lang = search.account.display.lang
    count = search.account.display.write_number(found.total)
    subject = find_term("overview.mail-subject", lang).format(name=search.name, count=count)
    lines = [find_term("overview.mail-text", lang).format(name=search.name, count=count), ""]
    for hit in found.hits[:_LINES]:
        row = make_row(hit)
        lines += [" · ".join(filter(None, (row.title, row.outlet, row.day))), address(find_path(hit)), ""]
    lines.append(address(f"{reverse('explore-search')}?{search.asked}"))
    lines.append(find_term("overview.mail-stop", lang).format(address=address(reverse("overview-searches"))))
    return " ".join(subject.split()), "\n".join(lines)
