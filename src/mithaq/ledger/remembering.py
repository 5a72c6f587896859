"""What was counted is kept in memory as long as nothing is recorded: for each record, and for who looks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar

from django.db import connections

from mithaq.ledger.models import EntryRow
from mithaq.ledger.record import Record
from mithaq.ledger.sight import Sight

T = TypeVar("T")
_MOST: Final = 256  # counts that are kept


class _Memory:
    """Counts by what they are of, the last asked for last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def find(self, key: Hashable) -> Any:  # noqa: ANN401 - whatever was counted
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Hashable, value: object) -> None:
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)


_MEMORY: Final = _Memory()


def remember(record: Record, name: str, sight: Sight, count: Callable[[], T]) -> T:
    """Return what counts come to: as they were counted before, where the record has not grown since.

    Args:
        record: The record.
        name: What is counted.
        sight: Who looks.
        count: Counts it; what it returns is not None, and is not changed by anybody.
    """
    last = EntryRow.objects.using(record.alias).order_by("-number").values_list("number", "leaf").first()
    settings = connections[record.alias].settings_dict
    address = tuple(str(settings[part]) for part in ("HOST", "PORT", "NAME"))
    key = (address, (last[0], bytes(last[1])) if last else (), sight, name)
    found: T | None = _MEMORY.find(key)
    if found is None:
        found = count()
        _MEMORY.keep(key, found)
    return found
