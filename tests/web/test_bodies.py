"""What is sent arrives whole or not at all."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from tests.web.field.filling import NUMBER, fill
from tests.web.persona import Site

from mithaq.web.api.tokens import make_token
from mithaq.web.bodies import Body, CutOffError
from mithaq.web.field.models import ReportRow
from mithaq.web.roles import Role
from mithaq.web.wsgi import application

BOUND = "a-boundary-of-our-own"


@pytest.fixture
def vendor() -> str:
    """Nothing is recorded: any database will do."""
    return "sqlite"


def make_form(fields: dict[str, Any], file: bytes) -> bytes:
    pairs = [
        (name, value)
        for name, found in fields.items()
        for value in ([found] if isinstance(found, str) else found)
    ]
    parts = [
        f'--{BOUND}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in pairs
    ]
    named = 'form-data; name="attachment"; filename="a.jpg"\r\nContent-Type: image/jpeg'
    head = f"--{BOUND}\r\nContent-Disposition: {named}\r\n\r\n"
    return "".join(parts).encode() + head.encode() + file + f"\r\n--{BOUND}--\r\n".encode()


def send(path: str, body: bytes, length: int, **headers: str) -> tuple[int, bytes]:
    """Send what arrived of a body of some length to the application, as a server does."""
    told: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": path, "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "HTTP_HOST": "localhost", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(body),
        "wsgi.errors": BytesIO(), "CONTENT_LENGTH": str(length),
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUND}", **headers,
    }  # fmt: skip
    answer = application(environ, lambda status, _headers, _fault=None: told.append(status))  # type: ignore[arg-type,return-value]
    return int(told[0].split()[0]), b"".join(answer)


@pytest.mark.parametrize(
    "read", [lambda body: body.read(), lambda body: body.read(9), lambda body: body.read(5) + body.read(4)]
)
def test_a_whole_body_is_read_as_it_came(read: Any) -> None:
    assert read(Body(BytesIO(b"123456789more"), 9)) == b"123456789"


def test_lines_of_a_whole_body() -> None:
    body = Body(BytesIO(b"ab\ncd\nef"), 5)
    assert [body.readline(), body.readline(1), body.readline(), body.readline(), body.read()] == [
        b"ab\n",
        b"c",
        b"d",
        b"",
        b"",
    ]


def test_what_is_cut_off_cannot_be_read() -> None:
    for read in (
        lambda body: body.read(),
        lambda body: body.read(9),
        lambda body: [body.readline(), body.readline()],
    ):
        with pytest.raises(CutOffError):
            read(Body(BytesIO(b"1234"), 9))


@pytest.mark.parametrize("missing", [1, 30, 900])
def test_a_form_that_is_cut_off_records_nothing(missing: int, site: Site) -> None:
    client = site.enter("salem", Role.MONITOR)
    token = client.get("/field/token/").json()["token"]
    form = make_form({**fill(), "csrfmiddlewaretoken": token}, b"\xff\xd8\xff" + b"1" * 1000)
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    code, _ = send("/field/new/", form[:-missing], len(form), HTTP_COOKIE=cookies)
    assert code == 403
    assert not ReportRow.objects.exists()
    assert send("/field/new/", form, len(form), HTTP_COOKIE=cookies)[0] == 302
    assert str(ReportRow.objects.get().number) == NUMBER


def test_programs_are_told_that_it_was_cut_off(site: Site) -> None:
    token = make_token(site.make("salem", Role.MONITOR), "test", Role.MONITOR, None)
    headers = {"HTTP_AUTHORIZATION": f"Bearer {token}", "HTTP_ACCEPT_LANGUAGE": "en"}
    file = make_form({}, b"%PDF-1.7 " + b"1" * 1000).replace(b'"attachment"', b'"file"', 1)
    code, answer = send("/api/attachments", file[:-100], len(file), **headers)
    assert (code, json.loads(answer)["what"]) == (400, "the connection ended before everything had arrived")
    assert send("/api/attachments", file, len(file), **headers)[0] == 200
    body = json.dumps({"number": NUMBER, "fields": {"title": "x"}}).encode()
    code, answer = send("/api/reports", body[:-3], len(body), CONTENT_TYPE="application/json", **headers)
    assert code == 400
