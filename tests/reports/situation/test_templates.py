from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.reports.situation.refusal import BriefError
from mithaq.reports.situation.templates import Templates


def test_a_folder_without_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BriefError, match=r"the folder holds no template.*brief\.docx"):
        Templates(tmp_path).check()
    (tmp_path / "brief.css").write_text("")
    Templates(tmp_path).check()
    Templates().check()


def test_what_is_not_there_is_ours(tmp_path: Path) -> None:
    (tmp_path / "brief.css").write_text("own")
    templates = Templates(tmp_path)
    assert templates.read("brief.css") == "own"
    assert "{{ body }}" in templates.read("brief.html")
    assert templates.find_own("brief.docx") is None
    assert Templates().find_own("brief.css") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n{% if %}", r"brief\.md:2: "),
        ("{{ nobody }}", "'nobody' is undefined"),
        ("{{ 1 + 'a' }}", "the template failed"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
    ],
)
def test_a_wrong_template_is_refused_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "brief.md").write_text(text)
    with pytest.raises(BriefError, match=told) as caught:
        Templates(tmp_path).render("brief.md", {}, {})
    assert "docs/briefs.md" in caught.value.remedy


@pytest.mark.parametrize("name", ["brief.css", "brief.html"])
def test_a_template_that_is_no_text_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xff\xfe\xff")
    templates = Templates(tmp_path)
    with pytest.raises(BriefError):
        templates.read(name) if name == "brief.css" else templates.render(name, {}, {})
