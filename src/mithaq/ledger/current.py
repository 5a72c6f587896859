"""The only reader of state.

Cases are found by what was derived from the entries, and folded from the entries before they leave. Withheld
names are masked in all of it (`mithaq.ledger.masks`); the number of letters stays, so that offsets stay valid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from mithaq.errors import LedgerError
from mithaq.following.entry import Entry
from mithaq.following.fold import Case, Standing, fold_all
from mithaq.following.homes import find_homes
from mithaq.ledger.among import Among
from mithaq.ledger.content import restore_reading
from mithaq.ledger.database import explain_faults
from mithaq.ledger.families import find_families, read_family_entries
from mithaq.ledger.masks import Masks, list_parties, load_masks
from mithaq.ledger.models import EntryRow, ReadingRow, ReviewRow
from mithaq.ledger.payload import read_payload
from mithaq.ledger.personal import is_veiled, load_documents
from mithaq.ledger.projection import SECOND
from mithaq.ledger.record import Record
from mithaq.ledger.sight import (
    EVERYTHING,
    Sight,
    drop_others,
    find_visible,
    hide_others,
    keep_visible,
    see_documents,
    see_entries,
)
from mithaq.model import Document, Reading, Span
from mithaq.refusals import make_error

_CHUNK = 2000
_SMALL = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as it may be shown.

    Args:
        document: With withheld names masked; as long as the original.
        masked: Where names were masked, or words were erased.
        erased: Whether its words were erased; a veil of the same length stands for them.
    """

    document: Document
    masked: tuple[Span, ...]
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """Something that a person has to judge next.

    Args:
        entry: The entry that brought it.
        target: How judgements name it.
        case: The case that it is about, with all that is proposed.
        second: Whether somebody has confirmed it already and a second person has to.
        score: How sure the machine is.
        consequence: How much hangs on it, between 0 and 1.
    """

    entry: Entry
    target: str
    case: Case
    second: bool
    score: float
    consequence: float


def read_entries(
    record: Record,
    *,
    cases: Sequence[str] | None = None,
    first: int = 0,
    last: int | None = None,
    numbers: Sequence[int] | None = None,
    sight: Sight = EVERYTHING,
) -> Iterator[Entry]:
    """Yield entries in their order.

    Args:
        record: The record.
        cases: Only those of these cases and of the cases that judgements tie to them; None for all.
        first: Number of the first entry.
        last: Number behind the last one; None for the end.
        numbers: Only these; None for all.
        sight: Who looks: entries of hidden cases and about hidden documents are left out.
    """
    rows = EntryRow.objects.using(record.alias).filter(number__gte=first).order_by("number")
    rows = rows if sight.is_whole else rows.filter(see_entries(sight, record.alias))
    with explain_faults(record.where):
        masks = load_masks(record.alias)
        if cases is not None:
            rows = rows.filter(case__in=list(find_families(record.alias, cases)))
        if last is not None:
            rows = rows.filter(number__lt=last)
        if numbers is not None:
            rows = rows.filter(number__in=numbers)
        payloads = rows.values_list("payload", flat=True).iterator(_CHUNK)
        while chunk := [read_payload(bytes(payload)) for payload in islice(payloads, _SMALL)]:
            yield from _mask_entries(record, masks, drop_others(record.alias, chunk, sight))


def _mask_entries(record: Record, masks: Masks, entries: list[Entry]) -> list[Entry]:
    if masks.names is None:
        return entries
    named = {entry.step.case for entry in entries if entry.step.case}
    return masks.mask_entries(entries, list_parties(read_family_entries(record.alias, named)))


def read_case(
    record: Record, case: str, standing: Standing = Standing.PROPOSED, *, sight: Sight = EVERYTHING
) -> Case:
    """Return a case as its entries make it; one that was merged is part of the case that it was merged into.

    Args:
        record: The record.
        case: Its id.
        standing: The least standing at which a step counts.
        sight: Who looks: a case that they may not see is as one that is not there.

    Raises:
        LedgerError: If the record holds no such case.
    """
    with explain_faults(record.where):
        entries = read_family_entries(record.alias, find_families(record.alias, [case]))
        masks = load_masks(record.alias)
    found = fold_all(entries, standing=standing).get(find_homes(entries).find_home(case))
    if found is not None and not sight.is_whole:
        found = next(iter(_keep_seen(record, [found], sight)), None)
    if found is None:
        raise make_error(LedgerError, "records.no-case", where=record.where, id=case)
    return masks.mask_case(found, list_parties(entries))


def _keep_seen(record: Record, cases: Sequence[Case], sight: Sight) -> list[Case]:
    if sight.is_whole:
        return list(cases)
    with explain_faults(record.where):
        seen = find_visible(record.alias, (case.id for case in cases), sight)
        return hide_others(record.alias, [case for case in cases if case.id in seen], sight)


def read_cases(
    record: Record,
    cases: Sequence[str],
    standing: Standing = Standing.PROPOSED,
    *,
    sight: Sight = EVERYTHING,
) -> tuple[Case, ...]:
    """Return cases in the order in which they are asked for; those that are not there are left out.

    Args:
        record: The record.
        cases: Their ids.
        standing: As for `read_case`.
        sight: As for `read_case`.
    """
    with explain_faults(record.where):
        entries = read_family_entries(record.alias, find_families(record.alias, cases))
        masks = load_masks(record.alias)
    folded = fold_all(entries, standing=standing)
    found = _keep_seen(record, [folded[case] for case in dict.fromkeys(cases) if case in folded], sight)
    if masks.names is None:
        return tuple(found)
    parties = list_parties(entries)
    return tuple(masks.mask_case(case, parties) for case in found)


def find_next_review(
    record: Record,
    *,
    person: str = "",
    case: str = "",
    skip: int = 0,
    second: bool | None = None,
    sight: Sight = EVERYTHING,
) -> Review | None:
    """Return what should be judged next: what most hangs on and is most certain comes first; None at the end.

    Args:
        record: The record.
        person: Who judges: what waits for a second person is not given to the first one again.
        case: Only what concerns this case; empty for all.
        skip: How many to pass over.
        second: Only what waits for a second person, or only what nobody has judged; None for both.
        sight: Who looks.
    """
    with explain_faults(record.where):
        rows = keep_visible(ReviewRow.objects.using(record.alias).order_by("-weight", "entry"), sight)
        if case:
            rows = rows.filter(case=case)
        if person:
            rows = rows.exclude(kind=SECOND, author=person)
        if second is not None:
            rows = rows.filter(kind=SECOND) if second else rows.exclude(kind=SECOND)
        row = rows[skip : skip + 1].first()
        if row is None:
            return None
        (entry,) = read_entries(record, first=row.entry, last=row.entry + 1)
    found = read_case(record, row.case, sight=sight)
    return Review(entry, row.target, found, row.kind == SECOND, row.score, row.consequence)


def count_reviews(record: Record, *, sight: Sight = EVERYTHING) -> int:
    """Return how much waits for a judgement.

    Args:
        record: The record.
        sight: Who looks.
    """
    with explain_faults(record.where):
        return keep_visible(ReviewRow.objects.using(record.alias).all(), sight).count()


def read_document(record: Record, sha256: str, *, sight: Sight = EVERYTHING) -> Shown:
    """Return a document as it may be shown.

    Args:
        record: The record.
        sha256: Its id.
        sight: Who looks: a document that they may not see is as one that is not there.

    Raises:
        LedgerError: If the record holds no such document.
    """
    found = read_documents(record, [sha256], sight=sight)
    if not found:
        raise make_error(LedgerError, "records.no-document", where=record.where, document=sha256)
    return found[0]


def read_documents(record: Record, ids: Iterable[str], *, sight: Sight = EVERYTHING) -> tuple[Shown, ...]:
    """Return documents as they may be shown, in the order in which they are asked for.

    Args:
        record: The record.
        ids: SHA-256 of each; those that are not there are left out.
        sight: As for `read_document`.
    """
    wanted = list(dict.fromkeys(ids))
    with explain_faults(record.where):
        masks = load_masks(record.alias)
        documents = load_documents(record.alias, wanted, see_documents(sight, record.alias, "sha256"))
    return tuple(_show(documents[sha256], masks) for sha256 in wanted if sha256 in documents)


def _show(document: Document, masks: Masks) -> Shown:
    if masks.names is None and not is_veiled(document.text):
        return Shown(document, ())
    if is_veiled(document.text):
        return Shown(document, (Span(0, len(document.text)),), erased=True)
    return Shown(*masks.mask_document(document))


def read_readings(record: Record, *, sight: Sight = EVERYTHING) -> Iterator[Reading]:
    """Yield the newest reading of every document, in the order in which documents came, names masked.

    Args:
        record: The record.
        sight: Who looks: hidden documents are left out.
    """
    with explain_faults(record.where):
        masks = load_masks(record.alias)
        seen = see_documents(sight, record.alias)
        stored = ReadingRow.objects.using(record.alias)
        rows = stored.filter(seen).order_by("id").values_list("id", "document").iterator(_CHUNK)
        while chunk := list(islice(rows, _SMALL)):
            newest = _find_newest(record, chunk)
            documents = load_documents(record.alias, newest)
            found = stored.filter(Among("id", newest.values())).values_list("document", "content", "reader")
            readings = {sha256: (content, reader) for sha256, content, reader in found}
            for sha256 in newest:
                reading = restore_reading(*readings[sha256], documents[sha256])
                yield masks.mask_reading(reading)


def _find_newest(record: Record, rows: Sequence[tuple[int, str]]) -> dict[str, int]:
    """Return the newest reading of those documents whose first reading is among ``rows``."""
    newest: dict[str, int] = {}
    first: dict[str, int] = {}
    wanted = [document for _, document in rows]
    stored = ReadingRow.objects.using(record.alias).filter(Among("document", wanted)).order_by("id")
    for number, document in stored.values_list("id", "document"):
        first.setdefault(document, number)
        newest[document] = number
    return {document: newest[document] for number, document in rows if first[document] == number}
