"""Calendar file: one event, once, without a name or a word of what was written (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from repairlog.view.safe import safe

_LASTS = timedelta(minutes=10)
_LONGEST = 75
"""Bytes of a line before it is folded, its end left out."""


def event(entry_id: str, at: datetime, title: str, now: datetime) -> str:
    """Return a calendar of one event at a time on the wall, wherever that wall then is.

    It is known by the entry's id alone, so that a second file moves it rather than adds another;
    the id itself is not in it.
    """
    summary = _escaped(title)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//A quiet minute//EN",
        "BEGIN:VEVENT",
        f"UID:{str(uuid5(NAMESPACE_OID, entry_id)).upper()}",  # some programs know no small letters
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{at:%Y%m%dT%H%M%S}",
        f"DTEND:{at + _LASTS:%Y%m%dT%H%M%S}",
        f"SUMMARY:{summary}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{summary}",
        "TRIGGER:PT0M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _escaped(text: str) -> str:
    """Return a text in one line, in which nothing is a sign of the format."""
    line = " ".join(safe(text).split())
    return line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of no more than 75 bytes, none of which ends inside a character."""
    piece, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece += sign
        size += width
    yield piece
