"""The workbench for one person or a small team: served by waitress, without any other server."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import django

from mithaq.refusals import make_error, name_fault

DONE, PARTLY = 0, 1
_THREADS = 8


def main(words: Sequence[str]) -> int:
    """Do what ``mithaq serve`` and ``mithaq user`` ask for in a process with the settings of the workbench.

    Args:
        words: ``serve --host H --port N --lang L``; ``prepare``, which only makes what a first start needs;
            ``notify --address A``, which sends what is new in kept searches; ``log-out FILE`` and ``log-in FILE``
            for what a backup holds of the log; or
            ``user-add NAME --role ROLE``, the password on standard input.
    """
    django.setup()
    from mithaq.errors import MithaqError  # noqa: PLC0415 - the record is read only where Django is ready

    asked = _read_words(words)
    try:
        return _TASKS[asked.task](asked)
    except MithaqError as error:
        sys.stderr.write(f"{error}\n")
        return PARTLY


def _read_words(words: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m mithaq.web")
    tasks = parser.add_subparsers(dest="task", required=True)
    serve = tasks.add_parser("serve")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--lang", default="ar")
    prepare = tasks.add_parser("prepare")
    prepare.add_argument("--lang", default="ar")
    add = tasks.add_parser("user-add")
    add.add_argument("name")
    add.add_argument("--role", required=True)
    notify = tasks.add_parser("notify")
    notify.add_argument("--address", required=True)
    notify.add_argument("--lang", default="en")
    for name in ("log-out", "log-in"):
        tasks.add_parser(name).add_argument("file", type=Path)
    return parser.parse_args(words)


def _prepare(asked: Namespace) -> int:
    from mithaq.reports.wording import Lang, find_wording  # noqa: PLC0415
    from mithaq.web.accounts.making import make_first_account  # noqa: PLC0415
    from mithaq.web.store import find_record, prepare_tables  # noqa: PLC0415

    prepare_tables()
    first, wording = make_first_account(), find_wording(Lang(asked.lang))
    if first:
        sys.stdout.write(wording.say("first-account", account=first[0], password=first[1]) + "\n")
    else:
        sys.stdout.write(wording.say("known-accounts", record=find_record().where) + "\n")
    return DONE


def _serve(asked: Namespace) -> int:
    from waitress.server import create_server  # noqa: PLC0415

    from mithaq.errors import MithaqError  # noqa: PLC0415
    from mithaq.reports.wording import Lang, find_wording  # noqa: PLC0415
    from mithaq.web.store import find_record  # noqa: PLC0415
    from mithaq.web.wsgi import application  # noqa: PLC0415

    _prepare(asked)
    wording = find_wording(Lang(asked.lang))
    try:
        server = create_server(
            application,
            host=asked.host,
            port=asked.port,
            threads=_THREADS,
            ident=None,
            asyncore_use_poll=True,
        )
    except OSError as error:
        where, told = f"{asked.host}:{asked.port}", name_fault(error)
        raise make_error(MithaqError, "serving.address", where=where, error=told) from error
    address = f"http://{asked.host}:{asked.port}/"
    sys.stdout.write(wording.say("serving", record=find_record().where, address=address) + "\n")
    sys.stdout.flush()
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    return DONE


def _add(asked: Namespace) -> int:
    from mithaq.web.accounts.making import make_account  # noqa: PLC0415
    from mithaq.web.roles import Role  # noqa: PLC0415
    from mithaq.web.store import prepare_tables  # noqa: PLC0415

    prepare_tables()
    make_account(asked.name, Role(asked.role), sys.stdin.readline().rstrip("\n"))
    return DONE


def _notify(asked: Namespace) -> int:
    from mithaq.reports.wording import Lang, find_wording  # noqa: PLC0415
    from mithaq.web.overview.sending import check_address, send_due  # noqa: PLC0415
    from mithaq.web.store import find_record, prepare_tables  # noqa: PLC0415

    prepare_tables()
    sent = send_due(find_record(), check_address(asked.address))
    wording = find_wording(Lang(asked.lang))
    sys.stderr.write(wording.say("notified", count=wording.write_number(sent.mails)) + "\n")
    for failure in sent.failed:
        sys.stderr.write(f"{failure}\n")
    return PARTLY if sent.failed else DONE


def _write_log(asked: Namespace) -> int:
    from mithaq.web.watch.keeping import write_log  # noqa: PLC0415

    write_log(asked.file)
    return DONE


def _read_log(asked: Namespace) -> int:
    from mithaq.web.store import prepare_tables  # noqa: PLC0415
    from mithaq.web.watch.keeping import read_log  # noqa: PLC0415

    prepare_tables()
    read_log(asked.file)
    return DONE


_TASKS: Final[dict[str, Callable[[Namespace], int]]] = {
    "serve": _serve,
    "prepare": _prepare,
    "user-add": _add,
    "notify": _notify,
    "log-out": _write_log,
    "log-in": _read_log,
}
