"""A story: readings in the order of their days, cut into sentences, with the same parties in all of them.

What the proposers of the kinds need to see of a text is gathered here once: who is named where, which days and
figures a sentence gives, which acts were read in it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from mithaq.dates import Edtf
from mithaq.following.case import Evidence, Party
from mithaq.following.content import gather_content, weigh_content
from mithaq.following.copies import Pair, find_same_events, group_pairs
from mithaq.following.cues import load_set
from mithaq.following.parties import unite_parties
from mithaq.following.rosters import Rosters
from mithaq.following.terms import find_terms
from mithaq.lexicon.quantities import load_quantities
from mithaq.model import Act, Actor, Figure, Milestone, Reading, Span
from mithaq.packs.context import Context, load_packs
from mithaq.packs.match import Match, match
from mithaq.reading.numerals import Number, find_numbers
from mithaq.reading.parts import Spot, Time
from mithaq.reading.when import find_times, load_calendar
from mithaq.reading.where import find_spots
from mithaq.text.segment import Page, segment

if TYPE_CHECKING:
    from mithaq.following.clauses import Clause

_SPORT = 3  # different words of sport that make a report one of sport
_HEADLINES = 4  # lines at the beginning that can be titles or navigation


@dataclass(frozen=True, slots=True)
class Seen:
    """A place in a document that names a party.

    Args:
        first: First token.
        last: Token behind the last one.
        party: Id of the party.
        clitic: Particles attached to the first token, plain spelling ("ل", "و", "").
    """

    first: int
    last: int
    party: str
    clitic: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a headline, of one document.

    Args:
        told: Index of the document in the story.
        number: Its number in the document, from 0.
        first: First token.
        last: Token behind the last one.
        headline: Whether it is the title line (or a line of navigation before it).
    """

    told: int
    number: int
    first: int
    last: int
    headline: bool = False


@dataclass(frozen=True)
class Told:
    """One document of a story.

    Args:
        order: Its index in the story, by day of publication.
        reading: What was read in it.
        parties: The party that each actor of the reading is.
        page: Tokens and sentences.
        seen: Every place that names a party, in text order; the longest where several would.
        times: Expressions of time.
        spots: Names of places.
        sentences: Its sentences.
        matches: Names of the packs in its text.
        clauses: The clauses of each sentence, by its number, as far as they were cut.
        sentence_terms: What each sentence is about, by its number, as far as that was asked for.
    """

    order: int
    reading: Reading
    parties: Mapping[str, Party]
    page: Page
    seen: tuple[Seen, ...]
    times: tuple[Time, ...]
    spots: tuple[Spot, ...]
    sentences: tuple[Sentence, ...]
    matches: tuple[Match, ...] = ()
    clauses: dict[int, tuple[Clause, ...]] = field(default_factory=dict, repr=False, compare=False)
    sentence_terms: dict[int, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def document(self) -> str:
        """SHA-256 of the document."""
        return self.reading.document.sha256

    @property
    def published(self) -> Edtf | None:
        """When it appeared."""
        return self.reading.document.published

    def select(self, first: int, last: int) -> str:
        """Return the plain words of tokens ``first`` up to but not including ``last``, joined by one space."""
        return " ".join(self.page.forms[first:last])

    def write(self, first: int, last: int) -> str:
        """Return tokens ``first`` up to but not including ``last`` as the original writes them, without a last stop."""
        return self.page.span(first, last).select(self.page.text.original).rstrip(" .،؛:\n")

    def name_parties(self, names: Iterable[str]) -> tuple[Party, ...]:
        """Return the parties of some ids, none twice; those that the text does not name are left out."""
        known = {party.id: party for party in self.parties.values()}
        return tuple(known[name] for name in dict.fromkeys(names) if name in known)

    def quote(self, first: int, last: int) -> Evidence:
        """Return tokens ``first`` up to but not including ``last`` as evidence."""
        span = self.page.span(first, last)
        return Evidence(self.document, span.start, span.end)

    def spell(self, seen: Seen) -> str:
        """Return how a party is named in the original, attached particles cut off."""
        span = self.page.text.span(
            self.page.starts[seen.first] + len(seen.clitic), self.page.ends[seen.last - 1]
        )
        return span.select(self.page.text.original)

    @cached_property
    def day(self) -> int | None:
        """The day on which it appeared at the earliest, counted from the first of the calendar."""
        day = self.published.earliest if self.published else None
        return day.toordinal() if day else None

    def list_terms(self, sentence: Sentence) -> frozenset[str]:
        """Return what one of its sentences is about, in coarse words."""
        known = self.sentence_terms.get(sentence.number)
        if known is None:
            known = find_terms(self.page.forms, sentence.first, sentence.last)
            self.sentence_terms[sentence.number] = known
        return known

    def find_tokens(self, span: Span) -> tuple[int, int]:
        """Return the half-open range of tokens that an original span touches."""
        start, end = self.page.text.project(span)
        first = bisect_right(self.page.ends, start)
        return first, max(bisect_left(self.page.starts, end), first + 1)

    def find_parties(self, first: int, last: int) -> tuple[Seen, ...]:
        """Return who is named between two tokens, in text order."""
        return tuple(seen for seen in self.seen if first <= seen.first and seen.last <= last)

    def find_times(self, first: int, last: int) -> tuple[Time, ...]:
        """Return the expressions of time between two tokens."""
        return tuple(time for time in self.times if first <= time.first and time.last <= last)

    def find_spots(self, first: int, last: int) -> tuple[Spot, ...]:
        """Return the places named between two tokens."""
        return tuple(spot for spot in self.spots if first <= spot.first and spot.last <= last)

    def find_acts(self, first: int, last: int) -> tuple[Act, ...]:
        """Return the acts whose trigger lies between two tokens."""
        return tuple(act for at, act in self._act_starts if first <= at < last)

    def find_figures(self, first: int, last: int) -> tuple[Figure, ...]:
        """Return the figures whose words begin between two tokens."""
        return tuple(figure for at, figure in self._figure_starts if first <= at < last)

    def find_milestones(self, first: int, last: int) -> tuple[Milestone, ...]:
        """Return the milestones whose words begin between two tokens."""
        return tuple(step for at, step in self._milestone_starts if first <= at < last)

    @cached_property
    def content(self) -> frozenset[str]:
        """What the whole document is about, in coarse and fine words."""
        return gather_content(self.page.forms, 0, len(self.page.forms))

    @cached_property
    def terms(self) -> frozenset[str]:
        """What the whole document is about, in coarse words."""
        return find_terms(self.page.forms, 0, len(self.page.forms))

    @cached_property
    def is_sport(self) -> bool:
        """Whether it reports of matches, players and clubs."""
        return len(load_set("sport").intersection(self.page.forms)) >= _SPORT

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Every number in its words."""
        return find_numbers(self.page, load_quantities())

    @cached_property
    def countries(self) -> frozenset[str]:
        """Codes of the countries in which most of the places lie that the document names."""
        context = load_packs()
        places = (context.find_place(spot.place) for spot in self.spots)
        counts = Counter(place.country for place in places if place and place.country)
        most = max(counts.values(), default=0)
        return frozenset(code for code, count in counts.items() if count * 2 >= most)

    @cached_property
    def _act_starts(self) -> tuple[tuple[int, Act], ...]:
        return tuple((self.find_tokens(act.trigger)[0], act) for act in self.reading.acts)

    @cached_property
    def _figure_starts(self) -> tuple[tuple[int, Figure], ...]:
        return tuple((self.find_tokens(item.evidence)[0], item) for item in self.reading.figures)

    @cached_property
    def _milestone_starts(self) -> tuple[tuple[int, Milestone], ...]:
        return tuple((self.find_tokens(item.evidence)[0], item) for item in self.reading.milestones)


@dataclass(frozen=True)
class Story:
    """Documents that may tell of one another's cases.

    Args:
        told: The documents, oldest first.
        parties: Every party by id.
        pairs: Which documents tell the same event, copies among them.
    """

    told: tuple[Told, ...]
    parties: Mapping[str, Party] = field(default_factory=dict)
    pairs: tuple[Pair, ...] = ()

    @cached_property
    def affairs(self) -> tuple[Told, ...]:
        """The documents without reports of matches and clubs: what players and coaches sign is no agreement."""
        return tuple(told for told in self.told if not told.is_sport)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of every document, in order."""
        return tuple(sentence for told in self.told for sentence in told.sentences)

    @cached_property
    def forms(self) -> dict[str, tuple[str, ...]]:
        """Every wording that names a party, by its id; the clitics cut off, in the order of the documents."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for told in self.told:
            for seen in told.seen:
                found[seen.party][told.spell(seen)] = None
        return {party: tuple(forms) for party, forms in found.items()}

    @cached_property
    def rosters(self) -> Rosters:
        """Who is present in each document."""
        return Rosters(self.parties, load_packs())

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much each word of the documents says, coarse and fine."""
        return weigh_content(told.content for told in self.told)

    @cached_property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """Documents that tell the same event, by their order in the story."""
        return group_pairs(self.pairs)

    @cached_property
    def companions(self) -> Mapping[int, tuple[int, ...]]:
        """For each document the others that tell the same event."""
        return {
            order: tuple(other for other in group if other != order)
            for group in self.groups
            for order in group
        }

    def find_told(self, document: str) -> Told:
        """Return the document with a SHA-256; raises KeyError where the story has none."""
        return self.told[self._orders[document]]

    @cached_property
    def _orders(self) -> dict[str, int]:
        return {told.document: told.order for told in self.told}


def read_story(readings: Iterable[Reading], context: Context | None = None) -> Story:
    """Return readings as one story.

    Args:
        readings: What was read, in any order; a document that comes twice counts once.
        context: What the packs know; None for all packs.
    """
    context = context or load_packs()
    unique = {reading.document.sha256: reading for reading in readings}
    ordered = sorted(
        unique.values(), key=lambda reading: (_day(reading), reading.document.name, reading.document.sha256)
    )
    united = unite_parties(ordered, context)
    parties = {party.id: party for found in united for party in found.values()}
    told = []
    for order, (reading, found) in enumerate(zip(ordered, united, strict=True)):
        one, more = _tell(order, reading, found, context)
        told.append(one)
        for party in more:
            parties.setdefault(party.id, party)
    return Story(tuple(told), parties, find_same_events(told))


def _day(reading: Reading) -> str:
    published = reading.document.published
    return published.text if published else ""


def _tell(
    order: int, reading: Reading, parties: Mapping[str, Party], context: Context
) -> tuple[Told, list[Party]]:
    document = reading.document
    page = segment(document.text, skipped=document.skipped)
    matches = match(page, context)
    known = [(hit, party) for hit in matches if (party := _find_known(hit, context)) is not None]
    named = [*_find_named(page, reading.actors, parties)]
    named += [Seen(hit.first, hit.last, party.id, hit.clitic) for hit, party in known]
    told = Told(
        order=order,
        reading=reading,
        parties=parties,
        page=page,
        seen=_choose(named),
        times=find_times(page, document.published, load_calendar()),
        spots=find_spots(page, context, matches),
        sentences=_cut(order, page),
        matches=matches,
    )
    return told, [party for _, party in known]


def _find_known(hit: Match, context: Context) -> Party | None:
    """Return the party that a name of the packs stands for: an actor, or the government of a capital."""
    if hit.phrase.actors:
        entry = context.actors[hit.phrase.actors[0]]
        return Party(entry.id, entry.type, entry.ar, entry.en)
    for index in hit.phrase.places[:1]:
        government = context.places[index].government
        entry_of = context.find_actor(government) if government else None
        if entry_of is not None:
            return Party(entry_of.id, entry_of.type, entry_of.ar, entry_of.en)
    return None


def _find_named(page: Page, actors: Sequence[Actor], parties: Mapping[str, Party]) -> Iterable[Seen]:
    for actor in actors:
        for span in actor.mentions:
            start, end = page.text.project(span)
            first = bisect_right(page.ends, start)
            last = max(bisect_left(page.starts, end), first + 1)
            if first < len(page.forms):
                clitic = page.text.plain[page.starts[first] : start]
                yield Seen(first, last, parties[actor.id].id, clitic)


def _choose(named: Iterable[Seen]) -> tuple[Seen, ...]:
    """Return the longest of overlapping names; of equal ones the first."""
    chosen: list[Seen] = []
    for seen in sorted(named, key=lambda item: (item.first - item.last, item.first)):
        if all(seen.last <= other.first or other.last <= seen.first for other in chosen):
            chosen.append(seen)
    return tuple(sorted(chosen, key=lambda item: item.first))


def _cut(order: int, page: Page) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    for number, (first, last) in enumerate(page.sentences):
        broken = last < len(page.forms) and page.forms[last][0] == "\n" and page.forms[last - 1] not in ".!؟"
        headline = broken and number == len(sentences) and all(item.headline for item in sentences)
        sentences.append(Sentence(order, number, first, last, headline=headline and number < _HEADLINES))
    return tuple(sentences)
