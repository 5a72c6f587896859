"""Steps to fill records with, for tests and benchmarks: the same for the same seed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from itertools import groupby

from mithaq.following.case import Advance, Comment, Evidence, Kind, Open, Party, Proposal, identify
from mithaq.following.entry import AnyStep, Confirm, Propose, Reject
from mithaq.ledger.record import Record, open_record
from mithaq.model import ActorType, Document, Reading

_NEWS = 0.5  # share of steps that are news, where a case is open
_STATES = ("acknowledged", "accepted", "agreed", "activated")
_PARTIES = (
    Party("gov", ActorType.INSTITUTION, "الحكومة", "Government"),
    Party("un", ActorType.ORGANIZATION, "الأمم المتحدة", "United Nations"),
    Party("eu", ActorType.ORGANIZATION, "الاتحاد الأوروبي", "European Union"),
)


def make_steps(count: int, seed: int = 0, *, cases: int = 7) -> Iterator[AnyStep]:
    """Yield steps: proposals of a machine for requests, and what people say to them.

    Args:
        count: How many.
        seed: Another seed, other steps.
        cases: To how many cases they belong.
    """
    chance = random.Random(seed)
    opened: set[str] = set()
    proposals: list[tuple[str, str]] = []
    for number in range(count):
        case = f"case-{seed}-{chance.randrange(cases)}"
        if case not in opened:
            opened.add(case)
            step: AnyStep = _open(case, number, seed, chance)
        elif chance.random() < _NEWS:
            step = _advance(case, number, seed, chance)
        else:
            step = _judge(case, chance, proposals)
        # What opens a case stays: a case that was rejected takes no steps.
        if isinstance(step, Propose) and isinstance(step.proposal.step, Advance):
            proposals.append((case, step.proposal.id))
        yield step


def _open(case: str, number: int, seed: int, chance: random.Random) -> Propose:
    by, to = chance.sample(_PARTIES, 2)
    step = Open(
        case=case, kind=Kind.REQUEST, title="تدريب الشرطة", sides=(("by", by), ("to", to)), topics=("training",),
        evidence=(_point(number, seed),), by=(by.id,), on="2020-11-21",
    )  # fmt: skip
    return Propose(case=case, proposal=Proposal(id=identify(step), step=step, score=chance.random()))


def _advance(case: str, number: int, seed: int, chance: random.Random) -> Propose:
    step = Advance(
        case=case, state=chance.choice(_STATES), thread=chance.choice(_PARTIES).id,
        evidence=(_point(number, seed),), on="2020-11",
    )  # fmt: skip
    return Propose(case=case, proposal=Proposal(id=identify(step), step=step, score=chance.random()))


def _judge(case: str, chance: random.Random, proposals: list[tuple[str, str]]) -> AnyStep:
    """A remark, or a judgement on a proposal that nobody has judged."""
    kind = chance.randrange(3)
    if kind == 0 or not proposals:
        return Comment(case=case, text=f"ملاحظة {chance.randrange(1000)}")
    other, proposal = proposals.pop(chance.randrange(len(proposals)))
    if kind == 1:
        return Confirm(case=other, proposal=proposal)
    return Reject(case=other, proposal=proposal, reason="غير صحيح")


def _point(number: int, seed: int) -> Evidence:
    return Evidence(f"{seed:032x}{number // 5:032x}", number, number + 9)


def make_reading(number: int, seed: int = 0) -> Reading:
    """Return a reading of a text in which nothing was found.

    Args:
        number: Another number, another text.
        seed: Another seed, other texts.
    """
    text = f"نص قصير رقم {number} من السلسلة {seed}."
    document = Document(
        hashlib.sha256(text.encode()).hexdigest(), text, f"text-{seed}-{number}", outlet="صحيفة"
    )
    return Reading(document, (), (), (), (), "fast 1")


def fill(url: str, count: int, seed: int = 0, *, cases: int = 7) -> Record:
    """Return a record with entries: two documents that came in, then steps of a machine and of people.

    Args:
        url: The record; made where there is none.
        count: How many entries.
        seed: Another seed, other entries.
        cases: To how many cases they belong.
    """
    record = open_record(url)
    record.add_readings([make_reading(0, seed), make_reading(1, seed)])
    for author, steps in groupby(make_steps(count - 2, seed, cases=cases), key=name_author):
        record.append(list(steps), author)
    return record


def name_author(step: AnyStep) -> str:
    """Return who takes a step: a machine proposes, a person judges."""
    return "reader fast 1" if isinstance(step, Propose) else "amal"
