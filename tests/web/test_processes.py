"""Gunicorn's processes read what they share before they part."""

from __future__ import annotations

import gc

import pytest

from mithaq.web import processes, readiness


def test_what_is_shared_is_read_once_and_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(readiness, "make_ready", lambda: done.append("read"))
    monkeypatch.setattr(readiness, "start_drawing", lambda: done.append("draw"))
    try:
        processes.when_ready(None)
        kept = gc.get_freeze_count()
        processes.post_worker_init(None)
        assert kept > 0
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
    assert done == ["read", "draw"]
    assert processes.preload_app
    assert processes.workers > 0
    assert processes.wsgi_app == "mithaq.web.wsgi"
