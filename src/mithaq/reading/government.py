"""What governs a party: the preposition, verb or clause word that its noun phrase hangs on ("على مواقع الحوثيين").

A party is often the last word of a phrase; what counts for its part in an act is what stands before the whole
phrase, not the noun right before the name.
"""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.lexicon import Trigger
from mithaq.lexicon.words import FINITE
from mithaq.reading.parties import PREPOSITIONS, Party
from mithaq.reading.role_names import name_government
from mithaq.reading.sums import Bundle, Cues, spell
from mithaq.reading.survey import Survey

_FAR = 4
_MOST = 2
_EARLIER = 4
_BREAKS = frozenset("،,؛;:-–—")
_QUOTES = frozenset('"«»“”()[]')
_AND = frozenset(("و", "او", "ثم"))
_WHO = frozenset(("الذي", "التي", "الذين", "اللذين", "اللتين", "ممن", "ما", "مما"))
_THAT = frozenset(
    (  # noqa: SIM905 - a list of words
        "ان بان انه انها انهم لان كي لكي حيث فيما بينما بعدما عندما اذ اذا كما"
    ).split()
)
_OPENERS = {
    **dict.fromkeys(_BREAKS, "break"),
    **dict.fromkeys(_AND, "and"),
    **dict.fromkeys(_WHO, "who"),
    **dict.fromkeys(_THAT, "that"),
}
# An attached particle is believed only before a word of some length ("بيان" is no "ب" with a noun).
_SHORT_BASE = 2
_SHORT_WORD = 5


def list_government_signs(
    survey: Survey, party: Party, place: tuple[str, int], trigger: Trigger, kind: str
) -> Iterator[str]:
    """Yield what the phrase of a party hangs on, as signs of its part in an act.

    Args:
        survey: The text.
        party: The party, which stands in the text.
        place: On which side of the trigger, and how many parties stand nearer there.
        trigger: The words of the act.
        kind: Its type.
    """
    bundle, words = gather_government(survey, party, place, trigger, kind)
    yield from spell(Cues((bundle,), words))


def gather_government(
    survey: Survey, party: Party, place: tuple[str, int], trigger: Trigger, kind: str
) -> tuple[Bundle, tuple[str, ...]]:
    """Return what the phrase of a party hangs on, as a bundle and names; see `list_government_signs`."""
    where, rank = place
    stop = trigger.last if where == "after" else survey.sentence(party.first)[0]
    name, between = find_government(survey, party, stop)
    words = f"gov={name} {where} {trigger.category}", f"gov={name} fam={trigger.family} {where}"
    return (name_government, name, between, where, min(rank, 2), kind), words


def find_government(survey: Survey, party: Party, stop: int) -> tuple[str, int]:
    """Return what a party's phrase hangs on and how many words stand between, at most two counted.

    Args:
        survey: The text.
        party: The party.
        stop: First token that may belong to the phrase: behind the trigger, or the start of the sentence.
    """
    if party.preposition:
        return f"={party.preposition}", 0
    between = 0
    at = party.first - 1
    while at >= stop and between < _FAR:
        found = _name_governor(survey, at)
        if found:
            return found, min(between + found.startswith("+"), _MOST)
        between += 1
        at -= 1
    return "far" if between >= _FAR else "edge", min(between, _MOST)


def find_governor(survey: Survey, trigger: Trigger) -> str:
    """Return the nearest verb before a noun: whose act the noun tells often hangs on it.

    Args:
        survey: The text.
        trigger: The words of the act.
    """
    if trigger.category in FINITE:
        return "self"
    begin = survey.sentence(trigger.first)[0]
    for at in range(trigger.first - 1, max(begin - 1, trigger.first - 1 - _EARLIER), -1):
        for sense in survey.words[at].senses:
            if sense.category in FINITE:
                return sense.lemma
    return "none"


def _name_governor(survey: Survey, at: int) -> str:
    """Return what a word governs as, empty for a mere part of the phrase."""
    form = survey.page.forms[at]
    if survey.mention_at[at] >= 0:
        return "name"
    if form in _OPENERS:
        return _OPENERS[form]
    if form in PREPOSITIONS:
        return form
    if form in _QUOTES or form[0].isdigit():
        return ""
    senses = survey.words[at].senses
    if senses and senses[0].category in FINITE:
        return "verb"
    stem = survey.stems[at]
    attached = stem.clitic[-1:] in ("ب", "ل") and len(stem.base) > _SHORT_BASE
    return f"+{stem.clitic[-1]}" if attached and (stem.article or len(form) > _SHORT_WORD) else ""
