"""The signs by which a word is judged to carry an act: its form and neighbours, who stands near, where it is.

Every sign is a short readable name; what each weighs is said elsewhere. Two looks are taken: the first at the
word and its surroundings, the second at how the first look judged it and the candidates around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mithaq.lexicon import Trigger
from mithaq.model import ActType
from mithaq.reading.survey import Survey
from mithaq.text.stem import Stem

NONE = "none"
CLASSES = (NONE, *(kind.value for kind in ActType))
_WINDOW = 7
_NEAR = 10
_EDGE = Stem("", False, "#", "#", "")  # noqa: FBT003 - a named tuple's field
_LIKELY = 0.25


@dataclass(frozen=True, slots=True)
class Look:
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
    """Yield the signs of each candidate for the first look.

    Args:
        survey: The text.
        triggers: All candidates, in text order.
        subject: Grade of the whole text from 0 (no politics at all) to 4.
    """
    roots = Counter(stem.root for stem in survey.stems)
    seen: Counter[str] = Counter()
    for trigger in triggers:
        root = survey.stems[trigger.first].root
        signs = [
            *sign_word(survey, trigger),
            *_sign_context(survey, trigger),
            *_sign_actors(survey, trigger),
            *_sign_position(survey, trigger),
        ]
        signs += (
            f"told={min(roots[root], 4)}",
            f"again={seen[root] > 0}",
            f"subject={subject}",
            f"subject={subject} fam={trigger.family}",
        )
        seen[root] += 1
        yield signs


def sign_word(survey: Survey, trigger: Trigger) -> Iterator[str]:
    """Yield the signs that a candidate's own words give, whatever stands around them."""
    stem = survey.stems[trigger.first]
    category = "phrase" if trigger.phrase else trigger.category.value
    yield "bias"
    yield f"fam={trigger.family}"
    yield f"lem={trigger.name}"
    yield f"cat={category}"
    yield f"fam={trigger.family} cat={category}"
    yield f"lem={trigger.name} cat={category}"
    yield f"fam={trigger.family} art={stem.article} cl={stem.clitic[-1:]}"
    yield f"cat={category} art={stem.article} cl={stem.clitic[-1:]} pro={stem.pronoun}"
    yield f"word={survey.page.forms[trigger.first]}"
    yield f"root={stem.root}"
    yield f"governed={trigger.governed is not None}"
    for kind, prior in trigger.types:
        yield f"lex={kind.value}"
        yield f"lex={kind.value}:{int(prior * 5)}"
    highest = int(trigger.types[0][1] * 8) if trigger.types else "none"
    yield f"prior={highest}"
    yield f"prior={highest} cat={category}"
    for reason in trigger.why[1:]:
        yield f"why={trigger.family}:{reason}"
    if trigger.sense is not None:
        yield f"person={trigger.sense.person}"
        yield f"passive={trigger.passive} cat={category}"


def _sign_context(survey: Survey, trigger: Trigger) -> Iterator[str]:
    stems, forms = survey.stems, survey.page.forms
    first, last, family = trigger.first, trigger.last, trigger.family
    begin, end = survey.sentence(first)

    def at(index: int) -> Stem:
        return stems[index] if begin <= index < end else _EDGE

    ahead, behind, ahead2, behind2 = at(last), at(first - 1), at(last + 1), at(first - 2)
    yield f"+1={ahead.base}"
    yield f"-1={behind.base}"
    yield f"+2={ahead2.base}"
    yield f"-2={behind2.base}"
    yield f"fam={family} +1={ahead.base}"
    yield f"fam={family} -1={behind.base}"
    yield f"fam={family} +2={ahead2.base}"
    yield f"fam={family} -2={behind2.base}"
    yield f"+1art={ahead.article}{ahead.clitic}"
    for index in range(max(begin, first - _WINDOW), min(end, last + _WINDOW)):
        if not first <= index < last and len(forms[index]) > 2:  # noqa: PLR2004 - particles say nothing
            yield f"near={stems[index].root}"


def _sign_actors(survey: Survey, trigger: Trigger) -> Iterator[str]:
    begin, end = survey.sentence(trigger.first)
    category = trigger.category.value
    ahead = next(
        (
            survey.mention_at[at]
            for at in range(trigger.last, min(trigger.last + 4, end))
            if survey.mention_at[at] >= 0
        ),
        -1,
    )
    behind = next(
        (
            survey.mention_at[at]
            for at in range(trigger.first - 1, max(trigger.first - 5, begin - 1), -1)
            if survey.mention_at[at] >= 0
        ),
        -1,
    )
    for name, index in (("ahead", ahead), ("behind", behind)):
        if index < 0:
            yield f"{name}=nobody {category}"
            continue
        mention = survey.mentions[index]
        kind = survey.cast.actors[mention.actor].type.value
        gap = mention.first - trigger.last if name == "ahead" else trigger.first - mention.last
        yield f"{name}={kind}"
        yield f"{name}={kind} gap={min(gap, 3)} {category}"
        yield f"{name} cl={mention.clitic} {category}"
        yield f"fam={trigger.family} {name}"
    yield f"inside={survey.mention_at[trigger.first] >= 0}"
    speech = survey.speech_at[trigger.first]
    yield f"speech={speech >= 0} {category}"
    if speech >= 0:
        verb = survey.speech[speech].verb
        yield f"speech gap={min(trigger.first - verb, 4) if verb is not None else 'none'}"
        yield f"speech verb={verb == trigger.first}"


def _sign_position(survey: Survey, trigger: Trigger) -> Iterator[str]:
    begin, end = survey.sentence(trigger.first)
    number = survey.number(trigger.first)
    offset = trigger.first - begin
    yield f"offset={min(offset, 4)}"
    yield f"sentence={min(number, 3)}"
    yield f"offset={min(offset, 2)} cat={trigger.category.value} sentence={min(number, 1)}"
    yield f"length={min((end - begin) // 12, 4)}"


def list_second_signs(survey: Survey, looks: Sequence[Look]) -> Iterator[list[str]]:
    """Yield the signs of each candidate for the second look.

    Args:
        survey: The text.
        looks: How all candidates were judged at first look, in text order.
    """
    strong = sum(look.act > _LIKELY for look in looks)
    told: dict[tuple[str, str], float] = {}
    for index, look in enumerate(looks):
        trigger = look.trigger
        signs = [
            "bias",
            f"act={_grade(look.act)}",
            f"kind={look.kind} act={_grade(look.act)}",
            f"share={int(look.share * 5)}",
            f"kind={look.kind} share={int(look.share * 5)}",
            f"lex={trigger.types[0][0].value if trigger.types else 'none'} kind={look.kind}",
            f"fam={trigger.family}",
            f"cat={trigger.category.value} act={_grade(look.act)}",
            f"strong={min(strong * 40 // max(len(survey.page.forms), 1), 6)}",
            f"strong={min(strong, 8)}",
        ]
        signs.extend(_sign_neighbours(survey, looks, index))
        key = (survey.stems[trigger.first].root, look.kind)
        signs.append(f"before={_grade(told.get(key, 0.0))} act={_grade(look.act)}")
        told[key] = max(told.get(key, 0.0), look.act)
        signs.append(f"headline={survey.number(trigger.first) == 0} act={_grade(look.act)}")
        yield signs


def _sign_neighbours(survey: Survey, looks: Sequence[Look], index: int) -> Iterator[str]:
    look = looks[index]
    sentence = survey.page.sentence_of[look.trigger.first]
    best = 0.0
    for name, step in (("next", 1), ("last", -1)):
        at, found = index + step, None
        while 0 <= at < len(looks) and survey.page.sentence_of[looks[at].trigger.first] == sentence:
            other = looks[at]
            gap = abs(other.trigger.first - look.trigger.first)
            if gap > _NEAR:
                break
            if other.kind == look.kind:
                best = max(best, other.act)
            if found is None and other.act > _LIKELY / 2:
                found = other, gap
            at += step
        if found is None:
            yield f"{name}=nothing"
            continue
        other, gap = found
        same = "same" if other.kind == look.kind else "other"
        more = "more" if other.act > look.act else "less"
        near = 0 if gap <= 1 else 1 if gap <= 3 else 2 if gap <= 6 else 3  # noqa: PLR2004 - grades of distance
        yield f"{name}={same} {more} near={near}"
        yield f"{name}={same} act={_grade(other.act)} near={near}"
        yield f"{name}={same} fam={other.trigger.family} own={look.trigger.family}"
        yield f"{name}={other.kind} own={look.kind} near={near}"
    yield f"rival={_grade(best)} act={_grade(look.act)}"


def _grade(probability: float) -> int:
    return int(probability * 10)
