"""The shift log, kept searches, settings, accounts and situation reports, asked by programs."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal, NoReturn

from django.contrib.auth.models import Group
from django.forms import ModelForm
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from ninja import Query, Schema
from pydantic import Field

from mithaq.dates import Edtf
from mithaq.errors import LedgerError
from mithaq.following.case import Kind
from mithaq.following.state import Standing
from mithaq.ledger.current import read_case, read_cases
from mithaq.ledger.matters import list_matters
from mithaq.reports.exports.selection import Selection
from mithaq.reports.situation.formats import BriefFormat, find_format, write_report
from mithaq.reports.situation.gather import Wish, gather
from mithaq.reports.situation.words import Style
from mithaq.reports.wording import Lang
from mithaq.web.accounts.forms import AccountForm, DisplayForm, GroupForm
from mithaq.web.accounts.models import Account
from mithaq.web.accounts.views import leaves_nobody
from mithaq.web.api.answers import AccountOf, LineOf, MatterOf, SearchKept, SettingsOf, ShiftAnswer
from mithaq.web.api.problems import AskError, find_lang
from mithaq.web.api.tokens import Called
from mithaq.web.overview.models import SavedSearch
from mithaq.web.overview.saved import keep_search, read_saved
from mithaq.web.refusal import fail_missing
from mithaq.web.speech import find_term
from mithaq.web.store import find_record
from mithaq.web.watch.models import Act, LineRow
from mithaq.web.watch.shifts import (
    Line,
    Shift,
    WatchError,
    accept_handed_over,
    add_line,
    change_person,
    find_last_shift,
    find_shift,
    hand_over_shift,
    start_first,
)

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
_LATE = frozenset({"done", "running", "handed-over"})


class LineIn(Schema):
    """A line for the shift log."""

    text: str = ""
    case: str = Field("", description="The case that it is about")
    corrects: int | None = Field(None, description="Number of the line that it corrects")


class PersonIn(Schema):
    """Who comes on or goes off."""

    name: str = ""
    act: Literal["join", "leave"] = "join"


class NoteIn(Schema):
    """What is handed on in words."""

    text: str = ""


class SearchIn(Schema):
    """A search to keep."""

    asked: str = Field(
        "", description="As behind the question mark of its address, such as `q=tripoli&what=act`"
    )
    name: str = ""


class SearchChange(Schema):
    """What is changed of a kept search; what is left out stays."""

    name: str | None = None
    mail: bool | None = None


class SettingsIn(Schema):
    """What is changed of the settings; what is left out stays."""

    lang: str | None = None
    numerals: str | None = None
    months: str | None = None
    hijri: bool | None = None
    email: str | None = None


class AccountIn(Schema):
    """An account as it is to be; a password is needed for a new one, and left out the old one stays."""

    name: str = ""
    role: str = "reader"
    groups: list[str] = Field(default_factory=list)
    email: str = ""
    active: bool = True
    password: str = ""


class GroupIn(Schema):
    """A group to which cases can be restricted."""

    name: str = ""


def show_shift(request: Called, number: int = 0) -> ShiftAnswer:
    """Show a shift of the log; without a number the last one, with what is open now."""
    shift = find_shift(number) if number else find_last_shift()
    if shift is None:
        raise fail_missing("there is no such shift")
    return _tell_shift(request, shift)


def start_shift(request: Called) -> ShiftAnswer:
    """Start the first shift; every later one begins when the one before is accepted."""
    try:
        start_first(request.auth.account.username)
    except WatchError as error:
        _refuse(request, error)
    return show_shift(request)


def write_line(request: Called, body: LineIn) -> ShiftAnswer:
    """Add a line to the log of the shift that goes on, or one that corrects another."""
    try:
        case = read_case(find_record(), body.case, sight=request.sight).id if body.case else ""
    except LedgerError as error:
        raise fail_missing(error.what) from error
    line = LineRow(
        author=request.auth.account.username, act=Act.NOTE, text=body.text.strip(), case=case,
        corrects=body.corrects,
    )  # fmt: skip
    try:
        add_line(_find_running(), line)
    except WatchError as error:
        _refuse(request, error)
    return show_shift(request)


def change_people(request: Called, body: PersonIn) -> ShiftAnswer:
    """Record who came on or went off."""
    try:
        change_person(_find_running(), body.name, Act(body.act), request.auth.account.username)
    except WatchError as error:
        _refuse(request, error)
    return show_shift(request)


def hand_over(request: Called, body: NoteIn) -> ShiftAnswer:
    """Hand the shift over with notes and what is open now."""
    matters = list_matters(find_record(), datetime.now(UTC).date(), sight=request.sight)
    try:
        hand_over_shift(_find_running(), body.text, matters, request.auth.account.username)
    except WatchError as error:
        _refuse(request, error)
    return show_shift(request)


def accept(request: Called) -> ShiftAnswer:
    """Accept what somebody else handed over, and begin the next shift."""
    try:
        accept_handed_over(_find_running(), request.auth.account.username)
    except WatchError as error:
        _refuse(request, error)
    return show_shift(request)


def _find_running() -> Shift:
    shift = find_last_shift()
    if shift is None:
        raise WatchError("none")
    return shift


def _refuse(request: Called, error: WatchError) -> NoReturn:
    code = HTTPStatus.CONFLICT if error.key in _LATE else HTTPStatus.UNPROCESSABLE_ENTITY
    raise AskError(code, "other", error=find_term(f"watch.wrong-{error.key}", find_lang(request))) from error


def _tell_shift(request: Called, shift: Shift) -> ShiftAnswer:
    named = {line.case for line in shift.lines} | {
        case for line in shift.lines for _, case, _ in line.matters
    }
    seen = {case.id for case in read_cases(find_record(), sorted(named - {""}), sight=request.sight)}
    last = find_last_shift()
    matters = (
        list_matters(find_record(), datetime.now(UTC).date(), sight=request.sight)
        if last is not None and last.number == shift.number
        else ()
    )
    return ShiftAnswer(
        number=shift.number,
        people=list(shift.people),
        handed_over=shift.handed_over is not None,
        accepted=shift.accepted is not None,
        lines=[_tell_line(line, seen) for line in shift.lines],
        open=[MatterOf(sort=item.sort.value, case=item.case.id, due=item.due) for item in matters],
    )


def _tell_line(line: Line, seen: set[str]) -> LineOf:
    return LineOf(
        number=line.number,
        at=line.at,
        author=line.author,
        act=line.act.value,
        text=line.text,
        case=line.case if line.case in seen else "",
        corrects=line.corrects,
        corrected=line.corrected,
        attachment=line.attachment.name if line.attachment else None,
        matters=[MatterOf(sort=sort, case=case, due=due) for sort, case, due in line.matters if case in seen],
    )


def list_searches(request: Called) -> list[SearchKept]:
    """List the searches that one keeps, the newest first, with the addresses of their feeds."""
    kept = SavedSearch.objects.filter(account=request.auth.account).order_by("-made")
    return [_tell_search(request, item) for item in kept]


def save_search(request: Called, body: SearchIn) -> SearchKept:
    """Keep a search; one that is kept already stays as it is."""
    kept = keep_search(find_record(), request.auth.account, body.asked, body.name.strip())
    if not kept.name:
        kept.name = (read_saved(kept).text or find_term("overview.unnamed", Lang.EN))[:200]
        kept.save()
    return _tell_search(request, kept)


def change_search(request: Called, number: int, body: SearchChange) -> SearchKept:
    """Name a kept search anew, or turn its e-mails on or off."""
    kept = _find_search(request, number)
    kept.name = (body.name or "").strip()[:200] or kept.name
    kept.mail = kept.mail if body.mail is None else body.mail
    kept.save()
    return _tell_search(request, kept)


def forget_search(request: Called, number: int) -> list[SearchKept]:
    """Forget a kept search, whose feed ends with it; what is left is listed."""
    _find_search(request, number).delete()
    return list_searches(request)


def _find_search(request: Called, number: int) -> SavedSearch:
    kept = SavedSearch.objects.filter(pk=number, account=request.auth.account).first()
    if kept is None:
        raise fail_missing("there is no such search of yours")
    return kept


def _tell_search(request: Called, kept: SavedSearch) -> SearchKept:
    feed = request.build_absolute_uri(reverse("overview-feed", args=[kept.secret]))
    return SearchKept(number=kept.pk, name=kept.name, asked=kept.asked, mail=kept.mail, feed=feed)


def show_settings(request: Called) -> SettingsOf:
    """Show how things are shown to whoever asks."""
    account = request.auth.account
    return SettingsOf(**{name: getattr(account, name) for name in SettingsOf.model_fields})


def change_settings(request: Called, body: SettingsIn) -> SettingsOf:
    """Change how things are shown to whoever asks."""
    account = request.auth.account
    wanted = show_settings(request).dict() | body.dict(exclude_none=True)
    lang = find_lang(request)
    _keep(DisplayForm(wanted, instance=account, lang=lang), lang)
    return show_settings(request)


def list_accounts(request: Called) -> list[AccountOf]:  # noqa: ARG001 - every operation takes it
    """List all accounts by name."""
    return [_tell_account(item) for item in Account.objects.prefetch_related("groups").order_by("username")]


def make_account(request: Called, body: AccountIn) -> AccountOf:
    """Make an account."""
    lang = find_lang(request)
    form = AccountForm(_fill_account(body), lang=lang)
    _keep(form, lang)
    return _tell_account(form.instance)


def change_account(request: Called, name: str, body: AccountIn) -> AccountOf:
    """Change an account; its name stays, and one administrator who can log in always remains."""
    account = Account.objects.filter(username=name).first()
    if account is None:
        raise fail_missing(f"there is no account {name}")
    lang = find_lang(request)
    form = AccountForm(_fill_account(body), instance=account, lang=lang)
    if form.is_valid() and leaves_nobody(form):
        raise AskError(_WRONG, "form", faults={"role": find_term("accounts.last-administrator", lang)})
    _keep(form, lang)
    return _tell_account(form.instance)


def list_groups(request: Called) -> list[str]:  # noqa: ARG001 - likewise
    """List the groups to which cases can be restricted."""
    return list(Group.objects.order_by("name").values_list("name", flat=True))


def make_group(request: Called, body: GroupIn) -> list[str]:
    """Make a group; all groups are listed."""
    lang = find_lang(request)
    _keep(GroupForm({"name": body.name}, lang=lang), lang)
    return list_groups(request)


def _fill_account(body: AccountIn) -> dict[str, Any]:
    groups = Group.objects.filter(name__in=body.groups)
    if missing := set(body.groups) - {group.name for group in groups}:
        raise AskError(_WRONG, "form", faults={"groups": ", ".join(sorted(missing))})
    return {
        "username": body.name, "role": body.role, "email": body.email, "is_active": body.active,
        "password": body.password, "groups": [group.pk for group in groups],
    }  # fmt: skip


def _tell_account(account: Account) -> AccountOf:
    return AccountOf(
        name=account.username,
        role=account.role,
        groups=sorted(account.groups.values_list("name", flat=True)),
        email=account.email,
        active=account.is_active,
    )


def _keep(form: ModelForm[Any], lang: Lang) -> None:
    """Keep what a form of the pages keeps; where it is refused, say of which input and why."""
    with translation.override(lang.value):
        if not form.is_valid():
            faults = {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}
            raise AskError(_WRONG, "form", faults=faults)
        form.save()


def give_brief(  # noqa: PLR0913, PLR0917 - each is a parameter of the address
    request: Called,
    format: BriefFormat,  # noqa: A002 - as the address names it
    period: str = "",
    heading: str = "",
    case: Annotated[list[str], Query()] = [],  # noqa: B006 - never changed
    kind: Annotated[list[Kind], Query()] = [],  # noqa: B006 - likewise
    standing: Literal["proposed", "confirmed", "verified"] = "proposed",
    lang: Lang = Lang.EN,
) -> HttpResponseBase:
    """Give the situation report of a period and a choice of cases as a file."""
    display = request.auth.account.display
    style = Style(lang, display.numerals, display.months)
    selection = Selection(
        period=Edtf.parse(period).text if period else "",
        cases=tuple(case),
        kinds=tuple(kind),
        standing=Standing[standing.upper()],
        lang=lang,
    )
    report = gather(find_record(), Wish(selection, style, heading.strip()), sight=request.sight)
    return HttpResponse(write_report(report, style, format), content_type=find_format(format).media_type)
