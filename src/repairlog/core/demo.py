"""Demo: a fictional journal from a data file: the same entries each time.

Every moment is told in the file, its days and what became of it too; only ids are chance, from a
fixed seed.
"""

import random
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Annotated, Any, Literal

from repairlog.core.dates.naming import Precision
from repairlog.core.entries.model import (
    ID_ALPHABET,
    ID_LENGTH,
    CheckIn,
    Entry,
    Harm,
    Kind,
    Next,
    Part,
    ReadingPair,
    Repair,
    RepairSteps,
    Rest,
)
from repairlog.core.wording.common import Vocabulary
from repairlog.core.wording.ids import Reading, Setting
from repairlog.core.wording.reader import Reference, Shape

WorldName = Literal["home", "residential"]
Ending = Literal["settled", "engaged", "not-yet", "no-talk"]
Since = Literal["present", "interested", "ordinary"]

SEED = 1975
_ZONE = timezone(timedelta(hours=1))
_PARTS: dict[str, Part] = {
    "": "",
    "morning": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
    "night": "night",
}
"""What may be known of a day in place of an hour."""


def _day(text: object) -> object:
    """Return a day with what is known of its hour. Raises ValueError for what is none."""
    try:
        _when(str(text))
    except ValueError:
        raise ValueError("must be a day such as 2026-05-04, with evening or 17:40") from None
    return text


Day = Annotated[str, _day]
"""2026-05-04 17:40, or 2026-05-04 evening, or 2026-05-04."""


class Look(Shape):
    """A check-in: what had been so since, and a note."""

    on: Day
    since: tuple[Since, ...]
    note: str = ""


class Moment(Shape):
    """One moment: what happened, what was felt, and what became of it.

    With words and no day on which they were said, they are ready and wait. `again` is when the
    adult came back a second time, which settled it.
    """

    at: Day
    child: str
    what: str
    kind: Kind = "rupture"
    before: str = ""
    did: tuple[str, ...] = ()
    harm: Harm | None = None
    looked_after: str = ""
    feelings: tuple[str, ...] = ()
    child_feelings: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    then: Reading | None = None
    now: Reading | None = None
    capacities: tuple[str, ...] = ()
    reframe: str = ""
    meaning: str = ""
    needs: str = ""
    next: tuple[str, str, str] | None = None
    helped: str = ""
    name: str = ""
    own: str = ""
    share: str = ""
    grow: str = ""
    reconnect: str = ""
    put_right: str = ""
    presence: str = ""
    back: Day | None = None
    they_came: bool = False
    ended: Ending = "engaged"
    note: str = ""
    again: Day | None = None
    rest: Day | None = None
    rest_why: str = ""
    checked: tuple[Look, ...] = ()


class World(Shape):
    """A home: who lives there, and its half-year."""

    carer: str
    setting: Setting
    children: Mapping[str, int]
    moments: tuple[Moment, ...]


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
        """Yield who a moment is with, and the words that it picks."""
        words = self.vocabulary
        lists: dict[str, Collection[str]] = {
            "did": [each.id for each in words.did],
            "feelings": [word for each in words.feelings for word in (each.family, *each.words)],
            "child_feelings": words.child_feelings.words,
            "body": words.body.words,
            "capacities": [each.id for each in words.capacities],
        }
        for name, world in self.worlds.items():
            for number, moment in enumerate(world.moments, 1):
                at = ("worlds", name, "moments", number)
                yield (*at, "child"), moment.child, world.children
                for key, there in lists.items():
                    yield from (((*at, key), word, there) for word in getattr(moment, key))


class _Chance:
    """A seeded chance that is the same in every version of Python: `random()` alone is."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  fiction, no secret

    def below(self, bound: float) -> int:
        return int(self._random.random() * bound)

    def new_id(self) -> str:
        return "".join(ID_ALPHABET[self.below(len(ID_ALPHABET))] for _ in range(ID_LENGTH))


def make(world: World, tag: str, seed: int = SEED) -> Iterator[Entry]:
    """Yield a fictional half-year, in the order of its file."""
    chance = _Chance(seed)
    for moment in world.moments:
        yield _entry(world, moment, tag, chance)


def _entry(world: World, moment: Moment, tag: str, chance: _Chance) -> Entry:
    happened, precision, part = _when(moment.at)
    # In the evening, once they sleep; of a late moment, soon after.
    evening = happened.replace(hour=20, minute=50)
    logged = max(evening, happened) + timedelta(minutes=10 + chance.below(70))
    fields = {
        "id": chance.new_id(),
        "kind": moment.kind,
        "happened": happened,
        "precision": precision,
        "part": part,
        "logged": logged.astimezone(UTC),
        "edited": logged.astimezone(UTC),
        "child": moment.child,
        "child_age": world.children[moment.child],
        "carer": world.carer,
        "setting": world.setting,
        "moment": ReadingPair(then=moment.then, now=moment.now),
        "next": _next(moment),
        "tags": (tag,),
        "rest": Rest(at=_when(moment.rest)[0], why=moment.rest_why) if moment.rest else None,
        "repairs": tuple(_repairs(moment, logged, chance)),
        "check_ins": tuple(_check_ins(moment, logged, chance)),
    }
    told = (
        *("what", "before", "did", "harm", "feelings", "child_feelings", "body", "capacities"),
        *("reframe", "meaning", "needs", "helped"),
    )
    return Entry.model_validate(fields | {name: getattr(moment, name) for name in told})


def _next(moment: Moment) -> Next | None:
    if moment.next is None:
        return None
    what, who, when = moment.next
    return Next(what=what, who=who, when=when)


def _repairs(moment: Moment, logged: datetime, chance: _Chance) -> Iterator[Repair]:
    """Yield what was tried: words that are ready, a return, and perhaps a second one."""
    words = {name: getattr(moment, name) for name in RepairSteps.model_fields}
    if not (moment.back or any(words.values()) or moment.presence):
        return
    first: dict[str, Any] = {
        "id": chance.new_id(),
        "edited": logged.astimezone(UTC) + timedelta(minutes=15),
        "steps": RepairSteps(**words),
        "put_right": moment.put_right,
        "presence": moment.presence,
    }
    if moment.back is None:
        yield Repair(**first)
        return
    ended: Ending = "not-yet" if moment.again else moment.ended
    yield Repair(
        **first | _return(moment.back, logged, ended),
        they_came=moment.they_came,
        note="" if moment.again else moment.note,
    )
    if moment.again:
        second = {"id": chance.new_id(), "note": moment.note}
        yield Repair(**second | _return(moment.again, logged, "settled"))


def _return(day: str, logged: datetime, ended: Ending) -> dict[str, Any]:
    """Return the fields of an attempt in which the adult came back."""
    at, precision, _ = _when(day)
    return {
        "at": at,
        "precision": precision,
        "edited": max(at, logged).astimezone(UTC) + timedelta(minutes=20),
        "outcome": "reconnected" if ended == "settled" else "offered",
        "response": "engaged" if ended == "settled" else ended,
    }


def _check_ins(moment: Moment, logged: datetime, chance: _Chance) -> Iterator[CheckIn]:
    """Yield who looks after it with the person, and what was seen later."""
    if moment.looked_after:
        at = (logged + timedelta(hours=12)).astimezone(UTC)
        yield CheckIn(id=chance.new_id(), at=at, edited=at, note=moment.looked_after)
    for look in moment.checked:
        at = _when(look.on)[0].replace(hour=21).astimezone(UTC)
        yield CheckIn(
            id=chance.new_id(),
            at=at,
            edited=at,
            present="present" in look.since,
            interested="interested" in look.since,
            ordinary="ordinary" in look.since,
            note=look.note,
        )


def _when(text: str) -> tuple[datetime, Precision, Part]:
    """Return a time, how well it is known, and the part of the day. Raises ValueError."""
    day, _, rest = text.partition(" ")
    if rest in _PARTS:
        noon = datetime.combine(datetime.fromisoformat(day), time(12), _ZONE)
        return noon, "day", _PARTS[rest]
    clock = time.fromisoformat(rest)
    return datetime.combine(datetime.fromisoformat(day), clock, _ZONE), "minute", ""
