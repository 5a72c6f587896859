"""The page of one proposal: its document in stretches, the proposal in words, what was decided before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString

from mithaq.dates import find_today
from mithaq.following.clock import find_state
from mithaq.following.entry import Entry, Propose, Receive
from mithaq.following.fold import Standing, is_machine
from mithaq.following.homes import find_homes
from mithaq.following.kinds import find_kind
from mithaq.ledger.current import Shown
from mithaq.model import Span
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.cases import Citation
from mithaq.reports.highlight import Mark, cut_pieces
from mithaq.reports.steps import tell_step
from mithaq.web.display import Display
from mithaq.web.review.item import Item
from mithaq.web.review.words import write_evidence

_LONGEST = 40_000  # code points of a document that a page shows
_BEFORE = 10_000  # of these before the evidence
_LAST = 12  # decisions that are shown
OWN, TRIGGER, OTHER, MASKED = "own", "trigger", "other", "masked"
_CLASSES: Final = {OWN: "own", TRIGGER: "own trigger", OTHER: "other", MASKED: "masked"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a document that is shown alike from end to end.

    Args:
        start: Its first code point in the original text.
        text: Its words, ready for a page: code points are kept one by one.
        look: Classes of the style sheet.
        title: What it supports, in words.
        begins: Whether the first words of the evidence begin here.
    """

    start: int
    text: SafeString
    look: str
    title: str
    begins: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document beside a proposal.

    Args:
        shown: The document.
        stretches: Its text.
        masked: In how many places names are withheld.
        cut: Whether only a part of it is shown.
    """

    shown: Shown
    stretches: tuple[Stretch, ...]
    masked: int
    cut: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """Something that somebody decided about the case.

    Args:
        number: Number of the entry.
        at: When.
        author: Who.
        said: What, in words.
        own: Whether it was about this proposal.
    """

    number: int
    at: str
    author: str
    said: str
    own: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that show something.

    Args:
        value: As forms carry them.
        citation: The words with what is known of their document.
    """

    value: str
    citation: Citation | None


def make_sheet(shown: Shown, item: Item, wording: CaseWording) -> Sheet:
    """Return a document with the words marked that the proposal, and others of its case, rest on.

    Args:
        shown: The document.
        item: The proposal.
        wording: The language.
    """
    text = shown.document.text
    marks = list(_list_marks(shown, item, wording))
    first = min((mark.span.start for mark in marks if mark.look == OWN), default=0)
    whole = len(text) <= _LONGEST
    start = 0 if whole else max(0, min(first - _BEFORE, len(text) - _LONGEST))
    end = len(text) if whole else start + _LONGEST
    part = text[start:end]
    moved = [
        Mark(
            mark.number,
            Span(max(mark.span.start, start) - start, min(mark.span.end, end) - start),
            mark.look,
            mark.label,
        )
        for mark in marks
        if mark.span.start < end and mark.span.end > start
    ]
    stretches: list[Stretch] = []
    at = start
    for piece in cut_pieces(part, moved):
        looks = {mark.look for mark in piece.marks}
        stretches.append(
            Stretch(
                start=at,
                text=_escape(piece.text),
                look=" ".join(dict.fromkeys(" ".join(_CLASSES[look] for look in sorted(looks)).split())),
                title=wording.comma.join(dict.fromkeys(mark.label for mark in piece.marks if mark.label)),
                begins=any(mark.look == OWN for mark in piece.begins)
                and not any(stretch.begins for stretch in stretches),
            )
        )
        at += len(piece.text)
    return Sheet(shown, tuple(stretches), len(shown.masked), cut=not whole)


def _escape(text: str) -> SafeString:
    # A carriage return as such would be read as a line feed, or vanish before one.
    return SafeString(escape(text).replace("\r", "&#13;"))


def _list_marks(shown: Shown, item: Item, wording: CaseWording) -> Iterator[Mark]:
    sha256 = shown.document.sha256
    for held in item.steps.values():
        own = held.number == item.number
        if not own and held.standing is Standing.REJECTED:
            continue
        label = tell_step(held.step, wording, item.case.kind)
        for piece in held.step.evidence:
            if piece.document == sha256 and piece.start < piece.end <= len(shown.document.text):
                yield Mark(held.number, Span(piece.start, piece.end), OWN if own else OTHER, label)
    act = item.proposal.act if item.proposal else None
    if act and act[0] == sha256 and 0 <= act[2] < act[3] <= len(shown.document.text):
        yield Mark(item.number, Span(act[2], act[3]), TRIGGER, "")
    for span in shown.masked:
        yield Mark(item.number, span, MASKED, "")


def list_quotes(item: Item) -> tuple[Quoted, ...]:
    """Return the words that a proposal rests on.

    Args:
        item: The proposal.
    """
    library = item.library
    return tuple(Quoted(write_evidence(piece), library.cite(piece)) for piece in item.held.step.evidence)


def list_decisions(item: Item, wording: CaseWording) -> tuple[Decided, ...]:
    """Return what people decided before about the case, what is about the proposal first, then the newest.

    Args:
        item: The proposal.
        wording: The language.
    """
    homes = find_homes(item.entries)
    found = [
        tell_entry(entry, wording, item, own=item.number in homes.subjects.get(entry.number, ()))
        for entry in item.entries
        if not is_machine(entry.author) and not isinstance(entry.step, Propose | Receive)
    ]
    return tuple(sorted(found, key=lambda row: (not row.own, -row.number))[:_LAST])


def tell_entry(entry: Entry, wording: CaseWording, item: Item, *, own: bool = False) -> Decided:
    """Return an entry in words.

    Args:
        entry: What was recorded.
        wording: The language.
        item: The proposal beside which it is told.
        own: Whether it is about this proposal.
    """
    said = tell_step(entry.step, wording, item.case.kind)
    return Decided(entry.number, entry.at, entry.author, said, own)


def list_states(item: Item, wording: CaseWording, display: Display) -> tuple[tuple[str, str], ...]:
    """Return the threads of the case with the state in which each is today.

    Args:
        item: The proposal.
        wording: The language.
        display: How dates are shown.
    """
    spec, today = find_kind(item.case.kind), find_today()
    rows = []
    for thread in item.case.threads:
        state, since = find_state(spec, thread, today)
        name = wording.name_party(thread.party or thread.id) if thread.id else ""
        said = wording.name_state(state, item.case.kind, thread.id)
        when = f" — {wording.say('words', 'since', when=display.write_date(since))}" if since else ""
        rows.append((name, f"{said}{when}"))
    return tuple(rows)


def list_reasons(item: Item, wording: CaseWording) -> tuple[str, ...]:
    """Return why the machine proposed it, in words.

    Args:
        item: The proposal.
        wording: The language.
    """
    quotes = [quoted.citation.quote.text for quoted in list_quotes(item) if quoted.citation]
    return wording.list_reasons(item.held.reasons, quotes)


def list_names(parties: Iterable[str], wording: CaseWording) -> tuple[str, ...]:
    """Return the names of parties.

    Args:
        parties: Their ids.
        wording: The language.
    """
    return tuple(wording.name_party(party) for party in parties)
