"""Cases in the terminal: a table of cases, the page of one case, lines of the log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table

from mithaq.following.case import Kind
from mithaq.following.clock import Signal
from mithaq.following.disputes import Dispute
from mithaq.following.entry import Entry
from mithaq.following.slippage import Slip
from mithaq.ledger.personal import is_veiled
from mithaq.reports.appeals import AppealRow
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.cases import CaseLine, CasePage, Citation, StepRow, ThreadRow
from mithaq.reports.entries import list_kinds, write_entry
from mithaq.reports.labels import name_milestone
from mithaq.reports.screen import open_console
from mithaq.reports.steps import tell_step
from mithaq.reports.terminal import Cell, Line, clean_text, is_right_to_left, isolate, make_cell
from mithaq.reports.wording import Lang

_QUIET, _STRONG, _WARNING = "dim", "bold", "yellow"
# Arabic words inside of a line in another script, with what stands between them.
_RUN = re.compile(r"[\u0600-\u06ff]+(?:[^A-Za-z\u0600-\u06ff:;]+[\u0600-\u06ff]+)*")
_LIST = {"case": 4, "title": 7, "state": 5, "clock": 4, "standing": 3}
_APPEALS = {"appellant": 3, "evidence": 8}
_STEPS = {"entry": 2, "on": 3, "said": 6, "evidence": 8, "standing": 3}


def print_cases(lines: Sequence[CaseLine], wording: CaseWording, *, more: str = "") -> None:
    """Print a table of cases.

    Args:
        lines: The cases.
        wording: The language.
        more: The option that shows the next ones; empty where these are all.
    """
    console = open_console()
    if not lines:
        console.print(wording.say("words", "none"))
        return
    table = _open_table(f"{wording.say('sections', 'cases')} ({len(lines)})", _LIST, wording)
    for line in lines:
        _add_row(table, _show_line(line, wording), wording)
    console.print(table)
    if more:
        console.print(wording.say("words", "more", option=more), style=_QUIET)


def print_appeals(rows: Sequence[AppealRow], wording: CaseWording, *, more: str = "") -> None:
    """Print a table of appeals to nobody in particular.

    Args:
        rows: The appeals.
        wording: The language.
        more: The option that shows the next ones; empty where these are all.
    """
    console = open_console()
    if not rows:
        console.print(wording.say("words", "no_appeals"))
        return
    table = _open_table(f"{wording.say('sections', 'appeals')} ({len(rows)})", _APPEALS, wording)
    for row in rows:
        by = wording.name_party(row.by) if row.by else wording.say("words", "unnamed")
        _add_row(table, [make_cell(by), make_cell(*_list_citation(row.evidence, wording))], wording)
    console.print(table)
    if more:
        console.print(wording.say("words", "more", option=more), style=_QUIET)


def print_page(page: CasePage, wording: CaseWording) -> None:
    """Print everything about a case.

    Args:
        page: The case.
        wording: The language.
    """
    console = open_console()
    for item in _list_parts(page, wording):
        console.print(item)
        console.print()


def print_log(entries: Iterable[Entry], wording: CaseWording) -> bool:
    """Print one line for each entry and tell whether there was any.

    Args:
        entries: In order.
        wording: The language.
    """
    console = Console(highlight=False, emoji=False, markup=False, soft_wrap=True)
    found = False
    kinds: dict[str, Kind] = {}
    for entry in entries:
        found = True
        kinds.update(list_kinds((entry,)))
        console.print(isolate_parts(write_entry(entry, wording, kinds)))
    return found


def isolate_parts(line: str) -> str:
    """Return a line of which every part between two blanks is cleaned, and isolated where it is Arabic.

    Args:
        line: Parts with two blanks between them.
    """
    parts = (clean_text(part) for part in line.split("  "))
    return "  ".join(isolate(part) if is_right_to_left(part) else _isolate_runs(part) for part in parts)


def _isolate_runs(text: str) -> str:
    return _RUN.sub(lambda run: isolate(run[0]), text)


def _open_table(title: str, columns: dict[str, int], wording: CaseWording) -> Table:
    arabic = wording.lang is Lang.AR
    table = Table(title=isolate(title), title_justify="right" if arabic else "left", title_style=_STRONG,
                  box=box.HORIZONTALS, show_lines=True, expand=True, pad_edge=False)  # fmt: skip
    names = list(columns.items())
    for name, ratio in reversed(names) if arabic else names:
        table.add_column(make_cell(Line(wording.say("columns", name), _STRONG)), ratio=ratio)
    return table


def _add_row(table: Table, cells: Sequence[Cell], wording: CaseWording) -> None:
    table.add_row(*(reversed(cells) if wording.lang is Lang.AR else cells))


def _show_line(line: CaseLine, wording: CaseWording) -> list[Cell]:
    slips = [line.slipped] if line.slipped else []
    return [
        make_cell(Line(wording.name_kind(line.kind), _STRONG), Line(line.id, _QUIET)),
        make_cell(*_list_names(line, wording), *_list_sides(line, wording), Line(line.place, _QUIET)),
        make_cell(*_list_states(line, wording)),
        make_cell(
            *(Line(write_signal(signal, wording), _WARNING) for signal in line.signals),
            *(Line(write_slip(slip, wording), _WARNING) for slip in slips),
        ),
        make_cell(
            wording.say("standings", line.standing),
            Line(wording.say("words", "assigned", name=line.assigned) if line.assigned else "", _QUIET),
            Line(f"{wording.say('words', 'version')} {line.version}", _QUIET),
            Line(wording.tell_groups(line.groups), _WARNING) if line.groups else None,
        ),
    ]


def _list_names(line: CaseLine, wording: CaseWording) -> Iterator[Line]:
    """Yield the name of a milestone, and the words that name the case."""
    if line.what and line.kind is Kind.MILESTONE:
        yield Line(name_milestone(line.what, line.what.replace("-", " "), wording.lang, line.title), _STRONG)
    yield Line(line.title)


def _list_sides(line: CaseLine, wording: CaseWording) -> Iterator[Line]:
    roles = dict.fromkeys(role for role, _ in line.sides)
    for role in roles:
        named = wording.comma.join(wording.name_party(party) for other, party in line.sides if other == role)
        yield Line(f"{wording.name_role(role, line.kind)}: {named}", _QUIET)


def _list_states(line: CaseLine, wording: CaseWording) -> Iterator[Line]:
    for thread, state in line.states:
        name = wording.name_state(state, line.kind, thread)
        yield Line(f"{wording.name_party(thread)}: {name}" if thread else name)


def write_signal(signal: Signal, wording: CaseWording) -> str:
    """Return what the clock says in one line.

    Args:
        signal: What it says.
        wording: The language.
    """
    matter = wording.say("matters", signal.matter)
    said = f"{wording.say('signs', signal.sign)}: {matter}"
    if signal.thread:
        said = f"{said} ({wording.name_party(signal.thread)})"
    if signal.when is None:
        return said
    when = wording.write_date(signal.when)
    name = "due" if signal.sign == "due-soon" else "since"
    days = wording.write_days(signal.least, signal.most)
    return f"{said}{wording.comma}{wording.say('words', name, when=when)} ({days})"


def write_slip(slip: Slip, wording: CaseWording) -> str:
    """Return how far a date moved.

    Args:
        slip: The move.
        wording: The language.
    """
    if slip.new is None:
        return wording.say("words", "withdrawn")
    least, most = slip.least, slip.most
    if least is not None and most is not None and most < 0:
        return wording.say("words", "nearer", days=wording.write_days(-most, -least))
    return wording.say("words", "slipped", days=wording.write_days(least, most))


def _list_parts(page: CasePage, wording: CaseWording) -> Iterator[RenderableType]:
    yield _show_head(page, wording)
    for thread in page.threads:
        yield _show_thread(page, thread, wording)
    for name, rows in page.sections.items():
        yield _show_steps(wording.say("sections", name), rows, page, wording)
    if page.slips:
        yield make_cell(Line(wording.say("sections", "slips"), _STRONG), *_list_slips(page, wording))
    if page.disputes:
        yield make_cell(
            Line(wording.say("sections", "contradictions"), _STRONG),
            *(Line(write_dispute(item, wording), _WARNING) for item in page.disputes),
        )
    yield _show_steps(wording.say("sections", "opened"), (page.opened,), page, wording)


def _show_head(page: CasePage, wording: CaseWording) -> Cell:
    line = page.line
    day = wording.write_date(page.as_of.isoformat())
    merged = wording.say("words", "merged", cases=wording.comma.join(page.merged)) if page.merged else ""
    return make_cell(
        Line(wording.name_kind(line.kind), _STRONG),
        *_list_names(line, wording),
        Line(f"{line.id} · {wording.say('words', 'version')} {line.version}", _QUIET),
        wording.say("standings", line.standing),
        *_list_sides(line, wording),
        Line(line.place),
        wording.say("words", "due", when=wording.write_date(line.due)) if line.due else None,
        wording.say("words", "assigned", name=line.assigned) if line.assigned else None,
        merged or None,
        Line(wording.tell_groups(line.groups), _WARNING) if line.groups else None,
        Line(wording.say("sections", "clock", day=day), _STRONG) if line.signals else None,
        *(Line(write_signal(signal, wording), _WARNING) for signal in line.signals),
    )


def _show_thread(page: CasePage, thread: ThreadRow, wording: CaseWording) -> RenderableType:
    kind = page.line.kind
    state = wording.name_state(thread.state, kind, thread.id)
    name = wording.name_party(thread.party or thread.id) if thread.id else ""
    head = f"{name}: {state}" if name else f"{wording.say('columns', 'state')}: {state}"
    if thread.since:
        head += f" ({wording.say('words', 'since', when=wording.write_date(thread.since))})"
    if thread.procedure:
        procedure = wording.name_state(thread.procedure, kind, thread.id)
        head += f"{wording.comma}{wording.say('words', 'procedure', state=procedure)}"
    rows = [*thread.history, *(row for condition in thread.conditions for row in condition.history)]
    return _show_steps(head, rows, page, wording) if rows else make_cell(Line(head, _STRONG))


def _show_steps(title: str, rows: Sequence[StepRow], page: CasePage, wording: CaseWording) -> RenderableType:
    table = _open_table(title, _STEPS, wording)
    for row in rows:
        _add_row(table, _show_step(row, page, wording), wording)
    return table


def _show_step(row: StepRow, page: CasePage, wording: CaseWording) -> list[Cell]:
    known = tuple(party for party in row.step.by if wording.knows(party))
    by = wording.say("words", "by", names=wording.list_parties(known)) if known else ""
    quotes = [citation.quote.text for citation in row.evidence]
    reasons = wording.comma.join(wording.list_reasons(row.reasons, quotes))
    return [
        make_cell(str(row.number)),
        make_cell(Line(wording.write_date(row.step.on), "" if row.step.on else _QUIET)),
        make_cell(
            tell_step(row.step, wording, page.line.kind),
            Line(by, _QUIET),
            Line(wording.say("words", "because", reasons=reasons) if reasons else "", _QUIET),
        ),
        make_cell(*(line for citation in row.evidence for line in _list_citation(citation, wording))),
        make_cell(
            wording.say("standings", row.standing),
            Line(wording.comma.join(row.people) or row.author, _QUIET),
            Line(wording.say("words", "score", score=row.score), _QUIET) if not row.people else None,
            Line(wording.say("words", "second"), _WARNING) if not row.counts else None,
        ),
    ]


def _list_citation(citation: Citation, wording: CaseWording) -> Iterator[Line]:
    quote = citation.quote
    yield Line(f"«{quote.text}»")
    if is_veiled(quote.text):
        yield Line(wording.say("words", "erased_words"), _WARNING)
    place = f"{wording.say('words', 'line')} {quote.line}"
    published = (
        wording.say("words", "published", when=wording.write_date(citation.published))
        if citation.published
        else ""
    )
    parts = (citation.outlet or "", quote.document, place, published)
    yield Line(wording.comma.join(part for part in parts if part), _QUIET)


def _list_slips(page: CasePage, wording: CaseWording) -> Iterator[Line]:
    for slip in page.slips:
        new = wording.write_date(slip.new) if slip.new else "—"
        arrow = "←" if wording.lang is Lang.AR else "→"
        yield Line(f"{wording.write_date(slip.old)} {arrow} {new}: {write_slip(slip, wording)}")
    if page.line.slipped and len(page.slips) > 1:
        yield Line(f"{wording.say('words', 'in_all')}: {write_slip(page.line.slipped, wording)}", _STRONG)


def write_dispute(dispute: Dispute, wording: CaseWording) -> str:
    """Return what a case contradicts itself in, with the entries.

    Args:
        dispute: What cannot both be so.
        wording: The language.
    """
    numbers = wording.comma.join(
        wording.say("words", "entry", number=wording.use_digits(str(number))) for number in dispute.numbers
    )
    what = f"{wording.say('harms', dispute.what)}{wording.comma}" if dispute.what else ""
    return wording.say("contradictions", dispute.about, text=f"{what}{numbers}")
