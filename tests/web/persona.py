"""The workbench as tests meet it: its record, its accounts, somebody's browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import Page

from mithaq.ledger.record import Record
from mithaq.web.accounts.models import Account
from mithaq.web.roles import Role

PASSWORD = "correct horse battery"
KEPT = """async (path) => {
    await navigator.serviceWorker.ready;
    for (let turn = 0; turn < 600; turn++) {
        const kept = await caches.match(path, {ignoreSearch: true});
        if (navigator.serviceWorker.controller && kept) return;
        await new Promise((go) => setTimeout(go, 50));
    }
    throw new Error(`${path} was not kept on the device within 30 seconds`);
}"""


@dataclass(frozen=True)
class Site:
    """A workbench on a record of its own.

    Args:
        record: The record, under the alias that the workbench uses.
        files: Its folder of files.
    """

    record: Record
    files: Path
    accounts: dict[str, Account] = field(default_factory=dict)

    def make(self, name: str, role: Role | str = Role.ANALYST, *, groups: tuple[str, ...] = ()) -> Account:
        """Return the account of a name; made where it is new."""
        if name not in self.accounts:
            account = Account.objects.create_user(name, password=PASSWORD, role=Role(role))
            account.groups.set(Group.objects.get_or_create(name=group)[0] for group in groups)
            self.accounts[name] = account
        return self.accounts[name]

    def enter(
        self, name: str, role: Role | str = Role.ANALYST, *, groups: tuple[str, ...] = (), lang: str = "en"
    ) -> Client:
        """Return a client in which somebody has logged in."""
        account = self.make(name, role, groups=groups)
        Account.objects.filter(pk=account.pk).update(lang=lang)
        client = self.visit()
        client.force_login(account)
        return client

    def visit(self) -> Client:
        """Return a client in which nobody has logged in."""
        return Client(SERVER_NAME="localhost")


@dataclass(frozen=True)
class Live:
    """A workbench that a browser can visit."""

    site: Site
    address: str


@dataclass(frozen=True)
class Window:
    """A browser in which somebody works; every request that leaves the workbench is an error.

    Args:
        page: Playwright's page.
        address: Of the workbench.
        strays: Requests to other addresses, and what the console complained about.
    """

    page: Page
    address: str
    strays: list[str]


def wait_until_kept(page: Page, path: str) -> None:
    """Wait until the worker of a page rules it and keeps a path on the device.

    One promise in the page does the waiting. Playwright's ``wait_for_function`` evaluates its string again
    at each look, which the workbench's content security policy forbids from the second look on.

    Args:
        page: A page of the form.
        path: As the worker keeps it, such as ``/field/``.
    """
    page.evaluate(KEPT, path)
