"""What is sent arrives whole or not at all.

A server of processes hands on what came before a connection broke off, and says nothing of what is missing. Django
would read it as a form without its last fields and files: a report would be recorded without its photograph, and be
known already when it is sent again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment


class CutOffError(OSError):
    """The connection ended before everything that was announced had arrived."""


class Body:
    """A body that is as long as was announced; where it ends before, reading it is an error.

    Args:
        source: What the server hands on.
        length: Bytes that were announced.
    """

    def __init__(self, source: InputStream, length: int) -> None:
        self._source = source
        self._left = length

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes: as many as are asked for, or all that are left.

        Raises:
            CutOffError: If there are less.
        """
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._source.read(wanted)
        if len(data) < wanted:
            raise CutOffError
        self._left -= wanted
        return data

    def readline(self, size: int = -1, /) -> bytes:
        """Return the next line, or as much of it as is asked for.

        Raises:
            CutOffError: If there is none, and more was announced.
        """
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._source.readline(wanted)
        if wanted and not data:
            raise CutOffError
        self._left -= len(data)
        return data


def require_whole(application: WSGIApplication) -> WSGIApplication:
    """Return an application that never sees a part of what was sent as if it were all of it.

    Args:
        application: The application.
    """

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        length = str(environ.get("CONTENT_LENGTH") or "")
        if length.isascii() and length.isdigit():
            body: Any = Body(environ["wsgi.input"], int(length))
            environ["wsgi.input"] = body
        return application(environ, start)

    return answer
