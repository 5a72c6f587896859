"""Where the clause of an act begins and ends, and which of its words say what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from mithaq.lexicon import Trigger
from mithaq.lexicon.words import FINITE
from mithaq.model import ActType
from mithaq.reading.content import ContentWeights, Pointed, find_content
from mithaq.reading.parties import Party
from mithaq.reading.roles import Roles
from mithaq.reading.survey import Survey

_COMMAS = frozenset("،,؛;")
_CLOSERS = frozenset(")]}»”")
_OPENERS = frozenset('([{«“"')
_STOPS = frozenset("؛;:")
# Words that open a clause of their own where they stand behind a comma, or (the second list) anywhere.
_NEW_BEHIND_COMMA = frozenset(
    (  # noqa: SIM905 - a list of words
        "حيث فيما بينما مما ما وذلك لكن ولكن غير الا اذ كما وهو وهي وهم وقد وكان وكانت فقد بعد بعدما قبل وان"
        " اضافه وفق وفقا حسب بحسب حسبما طبقا نقلا الامر الذي التي الذين ثم بعدها وسط ايضا علما"
    ).split()
)
_NEW_ANYWHERE = frozenset(
    "فيما بينما حيث مما وذلك ولكن لكن وفق بحسب حسبما".split()  # noqa: SIM905 - a list of words
)
_CONTENT = frozenset(
    (  # noqa: SIM905 - a list of words
        "ان بان لان على علي الي عن في حول بشان من بخصوص ازاء تجاه ل ب ضروره بضروره لاجل"
    ).split()
)
_FILLERS = frozenset(
    (  # noqa: SIM905 - a list of words
        "ايضا كذلك اليوم امس بشده مجددا مره اخري رسميا فورا عاجلا علنا هو هي"
    ).split()
)
_LITTLE = 2
_LONGEST = 80


class Clause(Struct, frozen=True, gc=False):
    """The words of one act, as half-open ranges of tokens.

    Args:
        first: First token of the evidence.
        last: Token behind the last one of the evidence.
        about: Range of what the act is about, or None.
        chance: How likely it is that range; None where weights do not tell.
    """

    first: int
    last: int
    about: tuple[int, int] | None
    chance: float | None = None


# How often acts of each type say what they are about; below a half, only a marked object is taken for it.
_TELLS_ABOUT = {
    ActType.ASSAULT: False,
    ActType.RETREAT: False,
    ActType.COERCE: False,
}


def find_clause(
    survey: Survey,
    trigger: Trigger,
    kind: ActType,
    roles: Roles,
    weights: ContentWeights | None,
    pointed: Pointed | None = None,
) -> Clause:
    """Return evidence and object of an act.

    Args:
        survey: The text.
        trigger: The words that carry the act.
        kind: Its type.
        roles: Who has which part in it.
        weights: Fitted weights of content, or None to go by rule.
        pointed: What somebody else thinks of its object, to be weighed with these.
    """
    begin, end = survey.sentence(trigger.first)
    parties = (*roles.doers, *roles.others)
    reach = max([trigger.last, *(party.last for party in parties if party.first >= trigger.first)])
    last = _find_end(survey, trigger.last, min(reach, end), end)
    chance = None
    if weights is None:
        about = _find_about(survey, trigger, kind, last, parties)
    else:
        taken = [(party.first, party.last) for party in parties]
        content = find_content(survey, trigger, kind.value, taken, weights, pointed)
        about = None
        if content is not None:
            about, chance = (content.first, content.last), content.chance
            last = max(content.last, min(reach, end))
    first = trigger.first
    for party in parties:
        if begin <= party.first < first and _is_one_clause(survey, party.last, trigger.first):
            first = party.first
    return Clause(first, last, about, chance)


def _is_one_clause(survey: Survey, low: int, high: int) -> bool:
    return not any(form in _STOPS for form in survey.page.forms[low:high])


def _find_end(survey: Survey, start: int, reach: int, end: int) -> int:
    """Return the token behind the clause that goes on from ``start`` and reaches at least to ``reach``."""
    forms = survey.page.forms
    end = min(end, reach + _LONGEST)
    depth = 0
    for at in range(start, end):
        form = forms[at]
        if form in "([{«“":
            depth += 1
        elif form in _CLOSERS:
            depth -= 1
            if depth < 0 and at >= reach:
                return _trim(forms, start, at)
        if at < reach or depth > 0:
            continue
        if form in _STOPS or (form in _NEW_ANYWHERE and at > start):
            return _trim(forms, start, at)
        if form in _COMMAS and _opens_clause(survey, at + 1, end):
            return _trim(forms, start, at)
        if at > start and _adds_verb(survey, at):
            return _trim(forms, start, at)
    return _trim(forms, start, end)


def _opens_clause(survey: Survey, at: int, end: int) -> bool:
    if at >= end:
        return True
    form = survey.page.forms[at]
    if form in _NEW_BEHIND_COMMA or _is_finite(survey, at):
        return True
    return form.endswith("ا") and any(
        sense.category == "active-participle" and not sense.article for sense in survey.words[at].senses
    )


def _is_finite(survey: Survey, at: int) -> bool:
    senses = survey.words[at].senses
    return bool(senses) and senses[0].category in FINITE and survey.mention_at[at] < 0


def _adds_verb(survey: Survey, at: int) -> bool:
    """Tell whether a word is "and" with a verb, rather than a word that begins with that letter ("وقف")."""
    senses = survey.words[at].senses
    return _is_finite(survey, at) and any(
        sense.category in FINITE
        and sense.clitics.startswith("و")
        and (sense is senses[0] or sense.family is not None)
        for sense in senses
    )


def _trim(forms: Sequence[str], start: int, end: int) -> int:
    while end > start and (not forms[end - 1][0].isalnum() and forms[end - 1] not in _CLOSERS):
        end -= 1
    return end


def _find_about(
    survey: Survey, trigger: Trigger, kind: ActType, last: int, parties: Sequence[Party]
) -> tuple[int, int] | None:
    start = trigger.last
    forms = survey.page.forms
    covered = sorted((party.first, party.last) for party in parties if party.first >= trigger.last)
    moved = True
    while moved and start < last:
        moved = False
        for low, high in covered:
            if start in (low, low - 1) and high > start and (start == low or forms[start] in _CONTENT):
                start, moved = high, True
        if start < last and (forms[start] in _FILLERS or not forms[start][0].isalnum()):
            start, moved = start + 1, True
    marked = start < last and forms[start] in _CONTENT
    if marked and forms[start] != "ان":
        start += 1
    if start >= last or last - start < 1:
        return None
    if not _TELLS_ABOUT.get(kind, True) and (last - start < _LITTLE or trigger.object != "about"):
        return None
    return start, last
