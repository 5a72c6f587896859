from __future__ import annotations

import pytest
from tests.web.persona import Site

from mithaq.web.roles import Role


@pytest.fixture
def vendor() -> str:
    return "sqlite"


def test_the_page_answers_what_is_being_typed(site: Site) -> None:
    client = site.enter("huda", Role.READER, lang="en")
    answer = client.get("/dates/read/", {"of": "since", "since": "21/11/2020"})
    assert answer.content.decode() == "Understood: <bdi>21 November 2020</bdi>"
    assert client.get("/dates/read/").content == b""
