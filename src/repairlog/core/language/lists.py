"""Lists in a file of rules: many phrases or words as one text, which people can read and edit."""

from typing import Annotated


def read_lines(text: object) -> object:
    """Read one item per line, or several with ` ; ` between."""
    if not isinstance(text, str):
        return text
    return tuple(filter(None, map(str.strip, text.replace(" ; ", "\n").splitlines())))


def _commas(text: object) -> object:
    """Read items that stand between commas, over as many lines as they need."""
    if not isinstance(text, str):
        return text
    return tuple(filter(None, map(str.strip, text.replace("\n", " ").split(","))))


Lines = Annotated[tuple[str, ...], read_lines]
Items = Annotated[tuple[str, ...], _commas]
