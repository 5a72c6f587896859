"""What a person can say of a case: the options of ``mithaq case judge`` and ``open``, each of them a field."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Annotated, Any, get_type_hints

import typer


def _option(metavar: str, text: str, *names: str) -> Any:  # noqa: ANN401 - typer's own annotation
    return typer.Option(*names, metavar=metavar, help=text, show_default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The options of ``mithaq case judge`` that say what is decided; each field is an option."""

    confirm: Annotated[list[int] | None, _option("ENTRY", "Find a proposed or recorded step right")] = None
    reject: Annotated[list[int] | None, _option("ENTRY", "Find it wrong; it does not come back")] = None
    correct: Annotated[
        int | None, _option("ENTRY", "Put the step that the other options say in its place")
    ] = None
    undo: Annotated[list[int] | None, _option("ENTRY", "Take an earlier judgement or step back")] = None
    state: Annotated[str, _option("STATE", "The case, or --thread, reaches a state of its kind")] = ""
    condition: Annotated[
        list[str] | None, _option("ID=STATE", "A condition is met, unmet, waived, disputed")
    ] = None
    date: Annotated[str, _option("EDTF", "A milestone, commitment or measure is given a date, or none")] = ""
    set_: Annotated[list[str] | None, _option("FIELD=VALUE", "A field of the kind gets a value", "--set")] = (
        None
    )
    join: Annotated[list[str] | None, _option("ROLE=PARTY", "A party takes part in a role")] = None
    harm: Annotated[list[str] | None, _option("WHAT=AMOUNT", "Harm to people, such as killed=3..5")] = None
    whom: Annotated[str, _option("WHOM", "Whom --harm concerns: civilian or combatant")] = ""
    accuse: Annotated[str, _option("PARTY", "Somebody (--by) holds the party to be the doer")] = ""
    deny: Annotated[str, _option("PARTY", "The party denies it")] = ""
    verify: Annotated[str, _option("LEVEL", "How well an incident is established: 0 to 3, refuted …")] = ""
    attribute: Annotated[str, _option("LEVEL", "Who did it (--who): alleged, probable, attributed …")] = ""
    who: Annotated[list[str] | None, _option("PARTY", "Whom --attribute concerns")] = None
    rule: Annotated[str, _option("RULING", "violation, not-a-violation, outside-scope, pending")] = ""
    term: Annotated[str, _option("TERM", "Which term --rule is about")] = ""
    agreement: Annotated[str, _option("CASE", "Which agreement --rule is about")] = ""
    standard: Annotated[str, _option("STANDARD", "Standard of proof of --verify and --attribute")] = ""
    remedy: Annotated[str, _option("ACTION", "requested, responded, deadline or closed")] = ""
    due: Annotated[str, _option("EDTF", "Deadline of --remedy or --assign")] = ""
    relate: Annotated[list[str] | None, _option("RELATION=CASE", "How the case stands to another")] = None
    assign: Annotated[str, _option("NAME", "Who is to follow the case up")] = ""
    restrict: Annotated[
        str, _option("GROUP[,GROUP]", "Only these groups may see the case; none opens it to all again")
    ] = ""
    comment: Annotated[str, _option("TEXT", "A remark, or the words of --remedy")] = ""
    because: Annotated[str, _option("TEXT", "Why")] = ""
    thread: Annotated[str, _option("NAME", "Which addressee, term or measure it concerns")] = ""
    on: Annotated[str, _option("EDTF", "When it happened")] = ""
    by: Annotated[list[str] | None, _option("PARTY", "Who did or said it")] = None
    evidence: Annotated[list[str] | None, _option("DOC:START-END", "The words that show it")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The options of ``mithaq case open`` that say what is known of the case; each field is an option."""

    join: Annotated[list[str] | None, _option("ROLE=PARTY", "A party in a role")] = None
    template: Annotated[str, _option("NAME", "Measures to begin with, such as election-readiness")] = ""
    what: Annotated[str, _option("SLUG", "Name of the milestone, such as legislative-elections")] = ""
    place: Annotated[str, _option("PLACE", "English name of the place")] = ""
    due: Annotated[str, _option("EDTF", "When it falls due")] = ""
    on: Annotated[str, _option("EDTF", "When it happened or was asked")] = ""


def add_options(options: type[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command every field of a class of options as an option of its own.

    Args:
        options: A dataclass whose fields are annotated with typer options.
    """

    def add(command: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(command, eval_str=True)
        hints = get_type_hints(options, include_extras=True)
        added = [
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=hints[field.name],
            )
            for field in fields(options)
        ]
        kept = [item for item in own.parameters.values() if item.kind is not inspect.Parameter.VAR_KEYWORD]
        command.__signature__ = own.replace(parameters=[*kept, *added])  # type: ignore[attr-defined]
        return command

    return add
