r"""Form: texts under headings, as they stand in an editor, written and read again.

A line that begins with `## ` is a heading. A line of somebody's own that does gets a backslash
before it, and loses it again when it is read; so nothing that is written is taken for a heading.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from repairlog.core.text import plain, tidy

HEADING = "## "
_OWN = re.compile(r"(\\*)## ")


class Section(NamedTuple):
    """The text under a heading, and the number of the heading's line."""

    text: str
    line: int


class FormError(ValueError):
    """What cannot be read, and the number of its line."""

    def __init__(self, line: int, heading: str = "", *, again: bool = False) -> None:
        super().__init__(heading)
        self.line = line
        self.heading = heading
        self.again = again


def write(opening: str, sections: Mapping[str, str]) -> str:
    """Return texts under their headings, below an opening."""
    parts = [opening]
    for heading, text in sections.items():
        lines = [f"\\{line}" if _OWN.match(line) else line for line in text.split("\n")]
        parts.append("\n".join([f"{HEADING}{heading}", *lines]))
    return "\n\n".join(parts) + "\n"


def read(text: str, opening: str, headings: Mapping[str, str]) -> dict[str, Section]:
    """Return the texts by the names of their headings; one that is not there is left out.

    A heading is known by what stands before a bracket in it. Raises FormError for a heading that
    is unknown or there twice, and for words above the first one.
    """
    known = {_called(heading): name for name, heading in headings.items()}
    told = {line.strip() for line in opening.split("\n")}
    found: dict[str, tuple[int, list[str]]] = {}
    lines: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(HEADING):
            name = known.get(_called(line.removeprefix(HEADING)))
            if name is None or name in found:
                heading = line.removeprefix(HEADING).strip()
                raise FormError(number, heading, again=name in found)
            lines = []
            found[name] = number, lines
        elif lines is not None:
            lines.append(line[1:] if _OWN.match(line) else line)
        elif line.strip() and line.strip() not in told:
            raise FormError(number)
    return {name: Section(tidy("\n".join(said)), at) for name, (at, said) in found.items()}


def _called(heading: str) -> str:
    return plain(heading.partition("(")[0]).rstrip(":. ")
