"""Run one long command quietly: one line that says what runs and for how long, the whole output if it fails.

Usage: ``step.py "What is done" -- command argument …``. Needs nothing but the standard library, since it runs
before anything is installed.
"""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import count
from threading import Event, Thread

_WIDTH = 100


def show_progress(what: str, last: list[str], done: Event) -> None:
    """Redraw one line twice a second until ``done``.

    Args:
        what: What is being done.
        last: Holds the newest line of the command's output.
        done: Set when the command has ended.
    """
    started = time.monotonic()
    for turn in count():
        text = f"{'|/-+'[turn % 4]} {what} … {time.monotonic() - started:.0f} s  {last[-1] if last else ''}"
        sys.stderr.write(f"\r{text[:_WIDTH]:<{_WIDTH}}")
        sys.stderr.flush()
        if done.wait(0.5):
            break
    sys.stderr.write("\r" + " " * _WIDTH + "\r")


def run_step(what: str, command: list[str]) -> int:
    """Run ``command`` and return its exit code.

    Args:
        what: What is being done, shown to the person.
        command: Program and arguments.
    """
    started = time.monotonic()
    lines: list[str] = []
    done = Event()
    watcher = Thread(target=show_progress, args=(what, lines, done), daemon=True)
    if sys.stderr.isatty():
        watcher.start()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        lines.extend(line.strip() for line in process.stdout or ())
        code = process.wait()
    done.set()
    if watcher.is_alive():
        watcher.join()
    mark = "done" if code == 0 else f"FAILED (exit {code})"
    sys.stderr.write(f"{what}: {mark}, {time.monotonic() - started:.0f} s\n")
    if code:
        sys.stderr.write("\n".join(lines) + "\n")
    return code


def main() -> int:
    """Read the command line; return the command's exit code, 2 for wrong use."""
    match sys.argv[1:]:
        case [what, "--", *command] if command:
            return run_step(what, command)
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2


if __name__ == "__main__":
    sys.exit(main())
