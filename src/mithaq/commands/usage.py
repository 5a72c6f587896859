"""Wrong use of a command, told in the language that was asked for: what the library of commands says, in Arabic."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, Final, NoReturn

import typer
from typer.core import TyperGroup

from mithaq.commands.options import Language, direct_line
from mithaq.errors import InputError, Reason

if TYPE_CHECKING:
    from mithaq.errors import Value

_WORDS: Final = "mithaq.words"
_LANG: Final = "--lang"
# What is wrong with the use of a command, in every sense; the library does not name the class.
_WrongUse: Final[type[Any]] = typer.BadParameter.__mro__[1]
# What the library says, and which refusal says it; names of groups are those of values.
_SAID: Final[tuple[tuple[str, str], ...]] = (
    (r"Invalid value for (?P<hint>.+?): (?P<error>.+)", "value"),
    (r"(?P<error>No such option: .+) \(Possible options: (?P<known>.+)\)", "like-options"),
    (r"(?P<error>No such option: .+?) Did you mean (?P<known>.+)\?", "like-options"),
    (r"No such option: (?P<text>.+)", "no-option"),
    (r"(?P<error>No such command .+\.) Did you mean (?P<known>.+)\?", "like-commands"),
    (r"No such command (?P<text>.+)\.", "no-command"),
    (r"Missing command\.", "missing-command"),
    (r"Missing argument (?P<text>.+?)\.", "missing-argument"),
    (r"Missing option (?P<text>.+?)\.", "missing-option"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<text>.+)\)", "extra"),
    (r"Option (?P<text>.+) requires an argument\.", "no-value"),
    (r"Option (?P<text>.+) does not take a value\.", "with-value"),
    (r"Input should be greater than or equal to (?P<least>.+)", "at-least"),
    (r"Input should be less than or equal to (?P<most>.+)", "at-most"),
    (r"Input should be a valid integer.*|.+ is not a valid int(?:eger)?\.", "no-integer"),
    (r"Input should be a valid number.*|.+ is not a valid float\.", "no-float"),
    (r"(?:Value error, )?(?P<text>.+) is not one of (?P<known>.+)\.", "choice"),
)


class Misuse(typer.BadParameter):
    """A command that is not used rightly, for a reason of ours.

    Args:
        reason: Why.
        hint: The option or argument that it is about.
    """

    def __init__(self, reason: Reason, hint: str) -> None:
        from mithaq.refusals import write_reason  # noqa: PLC0415

        super().__init__(str(write_reason(reason, Language.EN.value)), param_hint=hint)
        self.reason = reason


class _ToldMisuse(typer.BadParameter):
    """Wrong use as it is told in another language."""

    def __init__(self, told: str, lines: Sequence[str]) -> None:
        super().__init__(told)
        self._lines = tuple(lines)

    def format_message(self) -> str:
        """Return what is wrong."""
        return self.message

    def show(self, file: IO[Any] | None = None) -> None:
        """Write how the command is used and what is wrong."""
        for line in self._lines:
            typer.echo(direct_line(line, Language.AR), file=file, err=file is None)


class Commands(TyperGroup):
    """Commands that tell wrong use in the language that was asked for."""

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> Any:  # noqa: ANN401 - the library's own
        """Return what a command is called with."""
        words = tuple(args)
        with telling(words):
            context = super().make_context(info_name, args, *rest, **extra)
        context.meta[_WORDS] = words
        return context

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - the library's own
        """Call the command."""
        with telling(ctx.meta[_WORDS]):
            return super().invoke(ctx)


@contextmanager
def telling(words: Sequence[str]) -> Iterator[None]:
    """Tell wrong use in the language of a command.

    Args:
        words: The words of the command.
    """
    try:
        yield
    except _WrongUse as error:
        # Help that is shown where no command is named is no error in one line.
        is_told = isinstance(error, _ToldMisuse) or "\n" in error.format_message()
        if is_told or find_language(words) is Language.EN:
            raise
        raise _tell(error) from error


def find_language(words: Sequence[str]) -> Language:
    """Return the language that a command was asked to speak.

    Args:
        words: The words of the command.
    """
    asked = [words[at + 1 : at + 2] for at, word in enumerate(words) if word == _LANG]
    asked += [[word.removeprefix(f"{_LANG}=")] for word in words if word.startswith(f"{_LANG}=")]
    spoken = asked[-1] if asked else [os.environ.get("MITHAQ_LANG", "")]
    return Language.AR if list(spoken) == [Language.AR.value] else Language.EN


def refuse_use(key: str, hint: str, /, **values: Value) -> NoReturn:
    """End the command with exit code 2.

    Args:
        key: What is wrong, as ``refusals.yaml`` has it under ``usage``.
        hint: The option or argument that it is about.
        values: What is filled in.
    """
    raise Misuse(Reason(f"usage.{key}", values), hint)


@contextmanager
def refusing_input() -> Iterator[None]:
    """End the command with exit code 2 where what was entered cannot be understood.

    Raises:
        Misuse: Names the option, what is wrong with it, and what to write.
    """
    try:
        yield
    except InputError as error:
        raise Misuse(error.reason, f"--{error.field}") from error


def explain_use(told: str) -> Reason:
    """Return what the library of commands says of wrong use, for those who say it in another language.

    Args:
        told: As the library says it.
    """
    for pattern, key in _SAID:
        found = re.fullmatch(pattern, told, re.DOTALL)
        if found:
            values: dict[str, Value] = {name: value for name, value in found.groupdict().items() if value}
            if "error" in values:
                values["error"] = explain_use(str(values["error"]))
            return Reason(f"usage.{key}", values)
    return Reason("usage.other", {"error": told})


def _tell(error: Any) -> _ToldMisuse:  # noqa: ANN401 - whatever the library calls wrong use
    from mithaq.refusals import write_reason  # noqa: PLC0415 - help is answered without it

    if isinstance(error, Misuse):
        why = Reason("usage.value", {"hint": str(error.param_hint), "error": error.reason})
    else:
        why = explain_use(error.format_message())
    reasons = [Reason("usage.error", {"error": why})]
    if error.ctx is not None:
        usage = " ".join(error.ctx.get_usage().split()).removeprefix("Usage: ")
        helped = f"{error.ctx.command_path} --help"
        reasons[:0] = [
            Reason("usage.usage", {"command": usage}),
            Reason("usage.help", {"command": helped}),
        ]
    told = [write_reason(reason, Language.AR.value) for reason in reasons]
    return _ToldMisuse(write_reason(why, Language.AR.value).what, [str(line) for line in told])
