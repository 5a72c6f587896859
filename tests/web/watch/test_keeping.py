from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.web.persona import Site

from mithaq.ledger.refusal import RecordError
from mithaq.web.watch.keeping import read_log, write_log
from mithaq.web.watch.models import Act, LineRow


def test_lines_come_back_as_they_were(site: Site, tmp_path: Path) -> None:
    del site
    path = tmp_path / "log"
    fields = {
        "shift": 3, "at": "2020-11-21T08:00:00Z", "author": "huda", "act": "note", "text": "سطر", "case": "",
        "corrects": None, "attachment": "", "matters": [["remedy", "incident-1", "2020-11-22"]],
    }  # fmt: skip
    path.write_text(
        json.dumps({"model": "watch.linerow", "pk": 41, "fields": fields}) + "\n", encoding="utf-8"
    )
    read_log(path)
    added = LineRow.objects.create(shift=3, author="sami", act=Act.NOTE, text="بعد الاستعادة")
    assert added.pk == 42
    write_log(path)
    first, _ = path.read_text(encoding="utf-8").splitlines()
    # A log that an older version wrote has no numbers of programs.
    assert json.loads(first) == {"model": "watch.linerow", "pk": 41, "fields": {**fields, "once": None}}
    with pytest.raises(RecordError, match="the log is not empty"):
        read_log(path)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "cannot be understood"),
        ('{"model": "auth.group", "pk": 1, "fields": {"name": "x"}}', "something else"),
    ],
)
def test_what_is_no_log_is_refused(site: Site, tmp_path: Path, line: str, told: str) -> None:
    del site
    (tmp_path / "log").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(RecordError, match=told):
        read_log(tmp_path / "log")
    assert not LineRow.objects.exists()
