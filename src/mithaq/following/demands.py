"""Demands: who asks whom for what in a sentence; the part of requests that reads grammar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mithaq.following.bodies import is_deed, is_verbal_noun
from mithaq.following.clauses import Clause
from mithaq.following.cues import Hit, find_keys, load_set
from mithaq.following.presence import Parties
from mithaq.following.rosters import Present
from mithaq.following.tense import is_coming
from mithaq.model import ActorType, ActType
from mithaq.text.normalize import fold

_FROM = fold("من")
_TO = fold("إلى")
_AND_FROM = fold("ومن")
_REACH = 12  # tokens between the verb and the one whom it addresses
_LINK = 4  # tokens between two of a row
_CLOSE = 2
_SURE = 0.6
_NEVER = frozenset((ActorType.POPULATION, ActorType.MEDIA))
_CLAUSAL = frozenset(fold(word) for word in ("أن", "بأن", "أنه", "أنها", "إن", "التي", "الذي", "الذين"))


@dataclass(frozen=True, slots=True)
class Demand:
    """Somebody asks somebody for something.

    Args:
        by: Ids of those who ask; empty where nobody is named.
        addressees: Those who are asked, in text order.
        hit: The words that ask.
        first: First token of what is asked for; that of the words that ask if 0.
        last: Token behind it; the end of the clause if 0.
    """

    by: tuple[str, ...]
    addressees: tuple[Present, ...]
    hit: Hit
    first: int = 0
    last: int = 0


def find_demand(parties: Parties, clause: Clause, hit: Hit) -> Demand | None:
    """Return who asks whom at a cue, or None where nobody in particular is asked.

    Args:
        parties: Who is who.
        clause: The clause of the cue.
        hit: The cue, with its ``takes``.
    """
    if hit.denied or is_coming(clause.forms[hit.first]) or _is_pupil(parties, clause, hit):
        return None
    told, sentence = clause.told, clause.sentence
    after = parties.find(told, hit.first, sentence.last)
    strong = _join_titles(
        [
            one
            for one in after
            if not one.weak and one.first > hit.first and (can_answer(parties, one) or one.clitic)
        ]
    )
    subject, found = _FINDERS[hit.cue.takes](parties, clause, hit, strong)
    if not found and hit.cue.takes in ("object", "to"):
        found = _ask_reading(parties, clause, hit)
    addressees = tuple(present for present in found if can_answer(parties, present))
    if not addressees or _is_general(parties, clause, hit, addressees[0]):
        return None
    by = subject or find_subject(parties, clause, hit, addressees)
    kept = tuple(present for present in addressees if present.party not in by)
    settled = tuple(replace(present, party=parties.settle(told, present)) for present in kept)
    return Demand(by, settled, hit) if settled else None


def find_further(parties: Parties, clause: Clause, demand: Demand) -> tuple[Demand, ...]:
    """Return a demand, and the one that is joined to it with an object of its own ("and of Oman to receive ...").

    Args:
        parties: Who is who.
        clause: The clause.
        demand: What was found in it.
    """
    forms = clause.forms
    if demand.hit.cue.takes != "from" or _AND_FROM not in forms[demand.addressees[-1].last : clause.last]:
        return (demand,)
    at = forms.index(_AND_FROM, demand.addressees[-1].last)
    behind = [
        one for one in parties.find(clause.told, at, clause.last) if not one.weak and one.first == at + 1
    ]
    if not behind or not can_answer(parties, behind[0]) or behind[0].party in demand.by:
        return (demand,)
    other = replace(behind[0], party=parties.settle(clause.told, behind[0]))
    return replace(demand, last=at), Demand(demand.by, (other,), demand.hit, first=at)


def _join_titles(presents: Sequence[Present]) -> list[Present]:
    """Return parties with a title and the name behind it as one ("وزير الخارجية" "محمد الدايري")."""
    joined: list[Present] = []
    for present in presents:
        if joined and joined[-1].party == present.party and joined[-1].last == present.first:
            joined[-1] = replace(joined[-1], last=present.last, names=joined[-1].names | present.names)
        else:
            joined.append(present)
    return joined


def _is_pupil(parties: Parties, clause: Clause, hit: Hit) -> bool:
    """Tell whether "طالب" is a student here and not a verb: then no clause begins with it."""
    at = hit.first
    if clause.forms[at] not in ("طالب", "الطالب") or at == clause.first:
        return False
    before = clause.forms[at - 1]
    named = any(one.last == at for one in parties.find(clause.told, clause.sentence.first, at))
    return not (named or not before.isalpha() or before in _VERBAL)


_VERBAL = frozenset(
    fold(word) for word in ("أن", "قد", "وقد", "فقد", "الذي", "كما", "حيث", "كان", "ثم", "بينما")
)


def can_answer(parties: Parties, present: Present) -> bool:
    """Tell whether somebody present is one who can be asked and answer: neither a population nor an outlet."""
    party = parties.find_party(present.party)
    return party is not None and party.type not in _NEVER


def _is_general(parties: Parties, clause: Clause, hit: Hit, addressee: Present) -> bool:
    """Tell whether everybody or nobody in particular is asked ("ناشد المجتمع الدولي")."""
    everybody = load_set("everybody")
    forms = clause.forms
    low, high = max(hit.first + 1, addressee.first - _CLOSE), addressee.first + 1
    behind = min(hit.last, addressee.first)
    places = {*range(low, high), *range(behind, min(behind + _CLOSE, high))}
    rest = range(addressee.first + 1, addressee.last)  # "the League of all ..." is one body for all that
    places = places.difference(rest) if parties.is_known_body(addressee.party) else places.union(rest)
    return any(
        forms[at + 1 : at + 2] != (_FROM,) and not everybody.isdisjoint(find_keys(forms[at])) for at in places
    )


Found = tuple[tuple[str, ...], tuple[Present, ...]]


def _find_marked(clause: Clause, strong: Sequence[Present], mark: str, particle: str) -> tuple[Present, ...]:
    forms = clause.forms
    for index, present in enumerate(strong):
        behind = forms[present.first - 1] if present.first else ""
        further = forms[present.first - 2] if present.first > 1 else ""
        marked = mark in (behind, behind.lstrip("و")) or (particle and particle in present.clitic)
        if marked or (further == mark and behind.isalpha()):
            return tuple(follow_row(forms, strong[index:]))
    return ()


def follow_row(forms: Sequence[str], presents: Sequence[Present]) -> Iterator[Present]:
    """Yield the first of some parties and those that stand in one row with it ("تركيا وإيطاليا ومصر").

    Args:
        forms: Folded words of the text.
        presents: Parties in text order.
    """
    last = presents[0]
    yield last
    for present in presents[1:]:
        between = forms[last.last : present.first]
        if present.first != last.first and not _is_joined(present, between):
            return
        yield present
        last = present


def _is_joined(present: Present, between: Sequence[str]) -> bool:
    if between[-1:] and between[-1] in load_set("also"):
        own = between[-1] == _AND_FROM and any(map(is_verbal_noun, between))
        return len(between) <= _LINK and not own and not any(form in _CLAUSAL for form in between)
    if any(form in _CLAUSAL or form in (_FROM, _TO, "في", "عن") for form in between):
        return False
    if "و" in present.clitic or "ولا" in between[-1:]:
        return len(between) <= _LINK
    return list(between) in (["،"], ["و"], ["او"], ["،", "ثم"])


def _find_from(_parties: Parties, clause: Clause, hit: Hit, strong: Sequence[Present]) -> Found:
    near = [present for present in strong if present.first - hit.first <= _REACH]
    found = _find_marked(clause, near, _FROM, "")
    if not found or _is_occasion(clause, hit):
        return (), ()
    passed = {at for present in near for at in range(present.first, present.last)}
    times = clause.told.find_times(hit.first, found[0].first)
    passed.update(at for time in times for at in range(time.first, time.last))
    between = range(hit.first + 1, found[0].first - 1)
    loose = [at for at in between if at not in passed and clause.forms[at].isalpha()]
    return (), (found if len(loose) <= _CLOSE else ())


def _is_occasion(clause: Clause, hit: Hit) -> bool:
    """Tell whether the words name a request as the occasion of something: "من" then brings the one who asks."""
    form = clause.forms[hit.first]
    before = clause.forms[hit.first - 1] if hit.first > clause.sentence.first else ""
    return form in ("طلبا", "بطلب", "لطلب", "وبطلب", "الطلب") or before in load_set("occasions")


def _find_to(_parties: Parties, clause: Clause, hit: Hit, strong: Sequence[Present]) -> Found:
    near = [present for present in strong if present.first - hit.last <= _REACH]
    found = _find_marked(clause, near, _TO, "ل")
    if found:
        return (), found
    return _find_object(_parties, clause, hit, strong)


def _find_object(parties: Parties, clause: Clause, hit: Hit, strong: Sequence[Present]) -> Found:
    forms = clause.forms
    near = [
        present
        for present in strong
        if present.first - hit.first <= _REACH
        and not present.clitic.strip("و")
        and _is_bare(forms, hit, present)
    ]
    if not near:
        return (), ()
    row = tuple(follow_row(forms, [present for present in strong if present.first >= near[0].first]))
    rest = [present for present in near if present.first > row[-1].first]
    if rest and near[0].first - hit.first <= _CLOSE:
        others = [present for present in strong if present.first >= rest[0].first]
        return tuple(present.party for present in row), tuple(follow_row(forms, others))
    led = any(
        one.first < hit.first for one in parties.find(clause.told, clause.sentence.first, hit.first + 1)
    )
    return ((), row) if led else ((), ())


def _is_bare(forms: Sequence[str], hit: Hit, present: Present) -> bool:
    """Tell whether nothing but names and appositions stands between a verb and a party."""
    between = list(forms[hit.first + 1 : present.first])
    if len(between) > 1 and between[-1] == _FROM and between[-2] in ("كلا", "كل"):
        between = between[:-2]
    return not any(form in _CLAUSAL or form in load_set("parting") or is_deed(form) for form in between)


def _find_before(parties: Parties, clause: Clause, hit: Hit, strong: Sequence[Present]) -> Found:
    near = [present for present in strong if hit.last <= present.first <= hit.last + _CLOSE]
    by = tuple(present.party for present in _find_marked(clause, near, _FROM, ""))
    if not by and clause.forms[hit.last - 1].endswith(_ASKED):
        by = tuple(present.party for present in near if present.first == hit.last)
    inside = [present for present in strong if present.last < hit.last]
    if inside:
        row = tuple(follow_row(clause.forms, inside))
        givers = [one for one in inside if clause.forms[one.first - 1] == _FROM and one not in row]
        return by or tuple(one.party for one in givers), row
    before = [p for p in parties.find(clause.told, clause.sentence.first, hit.first) if not p.weak]
    if not before:
        return (), ()
    start = len(before) - 1
    while start and len(tuple(follow_row(clause.forms, before[start - 1 : start + 1]))) > 1:
        start -= 1
    return by, tuple(before[start:])


_ASKED = fold("طلب")  # before the one who asks: "a request of ..."

_FINDERS = {
    "from": _find_from,
    "to": _find_to,
    "object": _find_object,
    "before": _find_before,
    "answer": _find_before,
}


def _ask_reading(parties: Parties, clause: Clause, hit: Hit) -> tuple[Present, ...]:
    """Return those whom the reading takes to be asked."""
    told = clause.told
    for act in told.find_acts(hit.first, hit.last):
        if act.type is not ActType.REQUEST or act.confidence < _SURE:
            continue
        wanted = {told.parties[name].id for name in act.recipients if name in told.parties}
        found = parties.find(told, clause.sentence.first, clause.sentence.last)
        return tuple(
            present
            for present in found
            if present.party in wanted and present.first > hit.first and "ب" not in present.clitic
        )
    return ()


def find_subject(
    parties: Parties, clause: Clause, hit: Hit, addressees: Sequence[Present]
) -> tuple[str, ...]:
    """Return the ids of those who ask at a cue; none where nobody is named.

    Args:
        parties: Who is who.
        clause: The clause of the cue.
        hit: The cue.
        addressees: Those who are asked, in text order.
    """
    told, sentence = clause.told, clause.sentence
    between = parties.find(told, hit.first, addressees[0].first)
    direct = [present for present in between if not present.weak and not present.clitic.strip("و")]
    if direct and direct[0].first - hit.first <= _CLOSE:
        return tuple(present.party for present in follow_row(clause.forms, direct))
    for first, last in ((clause.first, hit.first + 1), (sentence.first, clause.first)):
        before = [one for one in parties.find(told, first, last) if not one.weak and one.first < hit.first]
        if before:
            return (before[-1].party if first == clause.first else before[0].party,)
    behind = [one for one in parties.find(told, hit.last, hit.last + _CLOSE) if one.weak]
    if behind:
        return (behind[0].party,)
    acts = (act for act in told.find_acts(hit.first, hit.last) if act.type is ActType.REQUEST)
    return next((tuple(told.parties[name].id for name in act.actors) for act in acts), ())
