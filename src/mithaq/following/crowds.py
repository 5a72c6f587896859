"""Crowds: addressees that a text counts before it names them ("wrote to five capitals", "four of the partners")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from mithaq.following.clauses import Clause, cut_clauses
from mithaq.following.content import gather_content
from mithaq.following.cues import Hit, find_keys, load_cues, load_set
from mithaq.following.demands import can_answer, find_subject, follow_row
from mithaq.following.presence import Parties
from mithaq.following.rosters import Present
from mithaq.following.story import Told
from mithaq.following.tense import is_coming
from mithaq.lexicon.quantities import load_quantities
from mithaq.model import ActorType

_REACH = 12  # tokens behind the words that ask in which the crowd stands
_BEFORE = (
    5  # tokens before them in which it stands where a relative clause asks ("the capitals that it wrote to")
)
_AHEAD = 6  # sentences behind it in which the same document names it
_LATER = 40  # documents after which nobody names it any more
_LEADING = 3  # tokens of a clause in which the one who answers is named
_PAIR = 2
_FROM, _TO = "من", "الي"
_RELATIVE = frozenset(("التي", "الذين", "اللتين", "اللذين", "اللواتي"))
_GOVERNED = frozenset((_FROM, _TO, "في", "علي", "عن", "مع", "بين", "لدي", "ضد"))
_LISTING = frozenset((":", "هي", "هم", "هما", "وهي", "وهم", "وهما", "انها", "انهم", "انهما"))
_TAKES = frozenset(("from", "to", "object"))


@dataclass(frozen=True, slots=True)
class Crowd:
    """Somebody asks several who are only counted.

    Args:
        clause: The clause that counts them.
        hit: The words that ask.
        by: Ids of those who ask.
        count: How many they are.
        terms: What the sentence is about.
    """

    clause: Clause
    hit: Hit
    by: tuple[str, ...]
    count: int
    terms: frozenset[str]


def find_crowd(parties: Parties, clause: Clause, hit: Hit) -> Crowd | None:
    """Return the crowd that is asked at a cue, or None where none is counted.

    Args:
        parties: Who is who.
        clause: The clause of the cue.
        hit: The cue, with its ``takes``.
    """
    if hit.denied or hit.cue.takes not in _TAKES or is_coming(clause.forms[hit.first]):
        return None
    sentence = clause.sentence
    behind = range(hit.first + 1, min(hit.last + _REACH, sentence.last))
    before = range(max(sentence.first, hit.first - _BEFORE), hit.first)
    led = not _RELATIVE.isdisjoint(clause.forms[before.start : before.stop])
    for at in (*behind, *(before if led else ())):
        counted = _read_counted(clause.told, at)
        if counted is None or not (at < hit.first or _is_addressed(clause.forms, hit, counted[0])):
            continue
        place = Present(counted[0], at + 1, frozenset(), "")
        by = (
            find_subject(parties, clause, hit, (place,))
            if at > hit.first
            else _find_behind(parties, clause, hit)
        )
        terms = gather_content(clause.forms, sentence.first, sentence.last)
        return Crowd(clause, hit, by, counted[1], terms) if by else None
    return None


def _find_behind(parties: Parties, clause: Clause, hit: Hit) -> tuple[str, ...]:
    """Return who asks where a relative clause does: the one right behind its verb."""
    behind = parties.find(clause.told, hit.first + 1, clause.last)
    return tuple(one.party for one in behind[:1] if not one.weak and one.first - hit.first <= _PAIR)


def _read_counted(told: Told, at: int) -> tuple[int, int] | None:
    """Return the first token and the number of a counted noun, or None: "خمس عواصم", "العواصم الخمس", "عاصمتين"."""
    forms = told.page.forms
    keys = find_keys(forms[at])
    if not keys.isdisjoint(load_set("crowd-pairs")):
        return at, _PAIR
    if keys.isdisjoint(load_set("crowd")):
        return None
    for number in told.numbers:
        if number.value < _PAIR:
            continue
        if number.last == at or (number.last == at - 1 and forms[at - 1] == _FROM):
            return number.first, int(number.value)
    behind = forms[at + 1].removeprefix("ال") if at + 1 < len(forms) else ""
    word = load_quantities().words.get(behind)
    return (at, int(word.value)) if word is not None and word.value >= _PAIR else None


def _is_addressed(forms: Sequence[str], hit: Hit, first: int) -> bool:
    """Tell whether a counted noun stands where the words that ask put the one who is asked."""
    before = forms[first - 1]
    if hit.cue.takes == "from":
        return before == _FROM
    if hit.cue.takes == "to":
        return before == _TO or forms[first].startswith("ل")
    return before not in _GOVERNED


def name_crowd(parties: Parties, crowd: Crowd, told: Told) -> tuple[Clause, tuple[Present, ...]] | None:
    """Return who a crowd is, with the clause that names it first, or None where a document does not tell.

    Args:
        parties: Who is who.
        crowd: The crowd.
        told: The document that counts it, or a later one.
    """
    apart = told.order - crowd.clause.told.order
    if apart > _LATER:
        return None
    listed = next(_find_lists(parties, crowd, told), None)
    return listed or (_find_answering(parties, crowd) if apart == 0 else None)


def _find_lists(parties: Parties, crowd: Crowd, told: Told) -> Iterator[tuple[Clause, tuple[Present, ...]]]:
    """Yield every row of parties that can be the crowd, with its clause."""
    forms, own = told.page.forms, told.order == crowd.clause.told.order
    number = crowd.clause.sentence.number
    for sentence in told.sentences[number : number + _AHEAD] if own else told.sentences:
        low = told.sentences[max(sentence.number - 1, 0)].first
        if not own and not (
            _speaks_of(forms, low, sentence.last) and _shares(parties, crowd, told, sentence.first)
        ):
            continue
        first = crowd.hit.last if own and sentence.number == number else sentence.first
        named = [
            one
            for one in parties.find(told, first, sentence.last)
            if not one.weak and can_answer(parties, one) and one.party not in crowd.by
        ]
        start = 0
        while start < len(named):
            row = tuple(follow_row(forms, named[start:]))
            start += len(row)
            named_once = tuple({one.party: one for one in row}.values())
            marked = not _LISTING.isdisjoint(forms[max(row[0].first - _LEADING, first) : row[0].first])
            if len(named_once) == crowd.count or (marked and len(named_once) >= _PAIR):
                clauses = cut_clauses(told, sentence)
                yield next(one for one in reversed(clauses) if one.first <= row[0].first), named_once


def _speaks_of(forms: Sequence[str], first: int, last: int) -> bool:
    crowd = load_set("crowd")
    return any(not crowd.isdisjoint(find_keys(form)) for form in forms[first:last])


def _shares(parties: Parties, crowd: Crowd, told: Told, first: int) -> bool:
    """Tell whether the sentences from a token on speak of the request: of who asks, or of what."""
    sentence = told.sentences[told.page.sentence_of[first]]
    terms = gather_content(told.page.forms, sentence.first, sentence.last)
    asked = any(one.party in crowd.by for one in parties.find(told, sentence.first, sentence.last))
    return asked or not (terms - _list_crowd()).isdisjoint(crowd.terms)


@cache
def _list_crowd() -> frozenset[str]:
    """Return the content of the nouns that are counted: every report speaks of some states."""
    words = tuple(load_set("crowd"))
    return gather_content(words, 0, len(words))


def _find_answering(parties: Parties, crowd: Crowd) -> tuple[Clause, tuple[Present, ...]] | None:
    """Return those who answer one after the other in the sentences behind the one that counts them."""
    told, number = crowd.clause.told, crowd.clause.sentence.number
    cues = load_cues("requests")
    leading, answering = dict[str, Present](), dict[str, Present]()
    for sentence in told.sentences[number : number + _AHEAD]:
        for clause in cut_clauses(told, sentence):
            one = _find_leading(parties, crowd, clause)
            if one is None or len(leading) == crowd.count > 0:
                continue
            leading.setdefault(one.party, one)
            if any(hit.state in _ANSWERS for hit in cues.find(clause.forms, clause.first, clause.last)):
                answering.setdefault(one.party, one)
    found = leading if len(leading) == crowd.count else answering
    return (crowd.clause, tuple(found.values())) if len(found) >= _PAIR else None


def _find_leading(parties: Parties, crowd: Crowd, clause: Clause) -> Present | None:
    """Return the body with whom a clause behind a crowd begins."""
    if clause.first < crowd.hit.last:
        return None
    for one in parties.find(clause.told, clause.first, clause.last):
        if one.weak or one.first - clause.first > _LEADING:
            continue
        party = parties.find_party(one.party)
        body = party is not None and party.type is not ActorType.PERSON and can_answer(parties, one)
        return one if body and one.party not in crowd.by else None
    return None


_ANSWERS = frozenset(
    ("made", "acknowledged", "accepted-in-principle", "conditional", "accepted", "declined", "delivering")
)
