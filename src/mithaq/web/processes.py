"""How gunicorn serves the workbench: ``gunicorn --config python:mithaq.web.processes mithaq.web.wsgi``.

What all processes need is read once, before they part: they share it in memory, and nobody waits for it. What the
command line or ``GUNICORN_CMD_ARGS`` says goes before what stands here.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from typing import Final

wsgi_app: Final = "mithaq.web.wsgi"
preload_app: Final = True
workers: Final = int(os.environ.get("WEB_CONCURRENCY", "0")) or multiprocessing.cpu_count() + 1
timeout: Final = 120  # seconds: an export of a large record takes longer than a page


def when_ready(server: object) -> None:
    """Read what all processes need.

    Args:
        server: Gunicorn's own.
    """
    del server
    from mithaq.web.readiness import make_ready  # noqa: PLC0415 - Django is set up by now

    make_ready()
    _settle()


def post_worker_init(worker: object) -> None:
    """Start what no two processes can share.

    Args:
        worker: Gunicorn's own.
    """
    del worker
    from mithaq.web.readiness import start_drawing  # noqa: PLC0415 - as above

    start_drawing()
    _settle()


def _settle() -> None:
    """Keep what is there by now: no process has to look through it for garbage, or copies the memory for that."""
    gc.collect()
    gc.freeze()
