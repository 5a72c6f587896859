"""``mithaq serve`` and ``mithaq user add``, as processes of their own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from mithaq.ledger.keeping import find_folder
from mithaq.web.secret import read_secret

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
COMMAND = [sys.executable, "-m", "mithaq"]
# What a shell starts behind its back does not hear that it is interrupted, and hands that on to what it starts.
_HEAR = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.executable, sys.argv[1:])"
HEARING = [sys.executable, "-c", _HEAR, *COMMAND]


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def add_user(record: Path, password: str, name: str = "huda") -> subprocess.CompletedProcess[str]:
    words = [*COMMAND, "user", "add", name, "--role", "analyst", "--record", str(record), "--lang", "en"]
    return subprocess.run(words, input=f"{password}\n", capture_output=True, text=True, check=False)


def test_serving_makes_the_first_account_once(tmp_path: Path) -> None:
    record, port = tmp_path / "mithaq.db", find_port()
    words = [*HEARING, "serve", "--record", str(record), "--port", str(port), "--lang", "en"]
    told = []
    for _ in range(2):
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, start_new_session=True) as server:
            try:
                answer = wait_for(f"http://127.0.0.1:{port}/accounts/login/")
            finally:
                os.killpg(server.pid, signal.SIGINT)
                told.append(end(server))
        assert b"<html" in answer
    assert re.search(r"First account: admin, password \S{16}", told[0])
    assert "First account" not in told[1]
    assert f"http://127.0.0.1:{port}/" in told[1]


def end(server: subprocess.Popen[str]) -> str:
    """Return what a server wrote that was told to end; one that does not is killed."""
    try:
        return server.communicate(timeout=60)[0]
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        raise


def wait_for(address: str) -> bytes:
    for _ in range(900):
        try:
            with DIRECT.open(address, timeout=60) as answer:
                return bytes(answer.read())
        except OSError:  # it does not listen yet, or is too busy to answer at once
            time.sleep(0.2)
    pytest.fail(f"{address} does not answer")


def test_an_address_in_use_is_named(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        words = [*COMMAND, "serve", "--record", str(tmp_path / "r.db"), "--port", str(port), "--lang", "en"]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"127.0.0.1:{port}: the address cannot be used" in done.stderr


def test_accounts_are_made_in_the_terminal(tmp_path: Path) -> None:
    record = tmp_path / "mithaq.db"
    done = add_user(record, "a long enough secret")
    assert (done.returncode, done.stdout) == (0, "Account huda (analyst) was made.\n")
    again = add_user(record, "a long enough secret")
    assert again.returncode == 1
    assert "huda: " in again.stderr
    weak = add_user(record, "short", "salem")
    assert weak.returncode == 1
    assert "Choose another name or a longer password" in weak.stderr


def test_the_secret_is_made_once_and_for_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MITHAQ_FILES", raising=False)
    monkeypatch.delenv("MITHAQ_SECRET_KEY", raising=False)
    folder = find_folder(str(tmp_path / "a.db"))
    secret = read_secret(folder)
    assert len(secret) > 40
    assert read_secret(folder) == secret
    assert (folder / "cookie-secret").stat().st_mode & 0o077 == 0
    monkeypatch.setenv("MITHAQ_SECRET_KEY", "given")
    assert read_secret(folder) == "given"
    assert find_folder("postgresql://localhost/x").name == "mithaq.files"


def test_notices_of_an_empty_record_are_none(tmp_path: Path) -> None:
    words = [*COMMAND, "notify", "--record", str(tmp_path / "r.db"), "--lang", "en"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "0 e-mails sent\n")
