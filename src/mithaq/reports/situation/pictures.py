"""The pictures of a situation report: charts and the map, made only where there is something to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from mithaq.dates import Edtf
from mithaq.following.case import Kind
from mithaq.following.facts import find_attribution, find_verification
from mithaq.following.fold import Case
from mithaq.following.slippage import order_dates
from mithaq.reports.charts.days import Tally, chart_days
from mithaq.reports.charts.look import Look
from mithaq.reports.charts.render import write_svg
from mithaq.reports.charts.slippage import Course, Given, chart_roadmap
from mithaq.reports.exports.pile import Dossier
from mithaq.reports.exports.places import list_countries, locate
from mithaq.reports.situation.map import Spot, draw_map
from mithaq.reports.situation.sections import Scene, name_course, name_place
from mithaq.reports.situation.situation import Picture

_WIDTH: Final = 620
_DAYS, _MONTHS = 92, 5 * 366  # the longest times of which days, or months, are shown
_COURSES: Final = 14  # milestones of one picture
_ESTABLISHED: Final = frozenset({"1", "2", "3"})


def draw_incidents(scene: Scene) -> tuple[Picture, ...]:
    """Return incidents by day and party, and where they were."""
    dossiers = scene.dossiers.get(Kind.INCIDENT, [])
    return (*_draw_days(dossiers, scene), *_draw_places(dossiers, scene))


def _make_look(scene: Scene, height: int = 240) -> Look:
    style = scene.words.style
    return Look(style.lang, style.numerals, style.months, width=_WIDTH, height=height)


def _draw_days(dossiers: Sequence[Dossier], scene: Scene) -> Iterator[Picture]:
    dated = [
        (item.case, Edtf.parse(item.case.opened.step.on)) for item in dossiers if item.case.opened.step.on
    ]
    ends = [(case, when.earliest, when.latest) for case, when in dated if when.earliest and when.latest]
    if not ends:
        return
    days = [first for _, first, _ in ends] + [last for _, _, last in ends]
    span = (max(days) - min(days)).days
    letters = 10 if span <= _DAYS else 7 if span <= _MONTHS else 4
    counted: Counter[tuple[str, str]] = Counter()
    low: Counter[tuple[str, str]] = Counter()
    high: Counter[tuple[str, str]] = Counter()
    for case, first, last in ends:
        when = first.isoformat()[:letters]
        if when != last.isoformat()[:letters]:
            continue
        key = (when, _name_doer(case, scene))
        level = _find_level(case)
        high[key] += 1
        counted[key] += level != "refuted"
        low[key] += level in _ESTABLISHED
    if not high:
        return
    tallies = [Tally(when, group, low[when, group], counted[when, group], high[when, group])
               for when, group in sorted(high)]  # fmt: skip
    chart = chart_days(tallies, _make_look(scene))
    told = chart.text
    if imprecise := len(dossiers) - high.total():
        told = f"{told} {scene.words.say('told-imprecise', count=scene.words.write_number(imprecise))}"
    yield Picture("days", scene.words.say("by-day"), told, write_svg(chart))


def _find_level(case: Case) -> str:
    found = find_verification(case)
    return found.step.level if found else ""


def _name_doer(case: Case, scene: Scene) -> str:
    """Return to whom an incident is attributed, else who is accused of it, said as an accusation."""
    names = scene.words.cases
    attributed = find_attribution(case)
    if attributed and attributed.step.who:
        return names.list_parties(attributed.step.who)
    accused = tuple(dict.fromkeys(item.step.who for item in case.accusations))
    if not accused:
        return scene.words.say("nobody-accused")
    if len(accused) > 1:
        return scene.words.say("several-accused")
    return scene.words.say("alleged", who=names.name_party(accused[0]))


def _draw_places(dossiers: Sequence[Dossier], scene: Scene) -> Iterator[Picture]:
    spots: Counter[tuple[float, float, str]] = Counter()
    for dossier in dossiers:
        where = locate(dossier.case, list_countries(dossier.parties))
        if where and where.latitude is not None and where.longitude is not None:
            spots[where.longitude, where.latitude, name_place(dossier, scene)] += 1
    if not spots:
        return
    words = scene.words
    told = [words.say("told-map", count=words.write_number(len(spots)))]
    if unplaced := len(dossiers) - spots.total():
        told.append(words.say("told-unplaced", count=words.write_number(unplaced)))
    told.append(words.say("told-outlines"))
    drawn = [Spot(at[0], at[1], at[2], count) for at, count in spots.items()]
    text = " ".join(told)
    yield Picture(
        "map", words.say("map"), text, draw_map(drawn, _make_look(scene, 420), words.say("map"), text)
    )


def draw_slips(scene: Scene) -> tuple[Picture, ...]:
    """Return announced dates and how they moved."""
    courses = []
    for dossier in scene.dossiers.get(Kind.MILESTONE, ()):
        dates = [item.step for item in order_dates(dossier.case.dates)]
        known = [step for step in dates if step.when]
        if len({step.when for step in known}) > 1:
            # What was called off last has no date that still stands.
            given = tuple(Given(step.on, step.when or "", current=step is dates[-1]) for step in known)
            courses.append(Course(name_course(dossier.case, scene), given))
    if not courses:
        return ()
    chart = chart_roadmap(courses[:_COURSES], _make_look(scene))
    words = scene.words
    told = f"{words.say('told-slips', count=words.write_number(len(courses)))} {chart.text}"
    return (Picture("slips", words.say("slips"), told, write_svg(chart)),)
