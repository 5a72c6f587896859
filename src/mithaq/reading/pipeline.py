"""The fast reader: from a document to its reading, one question after the other.

The order is that of the modules: actors, speech, times, places; then the candidates of the lexicon are
judged, and each act gets its roles, status, clause, date, place and topics; last come figures and milestones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from msgspec import Struct

from mithaq.dates import Edtf
from mithaq.knowledge import keep_garbage
from mithaq.lexicon import Lexicon, load_lexicon
from mithaq.lexicon.quantities import Quantities, load_quantities
from mithaq.lexicon.speech import SpeechLexicon, read_speech
from mithaq.lexicon.stances import Stances, read_stances
from mithaq.lexicon.steps import Steps, load_steps
from mithaq.model import Act, Actor, Document, Figure, Milestone, Reading, Span, Sureness
from mithaq.packs.context import Context, load_packs
from mithaq.reading.actors.cast import Reader as NameReader
from mithaq.reading.actors.cast import Weighed, build_reader, weigh_cast
from mithaq.reading.acts import ActWeights, Finding, find_acts
from mithaq.reading.attribution import find_speech
from mithaq.reading.clauses import Clause, find_clause
from mithaq.reading.content import ContentWeights
from mithaq.reading.figures import find_figures
from mithaq.reading.milestones import find_milestones
from mithaq.reading.opinion import Opinion, Own
from mithaq.reading.parties import find_parties
from mithaq.reading.parts import Cast
from mithaq.reading.roles import Roles
from mithaq.reading.stakes import Telling, Told
from mithaq.reading.status import Known, Stance, find_status, list_closers
from mithaq.reading.sureness import Scales, load_scales
from mithaq.reading.survey import Survey
from mithaq.reading.union import unite
from mithaq.reading.weights import FOLDER, Weights, load_weights
from mithaq.reading.when import find_times
from mithaq.reading.when.attach import Chosen, Dating, date_acts, load_dating
from mithaq.reading.when.calendar import Calendar, load_calendar
from mithaq.reading.when.scene import Deed, Scene
from mithaq.reading.where import find_act_spot, find_spots
from mithaq.text.segment import Page, segment
from mithaq.text.stem import cut_stems

FAST = "fast"
CONJUNCTIONS = "وف"
PARTICLES = "وفبلك"
NOWHERE = Path("no weights")
_REMEMBERED = 4
# Somebody less likely than this to be an actor is not considered even as a party to an act.
LEAST_ODDS = -1.2


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that the fast reader knows.

    Args:
        name: Name and version, as readings state it.
        lexicon: Words that carry acts.
        context: What the packs know.
        names: Words of names.
        calendar: Words of time.
        dating: How dates are given to acts.
        speech: Words of speech.
        stances: Words of status.
        quantities: Words of number.
        steps: Words of milestones.
        acts: Fitted weights of acts, or None.
        roles: Fitted weights of roles, or None.
        content: Fitted weights of what acts are about, or None.
        scales: How sure it is of what it says of acts, or None.
    """

    name: str
    lexicon: Lexicon
    context: Context
    names: NameReader
    calendar: Calendar
    dating: Dating
    speech: SpeechLexicon
    stances: Stances
    quantities: Quantities
    steps: Steps
    acts: ActWeights | None
    roles: Weights | None
    content: ContentWeights | None = None
    scales: Scales | None = None


@cache
def open_reader(weights: Path | None = FOLDER) -> Reader:
    """Return the fast reader.

    Args:
        weights: Folder of the fitted weights; None to read by the lexicon alone.
    """
    with keep_garbage():
        return _load_reader(weights)


def _load_reader(weights: Path | None) -> Reader:
    calendar = load_calendar()
    return Reader(
        name=f"{FAST} {version('mithaq')}" + ("" if weights else " lexicon"),
        lexicon=load_lexicon(),
        context=load_packs(),
        names=build_reader((weights or NOWHERE) / "actors.json.gz"),
        calendar=calendar,
        dating=load_dating(calendar, weights),
        speech=read_speech(),
        stances=read_stances(weights=weights / "status.json" if weights else None),
        quantities=load_quantities(weights),
        steps=load_steps(weights),
        acts=_load_act_weights(weights) if weights else None,
        roles=load_weights("roles", weights) if weights else None,
        content=_load_content_weights(weights) if weights else None,
        scales=load_scales(FAST) if weights else None,
    )


def _load_act_weights(folder: Path) -> ActWeights | None:
    subject, first, second = (load_weights(name, folder) for name in ("subject", "acts-first", "acts-second"))
    if subject is None or first is None or second is None:
        return None
    roots = folder / "roots.txt"
    known = roots.read_text(encoding="utf-8").split() if roots.exists() else ()
    return ActWeights(subject, first, second, frozenset(known))


def _load_content_weights(folder: Path) -> ContentWeights | None:
    starts, ends = load_weights("content-starts", folder), load_weights("content-ends", folder)
    return ContentWeights(starts, ends) if starts is not None and ends is not None else None


def read_document(document: Document, reader: Reader | None = None) -> Reading:
    """Return all that a document says.

    Args:
        document: The document; its ``published`` resolves relative dates.
        reader: What to read with; None for the shipped fast reader.
    """
    reader = reader or open_reader()
    page = segment(document.text, skipped=document.skipped)
    subject = reader.acts.grade(page.forms) if reader.acts else None
    if subject == 0:
        return _read_quietly(document, page, reader)
    survey = replace(survey_page(page, document.published, reader), subject=subject)
    findings = find_acts(survey, reader.lexicon.find_triggers(page), reader.acts)
    return write_reading(document, survey, findings, Own(survey, reader.roles), reader)


def write_reading(
    document: Document, survey: Survey, findings: Sequence[Finding], opinion: Opinion, reader: Reader
) -> Reading:
    """Return all that a text says, once its acts are found.

    Args:
        document: The document.
        survey: Its text with everything that is known before its acts are judged.
        findings: Its acts, in text order.
        opinion: Tells who has which part in an act, and more of it.
        reader: What to read with.
    """
    page, cast, speech, times = survey.page, survey.cast, survey.speech, survey.times
    drafts = _draft_acts(survey, findings, opinion, reader)
    deeds = [_make_deed(survey, draft) for draft in drafts]

    def hear_dates(deed: Deed) -> Mapping[int, float]:
        return opinion.weigh_dates(deed.trigger[0], deed.type, times)

    dates = date_acts(_make_scene(survey, document.published), deeds, reader.dating, hear_dates)
    acts = tuple(
        _make_act(survey, draft, chosen, reader) for draft, chosen in zip(drafts, dates, strict=True)
    )
    milestones = find_milestones(page, cast, speech, times, document.published, reader.steps)
    figures = find_figures(page, cast, speech, times, reader.quantities)
    return Reading(
        document=document,
        actors=list_actors(survey, acts, milestones, figures),
        acts=acts,
        milestones=milestones,
        figures=figures,
        reader=reader.name,
    )


def _read_quietly(document: Document, page: Page, reader: Reader) -> Reading:
    """Return who is named in a text that tells no politics; nothing else is looked for in it."""
    cast, odds = unite(page, weigh_cast(page, document.published, reader.names))
    return Reading(document, _pick_listed(cast, odds), (), (), (), reader.name)


def survey_page(page: Page, published: Edtf | None, reader: Reader) -> Survey:
    """Return a text with everything that is known before its acts are judged.

    Args:
        page: The text.
        published: When it appeared.
        reader: What to read with.
    """
    cast, odds = keep_likely(unite(page, weigh_cast(page, published, reader.names)))
    return Survey(
        page=page,
        words=reader.lexicon.words(page),
        stems=cut_stems(page.forms),
        cast=cast,
        speech=find_speech(page, cast, reader.speech),
        times=find_times(page, published, reader.calendar),
        spots=find_spots(page, reader.context),
        odds=odds,
    )


def keep_likely(weighed: Weighed, least: float = LEAST_ODDS) -> Weighed:
    """Return everybody who is at least somewhat likely to be an actor.

    Args:
        weighed: Everybody who may be named, with log-odds.
        least: The least log-odds.
    """
    kept = [index for index, odds in enumerate(weighed.odds) if odds >= least]
    if len(kept) == len(weighed.odds):
        return weighed
    place = {old: new for new, old in enumerate(kept)}
    cast = weighed.cast
    mentions = tuple(
        [mention.assign(place[mention.actor]) for mention in cast.mentions if mention.actor in place]
    )
    return Weighed(
        Cast(tuple(cast.actors[index] for index in kept), mentions),
        tuple(weighed.odds[index] for index in kept),
    )


def list_actors(
    survey: Survey, acts: Sequence[Act], milestones: Sequence[Milestone], figures: Sequence[Figure]
) -> tuple[Actor, ...]:
    """Return the actors that a reading lists, those with most parts first: the likely ones, and whoever takes part.

    Args:
        survey: The text with everybody who may be named.
        acts: Its acts.
        milestones: Its milestones.
        figures: Its figures.
    """
    parts: Counter[str] = Counter()
    for act in acts:
        parts.update((*act.actors, *act.recipients, *act.said_by))
    for said_by in [item.said_by for item in milestones] + [item.said_by for item in figures]:
        parts.update(said_by)
    # Where one actor was taken for two, readers of the list should meet the one that the acts speak of.
    return tuple(sorted(_pick_listed(survey.cast, survey.odds, parts), key=lambda actor: -parts[actor.id]))


def _pick_listed(
    cast: Cast, odds: Sequence[float], taking_part: Collection[str] = frozenset()
) -> tuple[Actor, ...]:
    pairs = zip(cast.actors, odds, strict=True)
    return tuple(actor for actor, odd in pairs if odd >= 0 or actor.id in taking_part)


class Draft(Struct, frozen=True, gc=False):
    """An act before it is dated."""

    finding: Finding
    roles: Roles
    clause: Clause
    stance: Stance


def _draft_acts(
    survey: Survey, findings: Sequence[Finding], opinion: Opinion, reader: Reader
) -> tuple[Draft, ...]:
    page = survey.page
    parties = find_parties(survey)
    closers = list_closers(page, reader.stances) if findings else ()
    drafts: list[Draft] = []
    earlier: tuple[Told, ...] = ()
    for finding in findings:
        trigger, kind = finding.trigger, finding.kind
        telling = Telling(trigger, kind.value, earlier, finding.confidence)
        roles = opinion.judge_parts(parties, telling)
        clause = find_clause(survey, trigger, kind, roles, reader.content, opinion.point_at_content(trigger))
        words, evidence = (trigger.first, trigger.last), (clause.first, clause.last)
        category = trigger.category.value
        known = Known(closers, opinion.weigh_status(trigger))
        stance = find_status(page, words, evidence, category, reader.stances, kind, known)
        drafts.append(Draft(finding, roles, clause, stance))
        earlier = (*earlier[-_REMEMBERED:], Told(trigger.first, kind.value, roles.actors, roles.recipients))
    return tuple(drafts)


def _make_scene(survey: Survey, published: Edtf | None) -> Scene:
    named = [(mention.first, survey.cast.actors[mention.actor].id) for mention in survey.cast.mentions]
    return Scene(survey.page, survey.times, survey.words, published, named)


def _make_deed(survey: Survey, draft: Draft) -> Deed:
    finding, clause, roles = draft.finding, draft.clause, draft.roles
    who = frozenset(_name(survey, (*roles.actors, *roles.sources)))
    return Deed(
        trigger=(finding.trigger.first, finding.trigger.last),
        evidence=(clause.first, clause.last),
        type=finding.kind,
        status=draft.stance.status,
        who=who,
        reported=bool(roles.sources),
    )


def _make_act(survey: Survey, draft: Draft, chosen: Chosen | None, reader: Reader) -> Act:
    time = chosen.time if chosen else None
    page, finding, clause, roles = survey.page, draft.finding, draft.clause, draft.roles
    words, evidence = (finding.trigger.first, finding.trigger.last), (clause.first, clause.last)
    spot = find_act_spot(page, survey.spots, words, evidence)
    return Act(
        type=finding.kind,
        status=draft.stance.status,
        trigger=select_words(survey, *words, particles=CONJUNCTIONS),
        evidence=select_words(survey, *evidence, particles=CONJUNCTIONS),
        actors=_name(survey, roles.actors),
        recipients=_name(survey, roles.recipients),
        about=select_words(survey, *clause.about, particles=PARTICLES) if clause.about else None,
        topics=reader.lexicon.find_topics(page, clause.first, clause.last),
        date=time.value if time else None,
        date_evidence=time.span if time else None,
        place=spot.en if spot else None,
        place_evidence=spot.span if spot else None,
        said_by=_name(survey, roles.sources),
        condition=draft.stance.condition,
        confidence=finding.confidence,
        sure=_measure_sureness(draft, chosen, reader.scales),
        why=(*finding.why, *draft.stance.why),
    )


def _measure_sureness(draft: Draft, chosen: Chosen | None, scales: Scales | None) -> Sureness:
    if scales is None:
        return Sureness()
    chance = chosen.chance if chosen else None
    return scales.measure(Sureness(draft.stance.chance, *draft.roles.chances, draft.clause.chance, chance))


def select_words(survey: Survey, first: int, last: int, *, particles: str) -> Span:
    """Return the original span of some tokens, attached particles cut off the first one.

    Args:
        survey: The text.
        first: First token.
        last: Token behind the last one.
        particles: Letters that are cut off where the word is known to have them attached.
    """
    page = survey.page
    index = survey.mention_at[first]
    mention = survey.mentions[index] if index >= 0 else None
    if mention is not None and mention.first == first and not mention.clitic.strip(particles):
        return Span(mention.span.start, page.span(first, last).end)
    senses = survey.words[first].senses
    clitic = senses[0].clitics if senses and mention is None else ""
    cut = len(clitic) - len(clitic.lstrip(particles))
    return page.text.span(page.starts[first] + cut, page.ends[last - 1])


def _name(survey: Survey, indices: Sequence[int]) -> tuple[str, ...]:
    return tuple(survey.cast.actors[index].id for index in indices)
