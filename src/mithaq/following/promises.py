"""Promises: who binds himself to what in a sentence; the part of commitments that reads grammar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mithaq.following.clauses import Clause, is_finite_verb
from mithaq.following.cues import Cues, Hit, find_keys, load_cues, load_set
from mithaq.following.demands import follow_row
from mithaq.following.presence import Parties
from mithaq.following.rosters import Present
from mithaq.following.tense import is_coming
from mithaq.following.words import load_list
from mithaq.lexicon import load_lexicon
from mithaq.lexicon.schema import Category
from mithaq.model import ActorType

_REACH = 14  # tokens between the verb and what is promised
_LEAST = 3
_OPENING = 4  # tokens in which a term names what is to be done
_LED = load_list("promises", "led")
_LONGEST = 40
_WE = ("1", "w")
_OWN = ("ها", "ه", "هم")
_ASSURANCE = 4  # words that follow a lasting "will not"
_THAT = load_list("promises", "that")
_NEXT = load_list("promises", "next")
_STOPS = frozenset("؛;.:")
_ENDS = load_list("promises", "ends")
_NO_PROMISER = frozenset((ActorType.POPULATION, ActorType.MEDIA))


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that somebody binds himself to do.

    Args:
        by: Those who are bound.
        first: First token of the words that tell it.
        last: Token behind the last one.
        dated: Whether a day is named by which it is to be done.
        hit: The words that show it.
    """

    by: tuple[Present, ...]
    first: int
    last: int
    dated: bool
    hit: Hit


def find_promises(parties: Parties, clause: Clause, cues: Cues, hits: Sequence[Hit]) -> Iterator[Promise]:
    """Yield what a clause binds somebody to.

    Args:
        parties: Who is who.
        clause: The clause.
        cues: The cues of commitments.
        hits: Those of the clause.
    """
    found = False
    dues = [hit for hit in cues.find(clause.forms, clause.last, clause.sentence.last) if hit.state == "due"]
    hits = tuple(hit for hit in (*hits, *dues) if not _is_start(clause.forms, hit))
    for state in ("open", "bound", "term"):
        for hit in hits:
            if hit.state == state and not found and not _refers(clause, hit):
                for promise in _FINDERS[state](parties, clause, hit, hits):
                    found = True
                    yield promise
    if not found:
        yield from _find_coming(parties, clause, cues, hits)


def _is_start(forms: Sequence[str], hit: Hit) -> bool:
    """Tell whether a word of time says from when on, not by when ("اعتبارا من مطلع العام")."""
    return hit.state == "due" and forms[hit.first - 1] in ("من", "منذ", "بعد", "عقب")


_RELATIVE = load_list("promises", "relative")


def _refers(clause: Clause, hit: Hit) -> bool:
    """Tell whether the words only speak of a promise that is known ("الموعد الذي التزمت به")."""
    low = clause.sentence.first
    return hit.state != "term" and any(
        form in _RELATIVE for form in clause.forms[max(low, hit.first - 2) : hit.first] if form != "كما"
    )


def _is_dated(hits: Sequence[Hit], first: int, last: int) -> bool:
    return any(hit.state == "due" and first <= hit.first < last for hit in hits)


def _find_vowed(parties: Parties, clause: Clause, hit: Hit, hits: Sequence[Hit]) -> Iterator[Promise]:
    """Yield what follows a verb of promising: "ب" with a noun, or "أن" with a verb; each item by itself."""
    forms, stop = clause.forms, clause.sentence.last
    start = _find_content(parties, clause, hit)
    if not start:
        return
    by = _find_promiser(parties, clause, hit, start)
    if not by:
        return
    for number, (first, last) in enumerate(_cut_items(forms, start, stop)):
        yield Promise(by, hit.first if number == 0 else first, last, _is_dated(hits, first, last), hit)


def _find_content(parties: Parties, clause: Clause, hit: Hit) -> int:
    forms = clause.forms
    named = {
        at
        for present in parties.find(clause.told, hit.last, clause.sentence.last)
        for at in range(present.first, present.last)
        if not present.clitic.startswith("ب")
    }
    for at in range(hit.last - 1, min(hit.last + _REACH, clause.sentence.last)):
        if at in named or at == hit.first:
            continue
        form = forms[at]
        if form == ":" and at < hit.last + _LEAST and not is_finite_verb(forms[hit.last - 1]):
            return at + 1
        if at - 1 in named and _is_deed(form):
            return at
        if form in _THAT:
            return at
        if form[0] == "ب" and len(form) > _LEAST and not _is_common(form):
            pact = not load_set("pact").isdisjoint(find_keys(form))
            return 0 if pact and hit.state == "bound" else at
        if form in _STOPS:
            return 0
    return 0


@lru_cache(maxsize=20_000)
def _is_deed(form: str) -> bool:
    """Tell whether a word without a preposition names what is promised ("تعهدت الحكومة دفع الرواتب")."""
    senses = load_lexicon().analyse(form)
    return form in load_set("masdars") or any(
        sense.category is Category.MASDAR and not sense.clitics and not sense.article for sense in senses
    )


def _is_common(form: str) -> bool:
    """Tell whether a word with ب only says how, when or where ("بموجب", "بحسب")."""
    return form in _MANNERS


_MANNERS = load_list("promises", "manners")


def _cut_items(forms: Sequence[str], start: int, stop: int) -> Iterator[tuple[int, int]]:
    verbal = forms[start] in _THAT
    begin = start
    for at in range(start + 1, min(stop, start + _LONGEST)):
        form = forms[at]
        if form in _STOPS or form in _ENDS:
            stop = at
            break
        another = form in _NEXT if verbal else form.startswith("وب") and forms[at - 1] == "،"
        if another and at - begin >= _LEAST:
            yield begin, at
            begin = at
    if stop > begin:
        yield begin, min(stop, begin + _LONGEST)


def _find_promiser(parties: Parties, clause: Clause, hit: Hit, stop: int) -> tuple[Present, ...]:
    told, sentence = clause.told, clause.sentence
    between = [one for one in parties.find(told, hit.last - 1, stop) if _can_promise(parties, one)]
    if between:
        return tuple(follow_row(clause.forms, between))
    for first, last in ((clause.first, hit.first), (sentence.first, clause.first)):
        before = [one for one in parties.find(told, first, last) if _can_promise(parties, one)]
        if before:
            return _find_row(clause.forms, before) if first == clause.first else (before[0],)
    if sentence.number:
        earlier = told.sentences[sentence.number - 1]
        before = [
            one for one in parties.find(told, earlier.first, earlier.last) if _can_promise(parties, one)
        ]
        return tuple(before[:1])
    return ()


def _find_row(forms: Sequence[str], before: Sequence[Present]) -> tuple[Present, ...]:
    """Return the last of some parties with those right before it in one row ("الحكومة والحركة تعهدتا")."""
    first = len(before) - 1
    while first and before[first - 1].last == before[first].first and forms[before[first].first][0] == "و":
        first -= 1
    return tuple(before[first:])


def _can_promise(parties: Parties, present: Present) -> bool:
    party = parties.find_party(present.party)
    return party is not None and not present.weak and party.type not in _NO_PROMISER


def _find_terms(parties: Parties, clause: Clause, hit: Hit, hits: Sequence[Hit]) -> Iterator[Promise]:
    """Yield the terms that an agreement lays down, as far as somebody or a day is bound to them."""
    forms, stop = clause.forms, clause.sentence.last
    start = next(
        (at for at in range(hit.last - 1, min(hit.last + _REACH, stop)) if _opens_term(forms, at)), 0
    )
    if not start:
        return
    for first, last in _cut_terms(forms, start, stop):
        if _is_step(forms, first, last):
            continue
        dated = _is_dated(hits, first, last)
        inside = [
            one
            for one in parties.find(clause.told, first, last)
            if _can_promise(parties, one) and forms[one.first - 1] not in _LED
        ]
        before = [one for one in parties.find(clause.told, clause.sentence.first, start) if not one.weak]
        by = (
            inside[:1]
            or before[:1]
            or [one for one in parties.list(clause.told) if _can_promise(parties, one)][:2]
        )
        if by and (
            dated or (inside and any(word in _THAT or word in _NEXT for word in forms[first : first + 2]))
        ):
            yield Promise(tuple(by), first, last, dated, hit)


def _is_step(forms: Sequence[str], first: int, last: int) -> bool:
    """Tell whether a term is a step of a roadmap: with its date it is a milestone."""
    hits = load_cues("steps").find(forms, first, min(first + _OPENING, last))
    return any(not hit.state.startswith("weak") for hit in hits)


def _opens_term(forms: Sequence[str], at: int) -> bool:
    return forms[at] in _THAT or forms[at - 1] == "علي" or forms[at].startswith("ب")


def _cut_terms(forms: Sequence[str], start: int, stop: int) -> Iterator[tuple[int, int]]:
    begin = start
    for at in range(start + 1, stop):
        if forms[at] in _STOPS:
            stop = at
            break
        if at - begin >= _LEAST and (forms[at] in _NEXT or forms[at] == "وعلي"):
            yield begin, at
            begin = at
    if stop > begin:
        yield begin, stop


def _find_coming(parties: Parties, clause: Clause, cues: Cues, hits: Sequence[Hit]) -> Iterator[Promise]:
    """Yield what somebody says he will do by a day, or assures that he will never do."""
    forms = clause.forms
    pledged = next((hit for hit in hits if hit.state == "pledged"), None)
    dated = any(hit.state == "due" for hit in hits)
    if pledged is None and not dated and _NEVER.isdisjoint(forms[clause.first : clause.last]):
        return
    for at in range(clause.first, clause.last):
        never = forms[at] in _NEVER and _is_lasting(clause, at)
        assured = _find_assurance(cues, clause) if never else None
        if not assured and not is_coming(forms[at]):
            continue
        due = next(
            (hit for hit in hits if hit.state == "due" and hit.first > at and _is_day(clause, hit)), None
        )
        willed = due is not None and _is_willed(parties, clause, cues, at)
        cue = assured or (pledged or (due if willed else None))
        by = _find_willing(parties, clause, at) if cue else ()
        if cue and by:
            yield Promise(by, clause.first, clause.last, due is not None, cue)
        return


_NEVER = load_list("promises", "never")
_THINGS = load_list("promises", "things")


def _is_lasting(clause: Clause, at: int) -> bool:
    """Tell whether "will not" says what will never be done with something, or only so ("لن ... إلا")."""
    forms = clause.forms
    if clause.last - at <= _ASSURANCE:
        return False
    things = any(form in _THINGS for form in forms[max(clause.first, at - 4) : at])
    return things or "الا" in forms[at : at + 4]


def _is_day(clause: Clause, due: Hit) -> bool:
    """Tell whether a day or a span of time stands behind a word that sets a date."""
    last = min(due.first + 5, clause.last)
    spans = load_set("spans")
    timed = any(
        due.first <= time.first < last for time in clause.told.find_times(due.first, clause.sentence.last)
    )
    return timed or any(form in spans for form in clause.forms[due.first : last])


def _find_assurance(cues: Cues, clause: Clause) -> Hit | None:
    found = cues.find(clause.forms, clause.sentence.first, clause.last)
    return next((hit for hit in found if hit.state == "assured" and hit.last > clause.first), None)


def _is_willed(parties: Parties, clause: Clause, cues: Cues, at: int) -> bool:
    """Tell whether a verb in the future says what a party itself will do."""
    forms = clause.forms
    if cues.fills("occurrences", forms[at]):
        return False
    if any(cues.fills("event", form) for form in forms[max(clause.first, at - 3) : at + 3]):
        return False
    before = forms[at - 1] if at > clause.first else ""
    if any(sense.person in _WE for sense in load_lexicon().analyse(forms[at]) if not sense.suffix):
        return True
    if before in load_set("self") or (before.endswith(_OWN) and cues.fills("bodies", before)):
        return True
    near = parties.find(clause.told, clause.first, min(at + 4, clause.last))
    return any(one.last == at or one.first == at + 1 for one in near if _can_promise(parties, one))


def _find_willing(parties: Parties, clause: Clause, at: int) -> tuple[Present, ...]:
    told, sentence = clause.told, clause.sentence
    for first, last in ((clause.first, at), (sentence.first, clause.first)):
        before = [one for one in parties.find(told, first, last) if _can_promise(parties, one)]
        if before:
            return (before[0],)
    after = [one for one in parties.find(told, at, clause.last) if one.first == at + 1]
    return tuple(after[:1])


_FINDERS = {"open": _find_vowed, "bound": _find_vowed, "term": _find_terms}
