"""What readings bring into the record: which of them are new, which cases they may touch, what they propose.

Nothing here writes: `mithaq.ledger.record` does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from django.db.models import Count, Max, Q

from mithaq.errors import MithaqError
from mithaq.following.case import Kind, Open, Proposal
from mithaq.following.entry import AnyStep, Propose
from mithaq.following.fold import Case, Standing, fold_all
from mithaq.ledger.content import list_proposals
from mithaq.ledger.families import cut_chunks, find_families, read_family_entries
from mithaq.ledger.models import CaseRow, DocumentRow, EntryRow, PartyRow, ReadingRow, ReviewRow, TellingRow
from mithaq.ledger.refusal import FollowingError
from mithaq.model import Reading
from mithaq.refusals import make_error

# A case may be told of again for this long after the last day that it tells of, and be told of late.
_BEFORE, _AFTER = timedelta(days=400), timedelta(days=60)
_ROADMAP = timedelta(days=1100)  # dates of a roadmap are spoken of for years
_NEAR = timedelta(days=10)  # an incident is told of within days
_MOST = 400  # cases that a batch is followed against: those that share most with it


@dataclass(frozen=True, slots=True)
class Draft:
    """What a batch of readings would bring.

    Args:
        readings: Those that are new.
        size: How many entries the ledger had when it was drafted.
        proposals: What they propose, known or not.
    """

    readings: tuple[Reading, ...]
    size: int
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """What a batch of readings brought.

    Args:
        known: Readings that the record held already: nothing was recorded for them.
        documents: New documents.
        readings: New readings, of new documents or by a newer reader.
        proposals: New proposals.
        dropped: Proposals of an older reader that the newer one does not make any more and nobody has judged.
    """

    known: int = 0
    documents: int = 0
    readings: int = 0
    proposals: int = 0
    dropped: int = 0

    def __add__(self, other: Intake) -> Intake:
        """Return what two batches brought together."""
        return Intake(
            self.known + other.known,
            self.documents + other.documents,
            self.readings + other.readings,
            self.proposals + other.proposals,
            self.dropped + other.dropped,
        )


def find_known(alias: str, documents: Iterable[str], reader: str) -> frozenset[str]:
    """Return which documents a reader has read already.

    Args:
        alias: The record's connection.
        documents: SHA-256 of each.
        reader: Name and version.
    """
    rows = ReadingRow.objects.using(alias).filter(reader=reader)
    found: set[str] = set()
    for chunk in cut_chunks(documents):
        found.update(rows.filter(document__in=chunk).values_list("document", flat=True))
    return frozenset(found)


def pick_new(alias: str, readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return the readings that the record does not hold, each document once for each reader.

    Args:
        alias: The record's connection.
        readings: What was read.
    """
    by_reader: defaultdict[str, dict[str, Reading]] = defaultdict(dict)
    for reading in readings:
        by_reader[reading.reader].setdefault(reading.document.sha256, reading)
    new: list[Reading] = []
    for reader, mapped in by_reader.items():
        known = find_known(alias, mapped, reader)
        new.extend(reading for sha256, reading in mapped.items() if sha256 not in known)
    return tuple(new)


def draft(alias: str, readings: Sequence[Reading]) -> Draft:
    """Return what readings would bring to the record as it is now.

    Args:
        alias: The record's connection.
        readings: New readings.

    Raises:
        FollowingError: If following fails at them; it names the documents.
    """
    last = EntryRow.objects.using(alias).aggregate(last=Max("number"))["last"]
    cases = find_touchable(alias, readings)
    return Draft(tuple(readings), 0 if last is None else last + 1, _follow(readings, cases))


def _follow(readings: Sequence[Reading], cases: Sequence[Case]) -> tuple[Proposal, ...]:
    # What follows and what is known of parties is loaded only when something is read.
    from mithaq.following.follow import follow  # noqa: PLC0415

    try:
        return follow(readings, cases)
    except MithaqError:
        raise
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        where = ", ".join(reading.document.origin or reading.document.name for reading in readings)
        raise make_error(FollowingError, "records.unfollowed", where=where, error=told) from error


def find_touchable(alias: str, readings: Sequence[Reading]) -> tuple[Case, ...]:
    """Return the open cases that readings may bring something to.

    Those that rest on the same documents, and those that share parties, steps of a roadmap or places with them
    at a time that they may speak of; of too many, those that share most. Cases that the documents opened when
    they were read before are left out: they open them again.

    Args:
        alias: The record's connection.
        readings: New readings.
    """
    ids = [*_find_by_document(alias, readings), *_find_by_milestone(alias, readings)]
    ids += [*_find_by_place(alias, readings), *_find_by_party(alias, readings)]
    chosen = list(dict.fromkeys(ids))[:_MOST]
    entries = read_family_entries(alias, find_families(alias, chosen))
    folded = fold_all(entries, standing=Standing.PROPOSED)
    documents = {reading.document.sha256 for reading in readings}
    found = (folded[case] for case in chosen if case in folded)
    return tuple(
        case
        for case in found
        if case.standing > Standing.REJECTED
        and all(piece.document not in documents for piece in case.opened.step.evidence)
    )


def _find_by_document(alias: str, readings: Sequence[Reading]) -> list[str]:
    rows = TellingRow.objects.using(alias)
    found: list[str] = []
    for chunk in cut_chunks(reading.document.sha256 for reading in readings):
        found.extend(rows.filter(document__in=chunk).values_list("case", flat=True))
    return found


def _find_by_milestone(alias: str, readings: Sequence[Reading]) -> list[str]:
    slugs = {milestone.what for reading in readings for milestone in reading.milestones}
    if not slugs:
        return []
    rows = CaseRow.objects.using(alias).filter(kind=Kind.MILESTONE.value, what__in=slugs)
    rows = rows.filter(_lie_near(readings, _ROADMAP, _ROADMAP))
    return list(rows.order_by("-version").values_list("id", flat=True)[:_MOST])


def _find_by_place(alias: str, readings: Sequence[Reading]) -> list[str]:
    places = {act.place for reading in readings for act in reading.acts if act.place}
    if not places:
        return []
    rows = CaseRow.objects.using(alias).filter(kind=Kind.INCIDENT.value, place__in=places)
    rows = rows.filter(_lie_near(readings, _NEAR, _NEAR))
    return list(rows.order_by("-version").values_list("id", flat=True)[:_MOST])


def _find_by_party(alias: str, readings: Sequence[Reading]) -> list[str]:
    from mithaq.following.parties import unite_parties  # noqa: PLC0415 - as above
    from mithaq.packs.context import load_packs  # noqa: PLC0415

    united = unite_parties(readings, load_packs())
    parties = {party.id for found in united for party in found.values()}
    shared: defaultdict[str, int] = defaultdict(int)
    rows = PartyRow.objects.using(alias).filter(_lie_near(readings, _BEFORE, _AFTER))
    for chunk in cut_chunks(sorted(parties)):
        counted = rows.filter(party__in=chunk).values("case").annotate(count=Count("party", distinct=True))
        ordered = counted.order_by("-count", "-version")[:_MOST].values_list("case", "count")
        for case, count in ordered:
            shared[case] += count
    return sorted(shared, key=lambda case: -shared[case])


def _lie_near(readings: Sequence[Reading], before: timedelta, after: timedelta) -> Q:
    """Return the condition that a row ends at a time that the readings may speak of."""
    days = [reading.document.published for reading in readings if reading.document.published]
    first = min((day.earliest for day in days if day.earliest), default=None)
    last = max((day.latest for day in days if day.latest), default=None)
    if len(days) < len(readings) or first is None or last is None:
        return Q()
    return Q(ends__gte=_shift(first, -before), ends__lte=_shift(last, after)) | Q(ends="")


def _shift(day: date, by: timedelta) -> str:
    try:
        return (day + by).isoformat()
    except OverflowError:
        return day.isoformat()


def list_new_steps(alias: str, proposals: Iterable[Proposal]) -> list[AnyStep]:
    """Return the steps that record those proposals which the ledger does not hold yet.

    A proposal that it holds stays where it is, whatever people made of it. Where it opens a case, what is now
    proposed for the case goes to the one that it opened; nothing more is proposed for a case that was rejected.

    Args:
        alias: The record's connection.
        proposals: What the readings propose.
    """
    unique = {proposal.id: proposal for proposal in reversed(list(proposals))}
    ordered = list(unique.values())[::-1]
    known = _find_recorded(alias, unique)
    homes = {
        proposal.step.case: known[proposal.id]
        for proposal in ordered
        if isinstance(proposal.step, Open) and proposal.id in known
    }
    new = [_bring_home(proposal, homes) for proposal in ordered if proposal.id not in known]
    opened = {proposal.step.case for proposal in new if isinstance(proposal.step, Open)}
    standing = _find_open(alias, {proposal.step.case for proposal in new} - opened)
    kept = (proposal for proposal in new if proposal.step.case in opened or proposal.step.case in standing)
    return [Propose(case=item.step.case, evidence=item.step.evidence, proposal=item) for item in kept]


def _bring_home(proposal: Proposal, homes: dict[str, str]) -> Proposal:
    home = homes.get(proposal.step.case, proposal.step.case)
    if home == proposal.step.case:
        return proposal
    return msgspec.structs.replace(proposal, step=msgspec.structs.replace(proposal.step, case=home))


def _find_recorded(alias: str, proposals: Iterable[str]) -> dict[str, str]:
    rows = EntryRow.objects.using(alias).filter(step="propose")
    found: dict[str, str] = {}
    for chunk in cut_chunks(proposals):
        found.update(rows.filter(proposal__in=chunk).values_list("proposal", "case"))
    return found


def _find_open(alias: str, cases: Iterable[str]) -> frozenset[str]:
    """Return which cases stand, on their own or as part of the one that they were merged into."""
    families = find_families(alias, cases)
    rows = CaseRow.objects.using(alias).filter(standing__gt=Standing.REJECTED)
    standing: set[str] = set()
    for chunk in cut_chunks(families):
        standing.update(families[case] for case in rows.filter(id__in=chunk).values_list("id", flat=True))
    return frozenset(case for case, family in families.items() if family in standing)


def find_new_documents(alias: str, readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return the readings whose documents the record does not hold, each document once.

    Args:
        alias: The record's connection.
        readings: What was read.
    """
    unique = {reading.document.sha256: reading for reading in readings}
    rows = DocumentRow.objects.using(alias)
    known: set[str] = set()
    for chunk in cut_chunks(unique):
        known.update(rows.filter(sha256__in=chunk).values_list("sha256", flat=True))
    return tuple(reading for sha256, reading in unique.items() if sha256 not in known)


def list_by_document(readings: Iterable[Reading], proposals: Iterable[Proposal]) -> dict[str, list[str]]:
    """Return the ids of the proposals that rest on each document.

    Args:
        readings: What was read.
        proposals: What they propose.
    """
    found: dict[str, list[str]] = {reading.document.sha256: [] for reading in readings}
    for proposal in proposals:
        for document in {piece.document for piece in proposal.step.evidence}:
            if document in found:
                found[document].append(proposal.id)
    return found


def count_dropped(alias: str, readings: Iterable[Reading], proposals: Iterable[Proposal]) -> int:
    """Return how many proposals of older readers wait for a judgement though these readings do not make them.

    Args:
        alias: The record's connection.
        readings: New readings, not stored yet.
        proposals: What they propose.
    """
    made = {proposal.id for proposal in proposals}
    rows = ReadingRow.objects.using(alias).only("proposals")
    older: set[str] = set()
    for chunk in cut_chunks(reading.document.sha256 for reading in readings):
        for row in rows.filter(document__in=chunk):
            older.update(list_proposals(row))
    waiting = ReviewRow.objects.using(alias)
    return sum(waiting.filter(target__in=chunk).count() for chunk in cut_chunks(older - made))
