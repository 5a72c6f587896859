"""Where an entry counts: merges, splits and moves, and what was undone of them.

An entry is addressed to the case that its step names. A move or a split changes the address of single entries; a
merge redirects everything addressed to one case to another. Undoing takes back any of these, and undoing that
brings it back. Nothing here looks at more than the entries it is given, and nothing is refused: an entry that
cannot take effect (a merge in a circle, an undo of nothing) is passed over, so that any ledger can be folded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mithaq.following.entry import AnyStep, Confirm, Correct, Entry, Merge, Move, Propose, Reject, Split, Undo

_MARK = "#"
# Kinds of steps; none of them has kinds of its own. Most entries are of none of these.
_TYING: Final = (Merge, Split, Move)
_JUDGING: Final = (Confirm, Correct, Reject)
_TELLING: Final = frozenset((*_TYING, *_JUDGING, Undo))


def name_target(entry: Entry) -> str:
    """Return how judgements refer to an entry: by the proposal's id, or ``#`` and its number."""
    step = entry.step
    return step.proposal.id if isinstance(step, Propose) else f"{_MARK}{entry.number}"


def name_cases(step: AnyStep) -> tuple[str, ...]:
    """Return the cases that a step names: an index of entries by these finds all that a case's fold needs.

    Args:
        step: Any step; one that names no case (a name withheld everywhere) gives nothing.
    """
    if isinstance(step, Propose):
        return (step.proposal.step.case,)
    if isinstance(step, Merge):
        return (step.case, step.into)
    if isinstance(step, Split | Move):
        return (step.case, step.to)
    return (step.case,) if step.case else ()


def gather(case: str, find_entries: Callable[[str], Iterable[Entry]]) -> tuple[Entry, ...]:
    """Return every entry that the fold of a case needs, by number.

    Args:
        case: Id of the case.
        find_entries: Gives the entries whose steps name a case, as by ``name_cases``.
    """
    found: dict[int, Entry] = {}
    wanted, seen = [case], {case}
    while wanted:
        for entry in find_entries(wanted.pop()):
            found[entry.number] = entry
            for other in name_cases(entry.step):
                if other not in seen:
                    seen.add(other)
                    wanted.append(other)
    return tuple(found[number] for number in sorted(found))


@dataclass(frozen=True, slots=True)
class Homes:
    """Where entries count.

    Args:
        undone: Numbers of the entries that were taken back.
        moved: Address of every entry that was moved or split off.
        redirects: Where what is addressed to a merged case goes.
        subjects: The entries that each judgement is about, by its number.
        targets: The entry that each reference of a judgement names.
        addresses: To which case each entry is addressed by its step.
    """

    undone: frozenset[int]
    moved: Mapping[int, str]
    redirects: Mapping[str, str]
    subjects: Mapping[int, tuple[int, ...]]
    targets: Mapping[str, int]
    addresses: Mapping[int, str]

    def find_home(self, case: str) -> str:
        """Return the case in which a case counts: itself, or what it was merged into."""
        while case in self.redirects:
            case = self.redirects[case]
        return case

    def list_merged(self, case: str) -> tuple[str, ...]:
        """Return the cases that were merged into a case, by name."""
        return tuple(sorted(other for other in self.redirects if self.find_home(other) == case))

    def find_entry_home(self, number: int) -> str:
        """Return the case in which an entry counts."""
        return self.find_home(self.moved.get(number, self.addresses[number]))

    def list_homes(self) -> Mapping[int, str]:
        """Return the case in which each entry counts, by number."""
        if not self.moved and not self.redirects:
            return self.addresses
        return {number: self.find_entry_home(number) for number in self.addresses}

    def list_versions(self, entries: Collection[Entry]) -> dict[str, int]:
        """Return the number of the last entry that changed each case.

        Args:
            entries: By number.
        """
        versions: dict[str, int] = {}
        homes, numbered = self.list_homes(), {entry.number: entry for entry in entries}
        for number, entry in numbered.items():
            if type(entry.step) in _TELLING:
                versions.update(dict.fromkeys(self.find_touched(entry, numbered), number))
            elif homes[number]:
                versions[homes[number]] = number
        return versions

    def find_touched(self, entry: Entry, entries: Mapping[int, Entry]) -> frozenset[str]:
        """Return the cases that an entry changed, as they are now; judgements change what they are about.

        Args:
            entry: Any entry.
            entries: Entries by number.
        """
        if type(entry.step) not in _TELLING:
            home = self.find_entry_home(entry.number)
            return frozenset((home,)) if home else frozenset()
        subjects = self.subjects.get(entry.number, ())
        if isinstance(entry.step, _TYING):
            return frozenset(self.find_home(case) for case in name_cases(entry.step))
        if isinstance(entry.step, Undo) and subjects:
            return self.find_touched(entries[subjects[0]], entries)
        home = self.find_entry_home(subjects[0] if subjects else entry.number)
        return frozenset((home,)) if home else frozenset()


def find_homes(entries: Collection[Entry]) -> Homes:
    """Return where each of the entries counts.

    Args:
        entries: Of the whole ledger, or all that cases need (`gather`), by number.
    """
    addresses: dict[int, str] = {}
    targets: dict[str, int] = {}
    telling: list[Entry] = []
    for entry in entries:
        number, step = entry.number, entry.step
        if isinstance(step, Propose):
            addresses[number] = step.proposal.step.case
            targets.setdefault(step.proposal.id, number)
        else:
            addresses[number] = step.case
            targets.setdefault(f"{_MARK}{number}", number)
            if type(step) in _TELLING:
                telling.append(entry)
    if not telling:
        return Homes(frozenset(), {}, {}, {}, targets, addresses)
    subjects = find_subjects(telling, addresses, targets)
    undone = find_undone(entries, subjects)
    moved: dict[int, str] = {}
    redirects: dict[str, str] = {}
    for entry in telling:
        step = entry.step
        if entry.number in undone:
            continue
        if isinstance(step, Split | Move):
            moved.update(dict.fromkeys(subjects[entry.number], step.to))
        elif isinstance(step, Merge) and leads_on(step, redirects):
            redirects[step.case] = step.into
    return Homes(undone, moved, redirects, subjects, targets, addresses)


def find_subjects(
    entries: Iterable[Entry], addresses: Mapping[int, str], targets: Mapping[str, int]
) -> dict[int, tuple[int, ...]]:
    """Return which entries each judgement is about.

    A judgement is about earlier entries of its own case, or of one that merges, splits and moves had tied to it by
    then, taken back or not: so no entry of another case can change what it is about.

    Args:
        entries: By number.
        addresses: To which case each is addressed.
        targets: The entry that each reference names.
    """
    parents: dict[str, str] = {}

    def find_root(case: str) -> str:
        while parents.get(case, case) != case:
            case = parents[case]
        return case

    subjects: dict[int, tuple[int, ...]] = {}
    for entry in entries:
        step = entry.step
        if type(step) not in _TELLING:
            continue
        named = _name_subjects(step, targets)
        if named is not None:
            subjects[entry.number] = tuple(
                number
                for number in named
                if number < entry.number
                and number in addresses
                and find_root(addresses[number]) == find_root(step.case)
            )
        if isinstance(step, _TYING):
            first, other = (find_root(case) for case in name_cases(step))
            parents[max(first, other)] = min(first, other)
    return subjects


def _name_subjects(step: AnyStep, targets: Mapping[str, int]) -> tuple[int, ...] | None:
    if isinstance(step, _JUDGING):
        return (targets[step.proposal],) if step.proposal in targets else ()
    if isinstance(step, Move | Undo):
        return (step.entry,)
    return step.entries if isinstance(step, Split) else None


def find_undone(entries: Collection[Entry], subjects: Mapping[int, tuple[int, ...]]) -> frozenset[int]:
    """Return the numbers of the entries that were taken back, undoing of undoings included.

    Args:
        entries: By number.
        subjects: The entries that each judgement is about.
    """
    undoings = [entry.number for entry in entries if isinstance(entry.step, Undo)]
    if not undoings:
        return frozenset()
    proposed = {entry.number for entry in entries if isinstance(entry.step, Propose)}
    undone: set[int] = set()
    for number in sorted(undoings, reverse=True):
        # Later undoings come first here: whether this one holds is known by now.
        if number not in undone:
            undone.update(subjects[number])
    return frozenset(undone - proposed)


def leads_on(step: Merge, redirects: Mapping[str, str]) -> bool:
    """Tell whether a merge brings a case to another: neither in a circle nor of a case that is merged already.

    Args:
        step: The merge.
        redirects: Merges that count so far.
    """
    case = step.into
    while case in redirects:
        case = redirects[case]
    return step.case not in redirects and case != step.case
