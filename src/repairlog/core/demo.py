"""Demo: a fictional journal from a data file and a fixed seed: the same entries each time."""

import random
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal

from repairlog.core.entries.model import (
    APART,
    ID_ALPHABET,
    ID_LENGTH,
    Entry,
    ReadingPair,
    Repair,
    RepairSteps,
    Rest,
)
from repairlog.core.wording.common import Vocabulary
from repairlog.core.wording.ids import Reading, Setting
from repairlog.core.wording.reader import Reference, Shape

WorldName = Literal["home", "residential"]

SEED = 1975
_ZONE = timezone(timedelta(hours=1))


class Scene(Shape):
    """What happened, in as many accounts as it happened times, and what became of it."""

    child: int
    hour: int
    what: tuple[str, ...]
    did: tuple[str, ...]
    feelings: tuple[str, ...]
    child_feelings: tuple[str, ...]
    body: tuple[str, ...]
    then: Reading
    now: Reading | None = None
    capacities: tuple[str, ...]
    reframe: str = ""
    meaning: str
    needs: str = ""
    name: str = ""
    own: str = ""
    share: str = ""
    grow: str = ""
    reconnect: str = ""
    presence: str = ""
    note: str


class World(Shape):
    """A home: who lives there, and its scenes."""

    begins: date
    days: int
    carer: str
    setting: Setting
    at_rest: str
    children: tuple[tuple[str, int], ...]
    scenes: tuple[Scene, ...]


class DemoSaid(Shape):
    """What `demo` says."""

    where: str
    use: str
    ways: tuple[tuple[str, str], ...]
    short: str
    gone: str
    tag: str


class DemoWords(Shape):
    """The fictional journals, in words that can be picked in the program."""

    vocabulary: Vocabulary
    said: DemoSaid
    worlds: Mapping[WorldName, World]

    def references(self) -> Iterator[Reference]:
        """Yield who a scene is with, and the words that it picks."""
        words = self.vocabulary
        lists: dict[str, Collection[str]] = {
            "did": [each.id for each in words.did],
            "feelings": [word for each in words.feelings for word in (each.family, *each.words)],
            "child_feelings": words.child_feelings.words,
            "body": words.body.words,
            "capacities": [each.id for each in words.capacities],
        }
        for name, world in self.worlds.items():
            for number, scene in enumerate(world.scenes, 1):
                at = ("worlds", name, "scenes", number)
                yield (*at, "child"), scene.child, range(len(world.children))
                for key, there in lists.items():
                    yield from (((*at, key), word, there) for word in getattr(scene, key))


class _Chance:
    """A seeded chance that is the same in every version of Python: `random()` alone is."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  fiction, no secret

    def below(self, bound: float) -> float:
        return self._random.random() * bound

    def happens(self, share: float) -> bool:
        return self._random.random() < share

    def new_id(self) -> str:
        return "".join(ID_ALPHABET[int(self.below(len(ID_ALPHABET)))] for _ in range(ID_LENGTH))


def make(world: World, tag: str, seed: int = SEED) -> Iterator[Entry]:
    """Yield a fictional half-year, oldest first."""
    chance = _Chance(seed)
    accounts = [(scene, what) for scene in world.scenes for what in scene.what]
    gap = world.days / len(accounts)
    order = sorted(range(len(accounts)), key=lambda _: chance.below(1))
    for place, index in enumerate(order):
        scene, what = accounts[index]
        day = world.begins + timedelta(days=int(place * gap + chance.below(gap)))
        yield _entry(world, scene, what, tag, day, chance, late=place > len(accounts) - 4)


def _entry(  # noqa: PLR0913, PLR0917  all that an entry is made from
    world: World, scene: Scene, what: str, tag: str, day: date, chance: _Chance, *, late: bool
) -> Entry:
    child, age = world.children[scene.child]
    known = chance.happens(0.75)
    clock = time(scene.hour, int(chance.below(12)) * 5) if known else time(12)
    happened = datetime.combine(day, clock, _ZONE)
    logged = datetime.combine(day, time(scene.hour, 59), _ZONE) + timedelta(
        minutes=int(20 + chance.below(300))
    )
    again = bool(scene.now) and chance.happens(0.7)
    apart = not APART.isdisjoint(scene.did)
    fields = {
        "id": chance.new_id(),
        "happened": happened,
        "precision": "minute" if known else "day",
        "logged": logged.astimezone(UTC),
        "edited": logged.astimezone(UTC),
        "child": child,
        "child_age": age,
        "carer": world.carer,
        "setting": world.setting,
        "what": what,
        "did": scene.did,
        "moment": ReadingPair.model_validate(
            {"then": scene.then, "now": scene.now if again else None}
        ),
        "capacities": scene.capacities if again else (),
        "reframe": scene.reframe if again else "",
        "feelings": scene.feelings,
        "body": scene.body,
        "child_feelings": scene.child_feelings,
        "meaning": scene.meaning,
        "needs": scene.needs if chance.happens(0.6) else "",
        "tags": (tag,),
    }
    entry = Entry.model_validate(fields)
    fate = chance.below(1)
    if fate < 0.72 and not late and not apart:
        return entry.replace(repairs=(_came_back(scene, entry, chance),))
    if fate > 0.92 and not late:
        rest = Rest(at=logged + timedelta(days=int(2 + chance.below(9))), why=world.at_rest)
        return entry.replace(rest=rest)
    if scene.name and not apart and chance.happens(0.5):
        return entry.replace(repairs=(_planned(scene, entry, chance),))
    return entry


def _came_back(scene: Scene, entry: Entry, chance: _Chance) -> Repair:
    """Come back within hours mostly, within days sometimes, within weeks now and then."""
    roll, spread = chance.below(1), chance.below(1)
    hours = (
        1 + 11 * spread if roll < 0.35 else 14 + 34 * spread if roll < 0.8 else 60 + 240 * spread
    )
    at = entry.happened + timedelta(minutes=int(hours * 12) * 5)
    waking = at.replace(hour=min(max(at.hour, 7), 21))
    at = max(waking, entry.happened + timedelta(minutes=30))
    known = chance.happens(0.7)
    settled = chance.happens(0.6)
    return _planned(scene, entry, chance).replace(
        at=at if known else at.replace(hour=12, minute=0),
        precision="minute" if known else "day",
        edited=max(at, entry.logged).astimezone(UTC) + timedelta(minutes=15),
        outcome="reconnected" if settled else "offered",
        response="engaged" if settled else "not-yet" if chance.happens(0.6) else "no-talk",
        note=scene.note,
    )


def _planned(scene: Scene, entry: Entry, chance: _Chance) -> Repair:
    return Repair(
        id=chance.new_id(),
        edited=entry.logged + timedelta(minutes=30),
        steps=RepairSteps(
            name=scene.name,
            own=scene.own,
            share=scene.share,
            grow=scene.grow,
            reconnect=scene.reconnect,
        ),
        presence=scene.presence,
    )
