"""A ceasefire to look at: a few incidents that people recorded, among them one that only a group may see."""

from __future__ import annotations

import pytest
from tests.web.conftest import _serve

from mithaq.following.case import Amount, Attribute, Describe, Harm, Kind, Open, Party, Remedy, Rule, Verify
from mithaq.following.entry import Confirm, Restrict
from mithaq.ledger.current import read_entries
from mithaq.model import ActorType

LNA = Party("lna", ActorType.ARMED_GROUP)
BRIGADE = Party("brigade-x", ActorType.ARMED_GROUP, "لواء الساحل")


def make_incident(
    case: str,
    day: str,
    place: str,
    party: Party | None = LNA,
    *,
    what: str = "fire",
    title: str = "قصف مدفعي",
) -> Open:
    sides = (("accused", party),) if party else ()
    return Open(case=case, kind=Kind.INCIDENT, title=title, sides=sides, place=place, what=what, on=day)


def count(low: float, best: float, high: float | None, qualifier: str = "=") -> Amount:
    return Amount(low, best, high, qualifier)


@pytest.fixture
def ceasefire(site: object) -> object:
    """A workbench with five incidents; the fifth is restricted to the group of the south."""
    record = site.record
    record.append(
        [
            make_incident("incident-a", "2020-06-01", "Sirte"),
            Harm(case="incident-a", what="killed", amount=count(2, 3, 5), whom="civilian"),
            Describe(
                case="incident-a", field="counter-claim", value="تقول القوة إن القذائف لم تخرج من مواقعها"
            ),
            make_incident(
                "incident-b", "2020-06-01", "Tripoli", BRIGADE, what="detention", title="احتجاز أربعة"
            ),
            make_incident("incident-c", "2020-06-03", "", LNA, title="طلعات جوية"),
            Describe(case="incident-c", field="coordinates", value="32.1167, 20.0667"),
            Describe(case="incident-c", field="precision", value=500),
            Harm(case="incident-c", what="injured", amount=count(4, 4, None, ">=")),
            make_incident("incident-d", "2020-06-09", "Sirte", None, title="إطلاق نار قرب الميناء"),
            make_incident("incident-e", "2020-06-10", "Sabha", BRIGADE, title="نصب مدافع"),
            Restrict(case="incident-e", groups=("south",), reason="مصدر في خطر"),
        ],
        "anna",
    )
    record.append(
        [
            Verify(case="incident-a", level="2", standard="clear-and-convincing", reason="زيارة الموقع"),
            Attribute(case="incident-a", level="attributed", who=("lna",), standard="reasonable-grounds"),
            Rule(case="incident-a", ruling="violation", term="1", reason="إطلاق نار بعد سريان الهدنة"),
            Remedy(
                case="incident-a", action="requested", text="سحب المدفعية", on="2020-06-05", due="2020-06-12"
            ),
        ],
        "anna",
    )
    entries = [entry for entry in _read(record, "incident-a") if isinstance(entry.step, Verify | Attribute)]
    record.append([Confirm(case="incident-a", proposal=f"#{entry.number}") for entry in entries], "omar")
    return site


def _read(record: object, case: str) -> list:
    return list(read_entries(record, cases=[case]))


@pytest.fixture
def shown(ceasefire: object) -> object:
    """The same, to be visited."""
    yield from _serve(ceasefire)
