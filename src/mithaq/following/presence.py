"""Presence: who is named where in a document, by every name under which he can be known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mithaq.following.case import Party
from mithaq.following.rosters import Present, Roster, Rosters
from mithaq.following.story import Story, Told
from mithaq.model import ActorType
from mithaq.packs.context import Context, load_packs

_LEAST = 3  # tokens of a name that can be that of a government as a whole
_GOVERNS = 1000  # so much more than its state a government counts
_REMEMBERED = 8  # documents before in which the two sides are looked for


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
        self._all: dict[int, tuple[Present, ...]] = {}
        self._rosters = Rosters(story.parties, context) if context else story.rosters

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
        known = self._all.get(told.order)
        if known is None:
            roster = self._rosters.find(told)
            for party in roster.found:
                self.found.setdefault(party.id, party)
            known = roster.everybody
            if roster.both:
                both = self._find_both(told, roster)
                known = self._rosters.take_up(told, (*roster.named, *both))
            self._all[told.order] = known
        return known

    def is_armed(self, party: str) -> bool:
        """Tell whether a party is an armed group, which stands for no state.

        Args:
            party: Its id.
        """
        return self._rosters.is_armed(party)

    def is_known_body(self, party: str) -> bool:
        """Tell whether a party is a body that the packs know.

        Args:
            party: Its id.
        """
        known = self.context.find_actor(party)
        return known is not None and known.type is not ActorType.PERSON

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

    def find_state(self, party: str) -> str:
        """Return the id of the state to which a party of the packs belongs, or an empty text.

        Args:
            party: Its id.
        """
        return self._rosters.find_state(party)

    def find_party(self, name: str) -> Party | None:
        """Return a party of the story, of the packs, or one that only its words name.

        Args:
            name: Its id.
        """
        return self.story.parties.get(name) or self.found.get(name) or self._rosters.find_party(name)

    def _find_both(self, told: Told, roster: Roster) -> Iterator[Present]:
        """Yield the two sides wherever a text speaks of both without their names."""
        sides = self._find_sides(told, roster.named)
        for at in roster.both:
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
