"""Rosters: who is named where in one document, by every name under which he can be known.

What depends on one document alone is found here once, however many kinds of cases ask for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mithaq.following.bodies import (
    cut_article,
    cut_clitic,
    governs,
    heads_body,
    is_deed,
    load_headings,
    measure_body,
    name_bodies,
)
from mithaq.following.case import Party
from mithaq.following.cues import find_keys, load_set
from mithaq.model import ActorType
from mithaq.packs.context import Context
from mithaq.packs.match import Match
from mithaq.text.memory import Memory
from mithaq.text.normalize import fold

if TYPE_CHECKING:
    from mithaq.following.story import Seen, Told

_LEAST = 3  # tokens of a name that can be that of a government as a whole


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody in a clause.

    Args:
        first: First token.
        last: Token behind the last one.
        names: Everything that the words can stand for: the party's id, and ``state ID`` of its state.
        party: Id of the party.
        clitic: Particles attached before.
        weak: Whether only an adjective of nationality names it.
    """

    first: int
    last: int
    names: frozenset[str]
    party: str
    clitic: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody in one document.

    Args:
        named: Those whom names, bodies and adjectives of nationality name, as they were found.
        everybody: The same in text order, a body named by its head alone taken for the one before it.
        found: Bodies that only their words name.
        both: Tokens that speak of both sides without their names.
    """

    named: tuple[Present, ...]
    everybody: tuple[Present, ...]
    found: tuple[Party, ...]
    both: tuple[int, ...]


class Rosters:
    """The rosters of documents that share their parties, each made when it is first asked for.

    Args:
        parties: Every party by id.
        context: What the packs know.
    """

    def __init__(self, parties: Mapping[str, Party], context: Context) -> None:
        self.parties = parties
        self.context = context
        self._rosters: dict[str, Roster] = {}
        self._states = {state.iso: state.id for state in context.states}

    def find(self, told: Told) -> Roster:
        """Return who is present in a document.

        Args:
            told: The document.
        """
        known = self._rosters.get(told.document)
        return known or self._rosters.setdefault(told.document, self._make(told))

    def _make(self, told: Told) -> Roster:
        inside = told.matches
        starts = _find_starts(told, inside)
        named = [self._name(told, _cut(told, seen, starts), inside) for seen in told.seen]
        taken = {at for present in named for at in range(present.first, present.last)}
        for present in self._find_known(inside, taken):
            named.append(present)
            taken.update(range(present.first, present.last))
        found: dict[str, Party] = {}
        for present, party in self._find_bodies(told, taken):
            named.append(present)
            found.setdefault(party.id, party)
            taken.update(range(present.first, present.last))
        named += self._find_adjectives(told, taken)
        marked = enumerate(map(_MARKS.__getitem__, told.page.forms))
        both = tuple(at for at, mark in marked if mark & _BOTH)
        return Roster(tuple(named), self.take_up(told, named), tuple(found.values()), both)

    def _name(self, told: Told, seen: Seen, known: Sequence[Match]) -> Present:
        names = {seen.party, *name_bodies(told.page.forms[seen.first : seen.last])}
        state = self.find_state(seen.party) or self._find_inside(told, seen.first, seen.last)
        if state and not self.is_armed(seen.party):
            names.add(f"state {state}")
        chosen = seen.party
        if state and self.context.find_actor(seen.party) is None and _heads_state(told, seen):
            chosen = state
            names.add(state)
        elif self.context.find_actor(seen.party) is None:
            inside = [hit for hit in known if seen.first <= hit.first and hit.last <= seen.last]
            within = [self.context.actors[at].id for hit in inside for at in hit.phrase.actors[:1]]
            names.update(within)
            office = not find_keys(told.page.forms[seen.first]).isdisjoint(load_set("offices"))
            whole = any(hit.first == seen.first and hit.last == seen.last for hit in inside)
            if within and (office or whole):
                chosen = within[0]
        return Present(seen.first, seen.last, frozenset(names), chosen, seen.clitic)

    def _find_known(self, known: Sequence[Match], taken: Collection[int]) -> Iterator[Present]:
        """Yield actors and governments that the packs name where the reading names nobody."""
        for hit in known:
            if any(at in taken for at in range(hit.first, hit.last)):
                continue
            ids = [self.context.actors[index].id for index in hit.phrase.actors[:1]]
            places = [self.context.places[index] for index in hit.phrase.places[:1]]
            ids += [place.government for place in places if place.government]
            if ids:
                state = "" if self.is_armed(ids[0]) else self.find_state(ids[0])
                names = frozenset((ids[0], *((f"state {state}",) if state else ())))
                yield Present(hit.first, hit.last, names, ids[0], hit.clitic)

    def is_armed(self, party: str) -> bool:
        """Tell whether a party is an armed group, which stands for no state.

        Args:
            party: Its id.
        """
        known = self.find_party(party)
        return known is not None and known.type is ActorType.ARMED_GROUP

    def _find_inside(self, told: Told, first: int, last: int) -> str:
        for form in told.page.forms[first:last]:
            nationality = self.context.nationalities.get(form)
            if nationality is not None and not nationality.weak:
                return nationality.state
            phrase = self.context.find_phrase(form)
            for index in phrase.actors if phrase else ():
                actor = self.context.actors[index]
                if actor.type is ActorType.STATE:
                    return actor.id
        return ""

    def find_state(self, party: str) -> str:
        """Return the id of the state to which a party of the packs belongs, or an empty text.

        Args:
            party: Its id.
        """
        entry = self.context.find_actor(party)
        if entry is None:
            return ""
        if entry.type is ActorType.STATE:
            return entry.id
        return self._states.get(entry.country or "", "")

    def find_party(self, name: str) -> Party | None:
        """Return a party of the documents or of the packs.

        Args:
            name: Its id.
        """
        party = self.parties.get(name)
        if party is not None:
            return party
        entry = self.context.find_actor(name)
        return Party(entry.id, entry.type, entry.ar, entry.en) if entry else None

    def _find_bodies(self, told: Told, taken: Collection[int]) -> Iterator[tuple[Present, Party]]:
        """Yield bodies that the reading did not name: a noun that heads such names, and what defines it."""
        forms = told.page.forms
        behind = 0
        marked = enumerate(map(_MARKS.__getitem__, forms[:-1]))
        for at in [at for at, mark in marked if mark & _HEADS]:
            end = measure_body(forms, at, taken) if at >= behind and at not in taken else at
            if end <= at:
                continue
            names = name_bodies(forms[at:end])
            state = self._find_inside(told, at, end)
            clitic = cut_clitic(forms[at])
            party = self._make_party(told, at, end, len(clitic))
            more = (f"state {state}",) if state else ()
            yield Present(at, end, frozenset((party.id, *names, *more)), party.id, clitic), party
            behind = end

    def _make_party(self, told: Told, first: int, last: int, cut: int) -> Party:
        span = told.page.span(first, last)
        ar = span.select(told.reading.document.text)[cut:]
        ar = (
            f"ا{ar}"
            if ar.startswith("ل") and cut and told.page.forms[first].lstrip("و").startswith("لل")
            else ar
        )
        digest = hashlib.sha256(fold(ar).encode()).hexdigest()[:10]
        return Party(f"institution-{digest}", ActorType.INSTITUTION, ar)

    def take_up(self, told: Told, presents: Sequence[Present]) -> tuple[Present, ...]:
        """Return everybody in text order, a body named by its head alone as the one of that head before it.

        Args:
            told: The document.
            presents: Everybody in it, in any order.
        """
        return tuple(self._take_up(told, sorted(presents, key=lambda present: present.first)))

    def _take_up(self, told: Told, presents: Sequence[Present]) -> Iterator[Present]:
        """Yield everybody, a body named by its head alone ("اللجنة") as the one of that head before it.

        Who holds an office in one ("مسؤول في اللجنة") stands for it, too.
        """
        forms = told.page.forms
        heads: dict[str, Present] = {}
        for present in presents:
            head = cut_article(forms[present.first])
            alone = present.last - present.first == 1 and head in load_set("bodies")
            if alone and head in heads and self.context.find_actor(present.party) is None:
                known = heads[head]
                yield replace(present, names=present.names | known.names, party=known.party)
                continue
            if alone:
                yield replace(present, names=present.names | {f"head {head}"})
                continue
            body = cut_article(forms[present.last - 1])
            if body in heads and body in load_headings() and self._is_person(present):
                yield replace(present, names=present.names | heads[body].names)
                continue
            for form in (
                () if present.weak or self._is_person(present) else forms[present.first : present.last]
            ):
                if present.last - present.first > 1 and cut_article(form) in load_set("bodies"):
                    heads[cut_article(form)] = present
                    break
            yield present

    def _is_person(self, present: Present) -> bool:
        # A party that is neither of the documents nor of the packs is a body that only its words name.
        party = self.find_party(present.party)
        return party is not None and party.type is ActorType.PERSON

    def _find_adjectives(self, told: Told, taken: Collection[int]) -> Iterator[Present]:
        nationalities = self.context.nationalities
        for at, form in enumerate(told.page.forms):
            nationality = nationalities.get(form[1:] if form[0] == "و" else form)
            if nationality is not None and at not in taken and not nationality.weak:
                state = nationality.state
                yield Present(at, at + 1, frozenset((f"state {state}",)), state, weak=True)


_HEADS, _BOTH = 1, 2


def _mark(form: str) -> int:
    """Return whether a word heads the names of bodies, and whether it speaks of both sides without their names."""
    headings, sides = load_headings(), load_set("both")
    heads = form in headings or cut_article(form) in headings
    both = form in sides or form.lstrip("وبل") in sides
    return heads * _HEADS | both * _BOTH


_MARKS: Final = Memory(_mark, 60_000)


def _find_starts(told: Told, known: Sequence[Match]) -> frozenset[int]:
    """Return the tokens where the packs know the name of somebody else to begin."""
    forms = told.page.forms
    return frozenset(
        hit.first
        for hit in known
        if hit.phrase.actors and (hit.last - hit.first > 1 or forms[hit.first - 1].endswith(_NATIONAL))
    )


def _cut(told: Told, seen: Seen, starts: Collection[int]) -> Seen:
    """Return a name up to a word that cannot be part of it, or to what is joined to it by "و"."""
    forms = told.page.forms
    for at in range(seen.first + 1, seen.last):
        if forms[at] in ("من", "الي") or forms[at] in load_set("both") or is_deed(forms[at]):
            break
        if forms[at].startswith("و") and cut_article(forms[at][1:]) in load_headings():
            break
        if (at in starts or heads_body(forms[at])) and not governs(forms[at - 1]):
            break
    else:
        return seen
    return replace(seen, last=at)


_NATIONAL = ("ي", "يه", "يين", "يون")


_GOVERNMENTS = ("حكومه", "حكومات", "سلطات", "دوله", "مملكه", "جمهوريه", "سلطنه", "دول", "عواصم", "قياده")


def _heads_state(told: Told, seen: Seen) -> bool:
    """Tell whether a name is that of a state's government as a whole ("حكومة الأردن", "السلطات التركية")."""
    keys = find_keys(told.page.forms[seen.first])
    return any(word in keys for word in _GOVERNMENTS) and seen.last - seen.first <= _LEAST
