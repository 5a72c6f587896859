from __future__ import annotations

from mithaq.reports.knowledge import count_knowledge
from mithaq.reports.wording import read_messages


def test_every_part_has_entries_and_a_name() -> None:
    counts = count_knowledge()
    assert list(counts) == list(read_messages().compiled)
    assert min(counts.values()) > 0
