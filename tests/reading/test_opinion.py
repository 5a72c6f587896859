from tests.reading.handmade import aim, mark

from mithaq.model import ActType
from mithaq.reading.opinion import Own
from mithaq.reading.parties import find_parties
from mithaq.reading.roles import find_roles
from mithaq.reading.stakes import Telling


def test_the_fast_reader_adds_nothing_to_what_it_thinks() -> None:
    survey = mark("دعت مصر تركيا إلى وقف النار.", "مصر", "تركيا")
    own, trigger = Own(survey, None), aim(survey, "دعت")
    assert own.weigh_status(trigger) == ()
    assert own.point_at_content(trigger) is None
    assert own.weigh_dates(trigger.first, ActType.REQUEST, survey.times) == {}
    telling = Telling(trigger, ActType.REQUEST.value, (), 1.0)
    parties = find_parties(survey)
    assert own.judge_parts(parties, telling) == find_roles(survey, parties, telling, None)
