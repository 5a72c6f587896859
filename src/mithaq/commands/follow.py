"""The command that brings readings to cases without a record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def follow(
    folder: Annotated[
        Path,
        typer.Argument(metavar="STORY_DIR", help="Folder with NN.txt and story.json", show_default=False),
    ],
    *,
    out: Annotated[Path, typer.Option(metavar="FILE", help="File for the cases, JSON", show_default=False)],
) -> None:
    """Follow the reports of one folder: bring what they say to cases, and write these to a file."""
    from mithaq import read_document  # noqa: PLC0415
    from mithaq.following.follow import follow_story  # noqa: PLC0415
    from mithaq.following.story import read_story  # noqa: PLC0415
    from mithaq.reports.extract import write_page  # noqa: PLC0415
    from mithaq.reports.stories import read_folder, write_story  # noqa: PLC0415

    title, documents = read_folder(folder)
    story = read_story(read_document(document) for document in documents)
    write_page(write_story(follow_story(story), title).decode(), out)
