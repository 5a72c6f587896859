"""Names of the signs of roles, by the few values that each rests on.

Every function names the signs that one bundle of values gives; `role_signs` gathers the bundles, and `sums` remembers
what each weighs. ``place`` is the side of the trigger with how many parties stand nearer there: "after0".
"""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.lexicon.schema import Category
from mithaq.model import ActorType

_RANKS = 2


def _cut(where: str, rank: int, most: int = _RANKS) -> str:
    return f"{where}{min(rank, most)}"


def name_place(where: str, rank: int, near: int, category: Category, kind: str) -> Iterator[str]:
    """Name on which side a party stands and how far away."""
    place = f"{where}{rank}"
    yield "bias"
    yield place
    yield f"{where} near={near}"
    yield f"{place} near={near} {category}"
    yield f"{place} {category} {kind}"
    yield f"{place} {kind}"


def name_family(where: str, rank: int, family: str, category: Category) -> Iterator[str]:
    """Name the family of the words of the act."""
    place = f"{where}{rank}"
    yield f"{place} fam={family}"
    yield f"{place} fam={family} {category}"


def name_crowd(where: str, rank: int, crowd: str, category: Category, kind: str) -> Iterator[str]:
    """Name how many parties stand on each side."""
    place = f"{where}{rank}"
    yield f"{place} crowd={crowd}"
    yield f"{place} crowd={crowd} {category}"
    yield f"{place} crowd={crowd} {kind}"


def name_form(
    where: str,
    rank: int,
    category: Category,
    passive: bool,  # noqa: FBT001 - as above
    pronoun: str,
    article: bool,  # noqa: FBT001 - as above
) -> Iterator[str]:
    """Name the form of the trigger."""
    yield f"{where}{rank} {category} passive={passive}"
    near = _cut(where, rank, 1)
    yield f"pro={pronoun} {near} {category}"
    yield f"art={article} {near} {category}"


def name_preposition(preposition: str, where: str, category: Category, kind: str) -> Iterator[str]:
    """Name what governs the party."""
    yield f"by={preposition} {where}"
    yield f"by={preposition} {where} {category}"
    yield f"by={preposition} {where} {kind}"


def name_mark(mark: str, where: str, rank: int) -> Iterator[str]:
    """Name which part the lexicon gives to what governs the party."""
    yield f"mark={mark} {where}"
    yield f"mark={mark} {_cut(where, rank, 1)}"


def name_frame(
    doer: str,
    thing: str,
    where: str,
    rank: int,
    bound: bool,  # noqa: FBT001 - as above
    category: Category,
) -> Iterator[str]:
    """Name what the lexicon expects of subject and object."""
    yield f"doer={doer} thing={thing} {_cut(where, rank)} by={bound}"
    yield f"doer={doer} {category} {_cut(where, rank, 1)}"


def name_way(
    commas: int, verbs: int, clause: str, where: str, rank: int, category: Category
) -> Iterator[str]:
    """Name what stands between the party and the trigger."""
    near = _cut(where, rank, 1)
    yield f"commas={commas} verbs={verbs} {where}"
    yield f"commas={commas} verbs={verbs} {near} {category}"
    yield f"clause={clause} {near}"
    yield f"clause={clause} verbs={verbs} {where} {category}"


def name_touch(where: str, category: Category, kind: str, preposition: str, family: str) -> Iterator[str]:
    """Name that nothing stands between the party and the trigger."""
    yield f"touching {where} {category} {kind} by={preposition}"
    yield f"touching {where} fam={family}"


def name_type(sort: ActorType, actors: int, kind: str, where: str) -> Iterator[str]:
    """Name what kind of actor the party is, and how many make it."""
    yield f"is={sort}"
    yield f"is={sort} {kind} {where}"
    yield f"many={actors} {kind} {where}"


def name_speech(
    speaks: bool,  # noqa: FBT001 - as above
    spoken: bool,  # noqa: FBT001 - as above
    where: str,
    rank: int,
    kind: str,
) -> Iterator[str]:
    """Name whether the act lies in what the party says, or in what another one says."""
    place = f"{where}{rank}"
    yield f"speaks={speaks}"
    yield f"speaks={speaks} {kind}"
    yield f"speaks={speaks} {kind} {place}"
    yield f"speaks={speaks} spoken={spoken} {place}"
    yield f"spoken={spoken} {where} {kind}"


def name_first_tale() -> Iterator[str]:
    """Name that no act was told before."""
    yield "tale=first"


def name_tale(part: str, near: bool, where: str, category: Category, clitic: str) -> Iterator[str]:  # noqa: FBT001 - of a bundle
    """Name the part that the party had in the act told just before."""
    yield f"tale={part} near={near}"
    yield f"tale={part} near={near} {where}"
    yield f"tale={part} near={near} {category} {where}"
    yield f"tale={part} near={near} {category} cl={clitic}"


def name_tale_kind(part: str, near: bool, before: str, kind: str) -> Iterator[str]:  # noqa: FBT001 - of a bundle
    """Name the types of that act and of this one."""
    yield f"tale={part} near={near} {before}>{kind}"


def name_tale_gap(part: str, gap: int) -> Iterator[str]:
    """Name how far back that act was told."""
    yield f"tale={part} gap={gap}"


def name_older_tale(part: str, older: bool) -> Iterator[str]:  # noqa: FBT001 - of a bundle
    """Name whether the party did one of the acts told before that one."""
    yield f"tale={part} older={older}"


def name_government(name: str, between: int, where: str, rank: int, kind: str) -> Iterator[str]:
    """Name what the phrase of the party hangs on, and how far away."""
    yield f"gov={name}{between} {where}"
    yield f"gov={name}{between} {where} {kind}"
    yield f"gov={name}{between} {_cut(where, rank)}"


def name_fame(grade: int, told: int, headline: bool, where: str, rank: int) -> Iterator[str]:  # noqa: FBT001 - of a bundle
    """Name how surely the party is an actor at all, and how much the text is about it."""
    yield f"likely={grade}"
    yield f"likely={grade} {where}{rank}"
    yield f"told={told}"
    yield f"told={told} {where}"
    yield f"headline={headline} {where}"


def name_freedom(free: str, bare: int, where: str, category: Category, kind: str) -> Iterator[str]:
    """Name whether the party can be subject or object, and how many nearer ones can."""
    yield f"{free}{bare} {where} {category}"
    yield f"{free}{bare} {where} {category} {kind}"


def name_previous(opening: str, offset: int, where: str, category: Category) -> Iterator[str]:
    """Name the word before the party, and how near to the beginning of its sentence it stands."""
    yield f"prev={opening} {where} {category}"
    yield f"opens={offset} {where}"


def name_gender(person: str, feminine: bool, free: str, bare: int, where: str) -> Iterator[str]:  # noqa: FBT001 - of a bundle
    """Name how the verb agrees with the ending of the party."""
    yield f"person={person} feminine={feminine} {where}"
    yield f"person={person} feminine={feminine} {free}{bare} {where}"


def name_objects(
    where: str, rank: int, free: str, objects: int, category: Category, kind: str
) -> Iterator[str]:
    """Name how many parties behind the verb could be its subject and object."""
    place = f"{where}{rank} {free}"
    yield f"{place} objects={objects} {category}"
    yield f"{place} objects={objects} {category} {kind}"


def name_person(
    person: str,
    sort: ActorType,
    objects: int,
    where: str,
    rank: int,
    free: str,
) -> Iterator[str]:
    """Name how the verb agrees with the kind of party."""
    yield f"person={person} is={sort} {where}"
    yield f"person={person} objects={objects} {where}{rank} {free}"


def name_nobody(kind: str, family: str, category: Category, name: str) -> Iterator[str]:
    """Name the words of an act that may be nobody's."""
    yield "nobody"
    yield f"nobody {kind}"
    yield f"nobody fam={family}"
    yield f"nobody fam={family} {category}"
    yield f"nobody name={name}"


def name_emptiness(before: int, after: int, kind: str, category: Category) -> Iterator[str]:
    """Name how few parties there are."""
    yield f"nobody before={before} after={after}"
    yield f"nobody before={before} after={after} {kind}"
    yield f"nobody before={before} after={after} {category}"


def name_nobody_form(
    category: Category,
    passive: bool,  # noqa: FBT001 - as above
    pronoun: str,
    article: bool,  # noqa: FBT001 - as above
    person: str,
    after: int,
) -> Iterator[str]:
    """Name the form of a trigger that may tell of nobody."""
    yield f"nobody {category} passive={passive}"
    yield f"nobody pro={pronoun} art={article} {category}"
    yield f"nobody person={person} after={after}"


def name_nobody_frame(doer: str, thing: str, after: int, spoken: bool, kind: str) -> Iterator[str]:  # noqa: FBT001 - of a bundle
    """Name what the lexicon expects, and whether somebody says so."""
    yield f"nobody doer={doer} thing={thing} after={after}"
    yield f"nobody spoken={spoken}"
    yield f"nobody spoken={spoken} {kind}"
