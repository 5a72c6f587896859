"""Cases as rows: ready to be printed or written as JSON, with their evidence quoted and the clock read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mithaq.following.case import Evidence, Kind, Party, Step
from mithaq.following.clock import Clock, Signal, find_state, read_clock
from mithaq.following.disputes import Dispute, find_disputes
from mithaq.following.entry import AnyStep
from mithaq.following.fold import Case, Held, Standing, Thread
from mithaq.following.kinds import find_kind
from mithaq.following.slippage import Slip
from mithaq.following.threads import has_effect
from mithaq.model import Document, Span
from mithaq.reports.rows import Quote

# What has sections of its own on the page of a case, in the order in which they stand.
SECTIONS = (
    "dates", "harms", "accusations", "denials", "fields", "verifications", "attributions", "rulings", "remedies",
    "relations", "tellings", "assignments", "comments",
)  # fmt: skip
# Findings that may wait for a second person: section, list of findings, attribute that holds the value.
_FINDINGS = {
    "verifications": ("verification", "level"),
    "attributions": ("attribution", "level"),
    "rulings": ("ruling", "ruling"),
}


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a document, with what is known of the document.

    Args:
        quote: The words and their place.
        sha256: Id of the document.
        outlet: Who published it.
        published: When, EDTF.
        masked: Whether names in the words are withheld.
    """

    quote: Quote
    sha256: str
    outlet: str | None
    published: str | None
    masked: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a case.

    Args:
        number: Number of its entry, by which people judge it.
        at: When it was recorded.
        author: Who recorded it.
        step: The step as it counts, corrections applied.
        standing: Who stands by it: ``proposed``, ``confirmed`` or ``verified``.
        people: Those who do.
        counts: Whether it has effect; a finding may wait for a second person.
        score: How sure the machine was.
        reasons: Why it was proposed, keys with their values.
        evidence: The words that show it.
    """

    number: int
    at: str
    author: str
    step: AnyStep
    standing: str
    people: tuple[str, ...]
    counts: bool
    score: float
    reasons: tuple[tuple[str, str], ...]
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition with how it became what it is."""

    id: str
    state: str
    history: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One answer, term or measure.

    Args:
        id: Party id of the addressee, or name of the term or measure; empty for the case as a whole.
        party: The addressee.
        state: Where it stands on the day.
        since: When that was reached, EDTF.
        procedure: Where it stands with a committee; empty where none decides.
        conditions: What it depends on.
        history: Every step to a state.
    """

    id: str
    party: Party | None
    state: str
    since: str | None
    procedure: str
    conditions: tuple[ConditionRow, ...]
    history: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list.

    Args:
        id: Its id.
        kind: What kind of case.
        title: What names it.
        standing: Who stands by it.
        states: Every thread with its state on the day: party or name, state.
        sides: Its parties by role.
        place: English name of the place.
        what: Slug of the milestone.
        due: When it falls due, EDTF.
        assigned: Who follows it up.
        signals: What the clock says of it.
        slipped: How far its date moved in all.
        documents: On how many documents it rests.
        version: Number of the last entry that changed it.
        groups: Those who may see it; empty where it is open to all.
    """

    id: str
    kind: Kind
    title: str
    standing: str
    states: tuple[tuple[str, str], ...]
    sides: tuple[tuple[str, Party], ...]
    place: str
    what: str
    due: str | None
    assigned: str
    signals: tuple[Signal, ...]
    slipped: Slip | None
    documents: int
    version: int
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything about one case.

    Args:
        as_of: The day.
        line: The case in short.
        merged: Cases that were merged into it.
        opened: What opened it.
        threads: Its answers, terms or measures.
        sections: Everything else by name (`SECTIONS`), in the order of the entries.
        slips: Every move of an announced date.
        disputes: Where documents contradict each other.
        documents: What it rests on: name, outlet, published.
    """

    as_of: date
    line: CaseLine
    merged: tuple[str, ...]
    opened: StepRow
    threads: tuple[ThreadRow, ...]
    sections: dict[str, tuple[StepRow, ...]]
    slips: tuple[Slip, ...]
    disputes: tuple[Dispute, ...]
    documents: tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Documents as they may be shown.

    Args:
        documents: By SHA-256, withheld names masked.
        masked: Where names were masked, by SHA-256.
    """

    documents: Mapping[str, Document]
    masked: Mapping[str, Sequence[Span]]

    def cite(self, evidence: Evidence) -> Citation | None:
        """Return the words that evidence points to; None where the document is not at hand."""
        document = self.documents.get(evidence.document)
        if document is None:
            return None
        span = Span(evidence.start, evidence.end)
        line = document.text.count("\n", 0, span.start) + 1
        quote = Quote(document.name, line, span.start, span.end, span.select(document.text))
        published = document.published.text if document.published else None
        return Citation(quote, document.sha256, document.outlet, published, self.is_masked(evidence))

    def is_masked(self, evidence: Evidence) -> bool:
        """Tell whether names were masked in the words that evidence points to."""
        covered = self.masked.get(evidence.document)
        if not covered:
            return False
        span = Span(evidence.start, evidence.end)
        return any(span.meets(other) for other in covered)


def make_line(case: Case, as_of: date, clock: Clock | None = None) -> CaseLine:
    """Return a case as a line of a list.

    Args:
        case: The case.
        as_of: The day.
        clock: What the clock says of it on that day; None where it was not read yet.
    """
    read = clock or read_clock(case, as_of)
    spec = find_kind(case.kind)
    states = tuple((thread.id, find_state(spec, thread, as_of)[0]) for thread in case.threads)
    return CaseLine(
        id=case.id,
        kind=case.kind,
        title=case.title,
        standing=case.standing.name.lower(),
        states=states,
        sides=case.sides,
        place=case.place,
        what=case.what,
        due=case.due,
        assigned=case.assignments[-1].step.to if case.assignments else "",
        signals=read.signals,
        slipped=read.slipped,
        documents=len(case.documents),
        version=case.version,
        groups=case.groups,
    )


def make_page(case: Case, library: Library, as_of: date) -> CasePage:
    """Return everything about a case.

    Args:
        case: The case.
        library: The documents that it rests on.
        as_of: The day.
    """
    clock = read_clock(case, as_of)
    sections = {
        name: tuple(make_step(item, library, name) for item in getattr(case, name)) for name in SECTIONS
    }
    return CasePage(
        as_of=as_of,
        line=make_line(case, as_of, clock),
        merged=case.merged,
        opened=make_step(case.opened, library),
        threads=tuple(_make_thread(case, thread, library, as_of) for thread in case.threads),
        sections={name: rows for name, rows in sections.items() if rows},
        slips=clock.slips,
        disputes=find_disputes(case),
        documents=tuple(
            _describe(library.documents[sha]) for sha in case.documents if sha in library.documents
        ),
    )


def _describe(document: Document) -> tuple[str, str | None, str | None]:
    return document.name, document.outlet, str(document.published) if document.published else None


def _make_thread(case: Case, thread: Thread, library: Library, as_of: date) -> ThreadRow:
    state, since = find_state(find_kind(case.kind), thread, as_of)
    return ThreadRow(
        id=thread.id,
        party=thread.party,
        state=state,
        since=since,
        procedure=thread.procedure,
        conditions=tuple(
            ConditionRow(item.id, item.state, _make_steps(item.history, library))
            for item in thread.conditions
        ),
        history=_make_steps(thread.history, library),
    )


def _make_steps(held: Iterable[Held[Step]], library: Library) -> tuple[StepRow, ...]:
    return tuple(make_step(item, library) for item in held)


def make_step(held: Held[Step], library: Library, section: str = "") -> StepRow:
    """Return a step of a case as a row.

    Args:
        held: The step as it counts.
        library: The documents that it rests on.
        section: Which of `SECTIONS` it stands in; findings may wait for a second person.
    """
    cited = (library.cite(evidence) for evidence in held.step.evidence)
    matter, attribute = _FINDINGS.get(section, ("", ""))
    counts = not matter or has_effect(held, matter, getattr(held.step, attribute))
    return StepRow(
        number=held.number,
        at=held.at,
        author=held.author,
        step=held.step,  # type: ignore[arg-type]  # every step is one of AnyStep
        standing=held.standing.name.lower(),
        people=held.people,
        counts=counts and held.standing >= Standing.PROPOSED,
        score=held.score,
        reasons=held.reasons,
        evidence=tuple(citation for citation in cited if citation),
    )


def list_parties(cases: Iterable[Case]) -> dict[str, Party]:
    """Return the parties of cases by id, those that are accused or deny included.

    Args:
        cases: Some cases.
    """
    found: dict[str, Party] = {}
    for case in cases:
        if case.accusations:
            found |= {party.id: party for accused in case.accusations for party in accused.step.named}
        if case.denials:
            found |= {party.id: party for denied in case.denials for party in denied.step.named}
        found |= {party.id: party for _, party in case.sides}
    return found
