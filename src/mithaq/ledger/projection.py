"""What is derived from the entries, so that cases are found without folding them all.

Rows are written in the transaction that writes the entries, for the families of cases that the entries touch;
all can be made anew (`rebuild`) and compared with what the fold says (`find_differences`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Model, QuerySet

from mithaq.following.case import AnyRead, Attribute, Rule, Step, Verify
from mithaq.following.clock import Sign, read_clock
from mithaq.following.entry import Entry, Propose, Undo, Withhold
from mithaq.following.fold import Case, Standing, fold_all, hold
from mithaq.following.homes import Homes, find_homes, name_cases
from mithaq.following.judgements import load_findings
from mithaq.following.state import Held
from mithaq.ledger.consequence import weigh_consequence
from mithaq.ledger.families import cut_chunks, find_families, group_entries, read_family_entries, tie_cases
from mithaq.ledger.incidentrows import IncidentRow, make_incident_rows
from mithaq.ledger.index import (
    Making,
    compare_cases,
    compare_documents,
    index_cases,
    index_masked,
    make_index,
)
from mithaq.ledger.indexed import FacetRow, SearchRow, TellerRow
from mithaq.ledger.insertion import draft_rows, insert_rows, list_columns, name_table
from mithaq.ledger.loading import fill_tables
from mithaq.ledger.masks import load_masks, make_masks
from mithaq.ledger.models import (
    AboutRow,
    AwayRow,
    CaseRow,
    DeadlineRow,
    DocumentRow,
    EntryRow,
    FamilyRow,
    MaskRow,
    OwnRow,
    PartyRow,
    RestrictionRow,
    ReviewRow,
    StateRow,
    TellingRow,
    WordRow,
)
from mithaq.ledger.payload import read_payload
from mithaq.ledger.periods import find_days, find_period
from mithaq.ledger.tellers import make_teller_rows
from mithaq.ledger.visibility import (
    make_about_rows,
    make_all_about_rows,
    make_away_rows,
    make_own_rows,
    make_restriction_rows,
    rebuild_about,
)
from mithaq.ledger.words import list_words

PROPOSED, SECOND = "proposal", "second"
"""What waits: for a first judgement, for a second person."""
_CHUNK = 400  # cases that are handled at once
# Steps that find something, with the closed list that the value is from and the field that holds it.
_FINDINGS: Final[tuple[tuple[type[Step], str, str], ...]] = (
    (Verify, "verification", "level"),
    (Attribute, "attribution", "level"),
    (Rule, "ruling", "ruling"),
)

# Every derived table whose rows belong to one case, with the column that names it.
TABLES: Final[tuple[tuple[type[Model], str], ...]] = (
    (CaseRow, "id"),
    (StateRow, "case"),
    (DeadlineRow, "case"),
    (PartyRow, "case"),
    (WordRow, "case"),
    (TellingRow, "case"),
    (TellerRow, "case"),
    (IncidentRow, "case"),
    (ReviewRow, "case"),
    (RestrictionRow, "case"),
    (OwnRow, "case"),
    (AwayRow, "case"),
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Families of cases as their entries make them.

    Args:
        proposed: Every case, with what was proposed.
        confirmed: The cases that people had to do with, as they confirmed them.
        entries: Their entries, by number.
        homes: Where each entry counts.
    """

    proposed: Mapping[str, Case]
    confirmed: Mapping[str, Case]
    entries: Sequence[Entry]
    homes: Homes


def fold_families(alias: str, cases: Iterable[str]) -> Folded:
    """Return the cases of some families, folded twice.

    Args:
        alias: The record's connection.
        cases: Ids of cases.
    """
    families = find_families(alias, cases)
    entries = read_family_entries(alias, families)
    judged: list[Entry] = []
    for group in group_entries(entries, families).values():
        if not all(isinstance(entry.step, Propose) for entry in group):
            judged.extend(group)
    return Folded(
        proposed=fold_all(entries, standing=Standing.PROPOSED),
        confirmed=fold_all(judged, standing=Standing.CONFIRMED),
        entries=entries,
        homes=find_homes(entries),
    )


def project(alias: str, entries: Sequence[Entry]) -> None:
    """Bring what is derived up to date with new entries.

    Args:
        alias: The record's connection, in the transaction that wrote them.
        entries: The new entries.
    """
    tie_cases(alias, (entry.step for entry in entries))
    touched = {case for entry in entries for case in name_cases(entry.step)}
    if touched:
        _write_rows(alias, touched)
    insert_rows(alias, AboutRow, list(make_about_rows(entries)))
    if any(isinstance(entry.step, Withhold | Undo) for entry in entries):
        before = load_masks(alias)
        _write_masks(alias)
        if before.names is not None or MaskRow.objects.using(alias).exists():
            for chunk in cut_chunks(sorted(index_masked(alias, before))):
                families = sorted(find_families(alias, chunk))
                index_cases(alias, families, fold_families(alias, families).proposed)


def _write_rows(alias: str, cases: Iterable[str]) -> None:
    families = sorted(find_families(alias, cases))
    folded = fold_families(alias, families)
    rows = make_rows(alias, folded)
    for model, column in TABLES:
        for chunk in cut_chunks(families):
            _rows(model, alias).filter(**{f"{column}__in": chunk}).delete()
        insert_rows(alias, model, rows[model])
    index_cases(alias, families, folded.proposed)


def rebuild(alias: str) -> None:
    """Make everything derived anew from the entries.

    Args:
        alias: The record's connection, in a transaction.
    """
    FamilyRow.objects.using(alias).all().delete()
    _write_masks(alias)
    entries = EntryRow.objects.using(alias).order_by("number").values_list("payload", flat=True)
    ties = entries.filter(step__in=("merge", "split", "move"))
    tie_cases(alias, [read_payload(bytes(payload)).step for payload in ties])
    models = [model for model, _ in TABLES]
    with fill_tables(alias, [*models, AboutRow, SearchRow, FacetRow]):
        for model in models:
            _rows(model, alias).all().delete()
        with make_index(alias, load_masks(alias)) as making:
            for cases in _list_families(alias):
                _add_rows(alias, cases, making)
            making.add_documents()
        rebuild_about(alias)


def _add_rows(alias: str, cases: Sequence[str], making: Making) -> None:
    """Write what is derived of cases that nothing was derived of yet."""
    folded = fold_families(alias, cases)
    rows = make_rows(alias, folded)
    for model, made in rows.items():
        insert_rows(alias, model, made)
    making.add_cases(folded.proposed.values(), {row.id: row.begins for row in rows[CaseRow]})


def find_differences(alias: str) -> Iterator[str]:
    """Yield what is derived otherwise than the entries say, in words: nothing where all is right.

    Args:
        alias: The record's connection.
    """
    seen: Counter[str] = Counter()
    for cases in _list_families(alias):
        folded = fold_families(alias, cases)
        made = make_rows(alias, folded)
        for model, column in TABLES:
            kept = list(_rows(model, alias).filter(**{f"{column}__in": cases}))
            seen[name_table(model)] += len(kept)
            yield from _compare(model, kept, made[model])
        yield from compare_cases(alias, cases, folded.proposed)
    for model, _ in TABLES:
        table = name_table(model)
        if _rows(model, alias).count() != seen[table]:
            yield f"{table}: rows of no case"
    yield from compare_documents(alias)
    yield from _compare(MaskRow, list(MaskRow.objects.using(alias).all()), make_masks(alias))
    about = AboutRow.objects.using(alias)
    yield from _compare(AboutRow, about.iterator(), make_all_about_rows(alias))


def _compare(model: type[Model], kept: Iterable[Model], made: Iterable[Model]) -> Iterator[str]:
    columns = list_columns(model)
    ours = Counter(tuple(getattr(row, name) for name in columns) for row in kept)
    theirs = Counter(tuple(getattr(row, name) for name in columns) for row in made)
    for row in (ours - theirs) + (theirs - ours):
        sign = "not by the entries" if row in ours - theirs else "missing"
        yield f"{name_table(model)}: {sign}: {row}"


def _list_families(alias: str) -> Iterator[list[str]]:
    """Yield all cases that entries name, some at a time, families together."""
    named = EntryRow.objects.using(alias).exclude(case="").order_by("case")
    families = dict(FamilyRow.objects.using(alias).values_list("case", "family"))
    members: defaultdict[str, list[str]] = defaultdict(list)
    for case, family in families.items():
        members[family].append(case)
    chunk: list[str] = []
    for case in named.values_list("case", flat=True).distinct().iterator():
        if case not in families:
            chunk.append(case)
        if len(chunk) >= _CHUNK:
            yield chunk
            chunk = []
    for group in members.values():
        chunk.extend(group)
        if len(chunk) >= _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _rows(model: type[Model], alias: str) -> QuerySet[Any]:
    return model._default_manager.using(alias)  # noqa: SLF001 - Django's name for it


def make_rows(alias: str, folded: Folded) -> dict[type[Model], list[Any]]:
    """Return the derived rows of some cases by table.

    Args:
        alias: The record's connection: days of publication stand with the documents.
        folded: The cases.
    """
    documents = {document for case in folded.proposed.values() for document in case.documents}
    published = _find_published(alias, documents)
    rows: dict[type[Model], list[Any]] = {model: [] for model, _ in TABLES}
    party_row, word_row, telling_row = map(draft_rows, (PartyRow, WordRow, TellingRow))
    for case in folded.proposed.values():
        told = [published[document] for document in case.documents if published.get(document)]
        begins, ends = find_period(case, told)
        rows[CaseRow].append(_make_case_row(case, begins, ends))
        rows[IncidentRow].extend(make_incident_rows(case, begins, ends))
        confirmed = folded.confirmed.get(case.id)
        rows[StateRow].extend(_make_state_rows(case, confirmed))
        rows[DeadlineRow].extend(_make_deadline_rows(case))
        rows[PartyRow].extend(
            party_row(case=case.id, party=party.id, role=role, ends=ends, version=case.version)
            for role, party in case.sides
        )
        rows[WordRow].extend(word_row(case=case.id, word=word) for word in list_words(case))
        rows[TellingRow].extend(telling_row(case=case.id, document=document) for document in case.documents)
        rows[RestrictionRow].extend(make_restriction_rows(case))
    held = hold(folded.entries, folded.homes)
    rows[TellerRow].extend(make_teller_rows(alias, folded.proposed.values()))
    rows[ReviewRow].extend(_make_review_rows(folded, held))
    rows[OwnRow].extend(make_own_rows(held, folded.homes))
    rows[AwayRow].extend(make_away_rows(folded.entries, folded.homes))
    return rows


def _make_case_row(case: Case, begins: str, ends: str) -> CaseRow:
    findings = [item.step.level for item in case.verifications if _has_effect(item)]
    return CaseRow(
        id=case.id,
        kind=case.kind.value,
        standing=int(case.standing),
        place=case.place,
        what=case.what,
        begins=begins,
        ends=ends,
        due=(find_days(case.due)[1] if case.due else ""),
        verification=findings[-1] if findings else "",
        assigned=case.assignments[-1].step.to if case.assignments else "",
        version=case.version,
    )


def _make_state_rows(case: Case, confirmed: Case | None) -> Iterator[Any]:
    sure: dict[str, str] = {}
    if confirmed is not None and confirmed.standing >= Standing.CONFIRMED:
        sure = {thread.id: thread.state for thread in confirmed.threads}
    draft = draft_rows(StateRow)
    for thread in case.threads:
        yield draft(
            case=case.id,
            thread=thread.id,
            proposed=thread.state,
            confirmed=sure.get(thread.id, ""),
        )


def _make_deadline_rows(case: Case) -> Iterator[Any]:
    signals = read_clock(case, date.max).signals
    for sign, when in dict.fromkeys((signal.sign, signal.when) for signal in signals):
        first, last = find_days(when) if when else ("", "")
        yield draft_rows(DeadlineRow)(
            case=case.id, sign=sign.value, day=first if sign is Sign.UNANSWERED else last
        )


def _make_review_rows(folded: Folded, held: Iterable[Held[AnyRead]]) -> Iterator[Any]:
    """Yield what somebody has to judge: proposals, and findings that wait for a second person."""
    draft = draft_rows(ReviewRow)
    for item in held:
        case = folded.proposed.get(folded.homes.find_entry_home(item.number))
        kind = _find_review(item)
        if case is None or case.standing is Standing.REJECTED or not kind:
            continue
        consequence = weigh_consequence(item.step, case.kind)
        yield draft(
            target=item.proposal or f"#{item.number}",
            case=case.id,
            entry=item.number,
            kind=kind,
            author=item.people[0] if item.people else item.author,
            score=item.score,
            consequence=consequence,
            weight=round(consequence * item.score, 6),
        )


def _find_review(item: Held[AnyRead]) -> str:
    if item.standing is Standing.PROPOSED:
        return PROPOSED
    if item.standing is Standing.CONFIRMED and _needs_second(item.step):
        return SECOND
    return ""


def _has_effect(item: Held[Verify]) -> bool:
    return item.standing is Standing.VERIFIED or not _needs_second(item.step)


def _needs_second(step: AnyRead) -> bool:
    name = next((found for found in _FINDINGS if isinstance(step, found[0])), None)
    if name is None:
        return False
    finding = load_findings().find(name[1], getattr(step, name[2]))
    return finding is not None and finding.second


def _find_published(alias: str, documents: Iterable[str]) -> dict[str, str]:
    rows = DocumentRow.objects.using(alias)
    found: dict[str, str] = {}
    for chunk in cut_chunks(documents):
        dated = rows.filter(sha256__in=chunk, published__isnull=False)
        found.update((sha256, str(when)) for sha256, when in dated.values_list("sha256", "published"))
    return found


def _write_masks(alias: str) -> None:
    masks = MaskRow.objects.using(alias)
    masks.all().delete()
    insert_rows(alias, MaskRow, make_masks(alias))
