"""Contradictions: what two documents, or two speakers in one, say of one thing and cannot both be so.

Numbers: the harm of one incident, or the same counted noun in two reports of one event. Doers: one side is held
to have done it, and denies it or names another. Denials: what is denied stands in a sentence near by or in a
report of the same event. Dates: two reports of one event give one step of a roadmap different days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mithaq.dates import Edtf, Precision
from mithaq.following.case import Accuse, Advance, Announce, AnyRead, Deny, Evidence, Harm, Proposal
from mithaq.following.counts import Counted, find_counted, is_opposed
from mithaq.following.denials import Near, find_denied, is_over, quote_sentence
from mithaq.following.story import Story, Told
from mithaq.following.terms import rate_term
from mithaq.model import ActorType, Span


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Documents, or two speakers in one, that say what cannot both be so.

    Args:
        about: What they disagree about: ``number``, ``date``, ``doer`` or ``denial``.
        sides: The words of each side, in the order of the documents.
        score: Between 0 and 1: how sure the machine is.
        reasons: Why, as keys of the wording with their values.
        case: Id of the case that it concerns, or empty.
    """

    about: str
    sides: tuple[Evidence, ...]
    score: float = 0.5
    reasons: tuple[tuple[str, str], ...] = ()
    case: str = ""


def find_contradictions(story: Story, proposals: Sequence[Proposal]) -> tuple[Contradiction, ...]:
    """Return what cannot both be so, each pair of places once.

    Args:
        story: The documents.
        proposals: What was found in them, case by case.
    """
    cases: defaultdict[str, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        cases[proposal.step.case].append(proposal)
    found: list[Contradiction] = []
    for case, group in cases.items():
        found += _compare_harms(story, case, group)
        found += _compare_doers(story, case, group)
        found += _compare_dates(story, case, group)
    harmed = [p.step.evidence[0] for p in proposals if isinstance(p.step, Harm)]
    near = list_near(story, proposals)
    found += _compare_counts(story, harmed, near)
    known = [side for item in found for side in item.sides]
    for item in find_denied(story, near, known):
        sides = _order(story, item.claim, item.denial)
        found.append(Contradiction("denial", sides, 0.5, (("cue", item.words),)))
    return tuple(_keep_apart(found))


def _keep_apart(found: Iterable[Contradiction]) -> Iterator[Contradiction]:
    """Yield contradictions whose places no earlier one holds together."""
    kept: list[tuple[Evidence, ...]] = []
    for item in found:
        if not any(_covers(sides, item.sides) for sides in kept):
            kept.append(item.sides)
            yield item


def _covers(one: tuple[Evidence, ...], other: tuple[Evidence, ...]) -> bool:
    return all(any(is_over(side, place) for place in one) for side in other)


def _widen(story: Story, evidence: Evidence) -> Evidence:
    """Return the whole sentence around some words: what contradicts is seldom said in one clause."""
    told = story.find_told(evidence.document)
    first, _ = told.find_tokens(Span(evidence.start, evidence.end))
    sentence = told.sentences[told.page.sentence_of[first]]
    return quote_sentence(told, sentence)


def _compare_harms(story: Story, case: str, group: Sequence[Proposal]) -> Iterator[Contradiction]:
    """Yield different numbers of people whom one incident killed, or else wounded; one for two documents."""
    paired: set[tuple[str, str]] = set()
    for what in ("killed", "wounded", "detained", "displaced", "missing"):
        steps = [p.step for p in group if isinstance(p.step, Harm) and p.step.what == what]
        told = [step for step in steps if not _is_headline(story, step.evidence[0])]
        for one, other in _pair_values(told or steps):
            key = (one.evidence[0].document, other.evidence[0].document)
            if key not in paired:
                paired.add(key)
                sides = (one.evidence[0], other.evidence[0])
                values = f"{one.amount.qualifier}{one.amount.best:g} / {other.amount.qualifier}{other.amount.best:g}"
                yield Contradiction("number", sides, 0.8, ((what, values),), case)


def _pair_values(steps: Sequence[Harm]) -> Iterator[tuple[Harm, Harm]]:
    """Yield the first tellings of every two values that exclude each other, and those that one document opposes."""
    first: dict[float, Harm] = {}
    for step in steps:
        best = step.amount.best
        if best is None:
            continue
        here = [other for other in first.values() if _is_same_document(other, step)]
        if best in first and not _is_same_document(first[best], step):
            yield from ((other, step) for other in steps if _opposes_here(other, step))
            continue
        first.setdefault(best, step)
        yield from (
            (other, step)
            for other in first.values()
            if other is not step and is_opposed(other.amount, step.amount)
        )
        del here


def _opposes_here(other: Harm, step: Harm) -> bool:
    return (
        _is_same_document(other, step)
        and other.evidence[0].start < step.evidence[0].start
        and is_opposed(other.amount, step.amount)
    )


def _is_same_document(one: Harm, other: Harm) -> bool:
    return one.evidence[0].document == other.evidence[0].document


def _is_headline(story: Story, evidence: Evidence) -> bool:
    told = story.find_told(evidence.document)
    first, _ = told.find_tokens(Span(evidence.start, evidence.end))
    return told.sentences[told.page.sentence_of[first]].headline


def _compare_doers(story: Story, case: str, group: Sequence[Proposal]) -> Iterator[Contradiction]:
    """Yield who is held to have done it against who denies it, or against another doer."""
    accused = [p for p in group if isinstance(p.step, Accuse) and not _is_headline(story, p.step.evidence[0])]
    answers = [p.step for p in group if isinstance(p.step, Deny) or _is_refuting(p.step)]
    found = {
        p.step.evidence[0].document
        for p in group
        if isinstance(p.step, Advance) and p.step.state == "verified"
    }
    firsts: dict[str, Accuse] = {}
    for proposal in sorted(accused, key=lambda p: p.step.evidence[0].start):
        if isinstance(proposal.step, Accuse) and proposal.step.who not in proposal.step.by:
            firsts.setdefault(proposal.step.evidence[0].document, proposal.step)
    ordered = sorted(firsts.values(), key=lambda step: story.find_told(step.evidence[0].document).order)
    used: list[Accuse] = []
    paired: set[frozenset[str]] = set()
    for answer in answers:
        where = answer.evidence[0].document
        against = [step for step in ordered if step.evidence[0].document != where]
        here = [
            step
            for step in ordered
            if step.evidence[0].document == where and where not in found and _is_before(story, step, answer)
        ]
        earlier = [step for step in against if step.evidence[0].document not in found]
        later = [step for step in against if step.evidence[0].document in found]
        for step in (*here[:1], *earlier[:1], *(later[:1] if answer is answers[0] else ())):
            if step not in used and _is_answered(step, answer, answers, found):
                used.append(step)
                paired.add(frozenset((step.evidence[0].document, where)))
                sides = _order(story, step.evidence[0], answer.evidence[0])
                yield Contradiction(
                    "doer", sides, 0.6, (("accused", step.who), ("denied", _name(answer))), case
                )
    rivals = [(one, other) for one in ordered for other in ordered if one.who != other.who]
    for one, other in rivals[:1]:
        documents = frozenset((one.evidence[0].document, other.evidence[0].document))
        if len(documents) > 1 and documents not in paired:
            sides = _order(story, one.evidence[0], other.evidence[0])
            yield Contradiction("doer", sides, 0.5, (("accused", one.who), ("accused", other.who)), case)


def _is_answered(step: Accuse, answer: AnyRead, answers: Sequence[AnyRead], found: Collection[str]) -> bool:
    """Tell whether a denial answers an accusation: the accused's own if there is one, and no rejecting of a report."""
    if isinstance(answer, Deny) and answer.who == step.who:
        return True
    if not isinstance(answer, Deny):
        return True
    own = any(isinstance(other, Deny) and other.who == step.who for other in answers)
    spokesman = any(party.id == answer.who and party.type is ActorType.PERSON for party in answer.named)
    return (spokesman or not own) and answer.evidence[0].document not in found


def _is_before(story: Story, step: Accuse, answer: AnyRead) -> bool:
    one, other = (_widen(story, item.evidence[0]) for item in (step, answer))
    return one.end <= other.start


def _is_refuting(step: AnyRead) -> bool:
    return isinstance(step, Advance) and step.state == "refuted"


def _name(step: AnyRead) -> str:
    return step.who if isinstance(step, Deny) else "refuted"


def _order(story: Story, one: Evidence, other: Evidence) -> tuple[Evidence, Evidence]:
    wide = _widen(story, one), _widen(story, other)
    first, second = sorted(wide, key=lambda side: (story.find_told(side.document).order, side.start))
    return first, second


def _compare_dates(story: Story, case: str, group: Sequence[Proposal]) -> Iterator[Contradiction]:
    """Yield different days that two reports of one event give one step."""
    steps = [p.step for p in group if isinstance(p.step, Announce) and p.step.when]
    for index, one in enumerate(steps):
        for other in steps[index + 1 :]:
            orders = [story.find_told(step.evidence[0].document).order for step in (one, other)]
            if orders[1] in story.companions.get(orders[0], ()) and _is_other_day(one.when, other.when):
                sides = _order(story, one.evidence[0], other.evidence[0])
                yield Contradiction("date", sides, 0.6, (("dates", f"{one.when} / {other.when}"),), case)


def _is_other_day(one: str | None, other: str | None) -> bool:
    first, second = (Edtf.parse(text) for text in (one or "", other or ""))
    fine = first.precision is second.precision is Precision.DAY
    return fine and first.earliest != second.earliest


def _compare_counts(story: Story, harmed: Sequence[Evidence], near: Near) -> Iterator[Contradiction]:
    """Yield different numbers of one thing: in two reports of one event, or set against each other in one."""
    taken: defaultdict[str, list[Evidence]] = defaultdict(list)
    for evidence in harmed:
        taken[evidence.document].append(evidence)
    counted = [_leave_out(told, taken[told.document]) for told in story.told]
    for told in story.told:
        for one, other in _pair_inside(told, counted[told.order]):
            yield _make_number(one, other)
    copied = {pair.second for pair in story.pairs if pair.likeness >= _COPIED}
    for first, others in near.items():
        for second in others:
            if first < second and counted[first] and counted[second] and copied.isdisjoint((first, second)):
                least = _SAME_THING if second in story.companions.get(first, ()) else _OTHER_EVENT
                yield from _pair_across(counted[first], counted[second], least)


def _leave_out(told: Told, harmed: Sequence[Evidence]) -> list[Counted]:
    """Return what a document counts, without the people that its harms count."""
    counted = find_counted(told)
    if not harmed:
        return list(counted)
    places = [(item, told.quote(item.first, item.first + 1)) for item in counted]
    return [item for item, place in places if not any(is_over(place, at) for at in harmed)]


def list_near(story: Story, proposals: Sequence[Proposal]) -> Near:
    """Return for each document those that tell the same event, or of one case within a few days of it.

    Args:
        story: The documents.
        proposals: What was found in them.
    """
    near: defaultdict[int, set[int]] = defaultdict(set)
    for order, others in story.companions.items():
        near[order].update(others)
    cases: defaultdict[str, set[int]] = defaultdict(set)
    for proposal in proposals:
        for evidence in proposal.step.evidence:
            cases[proposal.step.case].add(story.find_told(evidence.document).order)
    days = [told.day for told in story.told]
    for orders in cases.values():
        _bring_near(near, sorted(order for order in orders if days[order] is not None), days)
    return near


def _bring_near(near: Mapping[int, set[int]], orders: Sequence[int], days: Sequence[int | None]) -> None:
    """Add the documents of one case that appeared within a few days of each other; they come in order of days."""
    for at, one in enumerate(orders):
        mine = near[one]
        for other in orders[at + 1 :]:
            if (days[other] or 0) - (days[one] or 0) > _NEAR_DAYS:
                break
            mine.add(other)
            near[other].add(one)


def _pair_across(one: Sequence[Counted], other: Sequence[Counted], least: float) -> Iterator[Contradiction]:
    rated = [
        (_rate_pair(first, second) + _rate_only(first, second, one, other), first, second)
        for first in one
        for second in other
        if is_opposed(first.amount, second.amount)
    ]
    used: set[int] = set()
    for score, first, second in sorted(rated, key=lambda item: -item[0]):
        if score >= least and id(first) not in used and id(second) not in used:
            used.update((id(first), id(second)))
            yield _make_number(first, second)


_SAME_THING = 6.0
_OTHER_EVENT = 10.0
_ONE_SIZE = 2.5
_OF_NOUN, _OF_KIND, _OF_NUMBER, _ALONE = 5.0, 3.0, 5.0, 3.0
_TELLING = frozenset(float(number) for number in range(11, 10_000))
_NEAR_DAYS = 5
_COPIED = 0.6  # likeness from which on a report tells nothing of its own


def _rate_pair(one: Counted, other: Counted) -> float:
    """Return how much speaks for two numbers' being of one thing."""
    noun = bool(one.nouns & other.nouns)
    kind = bool(one.kind) and one.kind == other.kind
    if not (noun or kind or one.beside & other.beside & _TELLING):
        return 0.0
    shared = sum(rate_term(term) for term in (one.terms & other.terms) - one.nouns - other.nouns) / 2
    beside = _OF_NUMBER if one.beside & other.beside else 0.0
    return _OF_NOUN * noun + _OF_KIND * kind + shared + beside


def _rate_only(first: Counted, second: Counted, one: Sequence[Counted], other: Sequence[Counted]) -> float:
    """Return what speaks for two numbers where each is the only one of its kind in its document."""
    if not first.kind or first.kind != second.kind:
        return 0.0
    alone = all(sum(item.kind == first.kind for item in items) == 1 for items in (one, other))
    return _ALONE if alone else 0.0


_CONTRAST = frozenset(("لكن", "ولكن", "غير", "بينما", "فيما", "خلافا", "المقابل", "بيد", "الا"))


def _pair_inside(told: Told, counted: Sequence[Counted]) -> Iterator[tuple[Counted, Counted]]:
    for index, one in enumerate(counted):
        for other in counted[index + 1 :]:
            gap = other.sentence.number - one.sentence.number
            near = gap == 1 or (gap == 0 and one.first != other.first)
            contrast = not _CONTRAST.isdisjoint(told.page.forms[one.first : other.first])
            if near and contrast and _is_same_thing(one, other) and is_opposed(one.amount, other.amount):
                yield one, other


def _is_same_thing(one: Counted, other: Counted) -> bool:
    """Tell whether two numbers of one report are of one thing; the noun is often left out the second time."""
    low, high = sorted((one.amount.best or 0.0, other.amount.best or 0.0))
    one_size = low > 0 and high / low <= _ONE_SIZE
    elliptic = one_size and not other.nouns and one.kind == other.kind
    return elliptic or _rate_pair(one, other) >= _SAME_THING


def _make_number(one: Counted, other: Counted) -> Contradiction:
    values = f"{one.amount.qualifier}{one.amount.best:g} / {other.amount.qualifier}{other.amount.best:g}"
    return Contradiction("number", (one.evidence, other.evidence), 0.6, (("counted", values),))
