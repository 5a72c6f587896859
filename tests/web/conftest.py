"""A workbench to test: on both databases, with personas, in a browser where there is one."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bench.cluster import Cluster
from django.db import connections
from django.test import override_settings
from django.test.utils import setup_test_environment, teardown_test_environment
from playwright.sync_api import Browser, expect, sync_playwright
from tests.web.persona import Live, Site, Window
from waitress.server import create_server

from mithaq.ledger.database import read_address
from mithaq.model import Document
from mithaq.reading.readers import ReaderName, open_named
from mithaq.sources import read_documents
from mithaq.web.roles import Role
from mithaq.web.store import find_record, prepare_tables
from mithaq.web.wsgi import application

ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "out" / "screens"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# Milliseconds. A busy machine is no fault of a page.
PATIENCE = 120_000  # milliseconds, however busy the machine is


def _connect(url: str) -> None:
    """Make the workbench use a database."""
    connections["default"].close()
    del connections["default"]
    complete = connections.configure_settings({"default": read_address(url)})
    connections.settings["default"] = complete["default"]


@pytest.fixture(scope="session", autouse=True)
def _environment() -> Iterator[None]:
    setup_test_environment()
    with override_settings(
        ALLOWED_HOSTS=["localhost", "127.0.0.1"],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield
    teardown_test_environment()


def _fill(url: str, *, samples: bool) -> None:
    _connect(url)
    with override_settings(RECORD=url):
        prepare_tables()
        if samples:
            read = open_named(ReaderName.FAST)
            documents = [item for item in read_documents([ROOT / "samples"]) if isinstance(item, Document)]
            find_record().add_readings([read(document) for document in documents])
    connections["default"].close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A SQLite file with all tables, empty or with the sample reports read in; made once."""
    folder = tmp_path_factory.mktemp("web")

    def find(*, samples: bool) -> Path:
        path = folder / f"{'samples' if samples else 'empty'}.db"
        if not path.exists():
            _fill(str(path), samples=samples)
            with sqlite3.connect(path) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
        return path

    return find


@pytest.fixture(scope="session")
def postgresql_template(cluster: Cluster) -> Callable[..., str]:
    """The name of a database with all tables, empty or with the sample reports read in; made once."""
    made: set[str] = set()

    def find(*, samples: bool) -> str:
        name = f"web_{'samples' if samples else 'empty'}"
        if name not in made:
            _fill(cluster.create_database(name), samples=samples)
            made.add(name)
        return name

    return find


@pytest.fixture(params=["sqlite", "postgresql"])
def vendor(request: pytest.FixtureRequest) -> str:
    """The database on which a test runs: each test runs on both. Override with one to save time."""
    name: str = request.param
    return name


def _open_site(request: pytest.FixtureRequest, vendor: str, folder: Path, *, samples: bool) -> Iterator[Site]:
    cluster: Cluster | None = None
    name = f"s{os.urandom(6).hex()}"
    if vendor == "sqlite":
        url = str(folder / "record.db")
        shutil.copy(request.getfixturevalue("sqlite_template")(samples=samples), url)
    else:
        cluster = request.getfixturevalue("cluster")
        template = request.getfixturevalue("postgresql_template")(samples=samples)
        url = cluster.create_database(name, template)
    _connect(url)
    files = folder / "files"
    files.mkdir()
    with override_settings(RECORD=url, FILES=files):
        yield Site(find_record(), files)
    connections["default"].close()
    if cluster:
        cluster.drop_database(name)


@pytest.fixture
def site(request: pytest.FixtureRequest, vendor: str, tmp_path: Path) -> Iterator[Site]:
    """A workbench on an empty record."""
    yield from _open_site(request, vendor, tmp_path, samples=False)


@pytest.fixture
def filled_site(request: pytest.FixtureRequest, vendor: str, tmp_path: Path) -> Iterator[Site]:
    """A workbench on a record with the sample reports read in."""
    yield from _open_site(request, vendor, tmp_path, samples=True)


def _serve(site: Site) -> Iterator[Live]:

    server = create_server(
        application, host="127.0.0.1", port=0, threads=4, ident=None, asyncore_use_poll=True
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Live(site, f"http://127.0.0.1:{server.effective_port}")
    finally:
        server.close()
        thread.join(timeout=5)


@pytest.fixture
def live(site: Site) -> Iterator[Live]:
    """An empty workbench that a browser can visit."""
    yield from _serve(site)


@pytest.fixture
def filled_live(filled_site: Site) -> Iterator[Live]:
    """A workbench with the sample reports that a browser can visit."""
    yield from _serve(filled_site)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, driven by Playwright; tests that need it are skipped by name where there is none."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("Chromium is not installed here (Debian, Ubuntu: apt-get install chromium)")
    # Playwright keeps an event loop in this thread, in which Django would refuse to ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_window(chromium: Browser) -> Iterator[Callable[..., Window]]:
    """A function that logs somebody in and returns their window: ``open_window(live, "huda", Role.ANALYST)``."""
    contexts = []

    def open_(
        live: Live,
        name: str,
        role: Role | str = Role.ANALYST,
        *,
        lang: str = "ar",
        size: tuple[int, int] = (1366, 768),
        groups: tuple[str, ...] = (),
    ) -> Window:
        client = live.site.enter(name, role, lang=lang, groups=groups)
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, locale=lang)
        context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live.address}]
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        strays: list[str] = []
        page.on(
            "request",
            lambda asked: (
                strays.append(asked.url)
                if not asked.url.startswith((live.address, "data:", "blob:"))
                else None
            ),
        )
        page.on("pageerror", lambda error: strays.append(str(error)))
        page.on(
            "console",
            lambda told: strays.append(told.text) if "Content Security Policy" in told.text else None,
        )
        return Window(page, live.address, strays)

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def shoot() -> Callable[[Window, str], Path]:
    """A function that keeps a picture of a whole page under out/screens: ``shoot(window, "cases-board-ar")``."""

    def shoot_(window: Window, name: str) -> Path:
        SCREENS.mkdir(parents=True, exist_ok=True)
        path = SCREENS / f"{name}.png"
        window.page.screenshot(path=path, full_page=True)
        return path

    return shoot_


@pytest.fixture
def find_barriers() -> Callable[[Window], list[str]]:
    """A function that returns what axe finds to be serious or critical on a page."""
    axe = Axe()

    def find(window: Window) -> list[str]:
        found = axe.run(window.page).response["violations"]
        return [
            f"{item['id']}: {node['html'][:120]}"
            for item in found
            if item["impact"] in {"serious", "critical"}
            for node in item["nodes"]
        ]

    return find
