"""A program that asks the workbench in somebody's name."""

from __future__ import annotations

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.persona import Site

from mithaq.web.api.tokens import make_token
from mithaq.web.roles import Role


class Program:
    """A program that asks with a token.

    Args:
        site: The workbench.
        name: In whose name.
        role: With which role.
        groups: In which groups the account is.
    """

    def __init__(self, site: Site, name: str, role: Role, groups: tuple[str, ...] = ()) -> None:
        self.token = make_token(site.make(name, role, groups=groups), "test", role, None)
        self.client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)

    @property
    def headers(self) -> dict[str, str]:
        """What it says of itself."""
        return {"Authorization": f"Bearer {self.token}"}

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Return status and answer."""
        answer = self.client.generic(
            method,
            f"/api{path}",
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers=self.headers,
        )
        return answer.status_code, json.loads(answer.content)

    def send_file(self, name: str, content: bytes | None, lang: str = "en", **fields: str) -> tuple[int, Any]:
        """Send a file, and return status and answer."""
        form: dict[str, Any] = dict(fields)
        if content is not None:
            form["file"] = SimpleUploadedFile(name, content)
        headers = {**self.headers, "Accept-Language": lang}
        answer = self.client.post("/api/attachments", form, headers=headers)
        return answer.status_code, answer.json()

    def fetch(self, address: str) -> tuple[int, bytes]:
        """Fetch a file, and return status and content."""
        answer = self.client.get(address.removeprefix("http://localhost"), headers=self.headers)
        return answer.status_code, b"".join(answer) if answer.streaming else answer.content
