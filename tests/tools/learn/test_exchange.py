import random
from collections import Counter

import numpy as np
import pytest
from tools.learn.exchange import FEWEST, collect_names, exchange_names, find_particle
from tools.learn.exercises import NOBODY, Exercise

STATE, PERSON = 1, 3  # classes that begin a name of these types


def lay(text: str, *mentions: tuple[tuple[int, int], int, int]) -> Exercise:
    words = tuple(text.split())
    names = [0] * len(words)
    for (first, last), _, begins in mentions:
        names[first:last] = [begins] + [begins + 1] * (last - first - 1)
    return Exercise(
        pieces=tuple((len(word),) for word in words),
        words=words,
        core=0,
        features=np.zeros((3, len(words)), dtype=np.int64),
        tags=(0,) * len(words),
        names=tuple(names),
        deeds=(),
        mentions=tuple((place, actor) for place, actor, _ in mentions),
        times=(),
        spots=(),
    )


PEOPLE = [f"{first} {last}" for first in ("سالم", "خالد", "نبيل") for last in ("العمري", "الزين", "الحداد")]
OTHERS = [lay(f"قال {name}", ((1, 3), 0, PERSON)) for name in PEOPLE]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("وفرنسا", "و"), ("لفرنسا", "ل"), ("ولفرنسا", "ول"), ("للحكومة", "ل"), ("وزير", ""), ("فرنسا", "")],
)
def test_particles_are_told_by_the_names_without_them(word: str, expected: str) -> None:
    assert find_particle(word, Counter({"فرنسا": 9, "الحكومة": 9, "وزير": 9})) == expected


def test_all_mentions_of_an_actor_get_one_name_and_short_ones_its_part() -> None:
    told = lay(
        "زار فتحي باشاغا روما ثم عاد باشاغا", ((1, 3), 0, PERSON), ((6, 7), 0, PERSON), ((3, 4), 1, STATE)
    )
    names, chance = collect_names([told, *OTHERS]), random.Random(1)
    changed = [exchange_names(told, names, chance) for _ in range(40)]
    others = {item.words for item in changed} - {told.words}
    assert len(others) > FEWEST
    for words in others:
        assert " ".join(words[1:3]) in PEOPLE
        assert words[6] == words[2]
        assert (words[0], *words[3:6]) == ("زار", "روما", "ثم", "عاد")  # one state: none to draw from
    assert told.words in {item.words for item in changed}


def test_pieces_go_with_their_words_and_nothing_else_changes() -> None:
    told = lay("زار فتحي باشاغا روما", ((1, 3), 0, PERSON))
    names = collect_names([told, *OTHERS])
    for seed in range(20):
        item = exchange_names(told, names, random.Random(seed))
        assert item.pieces == tuple((len(word),) for word in item.words)
        assert (item.mentions, item.names, item.tags) == (told.mentions, told.names, told.tags)


def test_names_of_nobody_and_rare_shapes_stay() -> None:
    nobody = lay("زار فتحي باشاغا روما", ((1, 3), NOBODY, PERSON))
    names = collect_names([nobody, *OTHERS])
    assert all(exchange_names(nobody, names, random.Random(seed)) == nobody for seed in range(9))
    long = lay("زار رئيس مجلس شيوخ القبائل روما", ((1, 5), 0, PERSON))
    assert all(exchange_names(long, names, random.Random(seed)).words == long.words for seed in range(9))
