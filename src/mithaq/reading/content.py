"""What an act is about: where the words begin that say what is asked or promised or refused, where they end.

With fitted weights the likeliest first token is chosen among those of the sentence behind the trigger (or
none), then the likeliest end among those behind it; without them the rules of ``clauses`` decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import Struct

from mithaq.lexicon import Trigger
from mithaq.lexicon.schema import Category
from mithaq.lexicon.words import FINITE
from mithaq.reading.sums import Bundle, Cues, spell
from mithaq.reading.survey import Survey
from mithaq.reading.weights import Weights

STARTS, ENDS = ("begins",), ("ends",)
_REACH = 24
_LONGEST = 45
_SHORT = 3
_SIZES = (1, 2, 3, 5, 8, 12, 18, 26)
_OPENING, _CLOSING = frozenset("([{«“"), frozenset(")]}»”")
_FUNCTION = frozenset(
    (  # noqa: SIM905 - a list of words
        "ان بان لان الي على علي عن في حول بشان من بخصوص ازاء تجاه مع ما التي الذي الذين هذا هذه ضروره بضروره"
        " اهميه عدم كل اي بعض انه انها بانه بانها لا لم لن قد كان كانت هو هي و او ثم حيث فيما بينما وذلك كما"
        " لكن ولكن اذا بعد قبل خلال منذ حتي عبر ضد بين تم يتم هناك غير الا انهم لها له لهم به بها"
    ).split()
)


@dataclass(frozen=True, slots=True)
class ContentWeights:
    """The fitted weights of content.

    Args:
        starts: Which token begins it.
        ends: Which token ends it.
    """

    starts: Weights
    ends: Weights


class Content(Struct, frozen=True, gc=False):
    """What an act is about.

    Args:
        first: First token.
        last: Token behind the last one.
        chance: How likely it begins and ends there.
    """

    first: int
    last: int
    chance: float


class Pointed(Struct, frozen=True, gc=False):
    """Where somebody else thinks that what an act is about begins and ends: what to add to log-odds.

    Args:
        first: The first token that is spoken of.
        absent: For an act that does not say what it is about.
        begins: For each token from ``first`` on, if it begins there.
        ends: For each of these tokens, if it is the last one.
    """

    first: int
    absent: float
    begins: tuple[float, ...]
    ends: tuple[float, ...]

    def weigh_starts(self, starts: Sequence[int]) -> list[float]:
        """Return what to add for each start, and last for none.

        Args:
            starts: First tokens.
        """
        return [*(_take(self.begins, at - self.first) for at in starts), self.absent]

    def weigh_ends(self, ends: Sequence[int]) -> list[float]:
        """Return what to add for each end.

        Args:
            ends: Tokens behind the last ones.
        """
        return [_take(self.ends, at - 1 - self.first) for at in ends]


def _take(weights: Sequence[float], at: int) -> float:
    return weights[at] if 0 <= at < len(weights) else min(weights, default=0.0)


def find_content(
    survey: Survey,
    trigger: Trigger,
    kind: str,
    taken: Sequence[tuple[int, int]],
    weights: ContentWeights,
    pointed: Pointed | None = None,
) -> Content | None:
    """Return what an act is about, or None.

    Args:
        survey: The text.
        trigger: The words of the act.
        kind: Its type.
        taken: Token ranges of its actors and recipients.
        weights: Fitted weights.
        pointed: What somebody else thinks.
    """
    starts = [at for at in list_starts(survey, trigger) if _may_start(survey, trigger, taken, at)]
    signs = gather_start_signs(survey, trigger, kind, taken, starts)
    begin = pointed.weigh_starts(starts) if pointed else ()
    best, begins = weights.starts.pick([*signs, (bundle_absence(trigger, kind),)], begin)
    if best == len(starts):
        return None
    first = starts[best]
    ends = [at for at in list_ends(survey, first) if at - first <= _SHORT or _may_end(survey, at)]
    end = pointed.weigh_ends(ends) if pointed else ()
    last, stops = weights.ends.pick(gather_end_signs(survey, kind, first, ends), end)
    return Content(first, ends[last], begins * stops)


def _may_start(survey: Survey, trigger: Trigger, taken: Sequence[tuple[int, int]], at: int) -> bool:
    """Tell whether content can begin at a token: near the trigger, behind a particle, a mark or a party."""
    before = survey.page.forms[at - 1]
    if at - trigger.last <= _SHORT or before in _FUNCTION or not before[0].isalnum():
        return True
    return bool(survey.stems[at].clitic) or any(high == at for _, high in taken)


def _may_end(survey: Survey, at: int) -> bool:
    """Tell whether content can end before a token: before a mark, a particle, a verb or the end of the sentence."""
    forms = survey.page.forms
    if forms[at - 1] in _CLOSING:
        return True
    if at >= survey.sentence(at - 1)[1] or not forms[at][0].isalnum() or forms[at] in _FUNCTION:
        return True
    return bool(survey.stems[at].clitic) or _is_finite(survey, at) or _is_participle(survey, at)


def list_starts(survey: Survey, trigger: Trigger) -> list[int]:
    """Return the tokens at which the content of an act may begin."""
    end = survey.sentence(trigger.first)[1]
    forms = survey.page.forms
    return [at for at in range(trigger.last, min(trigger.last + _REACH, end)) if forms[at][0].isalnum()]


def list_ends(survey: Survey, first: int) -> list[int]:
    """Return the tokens before which content that begins at ``first`` may end."""
    end = survey.sentence(first)[1]
    forms = survey.page.forms
    last = min(first + _LONGEST, end)
    return [
        at for at in range(first + 1, last + 1) if forms[at - 1][0].isalnum() or forms[at - 1] in _CLOSING
    ]


def list_absence_signs(trigger: Trigger, kind: str) -> list[str]:
    """Return the names of the signs that an act says nothing of what it is about."""
    return list(spell(Cues((bundle_absence(trigger, kind),))))


def bundle_absence(trigger: Trigger, kind: str) -> Bundle:
    """Return the signs that an act says nothing of what it is about."""
    category, family = trigger.category, trigger.family
    return _name_absence, kind, family, category, trigger.name, trigger.phrase, trigger.object


def _name_absence(
    kind: str,
    family: str,
    category: Category,
    name: str,
    phrase: bool,  # noqa: FBT001 - as above
    thing: str,
) -> Iterator[str]:
    yield "absent"
    yield f"absent {kind}"
    yield f"absent fam={family}"
    yield f"absent fam={family} {category}"
    yield f"absent name={name}"
    yield f"absent {kind} {category} phrase={phrase}"
    yield f"absent thing={thing}"


def list_start_signs(
    survey: Survey, trigger: Trigger, kind: str, taken: Sequence[tuple[int, int]], start: int
) -> list[str]:
    """Return the names of the signs that a token begins what an act is about."""
    return list(spell(Cues(gather_start_signs(survey, trigger, kind, taken, [start])[0])))


def gather_start_signs(
    survey: Survey, trigger: Trigger, kind: str, taken: Sequence[tuple[int, int]], starts: Sequence[int]
) -> list[tuple[Bundle, ...]]:
    """Return for each token the signs that it begins what an act is about.

    Args:
        survey: The text.
        trigger: The words of the act.
        kind: Its type.
        taken: Token ranges of its actors and recipients.
        starts: The tokens, ascending.
    """
    forms = survey.page.forms
    family, category = trigger.family, trigger.category
    marks = dict(trigger.marks)
    found = []
    seen, commas, verbs = trigger.last, 0, 0
    for start in starts:
        for at in range(seen, start):
            commas += forms[at] in "،,؛:"
            verbs += _is_finite(survey, at)
        seen = start
        gap = start - trigger.last
        near = min(gap, 3)
        before, stem = forms[start - 1], survey.stems[start]
        word = before if before in _FUNCTION or not before[0].isalnum() else "word"
        own = forms[start] if forms[start] in _FUNCTION else "word"
        clitic = stem.clitic[-1:]
        inside = behind = False
        for low, high in taken:
            inside = inside or low <= start < high
            behind = behind or high == start or (high == start - 1 and before in _FUNCTION)
        mark = marks.get(clitic or before, marks.get(before, "-"))
        mention = survey.mention_at[start]
        named = mention >= 0 and survey.mentions[mention].first == start
        bundles: tuple[Bundle, ...] = (
            (_name_gap, min(gap, 6), kind, family, category),
            (_name_before, word, kind, family, near),
            (_name_clitic, clitic, kind, family, near),
            (_name_own, own, inside, behind, word, kind),
            (_name_mark, mark, min(gap, 2), min(commas, 2), min(verbs, 2), kind),
            (_name_named, named, mention >= 0, stem.article, kind, trigger.object, min(gap, 2)),
        )
        found.append(bundles)
    return found


def _name_gap(gap: int, kind: str, family: str, category: Category) -> Iterator[str]:
    near = min(gap, 3)
    yield f"gap={gap}"
    yield f"gap={near} fam={family}"
    yield f"gap={near} {kind} {category}"


def _name_before(word: str, kind: str, family: str, near: int) -> Iterator[str]:
    yield f"before={word}"
    yield f"before={word} {kind}"
    yield f"before={word} fam={family}"
    yield f"before={word} gap={near}"


def _name_own(own: str, inside: bool, behind: bool, word: str, kind: str) -> Iterator[str]:  # noqa: FBT001 - of a bundle
    yield f"own={own} {kind}"
    yield f"own={own} before={word}"
    yield f"inside={inside}"
    yield f"inside={inside} {kind}"
    yield f"behind={behind} before={word}"
    yield f"behind={behind} {kind}"


def _name_clitic(clitic: str, kind: str, family: str, near: int) -> Iterator[str]:
    yield f"clitic={clitic} {kind}"
    yield f"clitic={clitic} fam={family}"
    yield f"clitic={clitic} gap={near}"


def _name_mark(mark: str, gap: int, commas: int, verbs: int, kind: str) -> Iterator[str]:
    yield f"mark={mark}"
    yield f"mark={mark} gap={gap}"
    yield f"commas={commas} verbs={verbs}"
    yield f"commas={commas} {kind}"


def _name_named(
    named: bool,  # noqa: FBT001 - as above
    covered: bool,  # noqa: FBT001 - as above
    article: bool,  # noqa: FBT001 - as above
    kind: str,
    thing: str,
    gap: int,
) -> Iterator[str]:
    yield f"named={named} {kind}"
    yield f"inner={covered and not named}"
    yield f"article={article} {kind}"
    yield f"thing={thing} gap={gap} named={named}"


def list_end_signs(survey: Survey, kind: str, first: int, end: int) -> list[str]:
    """Return the names of the signs that what begins at ``first`` ends before ``end``."""
    return list(spell(Cues(gather_end_signs(survey, kind, first, [end])[0])))


def gather_end_signs(survey: Survey, kind: str, first: int, ends: Sequence[int]) -> list[tuple[Bundle, ...]]:
    """Return for each token the signs that what begins at ``first`` ends before it.

    Args:
        survey: The text.
        kind: Type of the act.
        first: Where what it is about begins.
        ends: The tokens, ascending.
    """
    forms, covers = survey.page.forms, survey.mention_at
    limit = survey.sentence(first)[1]
    times = {time.first for time in survey.times}
    found = []
    seen, commas, depth = first, 0, 0
    for end in ends:
        for form in forms[seen:end]:
            commas += form in "،,؛"
            depth += (form in _OPENING) - (form in _CLOSING)
        seen = end
        after, clitic = "end", ""
        verb = part = split = False
        if end < limit:
            after, clitic = forms[end], survey.stems[end].clitic[:1]
            verb, part = _is_finite(survey, end), _is_participle(survey, end)
            split = covers[end] >= 0 and covers[end] == covers[end - 1]
        shown = after if after == "end" or after in _FUNCTION or not after[0].isalnum() else "word"
        then, following = _look_behind(survey, end + 1, limit)
        size = end - first
        grade = sum([size > edge for edge in _SIZES])
        last = forms[end - 1] if forms[end - 1] in _FUNCTION else "word"
        many = min(commas, 3)
        bundles: tuple[Bundle, ...] = (
            (_name_size, grade, shown, kind),
            (_name_then, shown, then, following),
            (_name_next, clitic, verb, part, grade),
            (_name_commas, many, shown, depth, after == "end"),
            (_name_last, split, last, end in times),
        )
        found.append(bundles)
    return found


def _look_behind(survey: Survey, at: int, limit: int) -> tuple[str, bool]:
    """Return what the token behind the end shows, and whether it is a participle."""
    if at >= limit:
        return "word", False
    form = survey.page.forms[at]
    then = "verb" if _is_finite(survey, at) else form if form in _FUNCTION else "word"
    return then, _is_participle(survey, at)


def _name_size(grade: int, shown: str, kind: str) -> Iterator[str]:
    yield f"size={grade}"
    yield f"size={grade} {kind}"
    yield f"after={shown}"
    yield f"after={shown} size={grade}"
    yield f"after={shown} {kind}"


def _name_then(shown: str, then: str, following: bool) -> tuple[str, ...]:  # noqa: FBT001 - of a bundle
    return f"after={shown} then={then}", f"after={shown} part={following}"


def _name_next(clitic: str, verb: bool, part: bool, grade: int) -> Iterator[str]:  # noqa: FBT001 - of a bundle
    yield f"clitic={clitic} verb={verb}"
    yield f"clitic={clitic} part={part}"
    yield f"verb={verb} size={grade}"
    yield f"part={part}"


def _name_commas(commas: int, shown: str, depth: int, edge: bool) -> Iterator[str]:  # noqa: FBT001 - of a bundle
    yield f"commas={commas} after={shown}"
    yield f"commas={commas}"
    yield f"depth={depth}"
    yield f"edge={edge} commas={commas}"


def _name_last(split: bool, last: str, time: bool) -> Iterator[str]:  # noqa: FBT001 - of a bundle
    yield f"split={split}"
    yield f"last={last}"
    yield f"time={time}"


def _is_finite(survey: Survey, at: int) -> bool:
    senses = survey.words[at].senses
    return bool(senses) and senses[0].category in FINITE


def _is_participle(survey: Survey, at: int) -> bool:
    for sense in survey.words[at].senses:  # noqa: SIM110 - twice as fast as any() with a generator
        if sense.category is Category.ACTIVE and not sense.article:
            return True
    return False
