from __future__ import annotations

from typing import Any

import pytest
from tests.web.cases.desk import FIRST_ID, NATO, TEXT, UNION, make_document, open_request, quote

from mithaq.errors import InputError
from mithaq.following.case import (
    Accuse,
    Advance,
    Amount,
    Announce,
    AnyRead,
    Assign,
    Attribute,
    Bind,
    Comment,
    Deny,
    Describe,
    Harm,
    Join,
    Kind,
    Party,
    Relate,
    Remedy,
    Rule,
    Tell,
    Verify,
)
from mithaq.following.entry import Entry, Restrict, Withhold
from mithaq.following.fold import fold
from mithaq.following.kinds import find_kind
from mithaq.model import ActorType
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.wording import Lang
from mithaq.web.cases.entered import (
    fill_in,
    find_evidence,
    keep_evidence,
    make_step,
    read_new_party,
    read_parties,
    write_amount,
)
from mithaq.web.cases.fields import Ground, list_names

CASE = fold([Entry(number=0, at="", author="nadia", step=open_request("r"))])
DOCUMENT = make_document(TEXT, "01", "2017-02-13")
COMMON = {"on": "2017-03", "by": "NATO", "document": "", "words": "يوافق مبدئيا", "new_type": ""}


def make(step: str, /, field: str = "", **values: Any) -> Any:
    known = find_kind(Kind.REQUEST).find_field(field) if field else None
    ground = Ground(CASE, CaseWording(Lang.EN, {}), (DOCUMENT,), known)
    return make_step(step, {**COMMON, **values}, ground)


TELLING = {"case": "r", "on": "2017-03", "by": ("nato",), "evidence": quote("يوافق مبدئيا")}
PLAIN = {"case": "r"}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (lambda: make("advance", thread="NATO", state="accepted"), Advance(**TELLING, thread="nato", state="accepted")),
        (lambda: make("announce", when="2021-12-24"), Announce(**TELLING, when="2021-12-24")),
        (lambda: make("announce", when=" "), Announce(**TELLING, when=None)),
        (
            lambda: make("bind", thread="nato", condition=" حكومة ", condition_state="met"),
            Bind(**TELLING, thread="nato", condition="حكومة", state="met"),
        ),
        (
            lambda: make("describe", field="quantity", value=">=10"),
            Describe(**TELLING, field="quantity", value=Amount(10, 10, None, ">=")),
        ),
        (lambda: make("join", role="to", party="european-union"), Join(**TELLING, role="to", party=UNION)),
        (
            lambda: make("harm", what="killed", amount="3..5", whom="civilian"),
            Harm(**TELLING, what="killed", amount=Amount(3, None, 5), whom="civilian"),
        ),
        (lambda: make("accuse", party="NATO"), Accuse(**TELLING, who="nato")),
        (lambda: make("deny", party="NATO"), Deny(**TELLING, who="nato")),
        (
            lambda: make("verify", verification="1", standard="", reason=" سبب "),
            Verify(**TELLING, level="1", reason="سبب"),
        ),
        (
            lambda: make("attribute", attribution="joint", parties="NATO، european-union", standard="", reason=""),
            Attribute(**TELLING, level="joint", who=("nato", "european-union")),
        ),
        (
            lambda: make("rule", ruling="violation", agreement="", term="2", reason=""),
            Rule(**TELLING, ruling="violation", term="2"),
        ),
        (
            lambda: make("remedy", action="deadline", text="رد", due="2017-05"),
            Remedy(**TELLING, action="deadline", text="رد", due="2017-05"),
        ),
        (lambda: make("tell"), Tell(**TELLING)),
        (lambda: make("relate", relation="follows", other=" x "), Relate(**PLAIN, relation="follows", other="x")),
        (lambda: make("assign", to="huda", due=""), Assign(**PLAIN, to="huda", due=None)),
        (lambda: make("comment", text=" نعم "), Comment(**PLAIN, text="نعم")),
        (lambda: make("restrict", groups=["legal"], reason=""), Restrict(**PLAIN, groups=("legal",))),
        (
            lambda: make("withhold", name="سالم الورفلي", reason="شاهد"),
            Withhold(case="", evidence=quote("سالم الورفلي"), reason="شاهد"),
        ),
    ],
)  # fmt: skip
def test_what_is_entered_becomes_a_step(made: Any, expected: AnyRead) -> None:
    assert made() == expected


@pytest.mark.parametrize(
    ("made", "field", "key"),
    [
        (lambda: make("tell", words="ليس هنا"), "words", "words"),
        (lambda: make("tell", words="", document=FIRST_ID), "words", "no-words"),
        (lambda: make("tell", on="أمس"), "on", "date"),
        (lambda: make("tell", by="كتيبة السد"), "by", "party"),
        (lambda: make("harm", what="killed", amount="كثير", whom=""), "amount", "amount"),
        (lambda: make("withhold", name="لا أحد", reason=""), "name", "words"),
        (lambda: make("withhold", name=" ", reason=""), "name", "words"),
        (lambda: make("accuse", party="كتيبة السد"), "party", "party"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_field(made: Any, field: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        made()
    assert (caught.value.field, caught.value.key) == (field, key)


def test_quotation_marks_are_no_part_of_the_words() -> None:
    assert find_evidence({"words": "«يوافق مبدئيا»", "document": ""}, (DOCUMENT,)) == quote("يوافق مبدئيا")
    assert find_evidence({"words": " ", "document": ""}, (DOCUMENT,)) == ()


def test_somebody_new_is_what_they_are_said_to_be() -> None:
    found = read_new_party("كتيبة السد", "party", "armed-group", CASE)
    assert (found.type, found.ar, found.en) == (ActorType.ARMED_GROUP, "كتيبة السد", "")
    assert read_new_party("كتيبة  السد", "party", "armed-group", None).id == found.id
    assert read_new_party("Sadd Brigade", "party", "armed-group", None).en == "Sadd Brigade"
    assert read_parties("NATO, كتيبة السد", "by", "armed-group", CASE)[0] == NATO
    accused = make("accuse", party="كتيبة السد", new_type="armed-group")
    assert accused.named == (Party(found.id, ActorType.ARMED_GROUP, "كتيبة السد"),)


@pytest.mark.parametrize(
    ("name", "step", "expected"),
    [
        (
            "advance",
            Advance(case="r", thread="nato", state="accepted"),
            {"thread": "nato", "state": "accepted"},
        ),
        ("announce", Announce(case="r", when=None), {"when": "none"}),
        ("bind", Bind(case="r", condition="c", state="met"), {"condition": "c", "condition_state": "met"}),
        ("join", Join(case="r", role="to", party=NATO), {"role": "to", "party": "nato"}),
        (
            "attribute",
            Attribute(case="r", level="joint", who=("a", "b")),
            {"attribution": "joint", "parties": "a, b"},
        ),
        ("deny", Deny(case="r", who="nato"), {"party": "nato"}),
        ("harm", Harm(case="r", what="killed", amount=Amount(3, None, 5)), {"amount": "3..5"}),
        ("tell", Tell(case="r", on="2017", by=("nato",)), {"on": "2017", "by": "nato"}),
    ],
)
def test_a_step_fills_in_its_form(name: str, step: AnyRead, expected: dict[str, str]) -> None:
    filled = fill_in(name, step, list_names(name))
    assert {key: filled[key] for key in expected} == expected


@pytest.mark.parametrize("text", ["12", "10..20", ">=10", "<=10", "~15.5", "uncountable"])
def test_amounts_are_written_as_they_are_entered(text: str) -> None:
    made = make("harm", what="killed", amount=text, whom="")
    assert write_amount(made.amount) == text


def test_a_correction_keeps_the_words_where_it_names_none() -> None:
    old = Tell(case="r", evidence=quote("يوافق مبدئيا"))
    assert keep_evidence(Comment(case="r", text="x"), old) == Comment(
        case="r", text="x", evidence=old.evidence
    )
    own = Tell(case="r", evidence=quote("تدريب الشرطة"))
    assert keep_evidence(own, old) is own
    assert keep_evidence(Restrict(case="r"), old) == Restrict(case="r", evidence=old.evidence)
