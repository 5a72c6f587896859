"""One step, or one entry, in a line of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from mithaq.following.case import (
    Accuse,
    Advance,
    Announce,
    Assign,
    Attribute,
    Bind,
    Comment,
    Deny,
    Describe,
    Harm,
    Join,
    Kind,
    Open,
    Relate,
    Remedy,
    Rule,
    Tell,
    Verify,
)
from mithaq.following.entry import (
    AnyStep,
    Confirm,
    Correct,
    Erase,
    Merge,
    Move,
    Propose,
    Receive,
    Reject,
    Reread,
    Restrict,
    Split,
    Undo,
    Withhold,
)
from mithaq.reports.case_wording import CaseWording, find_field

_SHORT: Final = 8  # signs of a hash
_Teller = Callable[[Any, CaseWording, Kind | None], str]


def tell_step(step: AnyStep, wording: CaseWording, kind: Kind | None = None) -> str:
    """Return what a step says, in one line.

    Args:
        step: Any step.
        wording: The language.
        kind: Kind of its case; None where it is not known.
    """
    return _TELLERS[type(step)](step, wording, kind)


def _tell_open(step: Open, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    return wording.say("steps", "open", text=f"{wording.name_kind(step.kind)}: {step.title}".rstrip(": "))


def _tell_advance(step: Advance, wording: CaseWording, kind: Kind | None) -> str:
    state = wording.name_state(step.state, kind, step.thread)
    return _of_thread(step.thread, wording.say("steps", "advance", text=state), wording)


def _of_thread(thread: str, text: str, wording: CaseWording) -> str:
    return f"{wording.name_party(thread)}: {text}" if thread else text


def _tell_join(step: Join, wording: CaseWording, kind: Kind | None) -> str:
    role = wording.name_role(step.role, kind)
    return wording.say("steps", "join", role=role, text=wording.name_party(step.party))


def _tell_bind(step: Bind, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    state = wording.name_finding("condition", step.state)
    return _of_thread(step.thread, wording.say("steps", "bind", text=step.condition, state=state), wording)


def _tell_announce(step: Announce, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    if step.when is None:
        return _of_thread(step.thread, wording.say("steps", "withdraw-date"), wording)
    text = wording.say("steps", "announce", text=wording.write_date(step.when))
    return _of_thread(step.thread, text, wording)


def _tell_party(step: Accuse | Deny, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    return wording.say("steps", type(step).__name__.lower(), text=wording.name_party(step.who))


def _tell_harm(step: Harm, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    what = wording.say("harms", step.what)
    if step.whom:
        what = f"{what} ({wording.say('victims', step.whom)})"
    return wording.say("steps", "harm", what=what, text=wording.write_amount(step.amount))


def _tell_describe(step: Describe, wording: CaseWording, kind: Kind | None) -> str:
    value = wording.write_value(step.value, find_field(step.field, kind))
    text = wording.say("steps", "describe", field=wording.name_field(step.field, kind), text=value)
    return _of_thread(step.thread, text, wording)


def _join(wording: CaseWording, *parts: str) -> str:
    return wording.comma.join(part for part in parts if part)


def _tell_verify(step: Verify, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    standard = wording.name_finding("standard", step.standard)
    text = _join(wording, wording.name_finding("verification", step.level), standard, step.reason)
    return wording.say("steps", "verify", text=text)


def _tell_attribute(step: Attribute, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    level = wording.name_finding("attribution", step.level)
    standard = wording.name_finding("standard", step.standard)
    text = _join(wording, level, wording.list_parties(step.who), standard, step.reason)
    return wording.say("steps", "attribute", text=text)


def _tell_rule(step: Rule, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    term = f"{wording.say('words', 'terms')} {step.term}" if step.term else ""
    text = _join(wording, wording.name_finding("ruling", step.ruling), term, step.agreement, step.reason)
    return wording.say("steps", "rule", text=text)


def _tell_remedy(step: Remedy, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    due = wording.say("words", "due", when=wording.write_date(step.due)) if step.due else ""
    text = _join(wording, wording.name_finding("remedy", step.action), step.text, due)
    return wording.say("steps", "remedy", text=text)


def _tell_relate(step: Relate, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    return wording.say(
        "steps", "relate", relation=wording.name_finding("relation", step.relation), text=step.other
    )


def _tell_assign(step: Assign, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    due = wording.say("words", "due", when=wording.write_date(step.due)) if step.due else ""
    return wording.say("steps", "assign", text=_join(wording, step.to, due))


def _tell_comment(step: Comment, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    return wording.say("steps", "comment", text=step.text)


def _tell_tell(step: Tell, wording: CaseWording, kind: Kind | None) -> str:
    del kind, step
    return wording.say("steps", "tell")


def _tell_judgement(step: Confirm | Reject, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    name = type(step).__name__.lower()
    text = wording.say("steps", name, text=step.proposal.removeprefix("#"))
    reason = step.reason if isinstance(step, Reject) else ""
    return _join(wording, text, reason)


def _tell_correct(step: Correct, wording: CaseWording, kind: Kind | None) -> str:
    instead = tell_step(step.instead, wording, kind)
    return wording.say("steps", "correct", text=step.proposal.removeprefix("#"), instead=instead)


def _tell_merge(step: Merge, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    return wording.say("steps", "merge", case=step.case, text=step.into)


def _tell_leaving(step: Split | Move, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    numbers = step.entries if isinstance(step, Split) else (step.entry,)
    entries = wording.comma.join(str(number) for number in numbers)
    return wording.say("steps", type(step).__name__.lower(), case=step.case, entries=entries, text=step.to)


def _tell_undo(step: Undo, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    return wording.say("steps", "undo", text=step.entry)


def _tell_withhold(step: Withhold, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    name = "withhold" if step.shown == "withheld" else "release"
    return _join(wording, wording.say("steps", name), step.reason)


def _tell_restrict(step: Restrict, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    return _join(wording, wording.tell_groups(step.groups), step.reason)


def _tell_receive(step: Receive, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    published = wording.write_date(step.published) if step.published else ""
    return wording.say("steps", "receive", text=_join(wording, step.name, step.outlet or "", published))


def _tell_reread(step: Reread, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    return wording.say("steps", "reread", text=step.document[:_SHORT])


def _tell_erase(step: Erase, wording: CaseWording, kind: Kind | None) -> str:
    del kind
    return _join(wording, wording.say("steps", "erase", text=step.document[:_SHORT]), step.reason)


def _tell_propose(step: Propose, wording: CaseWording, kind: Kind | None) -> str:
    return wording.say("steps", "propose", text=tell_step(step.proposal.step, wording, kind))


_TELLERS: Final[Mapping[type, _Teller]] = MappingProxyType(
    {
        Open: _tell_open,
        Advance: _tell_advance,
        Join: _tell_join,
        Tell: _tell_tell,
        Bind: _tell_bind,
        Announce: _tell_announce,
        Accuse: _tell_party,
        Deny: _tell_party,
        Harm: _tell_harm,
        Describe: _tell_describe,
        Verify: _tell_verify,
        Attribute: _tell_attribute,
        Rule: _tell_rule,
        Remedy: _tell_remedy,
        Relate: _tell_relate,
        Assign: _tell_assign,
        Comment: _tell_comment,
        Confirm: _tell_judgement,
        Reject: _tell_judgement,
        Correct: _tell_correct,
        Merge: _tell_merge,
        Split: _tell_leaving,
        Move: _tell_leaving,
        Undo: _tell_undo,
        Withhold: _tell_withhold,
        Restrict: _tell_restrict,
        Receive: _tell_receive,
        Reread: _tell_reread,
        Erase: _tell_erase,
        Propose: _tell_propose,
    }
)
