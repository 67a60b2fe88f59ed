"""Safe text: what was typed, or lies in a file, is text.

It can carry no escape sequence, no change of writing direction and no other control to
where it would act.
"""

from functools import cache

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LINE_ENDS = "\r\n\x0b\x0c\x85\u2028\u2029"


@cache
def _unsafe() -> dict[int, str | None]:
    """Map controls to visible signs, writing-direction marks to nothing."""
    table: dict[int, str | None] = {code: chr(0x2400 + code) for code in range(0x20)}
    table.update(dict.fromkeys(range(0x7F, 0xA0), "\N{REPLACEMENT CHARACTER}"))
    table.update(dict.fromkeys(map(ord, _BIDI)))
    table[ord("\t")] = "    "
    table[ord("\n")] = "\n"
    return table


def safe(text: str) -> str:
    """Return text that only shows itself; its line ends are plain ones."""
    for end in ("\r\n", *_LINE_ENDS):
        text = text.replace(end, "\n")
    return text.translate(_unsafe())
