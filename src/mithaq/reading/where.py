"""Where: the places that a text names, and the place where an act took place.

A name counts as the place of an act where a preposition or a noun of place says so ("في تعز", "بمدينة سرت",
"جنوب طرابلس") or where the deed itself is bound to it ("تحرير عدن"). A capital that speaks or is spoken to
stands for its government and is no place; nor is a name inside another name ("جامعة طرابلس").
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from mithaq.packs.context import Context
from mithaq.packs.match import Match, match
from mithaq.packs.schema import PlaceEntry
from mithaq.reading.parts import Spot
from mithaq.text.segment import Page

_IN = frozenset(
    ("في", "داخل", "قرب", "وسط", "بالقرب", "عند", "ضمن", "عبر", "خارج", "حول", "قباله", "انحاء", "ارجاء")
)
_IN_LETTERS = ("ب", "وب", "فب")
_ON = frozenset(("علي", "استهدفت", "استهدف", "دخول", "اقتحام", "قصف", "تحرير", "محاصره", "حصار", "زياره"))
_TO = frozenset(("الي", "باتجاه", "نحو"))
_SIDES = frozenset(
    (
        *(
            "شمال",
            "شمالي",
            "جنوب",
            "جنوبي",
            "شرق",
            "شرقي",
            "غرب",
            "غربي",
            "وسط",
            "قلب",
            "ريف",
            "محيط",
            "داخل",
            "خارج",
        ),
        *("اطراف", "ضواحي", "مشارف", "انحاء", "ارجاء", "مدخل", "مداخل", "حدود", "اراضي", "الاراضي", "بلاد"),
        *("العاصمه", "مناطق", "مدن", "قري", "بلدات", "محافظات", "احياء"),
        *("كل", "من", "مختلف", "عموم", "معظم", "جميع", "عده", "بقيه"),
    )
)
_REACH = 4  # tokens between a preposition and the name that it governs
_NEAR, _FAR = 6, 24  # tokens from the trigger within which a place is taken outside and inside the clause
_BACK = _FAR + 40  # tokens; no name of a place has as many as the second part
_WIDE = 4  # tokens from the trigger within which a whole country is taken
_HELD = 6  # tokens from the trigger within which a place that is taken, left or shelled is its place
_VAGUE = 6  # what a whole country costs against a place in it
_HINT = 3


def find_spots(page: Page, context: Context, matches: Sequence[Match] | None = None) -> tuple[Spot, ...]:
    """Return every place that ``page`` names, in text order, each resolved to one gazetteer entry.

    Args:
        page: The text in tokens.
        context: What is known.
        matches: The names in the page where they have been matched before.
    """
    named = [hit for hit in (match(page, context) if matches is None else matches) if hit.phrase.places]
    hits = [hit for hit in named if not _is_borne(page, hit, context)]
    weights = Counter(
        context.places[hit.phrase.places[0]].country for hit in hits if len(_countries(hit, context)) == 1
    )
    return tuple(_make_spot(page, hit, _resolve(page, hit, context, weights)) for hit in hits)


def _countries(hit: Match, context: Context) -> set[str | None]:
    return {context.places[index].country for index in hit.phrase.places}


def _is_borne(page: Page, hit: Match, context: Context) -> bool:
    before = page.forms[hit.first - 1] if hit.first else ""
    return not hit.clitic and before in context.bearers and before not in context.cues


def _resolve(page: Page, hit: Match, context: Context, weights: Mapping[str | None, int]) -> PlaceEntry:
    places = [context.places[index] for index in hit.phrase.places]
    if len(places) == 1:
        return places[0]
    hinted = _find_hints(page, hit.last, context)
    return max(
        places,
        key=lambda place: (place.country in hinted, weights.get(place.country, 0), -places.index(place)),
    )


def _find_hints(page: Page, last: int, context: Context) -> set[str | None]:
    hinted: set[str | None] = set()
    for form in page.forms[last : last + _HINT]:
        nationality = context.nationalities.get(form)
        phrase = context.phrases.get(form)
        state = context.find_place(nationality.state) if nationality else None
        if state is not None:
            hinted.add(state.country)
        elif phrase is not None and phrase.places:
            place = context.places[phrase.places[0]]
            hinted |= {place.country} if place.kind == "country" else set()
    return hinted


def _make_spot(page: Page, hit: Match, place: PlaceEntry) -> Spot:
    span = page.span(hit.first, hit.last)
    cut = len(hit.clitic) if page.forms[hit.first] != hit.key.partition(" ")[0] else 0
    if cut:
        start = page.text.span(page.starts[hit.first] + cut, page.ends[hit.first]).start
        span = span._replace(start=start)
    return Spot(hit.first, hit.last, span, place.id, place.en, hit.clitic, place.kind)


def find_act_spot(
    page: Page, spots: Sequence[Spot], trigger: tuple[int, int], evidence: tuple[int, int]
) -> Spot | None:
    """Return the place where an act took place, or None where the text does not bind one to it.

    Args:
        page: The text in tokens.
        spots: The places that the text names.
        trigger: Half-open token range of the word that carries the act.
        evidence: Half-open token range of the clause that tells it.
    """
    sentence = page.sentences[page.sentence_of[trigger[0]]]
    reach = min(evidence[0], sentence[0]), max(evidence[1], sentence[1])
    best: tuple[int, Spot] | None = None
    first = bisect_left(spots, trigger[0] - _BACK, key=_find_first)
    for spot in spots[first : bisect_left(spots, trigger[1] + _FAR + 1, lo=first, key=_find_first)]:
        if not reach[0] <= spot.first < reach[1] or spot.first < trigger[1] <= spot.last:
            continue
        cost = _weigh(page, spot, trigger, evidence)
        if cost is not None and (best is None or cost < best[0]):
            best = cost, spot
    return best[1] if best else None


def _find_first(spot: Spot) -> int:
    return spot.first


def _weigh(page: Page, spot: Spot, trigger: tuple[int, int], evidence: tuple[int, int]) -> int | None:
    after = spot.first >= trigger[1]
    distance = spot.first - trigger[1] if after else 2 * (trigger[0] - spot.last)
    inside = evidence[0] <= spot.first < evidence[1]
    wide = spot.kind == "country"
    if distance > (_FAR if inside else _NEAR) or (wide and distance > _WIDE):
        return None
    if not _is_in(page, spot) and not (
        after and distance <= _HELD and not wide and _is_held(page, spot, trigger)
    ):
        return None
    return distance + (0 if inside else _NEAR) + (_VAGUE if wide else 0)


def _is_in(page: Page, spot: Spot) -> bool:
    if spot.clitic in _IN_LETTERS:
        return True
    if spot.clitic:
        return False
    index = spot.first - 1
    for _ in range(_REACH):
        if index < 0:
            return False
        form = page.forms[index]
        if form in _IN or (form[0] == "ب" and form[1:] in _SIDES):
            return True
        if form not in _SIDES:
            return False
        index -= 1
    return False


def _is_held(page: Page, spot: Spot, trigger: tuple[int, int]) -> bool:
    before = page.forms[spot.first - 1]
    if spot.clitic:
        return False
    return before in _ON or (spot.first == trigger[1] and page.forms[trigger[0]] in _ON)
