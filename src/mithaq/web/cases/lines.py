"""Cases and steps as pages show them: in words, with the words that they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mithaq.following.case import Describe, Kind, Party, Step
from mithaq.following.clock import Sign, Signal
from mithaq.following.fold import Case, Held, Standing, is_machine
from mithaq.following.kinds import find_kind
from mithaq.reports.case_tables import write_signal, write_slip
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.cases import CaseLine, Citation, Library, StepRow, make_line, make_step
from mithaq.reports.labels import name_milestone
from mithaq.reports.steps import tell_step
from mithaq.reports.wording import Lang

_TONES = {Sign.DUE_SOON: "warn", Sign.UNANSWERED: "warn"}
_STANDINGS = {"proposed": "warn", "confirmed": "", "verified": "good", "rejected": "bad"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A word or two in a frame.

    Args:
        text: What it says.
        tone: How it looks: ``good``, ``warn``, ``bad`` or empty.
    """

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ThreadTag:
    """A thread of a case with its state.

    Args:
        name: The addressee, term or measure; empty for the case as a whole.
        state: Name of the state.
        open: Whether something is still expected.
    """

    name: str
    state: str
    open: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A case in a list.

    Args:
        line: The case in short.
        title: What names it; its id where nothing does.
        kind: Name of its kind.
        standing: Who stands by it.
        threads: Its threads with their states.
        sides: Its parties by role, in words.
        signals: What the clock says, and how far its date moved.
    """

    line: CaseLine
    title: str
    kind: str
    standing: Tag
    threads: tuple[ThreadTag, ...]
    sides: tuple[tuple[str, tuple[Party, ...]], ...]
    signals: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in words.

    Args:
        row: The step with its evidence.
        text: What it says.
        by: Who did or said it.
        standing: Who stands by it.
        reasons: Why the machine proposed it.
        machine: Whether nobody but the machine says so.
    """

    row: StepRow
    text: str
    by: tuple[str, ...]
    standing: Tag
    reasons: str
    machine: bool

    @property
    def quotes(self) -> tuple[Citation, ...]:
        """The words that it rests on."""
        return self.row.evidence


def tag_standing(standing: str, wording: CaseWording) -> Tag:
    """Return who stands by something as a tag.

    Args:
        standing: ``proposed``, ``confirmed``, ``verified`` or ``rejected``.
        wording: The language.
    """
    return Tag(wording.say("standings", standing), _STANDINGS[standing])


def tag_signal(signal: Signal, wording: CaseWording) -> Tag:
    """Return what the clock says as a tag.

    Args:
        signal: What it says.
        wording: The language.
    """
    return Tag(write_signal(signal, wording), _TONES.get(signal.sign, "bad"))


def name_thread(thread: str, kind: Kind, wording: CaseWording) -> str:
    """Return the name of a thread: that of a party, of a part of a template, or its own.

    Args:
        thread: Its id; empty for the case as a whole.
        kind: Kind of the case.
        wording: The language.
    """
    if not thread:
        return ""
    parts = (part for item in find_kind(kind).templates for part in item.parts if part.name == thread)
    known = next(parts, None)
    if known is not None:
        return known.ar if wording.lang is Lang.AR else known.en
    return wording.name_party(thread)


def name_case(case: Case, lang: Lang) -> str:
    """Return what names a case; its id where nothing does.

    Args:
        case: The case.
        lang: The language.
    """
    if case.kind is Kind.MILESTONE and case.what:
        return name_milestone(case.what, case.what.replace("-", " "), lang, case.title)
    return case.title or case.id


def make_item(case: Case, day: date, wording: CaseWording) -> Item:
    """Return a case as it stands in a list.

    Args:
        case: The case.
        day: The day for what the clock says.
        wording: The language.
    """
    line = make_line(case, day)
    slipped = (Tag(write_slip(line.slipped, wording), "warn"),) if line.slipped else ()
    return Item(
        line=line,
        title=name_case(case, wording.lang),
        kind=wording.name_kind(case.kind),
        standing=tag_standing(line.standing, wording),
        threads=tuple(_tag_thread(thread, state, case.kind, wording) for thread, state in line.states),
        sides=group_sides(case, wording),
        signals=(*(tag_signal(signal, wording) for signal in line.signals), *slipped),
    )


def _tag_thread(thread: str, state: str, kind: Kind, wording: CaseWording) -> ThreadTag:
    known = find_kind(kind).find_state(state, thread)
    name = name_thread(thread, kind, wording)
    return ThreadTag(name, wording.name_state(state, kind, thread), known is None or known.open)


def group_sides(case: Case, wording: CaseWording) -> tuple[tuple[str, tuple[Party, ...]], ...]:
    """Return the parties of a case under the names of their roles.

    Args:
        case: The case.
        wording: The language.
    """
    roles = dict.fromkeys(role for role, _ in case.sides)
    return tuple(
        (wording.name_role(role, case.kind), tuple(party for other, party in case.sides if other == role))
        for role in roles
    )


def make_step_line(
    held: Held[Step], library: Library, wording: CaseWording, kind: Kind, section: str = ""
) -> StepLine:
    """Return a step in words.

    Args:
        held: The step as it counts.
        library: The documents that it rests on.
        wording: The language.
        kind: Kind of the case.
        section: As for `make_step`.
    """
    row = make_step(held, library, section)
    quotes = [citation.quote.text for citation in row.evidence]
    reasons = wording.comma.join(wording.list_reasons(held.reasons, quotes))
    text = _tell(row, wording, kind)
    by = tuple(wording.name_party(party) for party in held.step.by if wording.knows(party))
    standing = tag_standing(held.standing.name.lower(), wording)
    return StepLine(row, text, by, standing, reasons, is_machine(held.author) and not held.people)


def _tell(row: StepRow, wording: CaseWording, kind: Kind) -> str:
    thread = getattr(row.step, "thread", "")
    text = tell_step(row.step, wording, kind)
    name = name_thread(thread, kind, wording)
    # Parts of a template have names of their own.
    return text.replace(f"{wording.name_party(thread)}: ", f"{name}: ", 1) if thread else text


def list_values(case: Case, thread: str = "") -> dict[str, tuple[Held[Describe], ...]]:
    """Return the values of a thread's fields that count: the last one, or all where they stand beside one another.

    Args:
        case: The case.
        thread: Its id; empty for the case as a whole.
    """
    spec = find_kind(case.kind)
    found: dict[str, tuple[Held[Describe], ...]] = {}
    for item in case.fields:
        if item.step.thread != thread or item.standing < Standing.PROPOSED:
            continue
        field = spec.find_field(item.step.field)
        many = field is not None and field.many
        found[item.step.field] = (*found.get(item.step.field, ()), item) if many else (item,)
    return found


def write_values(held: Iterable[Held[Describe]], kind: Kind, wording: CaseWording) -> str:
    """Return the values of one field in words.

    Args:
        held: The values.
        kind: Kind of the case.
        wording: The language.
    """
    spec = find_kind(kind)
    values = (wording.write_value(item.step.value, spec.find_field(item.step.field)) for item in held)
    return wording.comma.join(dict.fromkeys(values))
