"""Small entries for tests, made from what matters to a figure."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import count

from repairlog.core.entries.model import ID_ALPHABET, ID_LENGTH, Entry, ReadingPair, Repair, Rest

ZONE = timezone(timedelta(hours=1))
START = datetime(2026, 5, 4, 18, 0, tzinfo=ZONE)
_NUMBERS = count()


def new_id() -> str:
    """Return an id that no other has."""
    number, letters = next(_NUMBERS), ""
    for _ in range(ID_LENGTH):
        number, letter = divmod(number, len(ID_ALPHABET))
        letters = ID_ALPHABET[letter] + letters
    return letters


def entry(  # noqa: PLR0913  a test names only what matters to it
    happened=START,
    *,
    precision="minute",
    back=None,
    back_precision="minute",
    outcome="offered",
    rested=None,
    logged=None,
    then=None,
    now=None,
    **fields,
):
    """Return an entry; `back` and `rested` are hours after it happened."""
    logged = (logged or happened + timedelta(minutes=10)).astimezone(UTC)
    repairs = ()
    if back is not None:
        at = happened + timedelta(hours=back)
        repairs = (
            Repair(
                id=new_id(),
                at=at,
                precision=back_precision,
                edited=at.astimezone(UTC),
                outcome=outcome,
            ),
        )
    rest = None if rested is None else Rest(at=happened + timedelta(hours=rested))
    return Entry(
        **{
            "id": new_id(),
            "happened": happened,
            "precision": precision,
            "logged": logged,
            "edited": logged,
            "what": "A hard moment.",
            "repairs": repairs,
            "rest": rest,
            "moment": ReadingPair(then=then, now=now),
            **fields,
        }
    )
