"""The commands that read texts: extract, show, demo, compile."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mithaq.commands.options import (
    AsJson,
    Jobs,
    Lang,
    Language,
    Least,
    LeastDetail,
    Paths,
    Published,
    Refusals,
    find_wording,
)
from mithaq.commands.usage import Misuse, refuse_use
from mithaq.dates import Edtf
from mithaq.errors import DateError, Reason
from mithaq.reading.readers import ReaderName

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mithaq.model import Reading
    from mithaq.reports.wording import Wording
    from mithaq.sources import Refused

KINDS = (
    "requests", "agreements", "incidents", "milestones", "statements", "figures",
    "actors", "acts", "documents",
)  # fmt: skip
_DEMO_KINDS = KINDS[:6]
_DEMO_ROWS = 5
ReadingsFile = Annotated[
    Path | None, typer.Option("--readings", help="Readings that extract --jsonl wrote", show_default=False)
]


def extract(  # noqa: PLR0913 - each is an option that a person types
    paths: Paths,
    *,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder for one NAME.json per text")] = None,
    jsonl: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File for full readings with spans, one on each line")
    ] = None,
    published: Published = None,
    reader: Annotated[
        ReaderName | None,
        typer.Option(help="Which reader reads; without it full for up to 1,000 texts", show_default=False),
    ] = None,
    least: Least = 0.0,
    least_detail: LeastDetail = 0.0,
    jobs: Jobs = 1,
    lang: Lang = Language.EN,
) -> None:
    """Read texts and write what each of them says: one NAME.json per text, or JSON lines, or both."""
    from mithaq.reports.extract import open_writer  # noqa: PLC0415

    wording = find_wording(lang)
    check_reader(reader)
    if out is None and jsonl is None:
        refuse_use("nowhere", "--out")
    refusals = Refusals(lang)
    results = _read(paths, published, jobs, wording, reader or _choose_reader(paths))
    written = 0
    with open_writer(out, jsonl) as write:
        for reading in refusals.set_aside(results):
            write(reading.keep_sure(least, least_detail))
            written += 1
    typer.echo(wording.say("written", count=written, where=out or jsonl), err=True)
    refusals.leave(wording)


def show(  # noqa: PLR0913 - each is an option that a person types
    kinds: Annotated[
        list[str],
        typer.Argument(
            metavar="KIND... [PATH...]",
            help=f"What to show: {', '.join(KINDS)} or all; other words are texts to read",
            show_default=False,
        ),
    ],
    *,
    readings: ReadingsFile = None,
    text: Annotated[
        list[Path] | None, typer.Option(metavar="PATH", help="Text, folder or archive to read on the fly")
    ] = None,
    published: Published = None,
    least: Least = 0.0,
    least_detail: LeastDetail = 0.0,
    jobs: Jobs = 1,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Print tables of what was read: requests, agreements, incidents and so on."""
    chosen, paths = _sort_words(kinds)
    wording = find_wording(lang)
    refusals = Refusals(lang)
    found = find_readings([*paths, *(text or [])], readings, published, jobs, wording, refusals)
    found = [reading.keep_sure(least, least_detail) for reading in found]
    if as_json:
        from mithaq.reports.views import encode_views  # noqa: PLC0415

        sys.stdout.write(encode_views(found, chosen).decode())
    else:
        from mithaq.reports.screen import print_tables  # noqa: PLC0415

        print_tables(found, chosen, wording)
    refusals.leave(wording)


def _sort_words(words: Sequence[str]) -> tuple[tuple[str, ...], list[Path]]:
    chosen = KINDS if "all" in words else tuple(kind for kind in KINDS if kind in words)
    paths = [Path(word) for word in words if word != "all" and word not in KINDS]
    for path in paths:
        if not path.exists():
            refuse_use("no-kind-no-file", "KIND", text=str(path), known=", ".join(KINDS))
    if not chosen:
        refuse_use("kinds", "KIND", known=", ".join(KINDS))
    return chosen, paths


def find_readings(
    paths: Sequence[Path],
    file: Path | None,
    published: str | None,
    jobs: int,
    wording: Wording,
    refusals: Refusals,
) -> list[Reading]:
    """Return the readings of a file, or those of texts that are read now.

    Args:
        paths: Texts.
        file: The file of readings.
        published: Publication date of texts that carry none, EDTF.
        jobs: How many processes read.
        wording: The language.
        refusals: What is not read is named there.
    """
    if bool(paths) == bool(file):
        refuse_use("one-source", "--readings")
    if file:
        from mithaq.reports.readings import read_readings  # noqa: PLC0415

        return list(read_readings(file))
    return list(refusals.set_aside(_read(paths, published, jobs, wording)))


def check_reader(reader: ReaderName | None) -> None:
    """End the command where the full reader is asked for and its weights are not installed.

    Args:
        reader: What was asked for.
    """
    from mithaq.reading.readers import has_encoder  # noqa: PLC0415

    if reader in (ReaderName.FULL, ReaderName.SIEVED) and not has_encoder():
        refuse_use("no-weights", "--reader")


def _choose_reader(paths: Sequence[Path]) -> ReaderName:
    from mithaq.reading.readers import choose_reader  # noqa: PLC0415
    from mithaq.sources import count_files  # noqa: PLC0415

    return choose_reader(count_files(paths))


def _read(
    paths: Sequence[Path],
    published: str | None,
    jobs: int,
    wording: Wording,
    reader: ReaderName = ReaderName.FAST,
) -> Iterator[Reading | Refused]:
    when = parse_date(published)
    from mithaq.reports.batch import prepare_reader, read_batch  # noqa: PLC0415
    from mithaq.reports.progress import show_work, track  # noqa: PLC0415
    from mithaq.sources import count_files, read_documents  # noqa: PLC0415

    with show_work(wording.say("compiling")):
        prepare_reader(reader)
    results = read_batch(read_documents(paths, published=when), jobs=jobs, reader=reader)
    return track(results, wording.say("reading"), count=lambda: count_files(paths))


def parse_date(text: str | None, option: str = "--published") -> Edtf | None:
    """Return the date that an option gives; end the command where it is none.

    Args:
        text: EDTF, or None.
        option: The option.
    """
    try:
        return Edtf.parse(text) if text else None
    except DateError as error:
        raise Misuse(error.reason or Reason("dates.how"), option) from error


def write_brief(found: Sequence[Reading], out: Path, wording: Wording) -> None:
    """Write the brief of readings, and say where.

    Args:
        found: What was read.
        out: The file.
        wording: The language.
    """
    from mithaq.reports.brief import write_brief as write  # noqa: PLC0415
    from mithaq.reports.extract import write_page  # noqa: PLC0415

    write_page(write(found, wording), out)
    typer.echo(wording.say("brief_written", where=out), err=True)


def _name_program() -> str:
    """Return how the program is called from here: by its path in a clone of which nothing was activated."""
    own = Path(".venv") / "bin" / "mithaq"
    return str(own) if own.exists() and shutil.which("mithaq") is None else "mithaq"


def demo(
    samples: Annotated[Path, typer.Argument(help="Folder of sample reports")] = Path("samples"),
    *,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the brief")] = Path("out"),
    rows: Annotated[int, typer.Option(min=1, help="How many rows of each table are printed")] = _DEMO_ROWS,
    lang: Lang = Language.EN,
) -> None:
    """Read the sample reports, print what they say, and write a brief."""
    from mithaq.reports.screen import print_shortened  # noqa: PLC0415

    wording = find_wording(lang)
    refusals = Refusals(lang)
    found = find_readings([samples], None, None, 1, wording, refusals)
    print_shortened(found, _DEMO_KINDS, wording, rows=rows, more=f"{_name_program()} show {{kind}} {samples}")
    write_brief(found, out / "brief.html", wording)
    refusals.leave(wording)


def compile_knowledge(*, lang: Lang = Language.EN, as_json: AsJson = False) -> None:
    """Compile the knowledge files into the cache, so that the next command starts at once."""
    from mithaq.reports.batch import prepare_reader  # noqa: PLC0415
    from mithaq.reports.knowledge import count_knowledge  # noqa: PLC0415
    from mithaq.reports.progress import show_work  # noqa: PLC0415

    wording = find_wording(lang)
    with show_work(wording.say("compiling")):
        prepare_reader()
        counts = count_knowledge()
    if as_json:
        typer.echo(json.dumps(counts))
        return
    for name, count in counts.items():
        typer.echo(f"{wording.name_compiled(name)}: {wording.write_number(count)}")
