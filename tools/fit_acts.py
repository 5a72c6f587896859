"""Fit the weights of acts and roles on annotated texts.

Three steps, each on what the one before gives on texts that it was not fitted on: whether a text tells acts
at all, how each candidate looks by itself, how it looks among the others; then who has which part in the
acts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from bench.folds import split_by_day
from bench.texts import Sample

from mithaq.lexicon import Trigger
from mithaq.reading.act_signs import CLASSES, Look, list_first_signs, list_second_signs
from mithaq.reading.acts import ActWeights, find_further, grade_subject, list_subject_signs, make_look
from mithaq.reading.content import (
    ENDS,
    STARTS,
    ContentWeights,
    list_absence_signs,
    list_end_signs,
    list_ends,
    list_start_signs,
    list_starts,
)
from mithaq.reading.parties import find_parties
from mithaq.reading.pipeline import Reader, survey_page
from mithaq.reading.role_signs import ROLES, list_nobody_signs, list_role_signs
from mithaq.reading.stakes import Telling, Told, find_stakes
from mithaq.reading.survey import Survey
from mithaq.reading.weights import Weights, save_weights
from mithaq.text.segment import Page, segment
from tools.fit import fit_choices, fit_weights

SUBJECT_PENALTY = 8.0
FIRST_PENALTY = 1.5
SECOND_PENALTY = 3.0
ROLE_PENALTY = 6.0
CONTENT_PENALTY = 3.0
INNER_FOLDS = 3
# A text is about politics if it tells at least one act in so many words.
WORDS_AN_ACT = 100
# A root that the lexicon lacks is looked at where at least this share of its words carried an act.
LEAST_SHARE = 0.03
THRESHOLD = 0.31
SUBJECTS = ("no", "yes")
_PARTS = ("actors", "recipients", "said_by")


@dataclass(frozen=True, slots=True)
class Reference:
    """An annotated act, laid over the tokens.

    Args:
        act: The annotation.
        tokens: Tokens of its trigger.
    """

    act: dict[str, Any]
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One text to learn from.

    Args:
        sample: The text with its reference.
        survey: What is known of it before its acts are judged.
        triggers: Its candidates.
        references: Its annotated acts.
    """

    sample: Sample
    survey: Survey
    triggers: tuple[Trigger, ...]
    references: tuple[Reference, ...]


def read_lesson(sample: Sample, reader: Reader) -> Lesson | None:
    """Return a text with its candidates and references, None where its file was refused."""
    document = sample.document
    if document is None:
        return None
    page = segment(document.text, skipped=document.skipped)
    survey = survey_page(page, document.published, reader)
    references = [_place(document.text, page, act) for act in sample.reference["acts"]]
    return Lesson(
        sample,
        survey,
        reader.lexicon.find_triggers(page),
        tuple(reference for reference in references if reference is not None),
    )


def _place(text: str, page: Page, act: dict[str, Any]) -> Reference | None:
    start = text.find(act["evidence"])
    begin = text.find(act["trigger"], start, start + len(act["evidence"])) if start >= 0 else -1
    if begin < 0:
        return None
    end = begin + len(act["trigger"])
    tokens = tuple(
        token
        for token in range(len(page.forms))
        if page.text.locate(page.starts[token]) < end and page.text.locate(page.ends[token] - 1) >= begin
    )
    return Reference(act, tokens) if tokens else None


def find_roots(lessons: Sequence[Lesson]) -> frozenset[str]:
    """Return the roots of words that often enough carry acts."""
    seen: Counter[str] = Counter()
    carried: Counter[str] = Counter()
    for lesson in lessons:
        seen.update(stem.root for stem in lesson.survey.stems)
        for reference in lesson.references:
            for token in reference.tokens:
                carried[lesson.survey.stems[token].root] += 1 / len(reference.tokens)  # type: ignore[assignment]
    return frozenset(
        root
        for root, count in carried.items()
        if len(root) > 1 and count > 0.9 and count / seen[root] >= LEAST_SHARE  # noqa: PLR2004 - one whole trigger
    )


def _hits(trigger: Trigger, reference: Reference) -> bool:
    return any(trigger.first <= token < trigger.last for token in reference.tokens)


def label_first(lesson: Lesson) -> list[int]:
    """Return for each candidate the index of the class of the act that it carries, one candidate an act."""
    labels = [0] * len(lesson.triggers)
    for reference in lesson.references:
        kind = reference.act["type"]
        hits = [index for index, trigger in enumerate(lesson.triggers) if _hits(trigger, reference)]
        if hits:
            best = max(hits, key=lambda index: (_agrees(lesson.triggers[index], kind), -index))
            labels[best] = CLASSES.index(kind)
    return labels


def _agrees(trigger: Trigger, kind: str) -> tuple[bool, float]:
    prior = trigger.types[0][1] if trigger.types else 0.0
    return any(act.value == kind for act, _ in trigger.types), prior


def label_second(lesson: Lesson, looks: Sequence[Look]) -> list[int]:
    """Return labels where the act goes to the candidate that looked likeliest."""
    labels = [0] * len(looks)
    for reference in lesson.references:
        hits = [
            index for index, look in enumerate(looks) if _hits(look.trigger, reference) and not labels[index]
        ]
        if hits:
            labels[max(hits, key=lambda index: looks[index].act)] = CLASSES.index(reference.act["type"])
    return labels


def fit_subject(lessons: Sequence[Lesson]) -> Weights:
    """Return the weights by which a text tells acts."""
    labels = [
        int(len(lesson.references) * WORDS_AN_ACT >= len(lesson.survey.page.forms)) for lesson in lessons
    ]
    signs = [list_subject_signs(lesson.survey.stems) for lesson in lessons]
    return fit_weights(signs, labels, SUBJECTS, penalty=SUBJECT_PENALTY, rarest=3)


def split(lessons: Sequence[Lesson]) -> list[tuple[list[Lesson], list[Lesson]]]:
    """Return pairs of texts to fit on and texts left out, whole days together."""
    by_name = {lesson.sample.name: lesson for lesson in lessons}
    parts = split_by_day([lesson.sample for lesson in lessons], INNER_FOLDS)
    pairs = []
    for part in parts:
        out = {sample.name for sample in part}
        kept = [lesson for name, lesson in by_name.items() if name not in out]
        pairs.append((kept, [by_name[name] for name in sorted(out)]))
    return pairs


def fit_acts(lessons: Sequence[Lesson]) -> ActWeights:
    """Return the weights of acts."""
    roots = find_roots(lessons)
    lessons = [
        replace(lesson, triggers=find_further(lesson.survey, lesson.triggers, roots)) for lesson in lessons
    ]
    grades: dict[str, int] = {}
    for kept, out in split(lessons):
        weights = fit_subject(kept)
        for lesson in out:
            grades[lesson.sample.name] = grade_subject(lesson.survey, lesson.triggers, weights)
    signs = {
        lesson.sample.name: list(list_first_signs(lesson.survey, lesson.triggers, grades[lesson.sample.name]))
        for lesson in lessons
    }

    def fit_first(chosen: Sequence[Lesson]) -> Weights:
        described = [row for lesson in chosen for row in signs[lesson.sample.name]]
        labels = [label for lesson in chosen for label in label_first(lesson)]
        return fit_weights(described, labels, CLASSES, penalty=FIRST_PENALTY)

    described: list[list[str]] = []
    labels: list[int] = []
    for kept, out in split(lessons):
        weights = fit_first(kept)
        for lesson in out:
            if lesson.triggers:
                table = weights.judge(signs[lesson.sample.name])
                looks = [
                    make_look(trigger, CLASSES, row)
                    for trigger, row in zip(lesson.triggers, table.tolist(), strict=True)
                ]
                described.extend(list_second_signs(lesson.survey, looks))
                labels.extend(label_second(lesson, looks))
    second = fit_weights(described, labels, CLASSES, penalty=SECOND_PENALTY)
    return ActWeights(fit_subject(lessons), fit_first(lessons), replace(second, threshold=THRESHOLD), roots)


Identify = Callable[[Lesson], dict[int, frozenset[str]]]


def fit_roles(lessons: Sequence[Lesson], identify: Identify) -> Weights:
    """Return the weights of roles.

    Args:
        lessons: The texts.
        identify: Which actors of the reference each actor of a text's cast may be.
    """
    described: list[list[str]] = []
    begins: list[int] = []
    right: list[list[bool]] = []
    for lesson in lessons:
        same = identify(lesson)
        found = {name: index for index, names in reversed(same.items()) for name in names}
        parties = find_parties(lesson.survey)
        earlier: tuple[Told, ...] = ()
        for reference, trigger in _pair(lesson):
            act = reference.act
            telling = Telling(trigger, act["type"], earlier)
            stakes = find_stakes(lesson.survey, parties, telling)
            begins.append(len(described))
            described.extend(list_role_signs(lesson.survey, telling, stakes))
            described.append(list_nobody_signs(lesson.survey, telling, stakes))
            rows = [
                [
                    any(not same[actor].isdisjoint(act[part]) for actor in stake.party.actors)
                    for part in _PARTS
                ]
                for stake in stakes
            ]
            right.extend(rows)
            right.append([not any(row[column] for row in rows) for column in range(len(_PARTS))])
            actors, recipients = (
                tuple(found[name] for name in act[part] if name in found) for part in _PARTS[:2]
            )
            earlier = (*earlier[-4:], Told(trigger.first, act["type"], actors, recipients))
    return fit_choices(described, begins, right, ROLES, penalty=ROLE_PENALTY)


def _pair(lesson: Lesson) -> list[tuple[Reference, Trigger]]:
    pairs = []
    for reference in lesson.references:
        hits = [trigger for trigger in lesson.triggers if _hits(trigger, reference)]
        if hits:
            pairs.append((reference, max(hits, key=partial(_agrees, kind=reference.act["type"]))))
    return sorted(pairs, key=lambda pair: pair[1].first)


def write_acts(weights: ActWeights, folder: Path) -> None:
    """Write the weights of acts into a folder."""
    save_weights(weights.subject, folder / "subject.npz")
    save_weights(weights.first, folder / "acts-first.npz", least=0.05)
    save_weights(weights.second, folder / "acts-second.npz")
    (folder / "roots.txt").write_text("\n".join(sorted(weights.roots)) + "\n", encoding="utf-8")


def fit_content(lessons: Sequence[Lesson], identify: Identify) -> ContentWeights:
    """Return the weights of what acts are about.

    Args:
        lessons: The texts.
        identify: Which actors of the reference each actor of a text's cast may be.
    """
    starts: list[list[str]] = []
    start_begins: list[int] = []
    start_right: list[list[bool]] = []
    ends: list[list[str]] = []
    end_begins: list[int] = []
    end_right: list[list[bool]] = []
    for lesson in lessons:
        if lesson.sample.is_acts_only:
            continue
        same = identify(lesson)
        for reference, trigger in _pair(lesson):
            act = reference.act
            kind = act["type"]
            target = _place_content(lesson, act)
            candidates = list_starts(lesson.survey, trigger)
            if target is not None and target[0] not in candidates:
                continue
            wanted = {name for part in _PARTS[:2] for name in act[part]}
            taken = [
                (mention.first, mention.last)
                for mention in lesson.survey.mentions
                if not same[mention.actor].isdisjoint(wanted)
            ]
            start_begins.append(len(starts))
            starts.extend(list_start_signs(lesson.survey, trigger, kind, taken, at) for at in candidates)
            starts.append(list_absence_signs(trigger, kind))
            first = target[0] if target else -1
            start_right.extend([at == first] for at in candidates)
            start_right.append([target is None])
            if target is None:
                continue
            stops = list_ends(lesson.survey, first)
            if target[1] in stops:
                end_begins.append(len(ends))
                ends.extend(list_end_signs(lesson.survey, kind, first, at) for at in stops)
                end_right.extend([at == target[1]] for at in stops)
    return ContentWeights(
        fit_choices(starts, start_begins, start_right, STARTS, penalty=CONTENT_PENALTY),
        fit_choices(ends, end_begins, end_right, ENDS, penalty=CONTENT_PENALTY),
    )


def _place_content(lesson: Lesson, act: dict[str, Any]) -> tuple[int, int] | None:
    """Return the token range of the reference's ``about``, None where it has none."""
    quote = act["about"]
    document = lesson.sample.document
    if not quote or document is None:
        return None
    evidence = document.text.find(act["evidence"])
    begin = document.text.find(quote, evidence, evidence + len(act["evidence"])) if evidence >= 0 else -1
    if begin < 0:
        return (-1, -1)
    page = lesson.survey.page
    inside = [
        token
        for token in range(len(page.forms))
        if page.text.locate(page.starts[token]) < begin + len(quote)
        and page.text.locate(page.ends[token] - 1) >= begin
    ]
    return (inside[0], inside[-1] + 1) if inside else (-1, -1)
