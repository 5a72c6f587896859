"""What an act is about: where the words begin that say what is asked or promised or refused, where they end.

With fitted weights the likeliest first token is chosen among those of the sentence behind the trigger (or
none), then the likeliest end among those behind it; without them the rules of ``clauses`` decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.lexicon import Trigger
from mithaq.lexicon.words import FINITE
from mithaq.reading.survey import Survey
from mithaq.reading.weights import Weights

STARTS, ENDS = ("begins",), ("ends",)
_REACH = 24
_LONGEST = 45
_SHORT = 3
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


def find_content(
    survey: Survey, trigger: Trigger, kind: str, taken: Sequence[tuple[int, int]], weights: ContentWeights
) -> tuple[int, int] | None:
    """Return the half-open token range of what an act is about, or None.

    Args:
        survey: The text.
        trigger: The words of the act.
        kind: Its type.
        taken: Token ranges of its actors and recipients.
        weights: Fitted weights.
    """
    starts = [at for at in list_starts(survey, trigger) if _may_start(survey, trigger, taken, at)]
    signs = [list_start_signs(survey, trigger, kind, taken, start) for start in starts]
    chances = weights.starts.choose([*signs, list_absence_signs(trigger, kind)])[:, 0]
    best = int(chances.argmax())
    if best == len(starts):
        return None
    first = starts[best]
    ends = [at for at in list_ends(survey, first) if at - first <= _SHORT or _may_end(survey, at)]
    chances = weights.ends.choose([list_end_signs(survey, kind, first, end) for end in ends])[:, 0]
    return first, ends[int(chances.argmax())]


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
    """Return the signs that an act says nothing of what it is about."""
    category = trigger.category.value
    return [
        "absent",
        f"absent {kind}",
        f"absent fam={trigger.family}",
        f"absent fam={trigger.family} {category}",
        f"absent name={trigger.name}",
        f"absent {kind} {category} phrase={trigger.phrase}",
        f"absent thing={trigger.object}",
    ]


def list_start_signs(
    survey: Survey, trigger: Trigger, kind: str, taken: Sequence[tuple[int, int]], start: int
) -> list[str]:
    """Return the signs that a token begins what an act is about."""
    forms, stems = survey.page.forms, survey.stems
    gap = start - trigger.last
    before = forms[start - 1]
    word = before if before in _FUNCTION or not before[0].isalnum() else "word"
    own = forms[start] if forms[start] in _FUNCTION else "word"
    clitic = stems[start].clitic[-1:]
    inside = any(low <= start < high for low, high in taken)
    behind = any(high == start or (high == start - 1 and before in _FUNCTION) for low, high in taken)
    marks = dict(trigger.marks)
    mark = marks.get(clitic or before, marks.get(before, "-"))
    between = forms[trigger.last : start]
    commas = min(sum(form in "،,؛:" for form in between), 2)
    verbs = min(sum(_is_finite(survey, at) for at in range(trigger.last, start)), 2)
    mention = survey.mention_at[start]
    named = mention >= 0 and survey.mentions[mention].first == start
    return [
        f"gap={min(gap, 6)}",
        f"gap={min(gap, 3)} fam={trigger.family}",
        f"gap={min(gap, 3)} {kind} {trigger.category.value}",
        f"before={word}",
        f"before={word} {kind}",
        f"before={word} fam={trigger.family}",
        f"before={word} gap={min(gap, 3)}",
        f"own={own} {kind}",
        f"own={own} before={word}",
        f"clitic={clitic} {kind}",
        f"clitic={clitic} fam={trigger.family}",
        f"clitic={clitic} gap={min(gap, 3)}",
        f"inside={inside}",
        f"inside={inside} {kind}",
        f"behind={behind} before={word}",
        f"behind={behind} {kind}",
        f"mark={mark}",
        f"mark={mark} gap={min(gap, 2)}",
        f"commas={commas} verbs={verbs}",
        f"commas={commas} {kind}",
        f"named={named} {kind}",
        f"inner={mention >= 0 and not named}",
        f"article={stems[start].article} {kind}",
        f"thing={trigger.object} gap={min(gap, 2)} named={named}",
    ]


def list_end_signs(survey: Survey, kind: str, first: int, end: int) -> list[str]:
    """Return the signs that what begins at ``first`` ends before ``end``."""
    forms = survey.page.forms
    limit = survey.sentence(first)[1]
    after = forms[end] if end < limit else "end"
    next_ = forms[end + 1] if end + 1 < limit else "end"
    closes = not after[0].isalnum() or after == "end"
    shown = after if closes or after in _FUNCTION else "word"
    then = (
        "verb" if end + 1 < limit and _is_finite(survey, end + 1) else next_ if next_ in _FUNCTION else "word"
    )
    clitic = survey.stems[end].clitic[:1] if end < limit else ""
    verb = end < limit and _is_finite(survey, end)
    part = end < limit and _is_participle(survey, end)
    following = end + 1 < limit and _is_participle(survey, end + 1)
    size = end - first
    grade = sum(size > edge for edge in (1, 2, 3, 5, 8, 12, 18, 26))
    inner = forms[first:end]
    commas = min(sum(form in "،,؛" for form in inner), 3)
    depth = sum(form in _OPENING for form in inner) - sum(form in _CLOSING for form in inner)
    split = (
        end < limit and survey.mention_at[end] >= 0 and survey.mention_at[end] == survey.mention_at[end - 1]
    )
    last = forms[end - 1] if forms[end - 1] in _FUNCTION else "word"
    return [
        f"size={grade}",
        f"size={grade} {kind}",
        f"after={shown}",
        f"after={shown} size={grade}",
        f"after={shown} then={then}",
        f"after={shown} {kind}",
        f"after={shown} part={following}",
        f"clitic={clitic} verb={verb}",
        f"clitic={clitic} part={part}",
        f"verb={verb} size={grade}",
        f"part={part}",
        f"commas={commas} after={shown}",
        f"commas={commas}",
        f"depth={depth}",
        f"split={split}",
        f"last={last}",
        f"time={_starts_time(survey, end)}",
        f"edge={after == 'end'} commas={commas}",
    ]


def _is_finite(survey: Survey, at: int) -> bool:
    senses = survey.words[at].senses
    return bool(senses) and senses[0].category in FINITE


def _is_participle(survey: Survey, at: int) -> bool:
    return any(
        sense.category.value == "active-participle" and not sense.article for sense in survey.words[at].senses
    )


def _starts_time(survey: Survey, at: int) -> bool:
    return any(time.first == at for time in survey.times)
