"""A fresh entry, before anything but what happened is known."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from repairlog.core.entry import Entry, tick
from repairlog.core.here import Localise
from repairlog.core.known import Known
from repairlog.core.moment import today


def blank(  # noqa: PLR0913  each is another source of its fields
    what: str,
    entry_id: str,
    known: Known,
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
        "child_age": known.age(str(fields.get("child", "")), fields["happened"].year),
    }
    ticks = {"logged": tick(now), "edited": tick(now)}
    return Entry.model_validate({"id": entry_id, "what": what, **ticks, **settings, **fields})


def is_after(at: datetime, logged: datetime, *, day: bool) -> bool:
    """Whether a moment lies after it was logged; a day is compared as a day."""
    return at.date() > logged.date() if day else at > logged
