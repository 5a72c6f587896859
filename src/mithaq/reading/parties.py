"""Parties: neighbouring mentions that share one place in the clause ("الولايات المتحدة وإيطاليا وتركيا")."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from mithaq.reading.parts import Mention
from mithaq.reading.survey import Survey

_LINKS = frozenset("،,")
_AND = frozenset(("و", "او", "وكذلك", "وايضا", "ثم", "وكل", "كل", "من", "كلا"))
PREPOSITIONS = frozenset(
    (  # noqa: SIM905 - a list of words
        "من الي على علي عن في مع بين ضد لدى لدي عند نحو حول قبل تجاه ازاء لصالح باتجاه بحق بحضور عبر داخل"
        " خارج حيال بقيادة بقياده برئاسة برئاسه برياسه باسم بواسطة بواسطه الى"
    ).split()
)
_FAR = 3


class Party(Struct, frozen=True, gc=False):
    """One or several coordinated mentions.

    Args:
        first: First token.
        last: Token behind the last one.
        actors: Indices into the actors of the cast, in text order, none twice.
        preposition: The word or particle that governs the party, "" for none.
    """

    first: int
    last: int
    actors: tuple[int, ...]
    preposition: str


def find_parties(survey: Survey) -> tuple[Party, ...]:
    """Return the parties of a text in text order.

    Args:
        survey: The text with its mentions.
    """
    groups: list[list[Mention]] = []
    for mention in survey.mentions:
        if groups and _joins(survey, groups[-1], mention):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return tuple(_make_party(survey, group) for group in groups)


def _joins(survey: Survey, group: Sequence[Mention], mention: Mention) -> bool:
    last = group[-1].last
    if (
        mention.first - last > _FAR
        or survey.page.sentence_of[last - 1] != survey.page.sentence_of[mention.first]
    ):
        return False
    if group[-1].actor == mention.actor:
        return False
    between = survey.page.forms[last : mention.first]
    attached = mention.clitic.startswith("و") and mention.clitic[1:] in ("", group[0].clitic.lstrip("و"))
    if not between:
        return attached
    if all(form in _LINKS for form in between):
        return attached or (len(group) > 1 and not mention.clitic)
    joined = all(form in _LINKS or form in _AND for form in between)
    return joined and any(form in ("و", "او", "وكذلك", "وايضا", "ثم") for form in between)


def _make_party(survey: Survey, group: Sequence[Mention]) -> Party:
    head = group[0]
    particle = head.clitic.lstrip("وف")
    word = survey.page.forms[head.first - 1] if head.first else ""
    if not particle and survey.page.forms[max(head.first - 2, 0) : head.first] == ("كل", "من"):
        word = survey.page.forms[head.first - 3] if head.first > 2 else ""  # noqa: PLR2004 - the word before both
    bare = word[1:] if word[:1] in ("و", "ف") and word[1:] in PREPOSITIONS else word
    preposition = particle or (bare if bare in PREPOSITIONS else "")
    actors = tuple(dict.fromkeys(mention.actor for mention in group))
    return Party(head.first, group[-1].last, actors, preposition)
