"""A new entry, before anything but what happened is known, and the child it is about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from repairlog.core.dates.clock import Localise
from repairlog.core.dates.naming import When, part_of, today
from repairlog.core.entries.changes import tick
from repairlog.core.entries.model import BEGINNING, Entry
from repairlog.core.entries.preferences import Preferences


def new_entry(  # noqa: PLR0913  each is another source of its fields
    what: str,
    entry_id: str,
    known: Preferences,
    given: Mapping[str, Any],
    *,
    now: datetime,
    localise: Localise,
) -> Entry:
    """Return a new entry about today, with what the settings know and what was given."""
    happened = today(now, localise).at
    fields = {"happened": happened, "precision": "day", **given}
    settings = {
        "carer": known.carer,
        "setting": known.setting,
        "child_age": known.age(str(fields.get("child", "")), fields["happened"]),
    }
    ticks = {"logged": tick(now), "edited": tick(now)}
    return Entry.model_validate({"id": entry_id, "what": what, **ticks, **settings, **fields})


def with_child(entry: Entry, child: str, known: Preferences) -> dict[str, Any]:
    """Return the fields of an entry that is about this child: the name, and about how old then."""
    at = entry.happened
    age = known.age(child, at)
    if age is None and known.age(entry.child, at) is None:
        age = entry.child_age  # it was given, and is not the age of another child
    return {"child": child, "child_age": age}


def fields_of(when: When) -> dict[str, Any]:
    """Return the fields of an entry that say when it was; a part that its hour says is no news."""
    says_it = when.precision == "minute" and when.part == part_of(when.at.hour)
    return {
        "happened": when.at,
        "precision": when.precision,
        "part": "" if says_it else when.part,
        "occasion": when.occasion,
    }


def is_after(at: datetime, logged: datetime, *, day: bool) -> bool:
    """Whether a moment lies after it was logged; a day is compared as a day.

    A clock that was wrong when it was logged says nothing about that.
    """
    if logged < BEGINNING:
        return False
    return at.date() > logged.date() if day else at > logged
