"""The signs by which a word is judged to carry an act: its form and neighbours, who stands near, where it is.

Every sign is a short readable name; what each weighs is said elsewhere. Two looks are taken: the first at the
word and its surroundings, the second at how the first look judged it and the candidates around it.

Signs that rest on the same few values are gathered as one bundle, which is weighed once; see ``sums``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from mithaq.lexicon import Trigger
from mithaq.lexicon.candidates import Types
from mithaq.lexicon.kin import find_kin
from mithaq.lexicon.schema import Category
from mithaq.model import ActorType, ActType
from mithaq.reading.sums import Bundle, Cues, spell
from mithaq.reading.survey import Survey
from mithaq.text.stem import Stem, cut_stem

NONE = "none"
CLASSES = (NONE, *(kind.value for kind in ActType))
WINDOW = 7
PLACES = ("+1", "-1", "+2", "-2")
_PARTICLE = 2
_NEAR = 10
_EDGE = Stem("", False, "#", "#", "")  # noqa: FBT003 - the field of a value
_LIKELY = 0.25
_FAINT = _LIKELY / 2


class Look(Struct, frozen=True, gc=False):
    """How a candidate was judged at first look.

    Args:
        trigger: The candidate.
        act: Probability that it carries any act.
        kind: The likeliest type.
        share: Probability of that type among acts.
    """

    trigger: Trigger
    act: float
    kind: str
    share: float


def list_first_signs(survey: Survey, triggers: Sequence[Trigger], subject: int) -> Iterator[list[str]]:
    """Yield the signs of each candidate for the first look by name.

    Args:
        survey: The text.
        triggers: All candidates, in text order.
        subject: Grade of the whole text from 0 (no politics at all) to 4.
    """
    for cues in gather_first_signs(survey, triggers, subject):
        yield list(spell(cues))


def gather_first_signs(survey: Survey, triggers: Sequence[Trigger], subject: int) -> Iterator[Cues]:
    """Yield the signs of each candidate for the first look.

    Args:
        survey: The text.
        triggers: All candidates, in text order.
        subject: Grade of the whole text from 0 (no politics at all) to 4.
    """
    nearby = list(map(_name_near, survey.page.forms))
    for trigger, bundles in zip(triggers, gather_places(survey, triggers, subject), strict=True):
        first, last = trigger.first, trigger.last
        begin, end = survey.sentence(first)
        words = gather_words(survey, trigger)
        names = nearby[max(begin, first - WINDOW) : first] + nearby[last : min(end, last + WINDOW)]
        yield Cues([*words.bundles, *bundles], [*words.names, *names, *_name_neighbours(survey, trigger)])


def gather_places(survey: Survey, triggers: Sequence[Trigger], subject: int) -> Iterator[list[Bundle]]:
    """Yield the signs that the place of each candidate gives: who is near, in whose words and where it stands.

    Args:
        survey: The text.
        triggers: Candidates, in text order.
        subject: Grade of the whole text from 0 (no politics at all) to 4.
    """
    roots = Counter([stem.root for stem in survey.stems])
    seen: set[str] = set()
    for trigger in triggers:
        last = trigger.last
        root = survey.stems[trigger.first].root
        stem = survey.stems[last] if last < survey.sentence(trigger.first)[1] else _EDGE
        yield [
            (_name_article, stem.article, stem.clitic),
            *_gather_actors(survey, trigger),
            _bundle_speech(survey, trigger),
            _bundle_position(survey, trigger),
            (_name_subject, min(roots[root], 4), root in seen, subject, trigger.family),
        ]
        seen.add(root)


def gather_words(survey: Survey, trigger: Trigger) -> Cues:
    """Return the signs that a candidate's own words give, whatever stands around them."""
    sense, family, category = trigger.sense, trigger.family, trigger.category
    shown = "phrase" if trigger.phrase else category
    person = None if sense is None else (sense.person, sense.passive)
    bundles: list[Bundle] = [
        (_name_lexeme, family, trigger.name, shown),
        (_name_form, trigger.governed is not None, person, shown),
        (_name_word, survey.page.forms[trigger.first], family, shown),
        (_name_types, trigger.types, shown),
    ]
    if len(trigger.why) > 1:
        bundles.append((_name_reasons, family, trigger.why))
    return Cues(bundles)


def _name_lexeme(family: str, name: str, category: str) -> Iterator[str]:
    yield "bias"
    yield f"fam={family}"
    yield f"lem={name}"
    yield f"cat={category}"
    yield f"fam={family} cat={category}"
    yield f"lem={name} cat={category}"


def _name_form(governed: bool, sense: tuple[str, bool] | None, category: str) -> Iterator[str]:  # noqa: FBT001 - of a bundle
    yield f"governed={governed}"
    if sense is not None:
        person, passive = sense
        yield f"person={person}"
        yield f"passive={passive} cat={category}"


def _name_types(types: Types, category: str) -> Iterator[str]:
    for kind, prior in types:
        yield f"lex={kind}"
        yield f"lex={kind}:{int(prior * 5)}"
    highest = int(types[0][1] * 8) if types else "none"
    yield f"prior={highest}"
    yield f"prior={highest} cat={category}"


def _name_reasons(family: str, why: tuple[str, ...]) -> Iterator[str]:
    for reason in why[1:]:
        yield f"why={family}:{reason}"


def _name_word(form: str, family: str, category: str) -> Iterator[str]:
    stem, kin = cut_stem(form), find_kin(form)
    clitic = stem.clitic[-1:]
    yield f"word={form}"
    yield f"root={stem.root}"
    yield f"fam={family} art={stem.article} cl={clitic}"
    yield f"cat={category} art={stem.article} cl={clitic} pro={stem.pronoun}"
    yield from kin
    yield from [f"{kind} cat={category}" for kind in kin[1:2]]


def find_beside(survey: Survey, trigger: Trigger) -> tuple[str, str, str, str]:
    """Return the words beside a candidate without what is attached to them, in the order of `PLACES`."""
    stems, first, last = survey.stems, trigger.first, trigger.last
    begin, end = survey.sentence(first)
    return (
        stems[last].base if last < end else _EDGE.base,
        stems[first - 1].base if first > begin else _EDGE.base,
        stems[last + 1].base if last + 1 < end else _EDGE.base,
        stems[first - 2].base if first - 2 >= begin else _EDGE.base,
    )


def _name_neighbours(survey: Survey, trigger: Trigger) -> Iterator[str]:
    """Yield the signs of the words beside; too many pairs of them and families to be remembered."""
    for place, base in zip(PLACES, find_beside(survey, trigger), strict=True):
        yield f"{place}={base}"
        yield f"fam={trigger.family} {place}={base}"


def has_near_sign(form: str) -> bool:
    """Tell whether a word says something where it is near; particles do not."""
    return len(form) > _PARTICLE


def _name_near(form: str) -> str:
    return f"near={cut_stem(form).root}" if has_near_sign(form) else ""


def _name_article(article: bool, clitic: str) -> tuple[str, ...]:  # noqa: FBT001 - a value of a bundle
    return (f"+1art={article}{clitic}",)


def _gather_actors(survey: Survey, trigger: Trigger) -> Iterator[Bundle]:
    first, last = trigger.first, trigger.last
    begin, end = survey.sentence(first)
    covers = survey.mention_at
    ahead = _find_first(covers[last : min(last + 4, end)])
    behind = _find_first(covers[max(first - 4, begin) : first][::-1])
    for name, index in (("ahead", ahead), ("behind", behind)):
        if index < 0:
            yield (_name_nobody, name, trigger.category)
            continue
        mention = survey.mentions[index]
        kind = survey.cast.actors[mention.actor].type
        gap = mention.first - last if name == "ahead" else first - mention.last
        yield (_name_actor, name, kind, min(gap, 3), mention.clitic, trigger.category)
    yield (_name_family, trigger.family, ahead >= 0, behind >= 0)


def _find_first(indices: Sequence[int]) -> int:
    for index in indices:
        if index >= 0:
            return index
    return -1


def _name_nobody(name: str, category: Category) -> tuple[str, ...]:
    return (f"{name}=nobody {category}",)


def _name_actor(name: str, kind: ActorType, gap: int, clitic: str, category: Category) -> tuple[str, ...]:
    return f"{name}={kind}", f"{name}={kind} gap={gap} {category}", f"{name} cl={clitic} {category}"


def _name_family(family: str, ahead: bool, behind: bool) -> Iterator[str]:  # noqa: FBT001 - of a bundle
    if ahead:
        yield f"fam={family} ahead"
    if behind:
        yield f"fam={family} behind"


def _bundle_speech(survey: Survey, trigger: Trigger) -> Bundle:
    inside = survey.mention_at[trigger.first] >= 0
    index = survey.speech_at[trigger.first]
    if index < 0:
        return (_name_speech, inside, trigger.category, None)
    verb = survey.speech[index].verb
    gap = min(trigger.first - verb, 4) if verb is not None else "none"
    return (_name_speech, inside, trigger.category, (gap, verb == trigger.first))


def _name_speech(
    inside: bool,  # noqa: FBT001 - a value of a bundle
    category: Category,
    speech: tuple[int | str, bool] | None,
) -> Iterator[str]:
    yield f"inside={inside}"
    yield f"speech={speech is not None} {category}"
    if speech is not None:
        gap, verb = speech
        yield f"speech gap={gap}"
        yield f"speech verb={verb}"


def _bundle_position(survey: Survey, trigger: Trigger) -> Bundle:
    begin, end = survey.sentence(trigger.first)
    number = survey.number(trigger.first)
    length = min((end - begin) // 12, 4)
    return (_name_position, min(trigger.first - begin, 4), min(number, 3), trigger.category, length)


def _name_position(offset: int, sentence: int, category: Category, length: int) -> Iterator[str]:
    yield f"offset={offset}"
    yield f"sentence={sentence}"
    yield f"offset={min(offset, 2)} cat={category} sentence={min(sentence, 1)}"
    yield f"length={length}"


def _name_subject(told: int, again: bool, subject: int, family: str) -> Iterator[str]:  # noqa: FBT001 - as above
    yield f"told={told}"
    yield f"again={again}"
    yield f"subject={subject}"
    yield f"subject={subject} fam={family}"


def list_second_signs(survey: Survey, looks: Sequence[Look]) -> Iterator[list[str]]:
    """Yield the signs of each candidate for the second look by name.

    Args:
        survey: The text.
        looks: How all candidates were judged at first look, in text order.
    """
    for cues in gather_second_signs(survey, looks):
        yield list(spell(cues))


def gather_second_signs(survey: Survey, looks: Sequence[Look]) -> Iterator[Cues]:
    """Yield the signs of each candidate for the second look.

    Args:
        survey: The text.
        looks: How all candidates were judged at first look, in text order.
    """
    strong = sum([look.act > _LIKELY for look in looks])
    share = min(strong * 40 // max(len(survey.page.forms), 1), 6)
    crowd: Bundle = (_name_crowd, share, min(strong, 8))
    told: dict[tuple[str, str], float] = {}
    row = _Row(looks, [look.trigger.first for look in looks])
    for index, look in enumerate(looks):
        trigger = look.trigger
        key = (survey.stems[trigger.first].root, look.kind)
        before = told.get(key, 0.0)
        act = _grade(look.act)
        headline = survey.number(trigger.first) == 0
        listed = trigger.types[0][0] if trigger.types else "none"
        neighbours, names = _gather_neighbours(survey, row, index)
        bundles: list[Bundle] = [
            (_name_look, act, look.kind, int(look.share * 5), listed),
            (_name_kin, trigger.family, trigger.category, act),
            crowd,
            *neighbours,
            (_name_history, _grade(before), headline, act),
        ]
        yield Cues(bundles, names)
        told[key] = max(before, look.act)


def _name_look(act: int, kind: str, share: int, listed: str) -> Iterator[str]:
    yield "bias"
    yield f"act={act}"
    yield f"kind={kind} act={act}"
    yield f"share={share}"
    yield f"kind={kind} share={share}"
    yield f"lex={listed} kind={kind}"


def _name_kin(family: str, category: Category, act: int) -> tuple[str, ...]:
    return f"fam={family}", f"cat={category} act={act}"


def _name_crowd(share: int, strong: int) -> tuple[str, ...]:
    return f"strong={share}", f"strong={strong}"


def _name_history(before: int, headline: bool, act: int) -> tuple[str, ...]:  # noqa: FBT001 - a value of a bundle
    return f"before={before} act={act}", f"headline={headline} act={act}"


class _Row(NamedTuple):
    """All candidates of a text, and the first tokens of each."""

    looks: Sequence[Look]
    firsts: Sequence[int]


def _gather_neighbours(survey: Survey, row: _Row, index: int) -> tuple[list[Bundle], list[str]]:
    looks, firsts = row
    look, first = looks[index], firsts[index]
    kind, act = look.kind, look.act
    begin, end = survey.sentence(first)
    begin, end = max(begin, first - _NEAR), min(end, first + _NEAR + 1)
    best = 0.0
    bundles: list[Bundle] = []
    names: list[str] = []
    for name, step in (("next", 1), ("last", -1)):
        at, found = index + step, None
        while 0 <= at < len(firsts) and begin <= firsts[at] < end:
            other = looks[at]
            chance = other.act
            if chance > best and other.kind == kind:
                best = chance
            if found is None and chance > _FAINT:
                found = other
            at += step
        if found is None:
            names.append(f"{name}=nothing")
            continue
        gap = abs(found.trigger.first - first)
        near = 0 if gap <= 1 else 1 if gap <= 3 else 2 if gap <= 6 else 3  # noqa: PLR2004 - grades of distance
        same = "same" if found.kind == kind else "other"
        bundles += (
            (_name_neighbour, name, same, found.act > act, near, _grade(found.act)),
            (_name_kinds, name, found.kind, kind, near),
        )
        names.append(f"{name}={same} fam={found.trigger.family} own={look.trigger.family}")
    bundles.append((_name_rival, _grade(best), _grade(act)))
    return bundles, names


def _name_neighbour(name: str, same: str, surer: bool, near: int, act: int) -> tuple[str, ...]:  # noqa: FBT001 - of a bundle
    return (
        f"{name}={same} {'more' if surer else 'less'} near={near}",
        f"{name}={same} act={act} near={near}",
    )


def _name_kinds(name: str, other: str, own: str, near: int) -> tuple[str, ...]:
    return (f"{name}={other} own={own} near={near}",)


def _name_rival(best: int, act: int) -> tuple[str, ...]:
    return (f"rival={best} act={act}",)


def _grade(probability: float) -> int:
    return int(probability * 10)
