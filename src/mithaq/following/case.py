"""The nouns of following: parties, evidence, the steps that cases are folded from, proposals.

A case is never stored: it is the fold of its entries, and each entry holds one step. A step that was read
points to the words that it came from; a step that a person took carries that person in its entry. Dates are
EDTF texts, checked where they enter (`mithaq.dates.Edtf.parse`).

None of these values can hold itself: they are kept from the garbage collector (``gc=False``), which would else go
through everything that a program holds again and again while it folds cases.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum

import msgspec

from mithaq.model import ActorType

_IDENTITY = ("step", "kind", "thread", "state", "when", "what", "who", "role", "field", "level", "action")


class Kind(StrEnum):
    """What is followed up across documents."""

    REQUEST = "request"
    AGREEMENT = "agreement"
    COMMITMENT = "commitment"
    INCIDENT = "incident"
    MILESTONE = "milestone"
    PROGRAMME = "programme"
    PLAN = "plan"


class Evidence(msgspec.Struct, frozen=True, order=True, gc=False):
    """Words of one document.

    Args:
        document: SHA-256 of the document's text, hex.
        start: First code point in the original text.
        end: One past the last code point.
    """

    document: str
    start: int
    end: int


class Party(msgspec.Struct, frozen=True, order=True, gc=False):
    """An actor as it takes part in cases, the same across documents.

    Args:
        id: A pack's id, or one made from the fullest name that the documents give.
        type: What kind of actor.
        ar: The fullest form of its name in the documents.
        en: English name where a pack knows it, else empty.
    """

    id: str
    type: ActorType
    ar: str = ""
    en: str = ""


class Amount(msgspec.Struct, frozen=True, gc=False):
    """A number with what is known of its bounds.

    Args:
        low: Least that the words allow; None where they set no lower bound.
        best: The stated number; None for "uncountable".
        high: Most that the words allow; None where they set no upper bound.
        qualifier: The words' own qualifier in the codebook's signs (``=``, ``>=``, ``~`` …) or ``uncountable``.
    """

    low: float | None
    best: float | None
    high: float | None
    qualifier: str = "="


class Step(msgspec.Struct, frozen=True, kw_only=True, tag_field="step", tag=str.lower, gc=False):
    """One thing that became known or was decided about one case.

    Args:
        case: Id of the case.
        thread: What of the case it concerns: an addressee's party id for requests, a term's or measure's
            name for agreements and plans; empty for the case as a whole.
        on: When it happened, EDTF; None where unknown.
        by: Party ids of those who did or said it.
        evidence: The words that show it; empty only where a person reports or decides.
    """

    case: str
    thread: str = ""
    on: str | None = None
    by: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Open(Step, frozen=True, kw_only=True):
    """The case exists.

    Args:
        kind: What kind of case.
        title: The words of the document that name it best (its object), or a person's own words.
        sides: Its parties by role: ``by``, ``to``, ``for``, ``party``, ``accused``, ``complainant`` ….
        topics: What it is about, from the closed list of the codebook.
        place: English name of the place, or empty.
        what: Slug of the milestone; category of the incident; empty elsewhere.
        due: When a commitment or measure falls due, EDTF.
    """

    kind: Kind
    title: str = ""
    sides: tuple[tuple[str, Party], ...] = ()
    topics: tuple[str, ...] = ()
    place: str = ""
    what: str = ""
    due: str | None = None


class Advance(Step, frozen=True, kw_only=True):
    """A thread of the case reaches, or is plainly said to be in, one of the states of its kind.

    Args:
        state: One of the states that `kinds.yaml` lists for the kind.
    """

    state: str


class Join(Step, frozen=True, kw_only=True):
    """A party joins the case in a role; for a request, a new addressee opens its own thread."""

    role: str
    party: Party


class Tell(Step, frozen=True, kw_only=True):
    """A document tells of the case without moving it: one more source, a copy or a repetition."""


class Bind(Step, frozen=True, kw_only=True):
    """A condition binds a thread, or the state of one changes.

    Args:
        condition: Id of the condition inside the case.
        state: ``met``, ``unmet``, ``waived`` or ``disputed``.
    """

    condition: str
    state: str = "unmet"


class Announce(Step, frozen=True, kw_only=True):
    """Somebody gives a milestone or a commitment a date.

    Args:
        when: The date given, EDTF; None where it is said that there is none any more.
    """

    when: str | None


class Accuse(Step, frozen=True, kw_only=True):
    """Somebody (``by``) holds ``who`` to be the doer; ``named`` says who they are, where the sides do not."""

    who: str
    named: tuple[Party, ...] = ()


class Deny(Step, frozen=True, kw_only=True):
    """``who`` denies what is told of the case, or its part in it; ``named`` says who that is."""

    who: str
    named: tuple[Party, ...] = ()


class Harm(Step, frozen=True, kw_only=True):
    """What an incident did to people.

    Args:
        what: ``killed``, ``injured``, ``displaced``, ``detained`` ….
        amount: How many.
        whom: ``civilian``, ``combatant``, or empty where nothing is said.
    """

    what: str
    amount: Amount
    whom: str = ""


class Describe(Step, frozen=True, kw_only=True):
    """A field of the kind (`kinds.yaml`) gets a value: weapon, place, partner, phase, safeguard, implementation …."""

    field: str
    value: str | int | float | Amount


class Verify(Step, frozen=True, kw_only=True):
    """How well an incident is established.

    Args:
        level: ``0`` to ``3``, ``unverifiable``, ``refuted`` or ``under-inquiry`` (DESIGN.md, situation 3).
        standard: Standard of proof that was applied, or empty.
        reason: Why; needed for ``unverifiable`` and ``refuted``.
    """

    level: str
    standard: str = ""
    reason: str = ""


class Attribute(Step, frozen=True, kw_only=True):
    """Who did it: ``level`` is none, unattributable, alleged, probable, attributed, admitted or joint."""

    level: str
    who: tuple[str, ...] = ()
    standard: str = ""
    reason: str = ""


class Rule(Step, frozen=True, kw_only=True):
    """What it is under the agreement: ``violation``, ``not-a-violation``, ``outside-scope`` or ``pending``.

    Args:
        ruling: One of the four.
        agreement: Id of the agreement's case, or empty.
        term: Which of its terms.
        reason: Why.
    """

    ruling: str
    agreement: str = ""
    term: str = ""
    reason: str = ""


class Remedy(Step, frozen=True, kw_only=True):
    """Follow-up: ``action`` is requested, responded, deadline or closed.

    Args:
        action: One of the four.
        text: What was asked or answered.
        due: Deadline, EDTF.
    """

    action: str
    text: str = ""
    due: str | None = None


class Relate(Step, frozen=True, kw_only=True):
    """The case stands to another.

    Args:
        other: Id of the other case.
        relation: part-of, follows, answers, violates, delivers, contradicts or child.
    """

    other: str
    relation: str


class Assign(Step, frozen=True, kw_only=True):
    """Somebody is to follow it up until a day."""

    to: str
    due: str | None = None


class Comment(Step, frozen=True, kw_only=True):
    """A person's remark."""

    text: str


AnyRead = (
    Open
    | Advance
    | Join
    | Tell
    | Bind
    | Announce
    | Accuse
    | Deny
    | Harm
    | Describe
    | Verify
    | Attribute
    | Rule
    | Remedy
    | Relate
    | Assign
    | Comment
)


class Proposal(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A step that the machine proposes.

    Args:
        id: Digest of what makes it the same proposal at every reading (`identify`).
        step: What would be recorded.
        score: Between 0 and 1: how sure the machine is.
        reasons: Why, as keys of the wording with their values, strongest first: ``("same-parties", "…")``.
        act: (document, act type, trigger start, trigger end) of the act that it was read from, where one was.
    """

    id: str
    step: AnyRead
    score: float
    reasons: tuple[tuple[str, str], ...] = ()
    act: tuple[str, str, int, int] | None = None


def identify(step: AnyRead, act: tuple[str, str, int, int] | None = None) -> str:
    """Return the id of the proposal of ``step``: the same for the same words at every reading.

    The case that the step is brought to is not part of it: a newer reading may bring the same words elsewhere,
    and what a person rejected must not come back there.

    Args:
        step: What is proposed.
        act: (document, act type, trigger start, trigger end) of the act behind it, where there is one.
    """
    plain = msgspec.to_builtins(step)
    kept = {key: plain.get(key) for key in _IDENTITY if plain.get(key)}
    kept["at"] = act or [[piece.document, piece.start, piece.end] for piece in step.evidence]
    return hashlib.sha256(msgspec.json.encode(kept, order="deterministic")).hexdigest()[:20]
