"""The full reader: what the encoder hears, put into the words and packs of the fast reader."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from mithaq.model import Document, Reading
from mithaq.reading import pipeline
from mithaq.reading.acts import judge_acts
from mithaq.reading.learnt import deeds
from mithaq.reading.learnt.closer import Closer, open_closer
from mithaq.reading.learnt.deeds import Levels
from mithaq.reading.learnt.encoder import TABLES, Encoder, open_encoder
from mithaq.reading.learnt.heard import Tables, load_tables
from mithaq.reading.learnt.hearing import listen, listen_closer
from mithaq.reading.learnt.listener import Listener
from mithaq.reading.learnt.naming import name_again
from mithaq.reading.opinion import Own
from mithaq.reading.readers import ReaderName
from mithaq.reading.sureness import Scales, load_scales
from mithaq.text.segment import segment

# Where the fast reader is not as sure as this of any act, as good as nothing is heard that is none.
SIEVE = Levels(sieve=0.61)


@dataclass(frozen=True, slots=True)
class FullReader:
    """Everything that the full reader knows.

    Args:
        fast: The fast reader, whose grammar and packs it shares.
        encoder: What it hears with.
        tables: What lies beside the encoder.
        closer: What it hears triggers again with, or None.
        levels: How much whose word weighs, and from which probability on something counts.
        scales: How sure it is of what it says of acts, or None.
        name: Name that its readings state.
    """

    fast: pipeline.Reader
    encoder: Encoder
    tables: Tables
    closer: Closer | None
    levels: Levels
    scales: Scales | None = None
    name: ReaderName = ReaderName.FULL


def open_reader(folder: Path, fast: pipeline.Reader | None = None) -> FullReader:
    """Return the full reader.

    Args:
        folder: Where the encoder lies.
        fast: The fast reader to share grammar and packs with; None for the shipped one.
    """
    fast = fast or pipeline.open_reader()
    return FullReader(
        fast,
        open_encoder(folder),
        load_tables(folder / TABLES),
        open_closer(folder),
        Levels(),
        load_scales(ReaderName.FULL),
    )


def sieve_texts(reader: FullReader) -> FullReader:
    """Return a reader that listens only where the fast reader is rather sure of an act, and only once.

    Args:
        reader: The full reader.
    """
    return replace(reader, levels=SIEVE, closer=None, name=ReaderName.SIEVED)


def read_document(document: Document, reader: FullReader) -> Reading:
    """Return all that a document says.

    Args:
        document: The document; its ``published`` resolves relative dates.
        reader: What to read with.
    """
    name = reader.fast.name.replace(pipeline.FAST, reader.name, 1)
    fast = replace(reader.fast, name=name, scales=reader.scales)
    page = segment(document.text, skipped=document.skipped)
    subject = fast.acts.grade(page.forms) if fast.acts else None
    if not page.sentences or subject == 0:
        return pipeline.read_document(document, fast)
    survey = replace(pipeline.survey_page(page, document.published, fast), subject=subject)
    triggers = fast.lexicon.find_triggers(page)
    judged = judge_acts(survey, triggers, fast.acts) if fast.acts else ()
    worth = deeds.find_worth(judged, reader.levels) if fast.acts and reader.levels.sieve else None
    if worth is not None and not worth:
        return pipeline.write_reading(document, survey, (), Own(survey, fast.roles), fast)
    hearing = listen(survey, triggers, reader.encoder, reader.tables, worth)
    survey = name_again(survey, document.published, hearing, fast)
    findings = deeds.find_acts(survey, judged, hearing, reader.levels)
    if reader.closer:
        triggers_found = [finding.trigger.first for finding in findings]
        hearing = listen_closer(hearing, triggers_found, reader.closer, reader.levels.closer)
    opinion = Listener(survey, hearing, fast.roles, reader.levels)
    return pipeline.write_reading(document, survey, findings, opinion, fast)
