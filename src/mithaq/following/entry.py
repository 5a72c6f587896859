"""The lines of the ledger: what is proposed, what people judge, which documents came in.

What a case is made of stands in `mithaq.following.case`; here is what is said about it.
"""

from __future__ import annotations

import msgspec

from mithaq.following.case import AnyRead, Proposal, Step


class Propose(Step, frozen=True, kw_only=True):
    """A machine's proposal enters the ledger; it stands as ``proposed`` until people judge it."""

    proposal: Proposal


class Confirm(Step, frozen=True, kw_only=True):
    """A person finds a proposal right; a second person's confirmation verifies it."""

    proposal: str


class Correct(Step, frozen=True, kw_only=True):
    """A person puts another step in the place of a proposed or recorded one."""

    proposal: str
    instead: AnyRead


class Reject(Step, frozen=True, kw_only=True):
    """A person finds a proposal wrong; it does not come back."""

    proposal: str
    reason: str = ""


class Merge(Step, frozen=True, kw_only=True):
    """``case`` turns out to be the case ``into``; everything of it counts there from now on."""

    into: str


class Split(Step, frozen=True, kw_only=True):
    """Some entries of the case turn out to be another case.

    Args:
        entries: Numbers of the entries that leave.
        to: Id of the new case.
    """

    entries: tuple[int, ...]
    to: str


class Move(Step, frozen=True, kw_only=True):
    """One entry belongs to another case."""

    entry: int
    to: str


class Undo(Step, frozen=True, kw_only=True):
    """An earlier judgement (merge, split, move, confirmation …) is taken back; both stay in the ledger."""

    entry: int


class Withhold(Step, frozen=True, kw_only=True):
    """Words of a document are masked in every output (``evidence`` names them), or shown again.

    Args:
        shown: ``withheld`` or ``released``.
        reason: Why; never the name itself.
    """

    shown: str = "withheld"
    reason: str = ""


class Restrict(Step, frozen=True, kw_only=True):
    """From now on only some groups may see the case.

    Args:
        groups: Their names; empty where the case is open to all again.
        reason: Why.
    """

    groups: tuple[str, ...] = ()
    reason: str = ""


class Receive(Step, frozen=True, kw_only=True):
    """A document came into the record; it belongs to no case, but what is known of it is proved with the rest.

    Args:
        document: SHA-256 of its text, hex; of a salt and its text where it is kept apart as personal.
        name: Short name.
        origin: Where it came from: path, ``archive!member`` or address.
        title: Headline, or None.
        outlet: Who published it, or None.
        writer: Byline, or None.
        published: Publication date, EDTF, or None.
        url: Public address, or None.
        reading: SHA-256 of what was read in it at first, as it is kept (`Reread`); empty where nobody has read it.
    """

    case: str = ""
    document: str
    name: str = ""
    origin: str = ""
    title: str | None = None
    outlet: str | None = None
    writer: str | None = None
    published: str | None = None
    url: str | None = None
    reading: str = ""


class Reread(Step, frozen=True, kw_only=True):
    """A document that the record holds was read by another reader; what it read is proved by its hash.

    Args:
        document: SHA-256 of the document, hex.
        reading: SHA-256 of the reading as it is kept, hex.
    """

    case: str = ""
    document: str
    reading: str


class Erase(Step, frozen=True, kw_only=True):
    """The words of a personal text are erased; its salted hash and everything that was decided stay.

    Args:
        document: Its id.
        reason: Why; never the words themselves.
    """

    case: str = ""
    document: str
    reason: str = ""


AnyJudgement = Confirm | Correct | Reject | Merge | Split | Move | Undo | Withhold | Restrict
AnyStep = AnyRead | AnyJudgement | Propose | Receive | Reread | Erase


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line of the ledger.

    Args:
        number: Its place in the ledger, from 0.
        at: When it was recorded, ISO 8601 UTC.
        author: Name of the account, or ``reader NAME VERSION`` for a machine.
        step: What is recorded.
    """

    number: int
    at: str
    author: str
    step: AnyStep
