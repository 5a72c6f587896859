"""Milestones: every date that is announced for a step of a roadmap, and how it slips.

A step is the same in two documents where it is of one kind, nothing that qualifies it differs and both speak of
one country. A case is opened by words that look ahead: a date to come, a date put off, or that there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mithaq.dates import Edtf, Precision
from mithaq.following.ahead import count_on
from mithaq.following.case import Advance, Announce, Kind, Open, Proposal
from mithaq.following.proposals import keep_first, name_case, propose
from mithaq.following.slippage import is_moved
from mithaq.following.story import Story, Told
from mithaq.following.tellings import Telling, find_dated, find_tellings

if TYPE_CHECKING:
    from mithaq.following.fold import Case

_OPENING = frozenset(("announced", "postponed", "date-unknown", "confirmed", "cancelled"))
_SURE = {"postponed": 0.7, "cancelled": 0.7, "held": 0.6, "date-unknown": 0.6, "missed": 0.5}


@dataclass(slots=True)
class Course:
    """One step of a roadmap as far as the documents have been read; built up in their order.

    Args:
        kind: Slug of the step alone.
        qualifiers: What qualifies it.
        countries: Where it is, as far as is told.
        current: The date then valid.
        state: How it stands.
        case: Id of the open case, empty for a new one.
        tellings: What is told of it, with the state as it then counts and whether its date is then valid.
    """

    kind: str
    qualifiers: frozenset[str]
    countries: frozenset[str]
    current: Edtf | None = None
    state: str = ""
    case: str = ""
    tellings: list[tuple[Telling, str, Edtf | None]] = field(default_factory=list)


def propose_milestones(story: Story, cases: Sequence[Case]) -> list[Proposal]:
    """Return what the documents say of steps of a roadmap.

    Args:
        story: The documents.
        cases: Open cases.
    """
    courses: dict[str, list[Course]] = {}
    for case in cases:
        if case.kind is Kind.MILESTONE:
            course = _read_case(case)
            courses.setdefault(course.kind, []).append(course)
    for told in story.affairs:
        _read_document(told, courses)
    found = [course for known in courses.values() for course in known]
    for course in found:
        _echo(story, course)
    return keep_first(proposal for course in found for proposal in _propose(course))


def _read_document(told: Told, courses: dict[str, list[Course]]) -> None:
    """Bring what one document tells to the courses of steps."""
    grouped: dict[int, tuple[Course, list[Telling]]] = {}
    for telling in find_tellings(told):
        known = courses.setdefault(telling.kind, [])
        course = _find_course(known, telling)
        if course is None:
            if telling.state not in _OPENING or not _opens(telling):
                continue
            course = Course(telling.kind, telling.qualifiers, told.countries)
            known.append(course)
        course.qualifiers |= telling.qualifiers
        course.countries |= told.countries
        grouped.setdefault(id(course), (course, []))[1].append(telling)
    for course, tellings in grouped.values():
        _settle(course, tellings)


def _read_case(case: Case) -> Course:
    parts = case.what.split("-")
    dates = [held.step.when for held in case.dates if held.step.when]
    known = ("end-of-truce", "transitional-council")
    kind = next((name for name in known if case.what.endswith(name)), parts[-1])
    rest = case.what.removesuffix(kind).strip("-")
    return Course(
        kind=kind,
        qualifiers=frozenset({rest} if rest else ()),
        countries=frozenset({case.place} if case.place else ()),
        current=Edtf.parse(dates[-1]) if dates else None,
        state=case.threads[0].state if case.threads else "",
        case=case.id,
    )


def _opens(telling: Telling) -> bool:
    """Tell whether a telling opens a case: it looks ahead, and more than a headline tells it."""
    if telling.state in {"announced", "confirmed"}:
        return telling.when is not None
    return not telling.weak or telling.state == "postponed"


def _find_course(known: Sequence[Course], telling: Telling) -> Course | None:
    countries = telling.told.countries
    fitting = [
        course
        for course in known
        if _agree(course.qualifiers, telling.qualifiers)
        and (not course.countries or not countries or course.countries & countries)
    ]
    return max(
        fitting,
        key=lambda course: (len(course.qualifiers & telling.qualifiers), len(course.tellings)),
        default=None,
    )


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    if ("second-stage" in one) != ("second-stage" in other):
        return False
    return not one or not other or bool(one & other)


def _settle(course: Course, tellings: Sequence[Telling]) -> None:
    """Add what one document tells of a step: one date that is then valid, and the states."""
    dated = [(telling, when) for telling in tellings if (when := _date(course, telling)) is not None]
    dated = dated or [
        (telling, when) for telling in tellings if (when := _recall(course, telling)) is not None
    ]
    best = max(dated, key=lambda pair: _rate_date(*pair), default=None)
    before = course.current
    for telling in tellings:
        state = telling.state
        valid = best is not None and telling is best[0]
        moved = before is not None and best is not None and _is_later(best[1], before)
        if state == "announced" and not telling.retold and moved:
            state = "postponed"
        course.tellings.append((telling, state, best[1] if best and valid else None))
    if best is not None:
        course.current = best[1]


def _date(course: Course, telling: Telling) -> Edtf | None:
    if telling.when is None and telling.length != (0, 0) and telling.state == "postponed" and course.current:
        return count_on(course.current, telling.length)
    return telling.when


def _recall(course: Course, telling: Telling) -> Edtf | None:
    """Return the day that a document gives a step in looking back, unless it is not the one that was valid.

    A step was held on the day on which it was held, whatever was announced.
    """
    when, known = telling.recalled, course.current
    if when is None:
        return None
    if telling.state == "held":
        return when if when.precision is Precision.DAY and not telling.vague else None
    same = known is not None and not is_moved(known.text, when.text)
    return when if same or (known is None and not telling.vague) else None


def _rate_date(telling: Telling, when: Edtf) -> tuple[bool, bool, bool]:
    fine = when.precision is Precision.DAY
    return telling.state == "postponed", fine, not telling.clause.sentence.headline


def _echo(story: Story, course: Course) -> None:
    """Add documents that tell the same event and give the date then valid without naming the step."""
    told = {telling.told.order for telling, _, _ in course.tellings}
    for telling, state, when in list(course.tellings):
        if when is None or when.precision is not Precision.DAY:
            continue
        for order in story.companions.get(telling.told.order, ()):
            other = story.told[order]
            clause = None if order in told else find_dated(other, when)
            if clause is not None:
                told.add(order)
                evidence = clause.quote()
                again = replace(telling, told=other, clause=clause, evidence=evidence, cue="")
                course.tellings.append((again, state, when))


def _is_later(one: Edtf, other: Edtf) -> bool:
    return bool(one.earliest and other.latest and one.earliest > other.latest)


def _propose(course: Course) -> list[Proposal]:
    if not course.tellings:
        return []
    first = course.tellings[0][0]
    case = course.case or name_case(Kind.MILESTONE, first.evidence, course.kind)
    what = "-".join((*sorted(course.qualifiers), course.kind))
    found = []
    if not course.case:
        step = Open(
            case=case, kind=Kind.MILESTONE, title=_read_title(first), what=what, evidence=(first.evidence,)
        )
        found.append(propose(step, 0.6, ("step", what)))
    seen: set[tuple[str, str]] = set()
    for telling, state, when in course.tellings:
        reasons = (("step", what), ("cue", telling.cue)) if telling.cue else (("step", what),)
        on = None if telling.retold or telling.told.published is None else f"{telling.told.published}~"
        key = (telling.told.document, state)
        if key not in seen:
            seen.add(key)
            advance = Advance(case=case, state=state, on=on, evidence=(telling.evidence,))
            found.append(propose(advance, _SURE.get(state, 0.5), *reasons))
        if when is not None:
            announce = Announce(case=case, when=when.text, on=on, evidence=(telling.evidence,))
            found.append(propose(announce, 0.6, *reasons))
    return found


def _read_title(telling: Telling) -> str:
    return telling.told.reading.document.text[telling.evidence.start : telling.evidence.end]
