"""Reports from the field, made by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from mithaq.following.case import Amount, Party
from mithaq.ledger.attachments import Attachment
from mithaq.model import ActorType
from mithaq.reports.fieldreport import Claim, Report, Side

NUMBER = UUID("7f3c2a10-9b1e-4c55-8d21-0a6e5b7c9d10")
FARMER = Party("person-3b1f", ActorType.PERSON, "خليفة منصور الفيتوري")
BRIGADE = Party("armed-group-77aa", ActorType.ARMED_GROUP, "سرية وادي الربيع")
PHOTO = Attachment("ab" * 32, "حفرة.jpg", "image/jpeg", 120)


def make_report(**changed: Any) -> Report:
    given: dict[str, Any] = {
        "number": NUMBER,
        "written": "2020-11-21T18:45:00Z",
        "title": "قصف مدفعي على أطراف عين زارة",
        "account": "سمعنا دويا متتاليا.\nثم رأينا دخانا فوق المزارع.",
        "place": "عين زارة",
        "place_en": "Ain Zara",
        "values": {
            "category": ("fire", "civilian-harm"),
            "start": ("2020-11-21",),
            "start-time": ("18:30",),
            "coordinates": ("32.8100, 13.2700",),
            "quantity": (Amount(10, 12, 15),),
            "control": (BRIGADE,),
            "bearing": (45,),
        },
        "harms": {"injured-civilian": Amount(2, 2, None, ">=")},
        "sides": {"complainant": (Side(FARMER, withheld=True),), "accused": (Side(BRIGADE),)},
        "claims": {"response": Claim("لم نطلق النار.", BRIGADE, denies=True)},
        "attachments": (PHOTO,),
        **changed,
    }
    return Report(**given)
