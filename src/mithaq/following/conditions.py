"""Conditions: where one is set, what it asks for, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mithaq.following.case import Evidence
from mithaq.following.clauses import Clause
from mithaq.following.content import gather_content
from mithaq.following.cues import Hit, find_keys, load_cues, load_set
from mithaq.following.tracks import Desk, Track, make_id
from mithaq.following.words import load_list
from mithaq.lexicon import load_lexicon
from mithaq.lexicon.schema import Category

SET = "set"
_COMMA = "،"
_LEAST = 3  # tokens that an item has before another may begin
_LONGEST = 30
_AMONG = 0.8  # a clause tells of the condition that is likest, and of others that are nearly so
_NAMED_WITHIN = 4  # tokens behind a cue in which a number of conditions is named
_NAMED = 0.15  # what it adds that a clause speaks of a condition
_TOUCH = 0.4  # likeness from which on a clause speaks of a condition
_SETTLED = frozenset(("accepted", "agreed", "activated", "delivering", "completed", "in-force", "ratified"))
_ALSO = load_list("conditions", "further")
_STOPS = frozenset("؛;.:")


@dataclass(slots=True)
class Condition:
    """A condition of one thread.

    Args:
        id: Its id inside the case.
        track: The case.
        thread: The thread that it binds.
        terms: What it asks for.
        place: Document and sentence where it is set.
        evidence: The words that set it.
        state: What became of it so far.
    """

    id: str
    track: str
    thread: str
    terms: frozenset[str]
    place: tuple[int, int]
    evidence: Evidence
    state: str = "unmet"


def find_items(clause: Clause, hits: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of what a clause sets as conditions.

    Args:
        clause: The clause.
        hits: Its cues of conditions.
    """
    starts = [hit for hit in hits if hit.state == SET]
    if not starts:
        return
    first = starts[0]
    forms, stop = clause.forms, min(clause.sentence.last, first.first + _LONGEST)
    low = _find_start(forms, first, stop)
    if low >= stop:
        return
    begin = low
    for at in range(low + 1, stop):
        if forms[at] in _STOPS or _leaves(forms, at, stop):
            stop = at
            break
        if at - begin >= _LEAST and _begins_item(forms, at, verbal=forms[low] in _CLAUSAL):
            yield begin, at
            begin = at
    if stop > begin:
        yield begin, stop


_CLAUSAL = load_list("conditions", "clausal")


def _find_start(forms: Sequence[str], hit: Hit, stop: int) -> int:
    """Return where the first item begins: behind a colon or "هي" that announces a list, else at the cue.

    Where only a number of conditions is named ("ربطت موافقتها بثلاثة شروط"), none begins: ``stop`` is returned.
    """
    several = load_set("several")
    low, high = hit.first, min(hit.last + _NAMED_WITHIN, stop)
    if not any(not several.isdisjoint(find_keys(forms[at])) for at in range(low, high)):
        return hit.first
    marks = (at for at in range(low, stop) if forms[at] in (":", "هي", "هما", "وهي", "وهما"))
    return next(marks, stop - 1) + 1


def _begins_item(forms: Sequence[str], at: int, *, verbal: bool) -> bool:
    form = forms[at]
    if form in _ALSO:
        return True
    if verbal or form[0] != "و":
        return False
    if form[1:] in load_set("masdars"):
        return True
    senses = load_lexicon().analyse(form)
    return any(
        sense.category is Category.MASDAR and sense.clitics == "و" and not sense.article for sense in senses
    )


def _leaves(forms: Sequence[str], at: int, stop: int) -> bool:
    """Tell whether the sentence turns to something else at a token."""
    if forms[at] in ("لكن", "فيما", "بينما", "وانه", "وانها", "وانهم", "وان") and forms[at] not in _ALSO:
        return True
    if forms[at] != _COMMA or at + 1 >= stop:
        return False
    following = forms[at + 1]
    return not (following in _ALSO or _begins_item(forms, at + 1, verbal=False))


class Book:
    """The conditions of one kind of case while a story is followed.

    Args:
        desk: What the proposer works with.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.conditions: list[Condition] = []
        self._by_thread: dict[tuple[str, str], list[Condition]] = {}
        self._by_term: dict[str, list[int]] = {}
        self.cues = load_cues("conditions")

    def set(self, track: Track, threads: Sequence[str], clause: Clause) -> bool:
        """Propose the conditions that a clause sets for some threads of a case."""
        hits = self.cues.find(clause.forms, clause.first, clause.last)
        found = False
        for first, last in find_items(clause, hits):
            evidence = clause.quote(first, last)
            terms = gather_content(clause.forms, first, last)
            for thread in threads:
                if not terms or self._is_known(track, thread, evidence, terms):
                    continue
                condition = Condition(
                    make_id(track.kind, evidence),
                    track.id,
                    thread,
                    terms,
                    (clause.told.order, clause.sentence.number),
                    evidence,
                )
                self._enter(condition)
                cue = next(hit for hit in hits if hit.state == SET)
                words = clause.told.select(cue.first, cue.last)
                self.desk.bind(track, thread, condition.id, "unmet", (evidence, 0.6, (("cue", words),)))
                self.desk.learn(track, terms, clause)
                found = True
        return found

    def _is_known(self, track: Track, thread: str, evidence: Evidence, terms: frozenset[str]) -> bool:
        return any(
            other.evidence == evidence or len(terms & other.terms) * 2 > min(len(terms), len(other.terms))
            for other in self._by_thread.get((track.id, thread), ())
        )

    def _enter(self, condition: Condition) -> None:
        """Keep a condition, findable by its thread and by what it asks for."""
        self._by_thread.setdefault((condition.track, condition.thread), []).append(condition)
        for term in condition.terms:
            self._by_term.setdefault(term, []).append(len(self.conditions))
        self.conditions.append(condition)

    def sets(self, clause: Clause) -> bool:
        """Tell whether a clause sets conditions."""
        return any(hit.state == SET for hit in self.cues.find(clause.forms, clause.first, clause.last))

    def _list_touched(self, clause: Clause, terms: frozenset[str]) -> list[Condition]:
        """Return the conditions set before a clause that share a word with it, in the order of their setting."""
        place = clause.told.order, clause.sentence.number
        numbers = {number for term in terms for number in self._by_term.get(term, ())}
        return [self.conditions[at] for at in sorted(numbers) if self.conditions[at].place < place]

    def follow(self, clause: Clause) -> Iterator[tuple[Condition, Hit]]:
        """Yield each condition of which a clause tells, with the cue; what became of it is proposed."""
        if not self.conditions:
            return
        hits = [h for h in self.cues.find(clause.forms, clause.first, clause.last) if h.state != SET]
        if not hits:
            return
        terms = clause.find_terms()
        earlier = self._list_touched(clause, terms)
        words = clause.forms[clause.first : clause.last] if earlier else ()
        named = any(not load_set("condition").isdisjoint(find_keys(form)) for form in words)
        rated = [(one, self._liken(one, terms) + (_NAMED if named else 0.0)) for one in earlier]
        best_of: dict[str, float] = {}
        for one, rate in rated:
            best_of[one.track] = max(rate, best_of.get(one.track, rate))
        for condition, likeness in rated:
            if likeness < max(_TOUCH, _AMONG * best_of[condition.track]):
                continue
            best = max(hits, key=lambda hit: hit.cue.weight)
            condition.state = best.state
            reasons = (("cue", clause.told.select(best.first, best.last)), ("same-words", f"{likeness:.2f}"))
            track = self.desk.tracks[condition.track]
            told = clause.quote(), likeness * 0.8, reasons
            self.desk.bind(track, condition.thread, condition.id, best.state, told)
            yield condition, best

    def _liken(self, condition: Condition, terms: frozenset[str]) -> float:
        weights = self.desk.weights
        whole = sum(weights.get(term, 0.8) for term in condition.terms)
        return sum(weights.get(term, 0.8) for term in condition.terms & terms) / whole if whole else 0.0

    def close(self) -> None:
        """Propose that a condition was met where what it bound came about and nothing else is told of it."""
        for condition in self.conditions:
            track = self.desk.tracks[condition.track]
            if condition.state == "unmet" and track.states.get(condition.thread) in _SETTLED:
                told = condition.evidence, 0.5, (("came-about", track.states[condition.thread]),)
                self.desk.bind(track, condition.thread, condition.id, "met", told)
