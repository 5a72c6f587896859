"""The nouns as the API writes them: the same values that are recorded, described for its documentation."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from ninja import Schema
from pydantic import Field
from pydantic_core import CoreSchema, core_schema

from mithaq.following.clock import Signal
from mithaq.following.entry import AnyStep, Entry
from mithaq.following.fold import Case
from mithaq.following.kinds import KindSpec
from mithaq.packs.schema import ActorEntry, Office

# What the documentation describes under a name of its own; `describe` puts the references in.
NOUNS: tuple[tuple[str, Any], ...] = (
    ("Case", Case),
    ("Entry", Entry),
    ("Step", AnyStep),
    ("Signal", Signal),
    ("KindSpec", KindSpec),
    ("Office", Office),
    ("ActorEntry", ActorEntry),
)
_MARK = "x-noun"
_TEMPLATE = "#/components/schemas/{name}"


class Noun:
    """Lets ninja read and write a value that msgspec knows, under a name of the documentation.

    Args:
        name: One of `NOUNS`.
        kind: The type.
    """

    def __init__(self, name: str, kind: Any) -> None:  # noqa: ANN401 - any type that msgspec knows
        self._name = name
        self._kind = kind

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Return how pydantic checks and writes the value."""
        return core_schema.no_info_plain_validator_function(
            self._check, serialization=core_schema.plain_serializer_function_ser_schema(msgspec.to_builtins)
        )

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        """Return the mark in whose place `describe` puts the reference."""
        return {_MARK: self._name}

    def _check(self, value: Any) -> Any:  # noqa: ANN401 - what was sent, or a value of ours
        return msgspec.convert(value, self._kind) if isinstance(value, dict) else value


CaseOut = Annotated[Case, Noun("Case", Case)]
EntryOut = Annotated[Entry, Noun("Entry", Entry)]
StepIn = Annotated[AnyStep, Noun("Step", AnyStep)]
SignalOut = Annotated[Signal, Noun("Signal", Signal)]
KindOut = Annotated[KindSpec, Noun("KindSpec", KindSpec)]
OfficeOut = Annotated[Office, Noun("Office", Office)]
ActorOut = Annotated[ActorEntry, Noun("ActorEntry", ActorEntry)]


def describe(schema: Any) -> Any:  # noqa: ANN401 - any part of a JSON schema
    """Return a description with references to the nouns where their marks stood.

    Args:
        schema: As ninja wrote it.
    """
    if isinstance(schema, dict):
        if _MARK in schema:
            return {"$ref": _TEMPLATE.format(name=schema[_MARK])}
        return {key: describe(value) for key, value in schema.items()}
    return [describe(item) for item in schema] if isinstance(schema, list) else schema


def list_components() -> dict[str, Any]:
    """Return the descriptions of the nouns and of everything that they hold."""
    schemas, parts = msgspec.json.schema_components([kind for _, kind in NOUNS], ref_template=_TEMPLATE)
    named = {name: schema for (name, _), schema in zip(NOUNS, schemas, strict=True)}
    return parts | {name: schema for name, schema in named.items() if name not in parts}


class Fault(Schema):
    """What is wrong with one of the values that were sent."""

    where: str
    what: str


class Problem(Schema):
    """What went wrong: what happened, where, and what to do; which values are wrong; what changed meanwhile."""

    what: str
    where: str = ""
    remedy: str = ""
    faults: list[Fault] = Field(default_factory=list)
    changes: list[EntryOut] = Field(default_factory=list)


class Me(Schema):
    """Who asks, and what they may do."""

    name: str
    role: str
    rights: list[str]
    groups: list[str]


class AttachmentOf(Schema):
    """A file of a report or line; withheld names are masked in what it is called.

    ``sha256`` is the hash of what was kept, as the ledger has it; ``media`` says what the file holds.
    """

    sha256: str
    name: str
    media: str
    size: int
    address: str = Field(description="Where it is fetched")


class CaseList(Schema):
    """Some of the cases that were found, the last touched first."""

    cases: list[CaseOut]
    total: int
    more: int | None


class CaseAnswer(Schema):
    """A case with what the clock says of it, and the files of its reports."""

    case: CaseOut
    signals: list[SignalOut]
    attachments: list[AttachmentOf]


class EntryList(Schema):
    """Some entries in their order."""

    entries: list[EntryOut]
    more: int | None


class Steps(Schema):
    """What is to be recorded, all or nothing.

    ``saw`` is the version of each case that the decision rests on; without it, whatever the state.
    """

    steps: list[StepIn]
    saw: dict[str, int] | None = None


class ReviewAnswer(Schema):
    """What should be judged next; ``copies`` are the targets that say the same in copies of the document.

    What holds for one holds for them: judge them together.
    """

    entry: EntryOut
    target: str
    case: CaseOut
    second: bool
    score: float
    consequence: float
    waiting: int
    copies: list[str]


class Range(Schema):
    """A half-open range of code points of the original text."""

    start: int
    end: int


class DocumentAnswer(Schema):
    """A document as it may be shown: withheld names are masked, and the masks are declared."""

    sha256: str
    name: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    text: str
    masked: list[Range]


class HitAnswer(Schema):
    """Something that was found; `words` are those of an act, `marks` places in the document."""

    what: str
    day: str
    document: str | None
    case: str | None
    title: str
    words: str
    span: Range
    marks: list[Range]


class FacetValue(Schema):
    """A value of a facet, its names where it has some, and how many hits have it."""

    value: str
    ar: str
    en: str
    count: int


class SearchAnswer(Schema):
    """What was found; `loose` says that nothing has all the words, `about` that the total is an estimate."""

    hits: list[HitAnswer]
    total: int
    about: bool
    more: bool
    loose: bool
    facets: dict[str, list[FacetValue]]


class TollOf(Schema):
    """How many people were harmed: figures of all incidents added up."""

    low: float
    best: float
    high: float
    unbounded: int


class CountsOf(Schema):
    """What some incidents come to."""

    incidents: int
    single: int
    sure: int
    refuted: int
    undated: int
    killed: TollOf
    injured: TollOf


class TimeCounts(Schema):
    """What the incidents of one time with the same accused parties come to."""

    time: str
    accused: list[str]
    counts: CountsOf


class CountsAnswer(Schema):
    """What incidents come to, in all and by time."""

    all: CountsOf
    times: list[TimeCounts]


class ReportAnswer(Schema):
    """What became of a report: its case, its document, whether it was recorded now, and its files."""

    case: str
    document: str
    new: bool
    attachments: list[AttachmentOf]


class CheckpointAnswer(Schema):
    """Where the ledger stands: the number of its entries and the root of their Merkle tree, hex."""

    size: int
    root: str


class ProofAnswer(Schema):
    """That an entry is in the tree of a size: the hashes beside its way to the root, hex, lowest first (RFC 6962).

    ``payload`` is what was hashed, as it is stored; null where names in it are withheld.
    """

    number: int
    size: int
    payload: str | None
    leaf: str
    path: list[str]
    root: str


class EntryAnswer(Schema):
    """An entry with the proof that it is in the record as it is now."""

    entry: EntryOut
    proof: ProofAnswer
