"""What people made of the proposals that rest on documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mithaq.following.case import AnyRead, Proposal
from mithaq.following.entry import Propose
from mithaq.following.fold import Held, hold
from mithaq.following.homes import find_homes
from mithaq.following.state import Standing
from mithaq.ledger.among import Among
from mithaq.ledger.content import read_proposals
from mithaq.ledger.database import explain_faults
from mithaq.ledger.families import cut_chunks, find_families, read_family_entries
from mithaq.ledger.masks import list_parties, load_masks
from mithaq.ledger.models import EntryRow, ReadingRow
from mithaq.ledger.record import Record
from mithaq.ledger.sight import EVERYTHING, Sight, find_visible

_JUDGEMENTS = ("confirm", "correct", "reject")


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposal that people judged.

    Args:
        proposal: As the machine made it.
        held: As it stands now, corrections applied.
    """

    proposal: Proposal
    held: Held[AnyRead]


def read_judged(
    record: Record, documents: Iterable[str], *, sight: Sight = EVERYTHING
) -> Mapping[str, tuple[Judged, ...]]:
    """Return what people judged of that which was read in documents, by document; names masked.

    Args:
        record: The record.
        documents: SHA-256 of each.
        sight: Who looks: judgements about cases that they may not see are left out.
    """
    made: defaultdict[str, set[str]] = defaultdict(set)
    with explain_faults(record.where):
        for chunk in cut_chunks(documents):
            rows = ReadingRow.objects.using(record.alias).filter(Among("document", chunk))
            for document, stored in rows.values_list("document", "proposals"):
                for proposal in read_proposals(stored):
                    made[proposal].add(document)
        found = _judge(record, made, sight) if made else {}
    grouped: defaultdict[str, list[Judged]] = defaultdict(list)
    for proposal in sorted(found):
        for document in made[proposal]:
            grouped[document].append(found[proposal])
    return {document: tuple(judged) for document, judged in grouped.items()}


def _judge(record: Record, proposals: Iterable[str], sight: Sight) -> dict[str, Judged]:
    alias = record.alias
    wanted = frozenset(proposals)
    # The index of proposals holds none that is empty, and serves only those who say so.
    rows = EntryRow.objects.using(alias).filter(step__in=_JUDGEMENTS).exclude(proposal="")
    cases: set[str] = set()
    for chunk in cut_chunks(wanted):
        cases.update(rows.filter(Among("proposal", chunk)).values_list("case", flat=True))
    families = find_families(alias, cases)
    visible = find_visible(alias, families, sight) if not sight.is_whole else families
    entries = read_family_entries(alias, families)
    entries = load_masks(alias).mask_entries(entries, list_parties(entries))
    homes = find_homes(entries)
    known = {
        entry.step.proposal.id: entry.step.proposal for entry in entries if isinstance(entry.step, Propose)
    }
    return {
        item.proposal: Judged(known[item.proposal], item)
        for item in hold(entries, homes)
        if item.proposal in wanted
        and item.standing is not Standing.PROPOSED
        and homes.find_entry_home(item.number) in visible
    }
