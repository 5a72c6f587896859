"""What waits for a judgement, asked by programs."""

from __future__ import annotations

from http import HTTPStatus

from mithaq.ledger.current import count_reviews, find_next_review
from mithaq.web.api.problems import AskError
from mithaq.web.api.shapes import ReviewAnswer
from mithaq.web.api.tokens import Called
from mithaq.web.review.item import find_copies, read_item
from mithaq.web.store import find_record


def tell_next(request: Called, case: str = "", skip: int = 0, *, second: bool | None = None) -> ReviewAnswer:
    """Tell what should be judged next: what most hangs on and is most certain comes first.

    What waits for a second person is not given to the first one again; `second` asks only for that, or only for
    what nobody has judged.
    """
    bearer = request.auth
    record, sight = find_record(), request.sight
    person = bearer.account.username
    found = find_next_review(record, person=person, case=case, skip=skip, second=second, sight=sight)
    if found is None:
        raise AskError(HTTPStatus.NOT_FOUND, "nothing-waits")
    item = read_item(record, found.entry.number, sight)
    return ReviewAnswer(
        entry=found.entry,
        target=found.target,
        case=found.case,
        second=found.second,
        score=found.score,
        consequence=found.consequence,
        waiting=count_reviews(record, sight=sight),
        copies=[copy.waiting.target for copy in find_copies(record, item, person, sight)],
    )
