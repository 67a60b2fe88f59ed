"""An entry: one hard moment, what was tried since, and how it is changed.

The shapes here are the disk format (`docs/format.md`). They are frozen: a change
makes a new value, and a later tick says that it is newer.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    GetCoreSchemaHandler,
)
from pydantic_core import CoreSchema, core_schema
from typing_extensions import TypeAliasType

from repairlog.core.dates.clock import YEARS
from repairlog.core.dates.naming import Precision
from repairlog.core.wording import ids

FORMAT = 1
"""The newest format of a line that this version writes and fully understands."""

ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
ID_LENGTH = 12

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
"""Nothing was logged before this program was there: a clock that says so was wrong."""

OLDEST = 120
"""The years of age that nobody is beyond."""

Reading = ids.Reading
Setting = ids.Setting
Outcome = Literal["planned", "offered", "reconnected"]
Response = Literal["engaged", "not-yet", "no-talk"]
Kind = Literal["rupture", "steady"]
Part = Literal["", "morning", "afternoon", "evening", "night"]
Harm = Literal["yes", "unsure", "no"]
State = Literal["waiting", "returned", "at_rest"]

APART = frozenset({"hurt", "restrained"})
"""Kinds of rupture that keep an entry out of every figure about coming back."""

UNITS = {"harm": ("harm",), "rest": ("rest",), "child": ("child", "child_age")}
"""Fields of an entry that merge by a tick of their own, by its name in `ticks`."""

UNIT_FIELDS = frozenset(name for names in UNITS.values() for name in names)

_ISO = r"^d{4}-dd-ddTdd:dd(:dd(\.d{1,6})?)?(Z|[+-]dd:dd)$".replace("d", "[0-9]")
# not `\d`, the digits of all alphabets, which take long to prepare, for each field anew
_EARLIEST = datetime(YEARS.start, 1, 1, tzinfo=UTC)
_TOO_LATE = datetime(YEARS.stop, 1, 1, tzinfo=UTC)


class _IsoTime:
    """Pydantic reads bare numbers and dates as times too; a journal holds ISO 8601 with offset."""

    def __get_pydantic_core_schema__(
        self, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        def moment(*, strict: bool) -> CoreSchema:
            return core_schema.datetime_schema(
                tz_constraint="aware", ge=_EARLIEST, lt=_TOO_LATE, strict=strict
            )

        text = core_schema.str_schema(pattern=_ISO)
        return core_schema.json_or_python_schema(
            json_schema=core_schema.chain_schema([text, moment(strict=False)]),
            python_schema=core_schema.no_info_after_validator_function(
                _with_fixed_offset, moment(strict=True)
            ),
        )


def _with_fixed_offset(time: datetime) -> datetime:
    """Return the same instant as a line can hold it: with an offset of whole minutes, no zone.

    Local mean times had seconds, and two times of one zone compare by their wall clocks.
    """
    minutes = round((time.utcoffset() or timedelta()) / timedelta(minutes=1))
    return time.astimezone(timezone(timedelta(minutes=minutes)))


Time = Annotated[datetime, _IsoTime()]
Id = Annotated[str, Field(pattern=rf"^[a-z2-7]{{{ID_LENGTH}}}$")]
Unknown = TypeAliasType(
    "Unknown", "None | bool | int | FiniteFloat | str | list[Unknown] | dict[str, Unknown]"
)
"""A field of another version: kept, not understood. NaN and infinities are no JSON."""


class _Shape(BaseModel):
    """Frozen and strict; fields of other versions are kept."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow", defer_build=True)
    __pydantic_extra__: dict[str, Unknown]

    def replace(self, **fields: Any) -> Self:
        """Return a copy with these fields, checked. Raises ValidationError."""
        return self.model_validate({**self.__dict__, **(self.model_extra or {}), **fields})


class ReadingPair(_Shape):
    """How it looked: `then`, in the moment, and `now`, once looked at again."""

    then: Reading | None = None
    now: Reading | None = None


def _is_none(value: object) -> bool:
    return value is None


_OwnTick = Annotated[Time | None, Field(exclude_if=_is_none)]  # a line names only those it has


class Ticks(_Shape):
    """When harm, rest and child were last set; absent where that was at the entry's `edited`."""

    harm: _OwnTick = None
    rest: _OwnTick = None
    child: _OwnTick = None

    def beside(self, edited: datetime | None, times: Mapping[str, datetime]) -> Self:
        """Return these ticks in the one way to write them: in UTC, and none that is `edited`."""
        named = {
            unit: None if time == edited else time.astimezone(UTC) for unit, time in times.items()
        }
        return self.model_copy(update=named)


class Next(_Shape):
    """What needs to happen next between them: what, by whom, by when.

    `sheet` is when it was last taken along, to supervision or to a therapist.
    """

    what: str = ""
    who: str = ""
    when: str = ""
    sheet: Time | None = None

    @property
    def text(self) -> str:
        """Return it as it is read, and as it is typed."""
        return ", ".join(filter(None, (self.what, self.who, self.when)))


class Source(_Shape):
    """Where an entry came from: another program's name, and its own name for it there."""

    name: str = ""
    ref: str = ""


class Rest(_Shape):
    """Let rest without a repair: when, and why if the person said."""

    at: Time
    why: str = ""


class RepairSteps(_Shape):
    """The five steps, in the adult's own words."""

    name: str = ""
    own: str = ""
    share: str = ""
    grow: str = ""
    reconnect: str = ""


STEPS = tuple(RepairSteps.model_fields)
"""The names of the five steps, in their order."""

_NO_TICKS = Ticks.model_construct()  # unchecked: what checks it would have to be built first
_NO_READINGS = ReadingPair.model_construct()
_NO_STEPS = RepairSteps.model_construct()


class Repair(_Shape):
    """One attempt to come back. `at` is null while it is planned.

    `they_came` says that the child came first.
    """

    id: Id
    at: Time | None = None
    precision: Precision = "day"
    edited: Time
    deleted: Time | None = None
    matters: str = ""
    hard: str = ""
    steps: RepairSteps = _NO_STEPS
    put_right: str = ""
    presence: str = ""
    outcome: Outcome = "planned"
    response: Response | None = None
    they_came: bool = False
    note: str = ""

    @property
    def gone(self) -> bool:
        """Whether this attempt was deleted and not brought back."""
        return self.deleted is not None and self.edited <= self.deleted

    @property
    def script(self) -> str:
        """The words for the child: the steps in their order, as one text of whole sentences."""
        return " ".join(self.sentences.values())

    @property
    def sentences(self) -> dict[str, str]:
        """The steps that are written, by their names, each ending as a sentence does."""
        said = {name: str(getattr(self.steps, name)) for name in STEPS}
        return {n: f"{step}." if step[-1].isalnum() else step for n, step in said.items() if step}


class CheckIn(_Shape):
    """Later: was the adult present, interested and ordinary with the child?"""

    id: Id
    at: Time
    edited: Time
    deleted: Time | None = None
    present: bool | None = None
    interested: bool | None = None
    ordinary: bool | None = None
    note: str = ""

    @property
    def answers(self) -> bool:
        """Whether it says anything of how the adult was around, and is not a note alone."""
        return (self.present, self.interested, self.ordinary) != (None, None, None)

    @property
    def gone(self) -> bool:
        """Whether this check-in was deleted and not brought back."""
        return self.deleted is not None and self.edited <= self.deleted


class Entry(_Shape):
    """One hard moment. Times carry an offset; `child_age` is in years.

    Free text comes after `logged`: reading looks for that near a line's beginning.
    """

    v: Annotated[int, Field(ge=1)] = FORMAT
    id: Id
    kind: Kind = "rupture"
    happened: Time
    precision: Precision
    part: Part = ""
    logged: Time
    edited: Time
    deleted: Time | None = None
    ticks: Ticks = _NO_TICKS
    occasion: str = ""
    child: str = ""
    child_age: Annotated[int, Field(ge=0, le=OLDEST)] | None = None
    carer: str = ""
    setting: Setting | None = None
    what: Annotated[str, Field(min_length=1)]
    before: str = ""
    did: tuple[str, ...] = ()
    moment: ReadingPair = _NO_READINGS
    capacities: tuple[str, ...] = ()
    reframe: str = ""
    feelings: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    child_feelings: tuple[str, ...] = ()
    meaning: str = ""
    needs: str = ""
    next: Next | None = None
    helped: str = ""
    tags: tuple[str, ...] = ()
    harm: Harm | None = None
    group: str = ""
    source: Source | None = None
    rest: Rest | None = None
    repairs: tuple[Repair, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()

    @property
    def attempts(self) -> tuple[Repair, ...]:
        """The repairs that are not deleted, newest last."""
        return tuple(repair for repair in self.repairs if not repair.gone)

    @property
    def checks(self) -> tuple[CheckIn, ...]:
        """The check-ins that are not deleted, newest last."""
        return tuple(each for each in self.check_ins if not each.gone)

    @property
    def returns(self) -> tuple[Repair, ...]:
        """The attempts in which the adult came back, earliest first."""
        came = (repair for repair in self.attempts if repair.outcome != "planned")
        return tuple(sorted(came, key=lambda repair: repair.at or repair.edited))

    @property
    def planned(self) -> Repair | None:
        """The newest attempt, when it is still planned."""
        newest = self.attempts[-1] if self.attempts else None
        return newest if newest and newest.outcome == "planned" else None

    @property
    def state(self) -> State:
        """Returned beats at rest; what is neither waits."""
        if any(repair.outcome != "planned" for repair in self.attempts):
            return "returned"
        return "at_rest" if self.rest else "waiting"

    @property
    def narrative(self) -> str:
        """All that was told in the person's own words, the words for the child among it."""
        tried = [
            text
            for repair in self.attempts
            for text in (repair.hard, repair.script, repair.put_right, repair.note)
        ]
        own = (
            self.what,
            self.before,
            self.meaning,
            self.needs,
            self.next.text if self.next else "",
            self.helped,
            self.reframe,
            *(f"I {deed}." for deed in self.did),
            *tried,
            *(() if self.apart else (each.note for each in self.checks)),
        )
        return "\n".join(text for text in own if text)

    @property
    def apart(self) -> bool:
        """Whether someone was, or may have been, hurt or held.

        Such an entry is in no figure about coming back.
        """
        return self.harm in {"yes", "unsure"} or not APART.isdisjoint(self.did)

    @property
    def waits(self) -> bool:
        """Whether it waits for a repair; what stands apart, or only nearly happened, does not."""
        return self.state == "waiting" and not self.apart and self.kind != "steady"

    @property
    def looked_after(self) -> str:
        """Who looks after it with the person, as they last said; "" where nobody said.

        It is the note of a check-in that answers nothing else.
        """
        notes = [each.note for each in self.checks if not each.answers]
        return next((note for note in reversed(notes) if note), "")

    def tick_of(self, unit: str) -> datetime:
        """Return when one of `UNITS` was last set."""
        own: datetime | None = getattr(self.ticks, unit)
        return own or self.edited


class Tombstone(BaseModel):
    """A deleted entry. On disk it holds only `v, id, logged, deleted`.

    In memory it also carries what of the entry is newer than the deletion, as merging must
    not forget that: the units that have a tick here, repairs and check-ins.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", defer_build=True)

    v: Annotated[int, Field(ge=1)] = FORMAT
    id: Id
    logged: Time
    deleted: Time
    ticks: Annotated[Ticks, Field(exclude=True)] = _NO_TICKS
    child: Annotated[str, Field(exclude=True)] = ""
    child_age: Annotated[int | None, Field(exclude=True)] = None
    harm: Annotated[Harm | None, Field(exclude=True)] = None
    rest: Annotated[Rest | None, Field(exclude=True)] = None
    repairs: Annotated[tuple[Repair, ...], Field(exclude=True)] = ()
    check_ins: Annotated[tuple[CheckIn, ...], Field(exclude=True)] = ()

    @property
    def bare(self) -> bool:
        """Whether the line says all: nothing is known that is newer than the deletion."""
        return not (self.repairs or self.check_ins or any(map(self.tick_of, UNITS)))

    def tick_of(self, unit: str) -> datetime | None:
        """Return when one of `UNITS` was set after the deletion, None if it was not."""
        own: datetime | None = getattr(self.ticks, unit)
        return own


Version = Entry | Tombstone
