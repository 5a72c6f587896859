"""The templates of reports: ours, or those that an organization put in their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined, TemplateError
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from mithaq.refusals import make_error
from mithaq.reports.situation.refusal import BriefError

NAMES: Final = ("brief.html", "brief.css", "brief.md", "brief.docx")
"""What a folder of templates may hold."""


@dataclass(frozen=True, slots=True)
class Templates:
    """Where templates come from.

    Args:
        folder: The organization's own; what it does not hold is ours. None for ours alone.
    """

    folder: Path | None = None

    def check(self) -> None:
        """Look whether there is something to use.

        Raises:
            BriefError: If the folder holds none of the templates.
        """
        if self.folder and not any((self.folder / name).is_file() for name in NAMES):
            names = ", ".join(NAMES)
            raise make_error(BriefError, "briefs.no-template", where=str(self.folder), names=names)

    def find_own(self, name: str) -> Path | None:
        """Return a file of the organization's; None where it has none of that name.

        Args:
            name: One of ``NAMES``.
        """
        path = self.folder / name if self.folder else None
        return path if path and path.is_file() else None

    def read(self, name: str) -> str:
        """Return a text that is used as it stands.

        Args:
            name: For instance ``brief.css``.

        Raises:
            BriefError: If it cannot be read.
        """
        path = self.find_own(name) or Path(__file__).parent / "templates" / name
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise make_error(BriefError, "briefs.template-unread", where=str(path)) from error

    def render(
        self, name: str, values: Mapping[str, object], filters: Mapping[str, Callable[..., object]]
    ) -> str:
        """Return a template filled in.

        Args:
            name: Its name.
            values: What stands in its brackets.
            filters: What it may put texts through.

        Raises:
            BriefError: If the template cannot be understood or asks for what there is not; with file and line.
        """
        # Templates come from outside: they get values, not the program.
        environment = SandboxedEnvironment(
            loader=self._make_loader(),
            autoescape=name.endswith(".html"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.filters |= filters
        try:
            return environment.get_template(name).render(values)
        except TemplateSyntaxError as error:
            where, told = f"{error.filename}:{error.lineno}", str(error.message)
            raise make_error(BriefError, "briefs.template-wrong", where=where, error=told) from error
        except (TemplateError, TypeError, ValueError) as error:
            raise make_error(BriefError, "briefs.template-failed", where=name, error=str(error)) from error

    def _make_loader(self) -> BaseLoader:
        ours = PackageLoader("mithaq.reports.situation")
        return ChoiceLoader([FileSystemLoader(self.folder), ours]) if self.folder else ours
