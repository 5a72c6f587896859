"""Presence: who is named where in a document, by every name under which he can be known."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from mithaq.following.bodies import (
    cut_article,
    cut_clitic,
    governs,
    heads_body,
    is_deed,
    measure_body,
    name_bodies,
)
from mithaq.following.case import Party
from mithaq.following.cues import find_keys, load_set
from mithaq.following.story import Seen, Story, Told
from mithaq.model import ActorType
from mithaq.packs.context import Context, load_packs
from mithaq.packs.match import Match, match
from mithaq.text.normalize import fold

_LEAST = 3  # tokens of a name that can be that of a government as a whole
_GOVERNS = 1000  # so much more than its state a government counts
_REMEMBERED = 8  # documents before in which the two sides are looked for


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


class Parties:
    """Who is who in a story: parties with the states that they belong to.

    Args:
        story: The story.
        context: What the packs know; None for all packs.
    """

    def __init__(self, story: Story, context: Context | None = None) -> None:
        self.story = story
        self.context = context or load_packs()
        self.found: dict[str, Party] = {}
        self._known: dict[tuple[int, int, int], tuple[Present, ...]] = {}
        self._all: dict[int, tuple[Present, ...]] = {}
        self._states = {state.iso: state.id for state in self.context.states}

    def find(self, told: Told, first: int, last: int) -> tuple[Present, ...]:
        """Return who is present between two tokens, in text order.

        Args:
            told: The document.
            first: First token.
            last: Token behind the last one.
        """
        return tuple(one for one in self.list(told) if first <= one.first and one.last <= last)

    def list(self, told: Told) -> tuple[Present, ...]:
        """Return everybody who is present anywhere in a document, in text order.

        Args:
            told: The document.
        """
        if told.order not in self._all:
            inside = match(told.page, self.context)
            named = [
                self._name(told, part, inside) for seen in told.seen for part in _split(told, seen, inside)
            ]
            taken = {at for present in named for at in range(present.first, present.last)}
            for present in self._find_known(inside, taken):
                named.append(present)
                taken.update(range(present.first, present.last))
            for present in self._find_bodies(told, taken):
                named.append(present)
                taken.update(range(present.first, present.last))
            named += self._find_adjectives(told, taken)
            named += self._find_both(told, named)
            ordered = sorted(named, key=lambda present: present.first)
            self._all[told.order] = tuple(self._take_up(told, ordered))
        return self._all[told.order]

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
            within = [
                self.context.actors[index].id
                for hit in known
                if seen.first <= hit.first and hit.last <= seen.last
                for index in hit.phrase.actors[:1]
            ]
            names.update(within)
            office = not find_keys(told.page.forms[seen.first]).isdisjoint(load_set("offices"))
            whole = any(hit.first == seen.first and hit.last == seen.last for hit in known)
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

    def settle(self, told: Told, present: Present) -> str:
        """Return the body for which an office stands ("رئيس لجنة العقوبات"), else the party itself.

        Args:
            told: The document.
            present: Somebody in it.
        """
        party = self.find_party(present.party)
        bodies = {name for name in present.names if name.startswith("name ")}
        if party is None or party.type is not ActorType.PERSON or not bodies:
            return present.party
        for order in range(told.order, max(told.order - _REMEMBERED, -1), -1):
            for other in self._all.get(order, ()):
                body = self.find_party(other.party)
                if body is not None and body.type is not ActorType.PERSON and bodies & other.names:
                    return other.party
        return present.party

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
        """Return a party of the story, of the packs, or one that only its words name.

        Args:
            name: Its id.
        """
        party = self.story.parties.get(name) or self.found.get(name)
        if party is not None:
            return party
        entry = self.context.find_actor(name)
        return Party(entry.id, entry.type, entry.ar, entry.en) if entry else None

    def _find_bodies(self, told: Told, taken: Collection[int]) -> Iterator[Present]:
        """Yield bodies that the reading did not name: a noun that heads such names, and what defines it."""
        forms = told.page.forms
        at = 0
        while at < len(forms) - 1:
            end = at if at in taken else measure_body(forms, at, taken)
            if end <= at:
                at += 1
                continue
            names = name_bodies(forms[at:end])
            state = self._find_inside(told, at, end)
            clitic = cut_clitic(forms[at])
            party = self._make_party(told, at, end, len(clitic))
            more = (f"state {state}",) if state else ()
            yield Present(at, end, frozenset((party.id, *names, *more)), party.id, clitic)
            at = end

    def _make_party(self, told: Told, first: int, last: int, cut: int) -> Party:
        span = told.page.span(first, last)
        ar = span.select(told.reading.document.text)[cut:]
        ar = (
            f"ا{ar}"
            if ar.startswith("ل") and cut and told.page.forms[first].lstrip("و").startswith("لل")
            else ar
        )
        digest = hashlib.sha256(fold(ar).encode()).hexdigest()[:10]
        party = Party(f"institution-{digest}", ActorType.INSTITUTION, ar)
        return self.found.setdefault(party.id, party)

    def _take_up(self, told: Told, presents: Sequence[Present]) -> Iterator[Present]:
        """Yield everybody, a body named by its head alone ("اللجنة") as the one of that head before it."""
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
            party = self.find_party(present.party)
            person = party is None or party.type is ActorType.PERSON
            for form in () if present.weak or person else forms[present.first : present.last]:
                if present.last - present.first > 1 and cut_article(form) in load_set("bodies"):
                    heads[cut_article(form)] = present
                    break
            yield present

    def _find_adjectives(self, told: Told, taken: Collection[int]) -> Iterator[Present]:
        for at, form in enumerate(told.page.forms):
            nationality = self.context.nationalities.get(form.removeprefix("و"))
            if at not in taken and nationality is not None and not nationality.weak:
                state = nationality.state
                yield Present(at, at + 1, frozenset((f"state {state}",)), state, weak=True)

    def _find_both(self, told: Told, named: Sequence[Present]) -> Iterator[Present]:
        """Yield the two sides wherever a text speaks of both without their names."""
        sides = self._find_sides(told, named)
        both = load_set("both")
        for at, form in enumerate(told.page.forms):
            if form.lstrip("وبل") in both or form in both:
                for side in sides:
                    yield Present(at, at + 1, side.names, side.party)

    def _find_sides(self, told: Told, named: Sequence[Present]) -> tuple[Present, ...]:
        """Return the two bodies or states that a document names most, or those named most so far."""
        counts: Counter[str] = Counter()
        members: dict[str, Counter[str]] = {}
        first: dict[str, Present] = {}
        earlier = [
            one
            for order in range(max(told.order - _REMEMBERED, 0), told.order)
            for one in self._all.get(order, ())
        ]
        for weight, presents in ((3, named), (1, earlier)):
            for present in presents:
                party = self.find_party(present.party)
                if present.weak or party is None or party.type not in _SIDES:
                    continue
                group = next((name for name in present.names if name.startswith("state ")), present.party)
                counts[group] += weight
                # a government speaks for its state, and a state for what only its adjective names
                known = self.context.find_actor(present.party) is not None
                plain = party.type is ActorType.STATE
                members.setdefault(group, Counter())[present.party] += weight + (
                    _GOVERNS if known and not plain else 0
                )
                first.setdefault(present.party, present)
        chosen = (members[group].most_common(1)[0][0] for group, _ in counts.most_common(2))
        return tuple(first[name] for name in chosen)


_SIDES = frozenset((ActorType.ARMED_GROUP, ActorType.INSTITUTION, ActorType.STATE))


def _split(told: Told, seen: Seen, known: Sequence[Match]) -> Iterator[Seen]:
    """Yield a name up to a word that cannot be part of it, and what is joined to it by "و"; more than one name."""
    forms = told.page.forms
    starts = {
        hit.first
        for hit in known
        if hit.phrase.actors and (hit.last - hit.first > 1 or forms[hit.first - 1].endswith(_NATIONAL))
    }
    for at in range(seen.first + 1, seen.last):
        if forms[at] in ("من", "الي") or forms[at] in load_set("both") or is_deed(forms[at]):
            break
        if forms[at].startswith("و") and cut_article(forms[at][1:]) in load_set("bodies") - load_set(
            "offices"
        ):
            break
        if (at in starts or heads_body(forms[at])) and not governs(forms[at - 1]):
            break
    else:
        yield seen
        return
    yield Seen(seen.first, at, seen.party, seen.clitic)


_NATIONAL = ("ي", "يه", "يين", "يون")


_GOVERNMENTS = ("حكومه", "حكومات", "سلطات", "دوله", "مملكه", "جمهوريه", "سلطنه", "دول", "عواصم", "قياده")


def _heads_state(told: Told, seen: Seen) -> bool:
    """Tell whether a name is that of a state's government as a whole ("حكومة الأردن", "السلطات التركية")."""
    keys = find_keys(told.page.forms[seen.first])
    return any(word in keys for word in _GOVERNMENTS) and seen.last - seen.first <= _LEAST
