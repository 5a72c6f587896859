"""Parts of pages that are the same for all who see the same, kept as they were made while nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from mithaq.dates import find_today
from mithaq.ledger.remembering import remember
from mithaq.web.access import Asked
from mithaq.web.store import find_record

T = TypeVar("T")


def keep(request: Asked, name: str, make: Callable[[], T]) -> T:
    """Return what pages show of the record, as it was made before where nothing was recorded since.

    It is kept for each day and for all who see the same cases: it may depend on who asks in nothing but that.

    Args:
        request: Who asks.
        name: What it is, with all that it depends on beside the record, the day and who sees what.
        make: Makes it; what it returns is not None, and is not changed by anybody.
    """
    return remember(find_record(), f"{name} {find_today()}", request.sight, make)


def keep_part(request: Asked, template: str, key: str, describe: Callable[[], dict[str, Any]]) -> SafeString:
    """Return a part of a page, kept as by `keep` for each way in which things are shown (`Display`).

    Args:
        request: Who asks; the template knows nothing of them but what they are shown.
        template: Its name.
        key: What it depends on besides.
        describe: Makes its context.
    """

    def make() -> SafeString:
        part = render_to_string(template, {**describe(), "display": request.display})
        return mark_safe(part)  # noqa: S308 - the template has escaped it

    return keep(request, f"{template} {key} {request.display!r}", make)
