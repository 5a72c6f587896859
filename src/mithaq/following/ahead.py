"""Dates that lie ahead: what words of time mean for something that is still to come, and lengths counted on."""

from __future__ import annotations

from datetime import timedelta

from mithaq.dates import Edtf, Precision
from mithaq.errors import DateError
from mithaq.following.clauses import Clause
from mithaq.following.cues import load_set
from mithaq.following.story import Sentence, Told
from mithaq.following.tense import is_coming
from mithaq.lexicon.steps import load_steps
from mithaq.reading.parts import Time

_LONG_AGO, _WEEK = timedelta(days=45), timedelta(days=7)
_COMMA = "،"
_BESIDE = 9  # tokens between words that look back and the day that they give
_LONGEST, _YEAR, _FEW = 400, 4, 3
_REACH = 5  # tokens before a date in which "was" says that it was valid before
_ANCHOR = 8  # tokens behind a length of time in which the day stands from which it counts
_MONTH = "الشهر"
_PAST = frozenset(("كان", "كانت", "وكان", "وكانت", "كانا"))
_INSTEAD = frozenset(("بدلا", "عوضا"))
_BOUNDS = frozenset(("الي", "حتي", "لغايه", "ليوم", "والي"))
_AROUND = frozenset(("قبل", "بعد", "وبعد", "وقبل", "منذ"))
_WITHIN = frozenset(("خلال", "غضون", "بعد"))
_BEFORE = frozenset(("قبل", "قبيل"))


def has_future(told: Told, clause: Clause) -> bool:
    """Tell whether a verb of a clause stands in the future tense."""
    forms = told.page.forms
    return any(is_coming(forms[at], forms[max(at - 1, 0) : at]) for at in range(clause.first, clause.last))


def is_ahead(told: Told, when: Edtf) -> bool:
    """Tell whether a date does not lie before the day of publication."""
    published = told.published
    return bool(published and published.latest and when.latest and when.latest >= published.latest)


def is_after(told: Told, when: Edtf) -> bool:
    """Tell whether a date lies behind the day of publication."""
    published = told.published
    return bool(published and published.latest and when.latest and when.latest > published.latest)


def count_ahead(told: Told, clause: Clause) -> Edtf | None:
    """Return the day that a length of time gives ("within two weeks"), counted from the day that it names.

    "Six months after the signing on 3 May" counts from that day, what names none from publication.
    """
    forms = told.page.forms
    if told.published is None or _WITHIN.isdisjoint(forms[clause.first : clause.last]):
        return None
    length = find_length(told, clause)
    if length == (0, 0):
        return None
    return count_on(_find_anchor(told, clause) or told.published, length).qualify("~")


def _find_anchor(told: Told, clause: Clause) -> Edtf | None:
    """Return the day behind "after ... from", from which a length of time counts."""
    distances = [time for time in told.find_times(clause.first, clause.last) if is_distance(told, time)]
    if not distances:
        return None
    low = distances[0].last
    days = [
        time.value
        for time in told.find_times(low, min(low + _ANCHOR, clause.last))
        if time.value.precision is Precision.DAY
    ]
    return days[0] if days else None


def is_distance(told: Told, time: Time) -> bool:
    """Tell whether words of time count from or to another day ("six months before the vote")."""
    forms, spans = told.page.forms, load_steps().spans
    words = forms[time.first : time.last]
    counted = words[0] in _AROUND and any(word in spans for word in words)
    return counted and forms[time.last : time.last + 1] in (("من",), ("علي",), ("قبل",))


def is_named(told: Told, time: Time) -> bool:
    """Tell whether words of time name a month or a year, as a calendar does ("25 February", not "last Sunday")."""
    words = told.page.forms[time.first : time.last]
    return any(word in load_set("months") or (word.isdigit() and len(word) == _YEAR) for word in words)


def is_former(told: Told, clause: Clause, time: Time) -> bool:
    """Tell whether words of time give the date that was valid before ("which had been set for tomorrow")."""
    before = told.page.forms[max(time.first - _REACH, clause.first) : time.first]
    if not _INSTEAD.isdisjoint(before[-3:]):
        return True
    return not is_bound(told, time) and not _PAST.isdisjoint(before)


def is_bound(told: Told, time: Time) -> bool:
    """Tell whether words of time stand behind "to" or "until"."""
    return any(form in _BOUNDS for form in told.page.forms[max(time.first - 2, 0) : time.first])


def read_ahead(told: Told, clause: Clause, time: Time, state: str) -> Edtf:
    """Return what a time means where a step lies ahead: the end of a range, the next year's month."""
    value = _read_same_year(told, clause, time)
    if value.precision is Precision.INTERVAL and state == "postponed":
        value = value.ends[1] or value
    published = told.published
    if published is None or published.earliest is None or value.latest is None:
        return value
    forms = told.page.forms
    words = forms[time.first : time.last]
    if any(form.isdigit() and len(form) == _YEAR for form in words) or state not in {
        "announced",
        "postponed",
    }:
        return value
    if not _PAST.isdisjoint(forms[clause.first : time.first]):
        return _read_former(published, value) if is_named(told, time) else value
    if state == "postponed" and is_bound(told, time) and is_named(told, time):
        return _read_nearest(published, value)
    return _read_coming(told, clause, time, value)


def _read_coming(told: Told, clause: Clause, time: Time, value: Edtf) -> Edtf:
    """Return a date without a year that the reader took to lie behind as one to come, where a verb says so."""
    published = told.published
    if not (published and published.earliest and value.latest):
        return value
    coming = has_future(told, clause) or clause.sentence.headline
    if value.latest < published.earliest - _LONG_AGO and coming and value.precision is not Precision.INTERVAL:
        return move_on(value, years=1)
    weekly = value.precision is Precision.DAY and time.last - time.first <= _FEW
    if weekly and coming and published.earliest - _WEEK <= value.latest < published.earliest:
        return move_on(value, days=7)
    return value


def _read_former(published: Edtf, value: Edtf) -> Edtf:
    """Return a day without a year that was set before in the year that makes it lie behind, if that is nearer."""
    return _choose_nearer(published, value, move_on(value, years=-1)) if value.latest else value


def _read_nearest(published: Edtf, value: Edtf) -> Edtf:
    """Return a day without a year in the year that brings it nearest to publication."""
    return _choose_nearer(published, value, move_on(value, years=1))


def _choose_nearer(published: Edtf, one: Edtf, other: Edtf) -> Edtf:
    day = published.earliest
    if day is None or one.earliest is None or other.earliest is None:
        return one
    return other if abs(other.earliest - day) < abs(one.earliest - day) else one


def move_on(value: Edtf, *, days: int = 0, months: int = 0, years: int = 0) -> Edtf:
    """Return a date moved along the calendar; one that is too coarse for that ("the sixties") as it is.

    Args:
        value: The date.
        days: How many days.
        months: How many months.
        years: How many years.
    """
    try:
        return value.shift(days=days, months=months, years=years)
    except DateError:
        return value


def _read_same_year(told: Told, clause: Clause, time: Time) -> Edtf:
    """Return a date "of the same year" or "of the same month" in that of the date before it."""
    forms = told.page.forms
    if forms[time.last : time.last + 1] not in (("نفسه",), ("ذاته",)) or not time.value.earliest:
        return time.value
    earlier = [
        other.value.earliest for other in told.find_times(clause.first, time.first) if is_named(told, other)
    ]
    if not earlier or earlier[-1] is None:
        return time.value
    years = earlier[-1].year - time.value.earliest.year
    if _MONTH not in forms[time.first : time.last]:
        return move_on(time.value, years=years)
    return move_on(time.value, months=12 * years + earlier[-1].month - time.value.earliest.month)


def lies_ahead(told: Told, clause: Clause) -> bool:
    """Tell whether a clause speaks of an end that is still to come."""
    forms = told.page.forms[clause.first : clause.last]
    return not _BEFORE.isdisjoint(forms) or not {"تنتهي", "ينتهي"}.isdisjoint(forms)


def find_end(told: Told, sentence: Sentence, clause: Clause) -> tuple[Time | None, Edtf | None]:
    """Return the day on which something is said to end, with its words."""
    forms = told.page.forms
    for time in told.find_times(clause.first, sentence.last):
        before = forms[max(time.first - 3, sentence.first) : time.first]
        leads = not (load_set("ending") | _BOUNDS).isdisjoint(before) or any(
            form in _BEFORE for form in before
        )
        value = read_ahead(told, clause, time, "postponed")
        if leads and is_ahead(told, value) and not is_distance(told, time):
            return time, value
    return None, None


def find_length(told: Told, clause: Clause) -> tuple[int, int]:
    """Return a length of time that a clause gives, in days and months; zero where it gives none."""
    page, steps = told.page, load_steps()
    for at in range(clause.first, clause.last):
        unit = steps.spans.get(page.forms[at])
        if unit is None:
            continue
        if unit.pair:
            return unit.days * 2, (unit.months + 12 * unit.years) * 2
        for number in told.numbers:
            if number.last == at and 0 < number.value < _LONGEST and not _is_timed(told, at):
                return unit.days * int(number.value), (unit.months + 12 * unit.years) * int(number.value)
    return 0, 0


def _is_timed(told: Told, at: int) -> bool:
    return any(time.first <= at < time.last and not is_distance(told, time) for time in told.times)


def find_start(told: Told, sentence: Sentence) -> Edtf | None:
    """Return the day from which on a length of time of a sentence counts."""
    forms = told.page.forms
    times = [
        time
        for time in told.find_times(sentence.first, sentence.last)
        if time.value.precision is Precision.DAY
    ]
    for time in times:
        before = forms[max(time.first - 5, sentence.first) : time.first]
        if not load_set("starting").isdisjoint(before):
            return _read_start(told, time)
    return times[0].value if times else told.published


def _read_start(told: Told, time: Time) -> Edtf:
    published, value = told.published, time.value
    named = told.page.forms[time.first : time.last]
    if not (published and published.earliest and value.latest) or not time.relative or "امس" in named:
        return value
    near = timedelta(0) < published.earliest - value.latest < _WEEK
    return move_on(value, days=7) if near else value


def count_on(start: Edtf, length: tuple[int, int]) -> Edtf:
    """Return the day that lies a length of time behind another; a date without a day stays as it is.

    Args:
        start: From when on.
        length: Days and months.
    """
    days, months = length
    plain = Edtf.parse(start.text.rstrip("~?%"))
    return plain.shift(days=days, months=months) if plain.precision is Precision.DAY else plain


def find_date(told: Told, clause: Clause, at: int, state: str) -> tuple[Time | None, Edtf | None]:
    """Return the date that a clause gives a step: behind "to" where it is moved, else the nearest one ahead.

    Args:
        told: The document.
        clause: The clause.
        at: The token of the step.
        state: How it stands.
    """
    times = [
        time
        for time in told.find_times(clause.first, clause.last)
        if not is_distance(told, time) and not is_former(told, clause, time)
    ]
    values = [(time, read_ahead(told, clause, time, state)) for time in times]
    ahead = [(time, value) for time, value in values if is_ahead(told, value)]
    if state not in {"announced", "confirmed", "postponed"}:
        return None, None
    if not ahead:
        return None, count_ahead(told, clause)
    if state == "postponed":
        bound = [pair for pair in ahead if is_bound(told, pair[0])]
        return (bound or ahead)[-1]
    near = [pair for pair in ahead if pair[0].first >= at or _COMMA not in told.page.forms[pair[0].last : at]]
    chosen = min(near, key=lambda pair: (pair[0].first < at, abs(pair[0].first - at)), default=None)
    return chosen or (None, None)


def find_past(told: Told, clause: Clause, at: int, state: str) -> tuple[Time, Edtf] | None:
    """Return the day behind publication that a clause gives a step, the one nearest to its words.

    Args:
        told: The document.
        clause: The clause.
        at: The token of the words.
        state: How they say that it stands.
    """
    if state not in {"held", "missed", "announced", "postponed"}:
        return None
    found = [
        (time, value)
        for time in told.find_times(clause.first, clause.last)
        if not is_distance(told, time)
        and abs(time.first - at) <= _BESIDE
        and not is_after(told, value := read_ahead(told, clause, time, "announced"))
        and (state != "postponed" or not is_bound(told, time))
    ]
    return min(found, key=lambda pair: abs(pair[0].first - at), default=None)
