"""The full reader: what the encoder hears, put into the words and packs of the fast reader."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from mithaq.dates import Edtf
from mithaq.lexicon import Trigger
from mithaq.model import Act, Document, Reading, Span, Status
from mithaq.reading import pipeline
from mithaq.reading.actors.cast import weigh_cast
from mithaq.reading.acts import Finding, is_quiet
from mithaq.reading.attribution import find_speech
from mithaq.reading.figures import find_figures
from mithaq.reading.learnt import deeds, names
from mithaq.reading.learnt.deeds import Thresholds
from mithaq.reading.learnt.encoder import Encoder, open_encoder
from mithaq.reading.learnt.hearing import Hearing, Tables, listen, load_tables
from mithaq.reading.milestones import find_milestones
from mithaq.reading.status import Stance
from mithaq.reading.survey import Survey
from mithaq.reading.union import unite
from mithaq.text.segment import segment
from mithaq.text.stem import cut_stem


@dataclass(frozen=True, slots=True)
class FullReader:
    """Everything that the full reader knows.

    Args:
        fast: The fast reader, whose grammar and packs it shares.
        encoder: What it hears with.
        tables: What lies beside the encoder.
        thresholds: From which probability on something counts.
    """

    fast: pipeline.Reader
    encoder: Encoder
    tables: Tables
    thresholds: Thresholds


def open_reader(folder: Path, fast: pipeline.Reader | None = None) -> FullReader:
    """Return the full reader.

    Args:
        folder: Where the encoder lies.
        fast: The fast reader to share grammar and packs with; None for the shipped one.
    """
    return FullReader(fast or pipeline.open_reader(), open_encoder(folder), load_tables(folder), Thresholds())


def read_document(document: Document, reader: FullReader) -> Reading:
    """Return all that a document says.

    Args:
        document: The document; its ``published`` resolves relative dates.
        reader: What to read with.
    """
    fast = reader.fast
    page = segment(document.text, skipped=document.skipped)
    if not page.sentences or is_quiet([cut_stem(form) for form in page.forms], fast.acts):
        return pipeline.read_document(document, fast)
    survey = pipeline.survey_page(page, document.published, fast)
    triggers = fast.lexicon.find_triggers(page)
    hearing = listen(survey, triggers, reader.encoder, reader.tables)
    survey = _name_anew(survey, hearing, document.published, fast)
    acts = _find_acts(survey, triggers, hearing, reader)
    cast, speech, times = survey.cast, survey.speech, survey.times
    milestones = find_milestones(page, cast, speech, times, document.published, fast.steps)
    figures = find_figures(page, cast, speech, times, fast.quantities)
    return Reading(
        document=document,
        actors=pipeline.list_actors(survey, acts, milestones, figures),
        acts=acts,
        milestones=milestones,
        figures=figures,
        reader=fast.name.replace(pipeline.FAST, "full", 1),
    )


def _name_anew(survey: Survey, hearing: Hearing, published: Edtf | None, fast: pipeline.Reader) -> Survey:
    """Return the survey with the actors that the grammar makes of the names that were heard."""
    tags = names.find_names(survey, hearing)
    weighed = unite(survey.page, weigh_cast(survey.page, published, fast.names, tags))
    cast, odds = pipeline.keep_likely(weighed)
    speech = find_speech(survey.page, cast, fast.speech)
    return replace(survey, cast=cast, odds=odds, speech=speech)


def _find_acts(
    survey: Survey, triggers: tuple[Trigger, ...], hearing: Hearing, reader: FullReader
) -> tuple[Act, ...]:
    findings = deeds.find_acts(survey, triggers, hearing, reader.fast.acts, reader.thresholds)
    return tuple(_make_act(survey, finding, hearing, reader) for finding in findings)


def _make_act(survey: Survey, finding: Finding, hearing: Hearing, reader: FullReader) -> Act:
    roles = deeds.find_parts(survey, finding, hearing, reader.thresholds)
    clause = deeds.find_clause(survey, finding, hearing, reader.thresholds)
    status = deeds.find_status(finding, hearing)
    bound = deeds.find_condition(finding, hearing, reader.thresholds)
    stance = Stance(status, _quote(survey, bound) if status is Status.CONDITIONAL else None)
    draft = pipeline.Draft(finding, roles, clause, stance)
    time = deeds.find_time(survey, finding, hearing)
    act = pipeline.make_act(survey, draft, time, reader.fast)
    spot = deeds.find_spot(survey, finding, hearing)
    return replace(act, place=spot.en if spot else None, place_evidence=spot.span if spot else None)


def _quote(survey: Survey, words: tuple[int, int] | None) -> Span | None:
    return survey.page.span(*words) if words else None
