"""Events: which of the places where documents speak of incidents speak of the same one.

Two places speak of one incident where the day does not differ by more than one and they share a place or rare
words; a place that only points back ("the attack") belongs to the incident that its document told last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mithaq.dates import Edtf
from mithaq.following.clauses import Clause
from mithaq.following.content import find_content, gather_content
from mithaq.following.mentions import RARE, Mention, find_mentions, find_places
from mithaq.following.story import Story, Told
from mithaq.following.terms import find_term, rate_term
from mithaq.model import ActType
from mithaq.text.normalize import fold

# Sites of which there are too many to tell two incidents to be one.
_COMMON_SITES = frozenset(
    find_term(fold(word))
    for word in ("حي", "شارع", "قرية", "بلدة", "مدينة", "نقطة", "مفرق", "طريق", "ضاحية", "منزل")
)
_VIOLENT, _SURE = frozenset((ActType.ASSAULT, ActType.COERCE)), 0.5
_FRESH = 4  # days in which an event without a day can be the one known
_SPOKEN_OF = 14.0  # weight of shared rare words from which on a document clearly tells of an incident
_LATEST = 200  # incidents that a mention is compared with in full
_NEXT = 2  # sentences in which a document goes on telling of one incident
_NAME = 8.0  # so rare is what names a place or a person
_ENOUGH = 7.0
_SHARED = 4.0
_SIGNS = 2
_MEMORY = 60  # days after which an incident is not spoken of by pointing back


@dataclass(slots=True)
class Incident:
    """Mentions of one incident; built up in the order of the documents.

    Args:
        mentions: Where it is told.
        day: When it was.
        places: Where.
        terms: Rare words by which it is told.
        sites: What kinds of places it is told of, as terms.
        words: Terms of the words for the event itself ("raid").
        content: What the sentences that tell it are about, coarse and fine.
        case: Id of the open case, empty for a new one.
    """

    mentions: list[Mention] = field(default_factory=list)
    day: Edtf | None = None
    places: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    content: frozenset[str] = frozenset()
    case: str = ""


def find_incidents(story: Story, known: Sequence[Incident] = ()) -> list[Incident]:
    """Return the incidents that the documents tell, with every mention.

    Args:
        story: The documents.
        known: Incidents of open cases.
    """
    incidents = list(known)
    for told in story.told:
        orders = frozenset(story.companions.get(told.order, ()))
        current = _find_companion(told, incidents, orders)
        for mention in sorted(find_mentions(told), key=lambda item: item.clause.sentence.headline):
            if mention.bare:
                named = _find_named(mention, incidents)
                if named is not None and all(item.told is not told for item in named.mentions):
                    _add(named, mention)
                    current = named
                continue
            here = _is_known_here(mention, current)
            chosen = current if here else _find_same(mention, incidents, current)
            chosen = chosen or _go_on(mention, current, orders)
            if chosen is None:
                if not _is_specific(mention):
                    continue
                chosen = Incident()
                incidents.append(chosen)
            _add(chosen, mention)
            current = chosen
    return incidents


def _find_companion(told: Told, incidents: Sequence[Incident], orders: frozenset[int]) -> Incident | None:
    """Return the incident that a report of the same event told before, or of which the document clearly tells."""
    for item in reversed(incidents):
        if any(mention.told.order in orders for mention in item.mentions):
            return item
    terms = told.terms
    places: frozenset[str] = frozenset().union(*(find_places(told, sentence) for sentence in told.sentences))
    rated = [
        (sum(rate for term in terms & item.terms if (rate := rate_term(term)) >= RARE), index)
        for index, item in enumerate(incidents)
        if item.places & places and _is_recent(told, item)
    ]
    best = max(rated, default=(0.0, 0))
    return incidents[best[1]] if best[0] >= _SPOKEN_OF else None


def _is_recent(told: Told, incident: Incident) -> bool:
    published, day = told.published, incident.day
    if not (published and published.earliest and day and day.earliest):
        return False
    return 0 <= (published.earliest - day.earliest).days <= _MEMORY


def _is_specific(mention: Mention) -> bool:
    """Tell whether a mention says enough of what happened to open a case."""
    if not mention.category or mention.clause.sentence.headline or _is_background(mention):
        return False
    if _is_definite(mention) and not (mention.firm and mention.harms):
        return False
    located = bool(mention.places or mention.sites)
    match mention.category:
        case "clash":
            enough = bool(mention.harms) and _is_sited(mention)
        case "movement":
            enough = bool(mention.places) and bool(mention.day) and _is_violent(mention)
        case "reinforcement":
            enough = located and bool(mention.day)
        case "deaths":
            enough = located and mention.firm
        case _:
            enough = _is_sited(mention) and (mention.firm or bool(mention.harms) or _is_violent(mention))
    return enough


def _is_sited(mention: Mention) -> bool:
    return bool(mention.places or mention.sites or _COMMON_SITES & _list_terms(mention.clause))


def _list_terms(clause: Clause) -> set[str]:
    return {find_term(form) for form in clause.forms[clause.first : clause.last]}


def _is_violent(mention: Mention) -> bool:
    """Tell whether the reader found a violent act in the clause, or an accusation that names the event."""
    clause, told = mention.clause, mention.told
    acts = told.find_acts(clause.first, clause.last)
    sure = [act for act in acts if act.confidence >= _SURE]
    accused = any(
        act.type is ActType.ACCUSE and told.find_tokens(act.trigger)[0] < mention.hit.first for act in sure
    )
    return accused or any(act.type in _VIOLENT for act in sure)


def _is_background(mention: Mention) -> bool:
    """Tell whether an event without a day is told as one of long ago ("in March of last year")."""
    published = mention.told.published
    if mention.day is not None or mention.finding or not (published and published.earliest):
        return False
    times = mention.told.find_times(mention.clause.first, mention.clause.last)
    ends = [time.value.latest for time in times if time.value.latest is not None]
    return any((published.earliest - end).days > _MEMORY for end in ends)


def _is_known_here(mention: Mention, current: Incident | None) -> bool:
    """Tell whether "the raid" is the one of which the sentences right before tell, and nothing says otherwise."""
    if current is None or not _is_definite(mention) or not current.mentions:
        return False
    here = current.mentions[-1].told is mention.told
    return here and _go_on(mention, current, frozenset()) is current


def _find_same(mention: Mention, incidents: Sequence[Incident], current: Incident | None) -> Incident | None:
    rated = [
        (rate_same(mention, incidents[at]), -at, incidents[at]) for at in _list_candidates(mention, incidents)
    ]
    best = max(rated, key=lambda item: item[:2], default=None)
    if best is not None and best[0] >= _ENOUGH:
        return best[2]
    if (
        not mention.category
        and current is not None
        and not (mention.firm and _is_apart(mention.day, current.day))
    ):
        return current
    if _is_definite(mention):
        pointed = [item for item in rated if item[0] > 0]
        return max(pointed, key=lambda item: item[:2])[2] if pointed else None
    return None


def _find_named(mention: Mention, incidents: Sequence[Incident]) -> Incident | None:
    """Return the incident that a finding's own words name: it shares more than one of day, place, site and names."""
    rated = []
    for at in _list_candidates(mention, incidents):
        item = incidents[at]
        names = [term for term in mention.terms & item.terms if rate_term(term) >= _NAME]
        same_day = mention.day is not None and item.day is not None and not _is_apart(mention.day, item.day)
        places, sites = mention.places & item.places, mention.sites & item.sites
        if bool(places) + bool(sites) + min(len(names), 2) + same_day >= _SIGNS:
            rated.append((rate_same(mention, item), at))
    best = max(rated, default=(0.0, 0))
    return incidents[best[1]] if best[0] >= _ENOUGH else None


def _list_candidates(mention: Mention, incidents: Sequence[Incident]) -> Iterator[int]:
    """Yield the incidents that a mention can be of: the latest ones, and older ones that its rarest words name."""
    latest = max(len(incidents) - _LATEST, 0)
    names = {term for term in mention.terms if rate_term(term) >= _NAME} if latest else set()
    if names:
        yield from (at for at in range(latest) if not names.isdisjoint(incidents[at].terms))
    yield from range(latest, len(incidents))


def _read_word(mention: Mention) -> str:
    return mention.clause.forms[mention.hit.first]


def _is_definite(mention: Mention) -> bool:
    """Tell whether an event is spoken of as known ("the raid")."""
    single = mention.hit.last - mention.hit.first == 1
    return single and mention.clause.forms[mention.hit.first].lstrip("وفبك").startswith(("ال", "لل"))


def _go_on(mention: Mention, current: Incident | None, orders: frozenset[int]) -> Incident | None:
    """Return the incident of the sentences before, where nothing tells a mention apart from it."""
    if current is None or not current.mentions or (mention.firm and _is_apart(mention.day, current.day)):
        return None
    last = current.mentions[-1]
    elsewhere = mention.places and current.places and not mention.places & current.places
    other_site = mention.sites and current.sites and not mention.sites & current.sites
    if last.told is not mention.told:
        same_event = any(item.told.order in orders for item in current.mentions)
        return current if not mention.category or (same_event and not (elsewhere and other_site)) else None
    near = 0 <= mention.clause.sentence.number - last.clause.sentence.number <= _NEXT
    return current if near and not elsewhere and not other_site else None


def rate_same(mention: Mention, incident: Incident) -> float:
    """Return how much speaks for a mention's being of an incident; 0 where the days exclude it.

    Args:
        mention: The mention.
        incident: The incident.
    """
    apart = _is_apart(mention.day, incident.day)
    if (apart and (mention.firm or _is_far(mention.day, incident.day))) or _is_long_ago(mention, incident):
        return 0.0
    shared = mention.terms & incident.terms
    places, sites = mention.places & incident.places, mention.sites & incident.sites
    same_day = bool(mention.day and incident.day) and not _is_apart(mention.day, incident.day)
    names = [term for term in shared if rate_term(term) >= _NAME]
    pointed = find_term(_read_word(mention)) in incident.words and (
        _is_definite(mention) or _is_called(mention, incident)
    )
    if not (sites or names or same_day or pointed or (places and not _is_new(mention, incident))):
        return 0.0
    weight = _SHARED * (len(places) + len(sites) + len(names) + same_day + 2 * pointed)
    weight += sum(rate_term(term) for term in shared) / 2
    return weight - (_SHARED if mention.places and incident.places and not places else 0.0)


def _is_called(mention: Mention, incident: Incident) -> bool:
    """Tell whether an event is called by a word of the sentences that told it ("the bombing of the bridge")."""
    clause, at = mention.clause, mention.hit.last
    name = clause.forms[at] if at < clause.last else ""
    definite = name.startswith(("ال", "لل")) and not mention.harms
    return (mention.finding or definite) and not incident.content.isdisjoint(find_content(name))


def _is_new(mention: Mention, incident: Incident) -> bool:
    """Tell whether a mention reads as news of another day than the incident's."""
    published, day = mention.told.published, incident.day
    if mention.day or not mention.category or _is_definite(mention) or not (published and published.earliest):
        return False
    return bool(day and day.latest and (published.earliest - day.latest).days > _FRESH)


def _is_apart(one: Edtf | None, other: Edtf | None) -> bool:
    if one is None or other is None or one.earliest is None or other.earliest is None:
        return False
    return abs((one.earliest - other.earliest).days) > 1


def _is_far(one: Edtf | None, other: Edtf | None) -> bool:
    if one is None or other is None or one.earliest is None or other.earliest is None:
        return False
    return abs((one.earliest - other.earliest).days) > _MEMORY


def _is_long_ago(mention: Mention, incident: Incident) -> bool:
    """Tell whether an incident is too old to be spoken of without its day; findings come as late as they come."""
    if mention.finding:
        return False
    published, day = mention.told.published, incident.day
    if (
        mention.day is not None
        or published is None
        or published.earliest is None
        or not day
        or not day.earliest
    ):
        return False
    return (published.earliest - day.earliest).days > _MEMORY


def _add(incident: Incident, mention: Mention) -> None:
    incident.mentions.append(mention)
    incident.day = incident.day or mention.day
    if mention.category or not incident.places:
        incident.places |= mention.places
    if mention.category:
        incident.terms |= mention.terms
        incident.sites |= mention.sites
        sentence = mention.clause.sentence
        incident.content |= gather_content(mention.clause.forms, sentence.first, sentence.last)
        incident.words |= {
            find_term(form) for form in mention.clause.forms[mention.hit.first : mention.hit.last]
        }
