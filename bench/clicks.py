"""What twenty people click: the file that locust runs for `bench.pages`.

Reads what there is to visit from the JSON file that ``MITHAQ_CLICKS`` names: addresses by name of the page, and one
cookie for each person.
"""

from __future__ import annotations

import itertools
import json
import os
import random
from pathlib import Path
from typing import Any

from locust import HttpUser, constant, task

_PLAN: dict[str, Any] = json.loads(Path(os.environ["MITHAQ_CLICKS"]).read_text(encoding="utf-8"))
_NUMBERS = itertools.count()
_FINE = (200, 204, 302)  # pages, nothing new, and pages that lead to the next one


class Person(HttpUser):
    """Somebody who goes from page to page, without ever reading one."""

    wait_time = constant(1)  # type: ignore[no-untyped-call]

    def on_start(self) -> None:
        """Log in, each person with an account of their own."""
        number = next(_NUMBERS)
        self.client.cookies.set("sessionid", _PLAN["sessions"][number % len(_PLAN["sessions"])])
        self._chance = random.Random(number)

    @task
    def visit(self) -> None:
        """Visit one page."""
        name = self._chance.choice(list(_PLAN["pages"]))
        path = self._chance.choice(_PLAN["pages"][name])
        # The server's log tells by it how long it worked on which page.
        told = {"X-Page": name}
        with self.client.get(
            path, name=name, headers=told, allow_redirects=False, catch_response=True
        ) as answer:
            on = answer.headers.get("Location", "")
            if answer.status_code not in _FINE or "/accounts/login" in on:
                answer.failure(f"{answer.status_code} {path}")
