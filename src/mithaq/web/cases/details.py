"""What lists show of one kind of cases: terms, commitments, programmes, measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mithaq.following.case import Kind
from mithaq.following.clock import find_state
from mithaq.following.fold import Case, Thread
from mithaq.following.kinds import find_kind
from mithaq.reports.case_wording import CaseWording
from mithaq.web.cases.lines import Item, list_values, make_item, name_thread, write_values

_FULL = 3
_FIGURES = ("trainees", "quantity", "budget", "currency")


@dataclass(frozen=True, slots=True)
class Part:
    """A term of an agreement, a component of a programme, a measure of a plan.

    Args:
        id: Its id.
        name: What it is called; empty for the case as a whole.
        text: Its words.
        state: Name of its state.
        open: Whether something is still expected of it.
        owner: Who has to see to it.
        due: When it falls due, EDTF.
        level: How far it is implemented, 0 to 3; None where nobody said.
        implementation: The same in words.
    """

    id: str
    name: str
    text: str
    state: str
    open: bool
    owner: str
    due: str | None
    level: int | None
    implementation: str

    @property
    def width(self) -> int:
        """How long the bar of its implementation is, of 100."""
        return round(100 * (self.level or 0) / _FULL)


@dataclass(frozen=True, slots=True)
class Detail:
    """A case in the list of its kind.

    Args:
        item: The case in short.
        parts: Its terms, components or measures.
        values: Its fields by name, in words.
        done: How many parts are over.
    """

    item: Item
    parts: tuple[Part, ...]
    values: dict[str, str]
    done: int

    @property
    def figures(self) -> tuple[str, ...]:
        """Numbers of a programme."""
        return tuple(self.values[name] for name in _FIGURES if name in self.values)


def make_detail(case: Case, day: date, wording: CaseWording) -> Detail:
    """Return a case with what the list of its kind shows.

    Args:
        case: The case.
        day: The day for what the clock says.
        wording: The language.
    """
    values = {
        name: write_values(held, case.kind, wording)
        for name, held in list_values(case).items()
    }  # fmt: skip
    parts = tuple(make_part(case, thread, day, wording) for thread in case.threads if thread.id)
    return Detail(make_item(case, day, wording), parts, values, sum(not part.open for part in parts))


def make_part(case: Case, thread: Thread, day: date, wording: CaseWording) -> Part:
    """Return one thread with what is known of it.

    Args:
        case: The case.
        thread: The thread.
        day: The day for its state.
        wording: The language.
    """
    spec = find_kind(case.kind)
    state = find_state(spec, thread, day)[0]
    known = spec.find_state(state, thread.id)
    values = list_values(case, thread.id)
    written = {name: write_values(held, case.kind, wording) for name, held in values.items()}
    level = str(values["implementation"][-1].step.value) if "implementation" in values else ""
    dates = [item.step.when for item in case.dates if item.step.thread == thread.id]
    due = str(values["due"][-1].step.value) if "due" in values else None
    return Part(
        id=thread.id,
        name=name_thread(thread.id, case.kind, wording),
        text=written.get("text", ""),
        state=wording.name_state(state, case.kind, thread.id),
        open=known is None or known.open,
        owner=written.get("owner", ""),
        due=dates[-1] if dates else due,
        level=int(level) if level.isdigit() else None,
        implementation=written.get("implementation", ""),
    )


def list_templates(kind: Kind, wording: CaseWording) -> Sequence[tuple[str, str]]:
    """Return the checklists with which cases of a kind can begin: name, label.

    Args:
        kind: The kind.
        wording: The language.
    """
    return [(item.name, getattr(item, wording.lang.value)) for item in find_kind(kind).templates]
