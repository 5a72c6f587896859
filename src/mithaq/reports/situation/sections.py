"""The sections of a situation report that are made from cases: one function for each kind of case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mithaq.following.case import Describe, Kind, Party, Step
from mithaq.following.clock import Clock, Sign, find_state, read_clock
from mithaq.following.disputes import find_disputes
from mithaq.following.facts import count_harm, find_attribution, find_ruling, find_verification
from mithaq.following.fold import Case, Held, Thread
from mithaq.following.kinds import find_kind
from mithaq.following.slippage import order_dates
from mithaq.following.state import Condition
from mithaq.ledger.periods import find_days
from mithaq.reports.case_tables import write_dispute, write_signal, write_slip
from mithaq.reports.exports.pile import Dossier
from mithaq.reports.exports.places import find_arabic_name, list_countries
from mithaq.reports.labels import name_milestone
from mithaq.reports.situation.notes import Notes
from mithaq.reports.situation.situation import Block, Cell, Lines, Section, Table
from mithaq.reports.situation.words import Words
from mithaq.reports.steps import tell_step
from mithaq.reports.wording import Lang

MOST: Final = 300  # rows of one table
_HARMS: Final = ("killed", "injured", "displaced", "detained")
_GAP: Final = " · "


@dataclass(frozen=True, slots=True)
class Scene:
    """What a section is made from.

    Args:
        dossiers: The cases of the period with their documents, by kind.
        words: The language.
        notes: The notes so far.
        period: The period, EDTF; empty for all.
        as_of: The day for what the clock says.
    """

    dossiers: dict[Kind, list[Dossier]]
    words: Words
    notes: Notes
    period: str
    as_of: date

    def read_clock(self, case: Case) -> Clock:
        """Return what the clock says of a case at the end of the period."""
        return read_clock(case, self.as_of)

    def is_in_period(self, when: str | None) -> bool:
        """Tell whether a day may lie in the period."""
        if not self.period:
            return True
        if not when:
            return False
        (first, last), (begins, ends) = find_days(self.period), find_days(when)
        return begins <= (last or "9999") and (ends or "9999") >= first


def write_requests(scene: Scene) -> Section:
    """Return the requests with their answers, and what moved."""

    def row(dossier: Dossier) -> Iterator[Cell]:
        case = dossier.case
        yield _name(dossier, scene)
        yield Cell(_list_side(case, "by", scene))
        answers = [_tell_thread(dossier, thread, scene) for thread in case.threads if thread.id] or [
            _tell_thread(dossier, thread, scene) for thread in case.threads
        ]
        steps = [thread.history[-1] for thread in case.threads if thread.history]
        yield Cell(_GAP.join(answers), _show(steps, dossier, scene))
        yield _tell_clock(case, scene)
        yield _tell_standing(case, scene)

    columns = ("what", "by", "answers", "clock", "standing")
    table = _tabulate(scene, Kind.REQUEST, columns, row)
    return _make(scene, "requests", [*table, *_list_moves(scene, Kind.REQUEST)])


def write_agreements(scene: Scene) -> Section:
    """Return the agreements with their terms, and what moved."""

    def row(dossier: Dossier) -> Iterator[Cell]:
        case = dossier.case
        yield _name(dossier, scene)
        yield Cell(_list_parties((party for _, party in case.sides), scene))
        whole = case.threads[0]
        yield Cell(_tell_thread(dossier, whole, scene), _show(whole.history[-1:], dossier, scene))
        fields = [
            item for item in case.fields if item.step.thread and item.step.field in {"text", "implementation"}
        ]
        yield Cell(
            _GAP.join(_tell_field(item.step, case, scene) for item in fields), _show(fields, dossier, scene)
        )
        yield _tell_standing(case, scene)

    columns = ("what", "parties", "state", "terms", "standing")
    table = _tabulate(scene, Kind.AGREEMENT, columns, row)
    return _make(scene, "agreements", [*table, *_list_moves(scene, Kind.AGREEMENT)])


def write_commitments(scene: Scene) -> Section:
    """Return the commitments with the day on which they fall due."""

    def row(dossier: Dossier) -> Iterator[Cell]:
        case = dossier.case
        yield _name(dossier, scene)
        yield Cell(_list_side(case, "by", scene))
        yield Cell(scene.words.write_date(case.due))
        states = [_tell_thread(dossier, thread, scene) for thread in case.threads]
        yield Cell(
            _GAP.join(states), _show([item for t in case.threads for item in t.history[-1:]], dossier, scene)
        )
        yield _tell_clock(case, scene)
        yield _tell_standing(case, scene)

    columns = ("what", "promised-by", "due", "state", "clock", "standing")
    return _make(scene, "commitments", _tabulate(scene, Kind.COMMITMENT, columns, row))


def write_incidents(scene: Scene) -> Section:
    """Return the incidents, each with how well it is established and to whom it is attributed."""
    ordered = sorted(scene.dossiers.get(Kind.INCIDENT, ()), key=lambda item: item.case.opened.step.on or "")

    def row(dossier: Dossier) -> Iterator[Cell]:
        case = dossier.case
        yield Cell(scene.words.write_date(case.opened.step.on))
        yield _name(dossier, scene)
        yield Cell(name_place(dossier, scene))
        accused = tuple(dict.fromkeys(item.step.who for item in case.accusations))
        told = scene.words.say("alleged", who=scene.words.cases.list_parties(accused)) if accused else ""
        yield Cell(told, _show(case.accusations, dossier, scene))
        yield Cell(_GAP.join(_tell_harm(case, scene)), _show(case.harms, dossier, scene))
        yield _tell_finding(find_verification(case), "verification", "not-verified", dossier, scene)
        yield _tell_finding(find_attribution(case), "attribution", "not-attributed", dossier, scene)
        yield _tell_finding(find_ruling(case), "ruling", "no-ruling", dossier, scene)
        yield _tell_standing(case, scene)

    columns = (
        "day", "what", "place", "accused", "harm", "verification", "attribution", "ruling", "standing",
    )  # fmt: skip
    return _make(scene, "incidents", _tabulate(scene, Kind.INCIDENT, columns, row, ordered))


def write_roadmap(scene: Scene) -> Section:
    """Return the milestones with every date that they were given, and how far they moved."""

    def row(dossier: Dossier) -> Iterator[Cell]:
        case, words = dossier.case, scene.words
        yield Cell(name_course(case, scene), _show([case.opened], dossier, scene), is_title=True)
        dates = order_dates(case.dates)
        told = [
            words.say("told-on", date=words.write_date(item.step.when), day=words.write_date(item.step.on))
            for item in dates
        ]
        yield Cell(_GAP.join(told), _show(dates, dossier, scene))
        slips = scene.read_clock(case).slipped
        yield Cell(words.use_digits(write_slip(slips, words.cases)) if slips else "")
        yield Cell(
            _tell_thread(dossier, case.threads[0], scene), _show(case.threads[0].history[-1:], dossier, scene)
        )
        yield _tell_standing(case, scene)

    columns = ("milestone", "dates", "slipped", "state", "standing")
    return _make(scene, "roadmap", _tabulate(scene, Kind.MILESTONE, columns, row))


def write_programmes(scene: Scene) -> Section:
    """Return the programmes with partner, status, phase and figures."""

    def row(dossier: Dossier) -> Iterator[Cell]:
        case = dossier.case
        yield _name(dossier, scene)
        yield Cell(_list_parties((party for _, party in case.sides), scene))
        yield Cell(
            _tell_thread(dossier, case.threads[0], scene), _show(case.threads[0].history[-1:], dossier, scene)
        )
        phases = [item for item in case.fields if item.step.field == "phase"]
        others = [item for item in case.fields if item.step.field not in {"phase", "title", "place"}]
        for fields in (phases, others):
            told = _GAP.join(_tell_field(item.step, case, scene) for item in fields)
            yield Cell(told, _show(fields, dossier, scene))
        yield _tell_standing(case, scene)

    columns = ("what", "parties", "state", "phase", "figures", "standing")
    return _make(scene, "programmes", _tabulate(scene, Kind.PROGRAMME, columns, row))


def write_plans(scene: Scene) -> Section:
    """Return the plans with their measures."""

    def row(dossier: Dossier) -> Iterator[Cell]:
        case = dossier.case
        yield _name(dossier, scene)
        measures = [thread for thread in case.threads if thread.id]
        steps = [item for thread in measures for item in thread.history[-1:]]
        yield Cell(
            _GAP.join(_tell_thread(dossier, item, scene) for item in measures), _show(steps, dossier, scene)
        )
        yield _tell_clock(case, scene)
        yield _tell_standing(case, scene)

    return _make(scene, "plans", _tabulate(scene, Kind.PLAN, ("what", "measures", "clock", "standing"), row))


def write_contradictions(scene: Scene) -> Section:
    """Return what documents contradict each other in."""
    lines = []
    for dossiers in scene.dossiers.values():
        for dossier in dossiers:
            held = {item.number: item for item in (*dossier.case.harms, *dossier.case.accusations,
                                                    *dossier.case.denials, *dossier.case.dates)}  # fmt: skip
            for dispute in find_disputes(dossier.case):
                told = write_dispute(dispute, scene.words.cases)
                steps = [held[number] for number in dispute.numbers if number in held]
                text = f"{_set_apart(_write_title(dossier.case, scene))}: {told}"
                lines.append(Cell(scene.words.use_digits(text), _show(steps, dossier, scene)))
    blocks = [Lines("", tuple(lines[:MOST]))] if lines else []
    return _make(scene, "contradictions", blocks)


def name_course(case: Case, scene: Scene) -> str:
    """Return what a milestone is called."""
    if not case.what:
        return _write_title(case, scene)
    return name_milestone(case.what, case.what.replace("-", " "), scene.words.style.lang, case.title)


def name_place(dossier: Dossier, scene: Scene) -> str:
    """Return where a case took place, as the gazetteer names it; as it stands where that knows no such place."""
    place = dossier.case.place
    if scene.words.style.lang is Lang.EN:
        return place
    return find_arabic_name(place, list_countries(dossier.parties))


def is_overdue(clock: Clock) -> bool:
    """Tell whether something of a case is late."""
    return any(signal.sign in {Sign.OVERDUE, Sign.MISSED} for signal in clock.signals)


def _make(scene: Scene, name: str, blocks: Iterable[Block]) -> Section:
    return Section(name, scene.words.say(name), tuple(blocks), scene.words.say("empty"))


def _tabulate(
    scene: Scene,
    kind: Kind,
    columns: Sequence[str],
    row: Callable[[Dossier], Iterable[Cell]],
    dossiers: Sequence[Dossier] | None = None,
) -> list[Block]:
    found = scene.dossiers.get(kind, []) if dossiers is None else dossiers
    if not found:
        return []
    headings = tuple(scene.words.say(f"column-{column}") for column in columns)
    rows = tuple(tuple(row(dossier)) for dossier in found[:MOST])
    blocks: list[Block] = [Table("", headings, rows)]
    if len(found) > MOST:
        more = scene.words.say("and-more", count=scene.words.write_number(len(found) - MOST))
        blocks.append(Lines("", (Cell(more),)))
    return blocks


def _list_moves(scene: Scene, kind: Kind) -> list[Block]:
    """Return the states that were reached in the period, in their order."""
    if not scene.period:
        return []
    moves: list[tuple[str, Cell]] = []
    for dossier in scene.dossiers.get(kind, ()):
        for thread in dossier.case.threads:
            for held in thread.history[1:]:
                if held.step.on and scene.is_in_period(held.step.on):
                    told = scene.words.use_digits(tell_step(held.step, scene.words.cases, kind))
                    when = scene.words.write_date(held.step.on)
                    text = f"{when}: {_set_apart(_write_title(dossier.case, scene))} — {told}"
                    moves.append((held.step.on, Cell(text, _show([held], dossier, scene))))
    if not moves:
        return []
    ordered = tuple(cell for _, cell in sorted(moves, key=lambda item: item[0]))
    return [Lines(scene.words.say("moved"), ordered[:MOST])]


def _write_title(case: Case, scene: Scene) -> str:
    return case.title or scene.words.cases.name_kind(case.kind)


def _set_apart(text: str) -> str:
    """Return words of documents in a line of ours: what they say does not turn it."""
    return f"\u2068{text}\u2069"


def _name(dossier: Dossier, scene: Scene) -> Cell:
    shown = _show([dossier.case.opened], dossier, scene)
    return Cell(_write_title(dossier.case, scene), shown, is_title=True)


def _show(held: Iterable[Held[Step]], dossier: Dossier, scene: Scene) -> tuple[int, ...]:
    """Return the notes for some steps: each in its order, none twice."""
    found = (number for item in held for number in scene.notes.show(item, dossier.library))
    return tuple(dict.fromkeys(found))


def _list_side(case: Case, role: str, scene: Scene) -> str:
    return _list_parties((party for name, party in case.sides if name == role), scene)


def _list_parties(parties: Iterable[Party], scene: Scene) -> str:
    names = dict.fromkeys(scene.words.cases.name_party(party) for party in parties)
    return scene.words.cases.comma.join(names)


def _tell_thread(dossier: Dossier, thread: Thread, scene: Scene) -> str:
    words, case = scene.words, dossier.case
    state, since = find_state(find_kind(case.kind), thread, scene.as_of)
    told = words.cases.name_state(state, case.kind, thread.id)
    if since:
        told = f"{told} ({words.write_date(since)})"
    conditions = [
        f"{_set_apart(_quote(item, dossier) or item.id)}: {words.cases.name_finding('condition', item.state)}"
        for item in thread.conditions
    ]
    told = _GAP.join([told, *conditions])
    return f"{words.cases.name_party(thread.party or thread.id)}: {told}" if thread.id else told


def _quote(condition: Condition, dossier: Dossier) -> str:
    """Return the words that set a condition."""
    citations = dossier.cite(condition.history[0]) if condition.history else ()
    return citations[0].quote.text if citations else ""


def _tell_clock(case: Case, scene: Scene) -> Cell:
    told = (write_signal(signal, scene.words.cases) for signal in scene.read_clock(case).signals)
    return Cell(scene.words.use_digits(_GAP.join(told)))


def _tell_field(step: Describe, case: Case, scene: Scene) -> str:
    return scene.words.use_digits(tell_step(step, scene.words.cases, case.kind))


def _tell_harm(case: Case, scene: Scene) -> Iterator[str]:
    for what in _HARMS:
        count = count_harm(case, what)
        if count is None:
            continue
        known = [value for value in (count.low, count.best, count.high) if value is not None]
        bounds = sorted(
            {scene.words.write_number(value): value for value in known}.items(), key=lambda item: item[1]
        )
        text = (
            "–".join([bounds[0][0], bounds[-1][0]])
            if len(bounds) > 1
            else "".join(text for text, _ in bounds)
        )
        if text:
            yield f"{scene.words.cases.say('harms', what)}: \u2066{text}\u2069"


def _tell_finding(held: Held | None, matter: str, none: str, dossier: Dossier, scene: Scene) -> Cell:  # type: ignore[type-arg]  # of any finding
    if held is None:
        return Cell(scene.words.say(none))
    step = held.step
    name = getattr(step, "level", "") or getattr(step, "ruling", "")
    who = scene.words.cases.list_parties(getattr(step, "who", ()))
    told = scene.words.cases.name_finding(matter, name)
    return Cell(scene.words.use_digits(f"{told}: {who}" if who else told), _show([held], dossier, scene))


def _tell_standing(case: Case, scene: Scene) -> Cell:
    return Cell(scene.words.cases.name_standing(case.standing))
