"""The fast reader: from a document to its reading, one question after the other.

The order is that of the modules: actors, speech, times, places; then the candidates of the lexicon are judged, and
each act gets its roles, status, clause, date, place and topics; last come figures and milestones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from mithaq.dates import Edtf
from mithaq.lexicon import Lexicon, load_lexicon
from mithaq.lexicon.quantities import Quantities, load_quantities
from mithaq.lexicon.speech import SpeechLexicon, read_speech
from mithaq.lexicon.stances import Stances, read_stances
from mithaq.lexicon.steps import Steps, load_steps
from mithaq.model import Act, Document, Reading, Span
from mithaq.packs.context import Context, load_packs
from mithaq.reading.actors.cast import build_vocabulary, find_cast
from mithaq.reading.actors.words import Vocabulary
from mithaq.reading.acts import ActWeights, Finding, find_acts
from mithaq.reading.attribution import find_speech
from mithaq.reading.clauses import Clause, find_clause
from mithaq.reading.figures import find_figures
from mithaq.reading.milestones import find_milestones
from mithaq.reading.parties import Party, find_parties
from mithaq.reading.roles import Roles, find_roles
from mithaq.reading.status import find_status
from mithaq.reading.survey import Survey
from mithaq.reading.weights import FOLDER, Weights, load_weights
from mithaq.reading.when import find_times
from mithaq.reading.when.attach import Dating, find_act_time, load_dating
from mithaq.reading.when.calendar import Calendar, load_calendar
from mithaq.reading.where import find_act_spot, find_spots
from mithaq.text.segment import Page, segment
from mithaq.text.stem import cut_stem

FAST = "fast"


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that the fast reader knows.

    Args:
        name: Name and version, as readings state it.
        lexicon: Words that carry acts.
        context: What the packs know.
        vocabulary: Words of names.
        calendar: Words of time.
        dating: How dates are given to acts.
        speech: Words of speech.
        stances: Words of status.
        quantities: Words of number.
        steps: Words of milestones.
        acts: Fitted weights of acts, or None.
        roles: Fitted weights of roles, or None.
    """

    name: str
    lexicon: Lexicon
    context: Context
    vocabulary: Vocabulary
    calendar: Calendar
    dating: Dating
    speech: SpeechLexicon
    stances: Stances
    quantities: Quantities
    steps: Steps
    acts: ActWeights | None
    roles: Weights | None


@cache
def open_reader(weights: Path | None = FOLDER) -> Reader:
    """Return the fast reader.

    Args:
        weights: Folder of the fitted weights; None to read by the lexicon alone.
    """
    calendar = load_calendar()
    return Reader(
        name=f"{FAST} {version('mithaq')}" + ("" if weights else " lexicon"),
        lexicon=load_lexicon(),
        context=load_packs(),
        vocabulary=build_vocabulary(),
        calendar=calendar,
        dating=load_dating(calendar),
        speech=read_speech(),
        stances=read_stances(),
        quantities=load_quantities(),
        steps=load_steps(),
        acts=_load_act_weights(weights) if weights else None,
        roles=load_weights("roles", weights) if weights else None,
    )


def _load_act_weights(folder: Path) -> ActWeights | None:
    subject, first, second = (load_weights(name, folder) for name in ("subject", "acts-first", "acts-second"))
    if subject is None or first is None or second is None:
        return None
    return ActWeights(subject, first, second)


def read_document(document: Document, reader: Reader | None = None) -> Reading:
    """Return all that a document says.

    Args:
        document: The document; its ``published`` resolves relative dates.
        reader: What to read with; None for the shipped fast reader.
    """
    reader = reader or open_reader()
    page = segment(document.text, skipped=document.skipped)
    survey = survey_page(page, document.published, reader)
    triggers = reader.lexicon.find_triggers(page)
    parties = find_parties(survey)
    findings = find_acts(survey, triggers, reader.acts)
    acts = tuple(_make_act(survey, parties, finding, reader) for finding in findings)
    cast, speech, times = survey.cast, survey.speech, survey.times
    return Reading(
        document=document,
        actors=cast.actors,
        acts=acts,
        milestones=find_milestones(page, cast, speech, times, document.published, reader.steps),
        figures=find_figures(page, cast, speech, times, reader.quantities),
        reader=reader.name,
    )


def survey_page(page: Page, published: Edtf | None, reader: Reader) -> Survey:
    """Return a text with everything that is known before its acts are judged.

    Args:
        page: The text.
        published: When it appeared.
        reader: What to read with.
    """
    word = reader.lexicon.word
    cast = find_cast(page, published, reader.context, reader.vocabulary)
    return Survey(
        page=page,
        words=tuple(word(form) for form in page.forms),
        stems=tuple(cut_stem(form) for form in page.forms),
        cast=cast,
        speech=find_speech(page, cast, reader.speech),
        times=find_times(page, published, reader.calendar),
        spots=find_spots(page, reader.context),
    )


def _make_act(survey: Survey, parties: Sequence[Party], finding: Finding, reader: Reader) -> Act:
    page, trigger = survey.page, finding.trigger
    roles = find_roles(survey, parties, trigger, finding.kind, reader.roles)
    clause = find_clause(survey, trigger, finding.kind, roles.doers, roles.others)
    words, evidence = (trigger.first, trigger.last), (clause.first, clause.last)
    stance = find_status(page, words, evidence, trigger.category.value, reader.stances, finding.kind)
    time = find_act_time(page, survey.times, words, evidence, reader.dating)
    spot = find_act_spot(page, survey.spots, words, evidence)
    return Act(
        type=finding.kind,
        status=stance.status,
        trigger=page.span(*words),
        evidence=page.span(*evidence),
        actors=_name(survey, roles.actors),
        recipients=_name(survey, roles.recipients),
        about=_select(page, clause),
        topics=reader.lexicon.find_topics(page, clause.first, clause.last),
        date=time.value if time else None,
        date_evidence=time.span if time else None,
        place=spot.en if spot else None,
        place_evidence=spot.span if spot else None,
        said_by=_name(survey, _list_sources(roles)),
        condition=stance.condition,
        confidence=finding.confidence,
        why=(*finding.why, *stance.why),
    )


def _list_sources(roles: Roles) -> tuple[int, ...]:
    return tuple(index for index in roles.sources if index not in roles.actors)


def _name(survey: Survey, indices: Sequence[int]) -> tuple[str, ...]:
    return tuple(survey.cast.actors[index].id for index in indices)


def _select(page: Page, clause: Clause) -> Span | None:
    return page.span(*clause.about) if clause.about else None
