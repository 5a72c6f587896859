"""The command that polls feeds and reads each article once into a record: watch."""

from __future__ import annotations

import signal
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mithaq.commands.options import DEFAULT_RECORD, Lang, Language, Record, Refusals, find_wording
from mithaq.commands.reading import check_reader
from mithaq.reading.readers import ReaderName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mithaq.ledger.intake import Intake
    from mithaq.ledger.record import Record as OpenRecord
    from mithaq.reports.wording import Wording
    from mithaq.sources.feeds.plan import Plan
    from mithaq.sources.feeds.poll import Polled

_LONGEST_SLEEP = 60.0


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="Which feeds", show_default=False)],
    *,
    record: Record = DEFAULT_RECORD,
    once: Annotated[bool, typer.Option("--once", help="Poll what is due and leave")] = False,
    state: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What was read; beside the record without it")
    ] = None,
    reader: Annotated[ReaderName, typer.Option(help="Which reader reads")] = ReaderName.FAST,
    lang: Lang = Language.EN,
) -> None:
    """Poll feeds and read each article once into a record, until it is stopped."""
    wording = find_wording(lang)
    check_reader(reader)
    from mithaq.ledger.record import open_record  # noqa: PLC0415 - loads Django
    from mithaq.sources.feeds.plan import read_plan  # noqa: PLC0415 - only this command polls

    plan = read_plan(feeds)
    opened = open_record(record)
    refusals = Refusals(lang)
    watcher = Watcher(opened, reader, wording, refusals)
    try:
        with _end_on_termination():
            _poll(plan, watcher, state or find_state(record, feeds), once=once)
    except KeyboardInterrupt:
        typer.echo(wording.say("watch_stopped"), err=True)
    finally:
        opened.close()
    refusals.leave(wording)


class Watcher:
    """Brings what polls brought into a record.

    Args:
        record: The record.
        reader: Which reader reads.
        wording: The language that it speaks.
        refusals: Told of what was not read.
    """

    def __init__(self, record: OpenRecord, reader: ReaderName, wording: Wording, refusals: Refusals) -> None:
        self._record = record
        self._reader = reader
        self._wording = wording
        self._refusals = refusals

    def take(self, polled: Polled) -> Intake:
        """Record what a poll brought, and say so.

        Args:
            polled: What came.
        """
        from mithaq.ledger.batches import record_readings, skip_known  # noqa: PLC0415 - loads Django
        from mithaq.ledger.intake import Intake  # noqa: PLC0415
        from mithaq.reading.readers import name_reader  # noqa: PLC0415 - loads all knowledge
        from mithaq.reports.batch import read_batch  # noqa: PLC0415
        from mithaq.sources import read_items  # noqa: PLC0415

        known: list[Intake] = []
        documents = skip_known(
            self._record, read_items(polled.items), name_reader(self._reader), known.append
        )
        results = self._refusals.set_aside(read_batch(documents, reader=self._reader))
        brought = list(record_readings(self._record, results, refuse=self._refusals.name))
        total = sum((*known, *brought), Intake())
        counts = {
            "documents": self._wording.write_number(total.documents),
            "proposals": self._wording.write_number(total.proposals),
        }
        typer.echo(self._wording.say("watched", url=polled.url, **counts))
        if polled.note:
            typer.echo(polled.note, err=True)
        return total


def find_state(record: str, feeds: Path) -> Path:
    """Return where it is kept what was read: beside the record; beside the list of feeds where that is no file.

    Args:
        record: Address of the record.
        feeds: The list of feeds.
    """
    from mithaq.ledger.database import is_file  # noqa: PLC0415 - loads Django

    return Path(f"{record}.watch.json") if is_file(record) else feeds.with_suffix(".watch.json")


def _poll(plan: Plan, watcher: Watcher, state: Path, *, once: bool) -> None:
    from importlib.metadata import version  # noqa: PLC0415 - only this command needs it

    from mithaq.sources.feeds.memory import learn, read_memory, write_memory  # noqa: PLC0415 - as above
    from mithaq.sources.feeds.rounds import find_next, open_fetcher, poll_due  # noqa: PLC0415

    fetcher = open_fetcher(plan, version("mithaq"))
    memory = read_memory(state)
    while True:
        for polled in poll_due(plan, memory, fetcher, datetime.now(UTC)):
            watcher.take(polled)
            # Only now: what was fetched and not recorded is fetched again.
            now = datetime.now(UTC)
            memory = learn(memory, (polled.url, polled.state), polled.listed, polled.failed, now.date())
            write_memory(memory, state)
        if once:
            return
        time.sleep(min(find_next(plan, memory, datetime.now(UTC)), _LONGEST_SLEEP))


@contextmanager
def _end_on_termination() -> Iterator[None]:
    """Let a service manager stop the command as a person does with Ctrl-C."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
