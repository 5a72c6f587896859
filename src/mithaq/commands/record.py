"""The commands that read into a record and make what is derived of it anew: read, rebuild."""

from __future__ import annotations

import getpass
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mithaq.commands.decision import add_options
from mithaq.commands.options import (
    DEFAULT_RECORD,
    AsJson,
    Jobs,
    Lang,
    Language,
    Paths,
    Published,
    Record,
    Refusals,
    find_wording,
)
from mithaq.commands.reading import check_reader, parse_date
from mithaq.commands.recording import Name
from mithaq.reading.readers import ReaderName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mithaq.dates import Edtf
    from mithaq.ledger.intake import Intake
    from mithaq.ledger.record import Record as OpenRecord
    from mithaq.model import Reading
    from mithaq.reports.wording import Wording
    from mithaq.sources import Refused


@dataclass(frozen=True, slots=True)
class Texts:
    """What is to be read.

    Args:
        paths: Files, folders and archives.
        published: Publication date of texts that carry none.
        jobs: How many processes read.
        reader: Which reader reads.
    """

    paths: list[Path]
    published: Edtf | None
    jobs: int
    reader: ReaderName


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """The options of ``mithaq read`` that keep personal texts apart; each field is an option."""

    personal: Annotated[
        bool, typer.Option("--personal", help="Keep texts apart, so that they can be erased; nothing is read")
    ] = False
    name: Name = ""


@add_options(Apart)
def read(
    paths: Paths,
    *,
    record: Record = DEFAULT_RECORD,
    published: Published = None,
    reader: Annotated[ReaderName, typer.Option(help="Which reader reads")] = ReaderName.FAST,
    jobs: Jobs = 1,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
    **options: Any,  # noqa: ANN401 - the fields of Apart
) -> None:
    """Read texts into a record: documents, what they say, and what follows from it as proposals."""
    wording = find_wording(lang)
    check_reader(reader)
    when = parse_date(published)
    from mithaq.ledger.batches import record_readings  # noqa: PLC0415 - loads Django
    from mithaq.ledger.intake import Intake  # noqa: PLC0415
    from mithaq.ledger.record import open_record  # noqa: PLC0415

    opened, apart = open_record(record), Apart(**options)
    refusals = Refusals(lang)
    if apart.personal:
        _keep_apart(opened, Texts(paths, when, jobs, reader), apart.name, wording, refusals)
        return
    brought: list[Intake] = []
    try:
        results = _read_new(opened, Texts(paths, when, jobs, reader), wording, brought.append)
        for intake in record_readings(opened, refusals.set_aside(results), refuse=refusals.name):
            brought.append(intake)  # noqa: PERF402 - what came before an interruption counts, too
    finally:
        # Also where it was interrupted: what was recorded until then is kept.
        _tell(sum(brought, Intake()), opened.where, wording, as_json=as_json)
        opened.close()
    refusals.leave(wording)


def rebuild(*, record: Record = DEFAULT_RECORD, lang: Lang = Language.EN) -> None:
    """Make everything in a record that is derived from its entries anew; entries and texts stay as they are."""
    wording = find_wording(lang)
    from mithaq.ledger.record import open_record  # noqa: PLC0415 - loads Django
    from mithaq.reports.progress import show_work  # noqa: PLC0415

    opened = open_record(record, create=False)
    with show_work(wording.say("rebuilding")):
        opened.rebuild()
    typer.echo(wording.say("rebuilt", where=opened.where), err=True)


def _keep_apart(record: OpenRecord, texts: Texts, name: str, wording: Wording, refusals: Refusals) -> None:
    from mithaq.ledger.erasure import keep_apart  # noqa: PLC0415 - loads Django
    from mithaq.sources import read_documents  # noqa: PLC0415

    documents = refusals.set_aside(read_documents(texts.paths, published=texts.published))
    kept = keep_apart(record, documents, name or getpass.getuser())
    for document in kept:
        typer.echo(f"{document.sha256}  {document.name}")
    typer.echo(wording.say("kept_apart", where=record.where, count=wording.write_number(len(kept))), err=True)
    refusals.leave(wording)


def _read_new(
    record: OpenRecord, texts: Texts, wording: Wording, tell: Callable[[Intake], None]
) -> Iterator[Reading | Refused]:
    """Yield what is read in those texts that the record does not hold as read by this reader."""
    from mithaq.ledger.batches import skip_known  # noqa: PLC0415 - loads Django
    from mithaq.reading.readers import name_reader  # noqa: PLC0415 - loads all knowledge
    from mithaq.reports.batch import prepare_reader, read_batch  # noqa: PLC0415
    from mithaq.reports.progress import show_work, track  # noqa: PLC0415
    from mithaq.sources import count_files, read_documents  # noqa: PLC0415

    with show_work(wording.say("compiling")):
        prepare_reader(texts.reader)
    documents = read_documents(texts.paths, published=texts.published)
    fresh = skip_known(record, documents, name_reader(texts.reader), tell)
    results = read_batch(fresh, jobs=texts.jobs, reader=texts.reader)
    return track(results, wording.say("reading"), count=lambda: count_files(texts.paths))


def _tell(total: Intake, where: str, wording: Wording, *, as_json: bool) -> None:
    plain = asdict(total)
    if as_json:
        typer.echo(json.dumps({"record": where, **plain}, ensure_ascii=False))
        return
    counts = {name: wording.write_number(value) for name, value in plain.items()}
    typer.echo(wording.say("recorded", where=where, **counts), err=True)
    if total.dropped:
        typer.echo(wording.say("dropped", count=counts["dropped"]), err=True)
