"""How often what a reader says of an act is right, beside how sure it was: for acts that are right themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from bench.texts import Annotations, Sample, Scorer
from mithaq.model import Reading, Sureness
from mithaq.reports.benchmark import annotate

ACT = "act"
DETAILS = tuple(field.name for field in fields(Sureness))
QUESTIONS = (ACT, *DETAILS)
_PARTIES = ("actors", "recipients", "said_by")


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing that a reader said: that there is an act, or what it says of one that the reference has, too.

    Args:
        question: `ACT`, or what it says of one, as `Sureness` names it.
        sure: How sure it was.
        right: Whether the reference says so.
    """

    question: str
    sure: float
    right: bool


def judge_words(sample: Sample, reading: Reading, scorer: Scorer) -> Iterator[Judged]:
    """Yield every act of a reading, and what it says of those that are right, as far as it tells how sure it is.

    Args:
        sample: The text with its reference.
        reading: What was read.
        scorer: The benchmark's, whose rules decide what is right.
    """
    found = json.loads(json.dumps(annotate(reading), default=str))
    ours, theirs = scorer.Reading(sample.text, found), scorer.Reading(sample.text, sample.reference)
    who = scorer.identities(theirs, ours)
    pairs = scorer.pair(theirs.acts, ours.acts, lambda one, other: one["type"] == other["type"])
    right = {id(item): wanted for wanted, item in pairs}
    for item, act in zip(ours.acts, reading.acts, strict=True):
        wanted = right.get(id(item))
        yield Judged(ACT, act.confidence, wanted is not None)
        if wanted is not None:
            yield from _judge_details(act.sure, _list_verdicts(wanted, item, who, scorer))


def _judge_details(sure: Sureness, verdicts: Iterable[tuple[str, list[bool]]]) -> Iterator[Judged]:
    for question, rights in verdicts:
        share = getattr(sure, question)
        if share is not None:
            yield from (Judged(question, share, right) for right in rights)


def _list_verdicts(
    wanted: Annotations, item: Annotations, who: dict[str, str], scorer: Scorer
) -> Iterator[tuple[str, list[bool]]]:
    yield "status", [wanted["status"] == item["status"]]
    for part in _PARTIES:
        yield part, [who.get(actor) in wanted[part] for actor in item[part]]
    if item.get("about"):
        yield "about", [bool(scorer.same_quote(wanted["_q"]["about"], item["_q"]["about"]))]
    if item.get("date"):
        yield "date", [scorer.months(wanted.get("date")) == scorer.months(item["date"])]


def sort_by_sureness(judged: Sequence[Judged], bins: int) -> dict[str, list[tuple[int, float]]]:
    """Return for each question and each part of the scale how many things were said, and the share that was right.

    Args:
        judged: Everything.
        bins: Into how many parts of the same width the scale from 0 to 1 is cut.
    """
    return {
        question: count_right([(item.sure, item.right) for item in judged if item.question == question], bins)
        for question in QUESTIONS
    }


def count_right(verdicts: Iterable[tuple[float, bool]], bins: int) -> list[tuple[int, float]]:
    """Return for each part of the scale how many things were said, and the share that was right.

    Args:
        verdicts: How sure somebody was, and whether that was right.
        bins: As for `sort_by_sureness`.
    """
    counts = [[0, 0] for _ in range(bins)]
    for sure, right in verdicts:
        place = counts[min(int(sure * bins), bins - 1)]
        place[0] += 1
        place[1] += right
    return [(count, round(right / count, 3) if count else 0.0) for count, right in counts]
