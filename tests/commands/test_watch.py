from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.sources.feeds.server import Server, open_server, say, write_feed, write_page
from typer.testing import CliRunner

from mithaq.cli import app
from mithaq.commands import watch as command
from mithaq.commands.options import DONE, PARTLY
from mithaq.ledger.current import read_documents
from mithaq.ledger.models import DocumentRow
from mithaq.ledger.record import open_record

BODY = (
    "دعت وزارة الداخلية الأمم المتحدة إلى دعم تدريب الشرطة، وقال الوزير إن الاجتماع المقبل سيعقد في طرابلس."
)


@pytest.fixture
def server() -> Iterator[Server]:
    with open_server() as running:
        pages = {f"/a/{at}": f"خبر {at} من طرابلس" for at in (1, 2)}
        running.pages["/rss"] = say(write_feed(pages, port=running.port), ETag='"v1"')
        for at in (1, 2):
            running.pages[f"/a/{at}"] = say(write_page(f"خبر {at} من طرابلس", f"{BODY} هذا الخبر رقم {at}."))
        yield running


@pytest.fixture
def plan(server: Server, tmp_path: Path) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(
        f'allow = ["127.0.0.1"]\npause = 0\ntimeout = 60\n[[feeds]]\nurl = "{server.locate("/rss")}"\n'
        f'outlet = "وكالة الرصد"\n[[feeds]]\nurl = "{server.locate("/gone")}"\n',
        encoding="utf-8",
    )
    return path


def run(plan: Path, *more: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["watch", str(plan), "--once", *more])
    return result.exit_code, result.stdout, result.stderr


def list_urls(url: str) -> list[str | None]:
    record = open_record(url, create=False)
    try:
        ids = DocumentRow.objects.using(record.alias).values_list("sha256", flat=True)
        return sorted(str(shown.document.url) for shown in read_documents(record, list(ids)))
    finally:
        record.close()


def test_articles_come_into_the_record_once(plan: Path, server: Server, tmp_path: Path) -> None:
    url = str(tmp_path / "desk.db")
    code, out, err = run(plan, "--record", url)
    assert code == PARTLY
    assert f"{server.locate('/rss')}: 2 new documents" in out
    assert f"{server.locate('/gone')}: the server answers with status 404" in err
    assert list_urls(url) == [server.locate("/a/1"), server.locate("/a/2")]
    assert (tmp_path / "desk.db.watch.json").exists()
    asked = len(server.asked)
    assert run(plan, "--record", url)[0] == DONE
    assert len(server.asked) == asked


def test_whoever_is_stopped_goes_on(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url, state = str(tmp_path / "desk.db"), str(tmp_path / "state.json")

    def stop(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    with monkeypatch.context() as patched:
        patched.setattr(command.Watcher, "take", stop)
        code, _, err = run(plan, "--record", url, "--state", state, "--lang", "ar")
    assert (code, "توقف الرصد" in err) == (DONE, True)
    assert not Path(state).exists()
    assert "2 وثيقة جديدة" in run(plan, "--record", url, "--state", state, "--lang", "ar")[1]
    assert len(list_urls(url)) == 2


def test_it_goes_on_until_it_is_stopped(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(command.time, "sleep", sleep)
    result = CliRunner().invoke(app, ["watch", str(plan), "--record", str(tmp_path / "desk.db")])
    assert slept == [60.0, 60.0]
    assert "Stopped" in result.stderr


def test_a_feed_that_moved_is_told(plan: Path, server: Server, tmp_path: Path) -> None:
    server.pages["/gone"] = say(b"", 301, Location="/rss")
    assert "has moved to" in run(plan, "--record", str(tmp_path / "desk.db"))[2]


def test_where_it_is_kept_what_was_read(tmp_path: Path) -> None:
    assert command.find_state("a/b.db", tmp_path / "f.toml") == Path("a/b.db.watch.json")
    assert command.find_state("postgresql://x/y", tmp_path / "f.toml") == tmp_path / "f.watch.json"


def test_a_list_that_is_none_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["watch", str(tmp_path / "none.toml"), "--record", str(tmp_path / "a.db")]
    )
    assert result.exit_code != DONE
    assert not (tmp_path / "a.db").exists()
