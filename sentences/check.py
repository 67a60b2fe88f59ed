"""Check the labelled sentences: `python sentences/check.py` tells of every line that is wrong."""

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from labelled import COLUMNS, FOLDER, SUBJECTS

MARKED = "spans"
"""The sentences in which the words in question are marked have another shape."""
NAME = re.compile(rf"({'|'.join(SUBJECTS)})-[a-z]+(-[0-9]+)?")
SETTINGS = ("home", "foster", "residential", "education")
OLDEST = 18
QUOTES = re.compile("[\u2018\u2019\u201c\u201d'\"]")


def mistakes(folder: Path = FOLDER) -> list[str]:
    """Return what is wrong in a folder of labelled sentences, each with its file and line."""
    found: list[str] = []
    places: dict[tuple[bool, str], list[tuple[str, str, str]]] = {}
    for path in sorted(folder.glob("*.tsv")):
        if path.stem == MARKED:
            continue
        if not NAME.fullmatch(path.stem):
            found.append(f"{path.name}: a file is called like coach-robin.tsv, or harm-robin-2.tsv")
            continue
        for place, cells in _lines(path):
            wrong = list(_wrong(path.stem.partition("-")[0], cells))
            found += [f"{place}: {what}" for what in wrong]
            if not wrong:
                verdict, _, setting, *_, text = cells
                key = path.name.startswith("harm"), _bare(text)
                places.setdefault(key, []).append((place, verdict, setting))
    for same in places.values():
        found += _repeated(same)
    return found


def _lines(path: Path) -> Iterator[tuple[str, list[str]]]:
    head, *lines = path.read_bytes().decode("utf-8").removesuffix("\n").split("\n")
    if tuple(head.split("\t")) == COLUMNS:
        for number, line in enumerate(lines, start=2):
            yield f"{path.name}, line {number}", line.split("\t")
    else:
        yield f"{path.name}, line 1", head.split("\t")


def _wrong(subject: str, cells: list[str]) -> Iterator[str]:
    if len(cells) != len(COLUMNS):
        yield f"{len(cells)} columns, not {len(COLUMNS)}: {', '.join(COLUMNS)}"
        return
    verdict, kind, setting, age, _, text = cells
    if verdict not in ("flag", "fine"):
        yield f"{verdict!r} is neither flag nor fine"
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*(,[a-z]+(-[a-z]+)*)*", kind):
        yield f"{kind!r} is no kind"
    if verdict == "flag" and kind == "none":
        yield "what is flagged has a kind"
    if setting not in (("",) if subject == "harm" else SETTINGS):
        yield f"{setting!r} is no setting"
    if age and not (age.isascii() and age.isdigit() and int(age) <= OLDEST):
        yield f"{age!r} is no age of a child"
    if not _bare(text):
        yield "no text"
    yield from _untidy(cells)


def _untidy(cells: list[str]) -> Iterator[str]:
    for cell in cells:
        if cell != " ".join(cell.split()):
            yield f"spaces at an end, or more than one: {cell!r}"
        if odd := sorted({letter for letter in cell if _odd(letter)}):
            yield f"odd characters: {', '.join(map(ascii, odd))}"
        if cell != unicodedata.normalize("NFC", cell):
            yield f"letters and accents apart: {cell!a}"


def _odd(letter: str) -> bool:
    """Tell what nobody meant to type: control characters, unseen ones, what was lost in copying."""
    return letter != " " and (
        unicodedata.category(letter)[0] in "CZ" or letter == "\N{REPLACEMENT CHARACTER}"
    )


def _bare(text: str) -> str:
    """Reduce a text to its words, without case, marks and apostrophes: alike is the same."""
    plain = QUOTES.sub("", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(re.findall(r"\w+", plain))


def _repeated(same: list[tuple[str, str, str]]) -> Iterator[str]:
    """Tell of one text at several places. In another setting it may have another verdict."""
    first: dict[str, str] = {}
    by_setting: dict[str, tuple[str, str]] = {}
    for place, verdict, setting in same:
        if by_setting.get(setting, (verdict,))[0] != verdict:
            yield f"{place}: {verdict}, but not so in {by_setting[setting][1]}"
        elif verdict in first:
            yield f"{place}: stands in {first[verdict]} too"
        first.setdefault(verdict, place)
        by_setting.setdefault(setting, (verdict, place))


if __name__ == "__main__":
    wrong = mistakes()
    sys.stdout.write("\n".join(wrong) + "\n" if wrong else "Nothing is wrong.\n")
    sys.exit(bool(wrong))
