"""The options of ``mithaq case judge`` and ``open``: one for each field of what people say of a case."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Annotated, Any, Final, get_type_hints

import typer


def _option(metavar: str, text: str, *names: str) -> Any:  # noqa: ANN401 - typer's own annotation
    return typer.Option(*names, metavar=metavar, help=text, show_default=False)


# By field of `reports.decision.Decision`.
DECISION: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "confirm": _option("ENTRY", "Find a proposed or recorded step right"),
        "reject": _option("ENTRY", "Find it wrong; it does not come back"),
        "correct": _option("ENTRY", "Put the step that the other options say in its place"),
        "undo": _option("ENTRY", "Take an earlier judgement or step back"),
        "state": _option("STATE", "The case, or --thread, reaches a state of its kind"),
        "condition": _option("ID=STATE", "A condition is met, unmet, waived, disputed"),
        "date": _option("EDTF", "A milestone, commitment or measure is given a date, or none"),
        "set_": _option("FIELD=VALUE", "A field of the kind gets a value", "--set"),
        "join": _option("ROLE=PARTY", "A party takes part in a role"),
        "harm": _option("WHAT=AMOUNT", "Harm to people, such as killed=3..5"),
        "whom": _option("WHOM", "Whom --harm concerns: civilian or combatant"),
        "accuse": _option("PARTY", "Somebody (--by) holds the party to be the doer"),
        "deny": _option("PARTY", "The party denies it"),
        "verify": _option("LEVEL", "How well an incident is established: 0 to 3, refuted …"),
        "attribute": _option("LEVEL", "Who did it (--who): alleged, probable, attributed …"),
        "who": _option("PARTY", "Whom --attribute concerns"),
        "rule": _option("RULING", "violation, not-a-violation, outside-scope, pending"),
        "term": _option("TERM", "Which term --rule is about"),
        "agreement": _option("CASE", "Which agreement --rule is about"),
        "standard": _option("STANDARD", "Standard of proof of --verify and --attribute"),
        "remedy": _option("ACTION", "requested, responded, deadline or closed"),
        "due": _option("EDTF", "Deadline of --remedy or --assign"),
        "relate": _option("RELATION=CASE", "How the case stands to another"),
        "assign": _option("NAME", "Who is to follow the case up"),
        "restrict": _option(
            "GROUP[,GROUP]", "Only these groups may see the case; none opens it to all again"
        ),
        "comment": _option("TEXT", "A remark, or the words of --remedy"),
        "because": _option("TEXT", "Why"),
        "thread": _option("NAME", "Which addressee, term or measure it concerns"),
        "on": _option("EDTF", "When it happened"),
        "by": _option("PARTY", "Who did or said it"),
        "evidence": _option("DOC:START-END", "The words that show it"),
    }
)
# By field of `reports.decision.Opening`.
OPENING: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "join": _option("ROLE=PARTY", "A party in a role"),
        "template": _option("NAME", "Measures to begin with, such as election-readiness"),
        "what": _option("SLUG", "Name of the milestone, such as legislative-elections"),
        "place": _option("PLACE", "English name of the place"),
        "due": _option("EDTF", "When it falls due"),
        "on": _option("EDTF", "When it happened or was asked"),
    }
)
_NONE: Final[Mapping[str, Any]] = MappingProxyType({})


def add_options(
    options: type[Any], described: Mapping[str, Any] = _NONE
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command every field of a class as an option of its own.

    Args:
        options: A dataclass.
        described: The typer options of its fields, by name; those that are not here have their own annotation.
    """

    def add(command: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(command, eval_str=True)
        hints = get_type_hints(options, include_extras=True)
        added = [
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=Annotated[hints[field.name], described[field.name]]
                if field.name in described
                else hints[field.name],
            )
            for field in fields(options)
        ]
        kept = [item for item in own.parameters.values() if item.kind is not inspect.Parameter.VAR_KEYWORD]
        command.__signature__ = own.replace(parameters=[*kept, *added])  # type: ignore[attr-defined]
        return command

    return add
