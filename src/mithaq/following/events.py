"""Events: where documents speak of an incident, and which of these places speak of the same one.

Two places speak of one incident where the day does not differ by more than one and they share a place or rare
words; a place that only points back ("the attack") belongs to the incident that its document told last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mithaq.dates import Edtf, Precision
from mithaq.following.clauses import Clause, cut_clauses
from mithaq.following.cues import Cue, Hit, load_cues
from mithaq.following.harms import Count, find_harms
from mithaq.following.story import Story, Told
from mithaq.following.terms import find_term, rate_term
from mithaq.model import ActType
from mithaq.reading.parts import Time
from mithaq.text.normalize import fold

_EVENT, _AGAIN = "event:", "again"
_STOPPED = frozenset(
    fold(word) for word in ("وقف", "لوقف", "بوقف", "ووقف", "وقفا", "إنهاء", "لإنهاء", "منع", "لمنع", "تبادل")
)
_ASKED = frozenset(
    fold(word) for word in ("طالب", "طلب", "يطلب", "نطالب", "دعا", "يخشى", "حذر", "هدد", "خشية", "مخاوف")
)
_SITES = frozenset(
    find_term(fold(word))
    for word in (
        "مستشفى", "سوق", "مدرسة", "موكب", "قافلة", "مخيم", "جسر", "مطار", "مسجد", "كنيسة", "حاجز", "مقر", "سفينة",
        "شاحنة", "حافلة", "محطة", "مستودع", "سجن", "معبر", "مستوصف", "مصنع", "ميناء", "فندق", "مخفر", "عيادة",
    )
)  # fmt: skip
# Sites of which there are too many to tell two incidents to be one.
_COMMON_SITES = frozenset(
    find_term(fold(word))
    for word in ("حي", "شارع", "قرية", "بلدة", "مدينة", "نقطة", "مفرق", "طريق", "ضاحية", "منزل")
)
_NONE = frozenset(("لم", "ولم", "دون", "بلا", "لا", "ولا"))
_CLOSE = 4
_COUNTRY = frozenset(("country", "region"))
_RARE = 5.0
_VIOLENT, _SURE = frozenset((ActType.ASSAULT, ActType.COERCE)), 0.5
_WEAK = frozenset(("movement",))
_FRESH = 4  # days in which an event without a day can be the one known
_SPOKEN_OF = 14.0  # weight of shared rare words from which on a document clearly tells of an incident
_LATEST = 200  # incidents that a mention is compared with in full
_NEXT = 2  # sentences in which a document goes on telling of one incident
_NAME = 8.0  # so rare is what names a place or a person
_ENOUGH = 7.0
_SHARED = 4.0
_MEMORY = 60  # days after which an incident is not spoken of by pointing back


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a document speaks of an incident.

    Args:
        told: The document.
        clause: The clause.
        hit: The words.
        category: Its category; empty where the words only point back.
        day: When it was; None where not told.
        firm: Whether its own clause gives the day.
        places: English names of places near by.
        terms: Rare words of the sentence.
        sites: What kinds of places the sentence names ("hospital"), as terms.
        harms: What it did to people.
    """

    told: Told
    clause: Clause
    hit: Hit
    category: str
    day: Edtf | None
    firm: bool
    places: frozenset[str]
    terms: frozenset[str]
    sites: frozenset[str]
    harms: tuple[Count, ...]


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
        case: Id of the open case, empty for a new one.
    """

    mentions: list[Mention] = field(default_factory=list)
    day: Edtf | None = None
    places: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
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
        for mention in sorted(_find_mentions(told), key=lambda item: item.clause.sentence.headline):
            chosen = _find_same(mention, incidents, current) or _go_on(mention, current, orders)
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
    places = _find_places(told, 0, len(told.page.forms))
    rated = [
        (sum(rate for term in terms & item.terms if (rate := rate_term(term)) >= _RARE), index)
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


def _find_mentions(told: Told) -> Iterator[Mention]:
    cues = load_cues("incidents")
    for sentence in told.sentences:
        for clause in cut_clauses(told, sentence):
            hits = cues.find(told.page.forms, clause.first, clause.last)
            events = [hit for hit in hits if hit.state.startswith(_EVENT) and _is_told(told, clause, hit)]
            back = [hit for hit in hits if hit.state == _AGAIN and _is_told(told, clause, hit)]
            harms = find_harms(clause)
            if events:
                yield _make(told, clause, events[0], events[0].state.removeprefix(_EVENT), harms)
            elif back or harms:
                hit = back[0] if back else Hit(harms[0].first, harms[0].first + 1, _AGAIN, Cue(_AGAIN, ()))
                yield _make(told, clause, hit, "", harms)


def _is_told(told: Told, clause: Clause, hit: Hit) -> bool:
    """Tell whether an event is told as one that happened: neither stopped, feared, asked for nor to come."""
    if hit.denied or hit.coming:
        return False
    forms = told.page.forms
    if not _STOPPED.isdisjoint(forms[max(hit.first - 2, clause.first) : hit.first]):
        return False
    before = forms[max(hit.first - _CLOSE, clause.first) : hit.first]
    if before[-1:] == ("اي",) and not _NONE.isdisjoint(forms[clause.first : hit.first]):
        return False
    return _ASKED.isdisjoint(before) and _NONE.isdisjoint(before)


def _make(told: Told, clause: Clause, hit: Hit, category: str, harms: tuple[Count, ...]) -> Mention:
    sentence = clause.sentence
    places = _find_places(told, sentence.first, sentence.last) or _find_places(
        told, 0, told.sentences[0].last
    )
    terms = told.list_terms(sentence)
    day, firm = find_day(told, clause, hit.first)
    return Mention(
        told,
        clause,
        hit,
        category,
        day,
        firm,
        places,
        frozenset(term for term in terms if rate_term(term) >= _RARE),
        frozenset(find_term(form) for form in told.page.forms[sentence.first : sentence.last]) & _SITES,
        harms,
    )


def _find_places(told: Told, first: int, last: int) -> frozenset[str]:
    return frozenset(spot.en for spot in told.find_spots(first, last) if spot.kind not in _COUNTRY)


def find_day(told: Told, clause: Clause, at: int) -> tuple[Edtf | None, bool]:
    """Return the day of what stands at a token, and whether its own clause gives it and not only its sentence.

    Args:
        told: The document.
        clause: The clause.
        at: The token.
    """
    sentence = clause.sentence
    for first, last in ((clause.first, clause.last), (sentence.first, sentence.last)):
        times = [time for time in told.find_times(first, last) if _is_day(told, time)]
        times = [time for time in times if not _is_of_speech(told, time)]
        if times:
            day = min(times, key=lambda time: (time.first < at, abs(time.first - at))).value
            return day, first == clause.first and last == clause.last
    return None, False


_SPEECH = frozenset(
    fold(word)
    for word in (
        "قال", "قالت", "أعلن", "أعلنت", "أكد", "أكدت", "ذكر", "ذكرت", "أفاد", "أفادت", "أوضح", "أوضحت", "نفى", "نفت",
        "تنفي", "ينفي", "اتهم", "اتهمت", "بيان", "صدر", "أصدر", "أصدرت", "صرح", "تصريح", "كشف", "كشفت", "تلقت", "دان",
    )
)  # fmt: skip
_SPOKEN = 4


def _is_of_speech(told: Told, time: Time) -> bool:
    """Tell whether a time says when something was said rather than when it happened."""
    before = told.page.forms[max(time.first - _SPOKEN, 0) : time.first]
    return any(form.lstrip("و") in _SPEECH or form in _SPEECH for form in before)


def _is_day(told: Told, time: Time) -> bool:
    if time.value.precision is not Precision.DAY:
        return False
    published = told.published
    ahead = published and published.latest and time.value.earliest and time.value.earliest > published.latest
    return not ahead


def _is_specific(mention: Mention) -> bool:
    """Tell whether a mention says enough of what happened to open a case."""
    if not mention.category or mention.clause.sentence.headline:
        return False
    clause = mention.clause
    acts = mention.told.find_acts(clause.first, clause.last)
    violent = any(act.type in _VIOLENT and act.confidence >= _SURE for act in acts)
    if _is_definite(mention) and not (mention.firm and mention.harms):
        return False
    if mention.category == "clash" and not mention.harms:
        return False
    if mention.category in _WEAK:
        return bool(mention.places) and bool(mention.day) and violent
    common = {find_term(form) for form in clause.forms[clause.first : clause.last]} & _COMMON_SITES
    sited = bool(mention.places or mention.sites or common)
    if mention.category == "deaths":
        return bool(mention.places or mention.sites) and mention.firm
    return sited and (mention.firm or bool(mention.harms) or violent)


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
    if last.told is not mention.told:
        same_event = any(item.told.order in orders for item in current.mentions)
        return current if same_event or not mention.category else None
    near = 0 <= mention.clause.sentence.number - last.clause.sentence.number <= _NEXT
    elsewhere = mention.places and current.places and not mention.places & current.places
    other_site = mention.sites and current.sites and not mention.sites & current.sites
    return current if near and not elsewhere and not other_site else None


def rate_same(mention: Mention, incident: Incident) -> float:
    """Return how much speaks for a mention's being of an incident; 0 where the days exclude it.

    Args:
        mention: The mention.
        incident: The incident.
    """
    if (mention.firm and _is_apart(mention.day, incident.day)) or _is_long_ago(mention, incident):
        return 0.0
    shared = mention.terms & incident.terms
    places, sites = mention.places & incident.places, mention.sites & incident.sites
    same_day = bool(mention.day and incident.day) and not _is_apart(mention.day, incident.day)
    names = [term for term in shared if rate_term(term) >= _NAME]
    pointed = _is_definite(mention) and find_term(_read_word(mention)) in incident.words
    if not (sites or names or same_day or pointed or (places and not _is_new(mention, incident))):
        return 0.0
    weight = _SHARED * (len(places) + len(sites) + len(names) + same_day + 2 * pointed)
    weight += sum(rate_term(term) for term in shared) / 2
    return weight - (_SHARED if mention.places and incident.places and not places else 0.0)


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


def _is_long_ago(mention: Mention, incident: Incident) -> bool:
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
    incident.places |= mention.places
    if mention.category:
        incident.terms |= mention.terms
        incident.sites |= mention.sites
        incident.words |= {
            find_term(form) for form in mention.clause.forms[mention.hit.first : mention.hit.last]
        }
