"""A progress bar on standard error for what lasts longer than two seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)

_PATIENCE = 2.0  # seconds

T = TypeVar("T")


def track(
    items: Iterable[T], title: str, *, count: Callable[[], int], patience: float = _PATIENCE
) -> Iterator[T]:
    """Yield ``items``; show a bar once that has lasted for longer than ``patience``.

    Args:
        items: What is worked through.
        title: What is being done.
        count: Returns how many items there will be, about; called only when the bar is shown.
        patience: Seconds.
    """
    progress = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    task = progress.add_task(title, total=None)
    with _show_late(progress, lambda: progress.update(task, total=count()), patience):
        for item in items:
            yield item
            progress.advance(task)


@contextmanager
def show_work(title: str, *, patience: float = _PATIENCE) -> Iterator[None]:
    """Show that something is being done once it has lasted for longer than ``patience``.

    Args:
        title: What is being done.
        patience: Seconds.
    """
    progress = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True
    )
    progress.add_task(title, total=None)
    with _show_late(progress, lambda: None, patience):
        yield


@contextmanager
def _show_late(progress: Progress, prepare: Callable[[], None], patience: float) -> Iterator[None]:
    ended = Event()

    def wait() -> None:
        if not ended.wait(patience):
            progress.start()
            prepare()

    waiter = Thread(target=wait, daemon=True)
    if progress.console.is_terminal:
        waiter.start()
    try:
        yield
    finally:
        ended.set()
        if waiter.is_alive():
            waiter.join()
        if progress.live.is_started:
            progress.stop()
