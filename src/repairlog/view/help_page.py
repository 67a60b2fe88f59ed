"""Help page: numbers to call, fitted to one screen, and where they are from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from repairlog.view.text import wrap

if TYPE_CHECKING:  # shapes cost start-up time; here they are only names
    from repairlog.core.wording.help import HelpLine, HelpPage, Sourced
    from repairlog.view.text import Page

STALE_AFTER = 365
"""Days after which a number's source is said to be old."""

NARROW = 60
"""The width below which numbers stand in no column of their own."""

_GAP = 3
_SET_IN = "  "
_TO_RING = re.compile(r"(?<![\w@./])\d(?:[\d -]*\d)?(?![\w@/])")
_SENTENCE_ENDS = re.compile(r"(?<=[.?!])\s+")


class Wanted(NamedTuple):
    """What is looked for: a country, a worry, and whether all that is there is to be shown.

    Without a country it is all countries; without a worry the first numbers for each. `house` is
    the number on call that a home names.
    """

    country: str = ""
    about: str = ""
    everything: bool = False
    house: str = ""


def emergency_text(words: HelpPage, country: str, page: Page) -> str:
    """Return the emergency numbers of all countries; read aloud, that of this country first."""
    told = words.page.emergency
    if not page.plain:
        return "\n".join(wrap(words.page.hurt_now.format(emergency=told), page.width))
    own = [each for each in words.emergency if each.country == country]
    others: dict[str, list[str]] = {}
    for each in words.emergency:
        if each not in own:
            others.setdefault(each.number, []).append(words.countries[each.country])
    lines = [words.page.hurt_now.format(emergency="").strip()]
    lines += [f"{spaced(each.number)}, {each.name}." for each in own]
    lines += [f"{spaced(number)}, {', '.join(names)}." for number, names in others.items()]
    return "\n".join(wrap("\n".join(lines), page.width))


def help_text(words: HelpPage, wanted: Wanted, today: date, page: Page) -> str:
    """Return what is shown below the emergency numbers."""
    countries = [wanted.country] if wanted.country else list(words.countries)
    shown = [(code, _chosen(words, wanted, code)) for code in countries]
    numbers = [line for _, lines in shown for line in lines]
    worry = words.about(wanted.about)
    paragraphs = [_sentences(worry.now, page)] if worry else []
    if wanted.country and numbers:
        paragraphs.append(_rows([(_two(line)) for line in numbers], page))
    elif not wanted.country:
        paragraphs += _for_all_countries(words, shown, page, headed=wanted.everything)
    if wanted.house:
        told = words.page.house.format(house=wanted.house)
        paragraphs.append(_sentences(spaced(told) if page.plain else told, page))
    if not wanted.country or not numbers:
        paragraphs.append(_sentences(words.page.elsewhere, page))
    closing = [words.note_on(wanted.country, wanted.about)]
    sentence = worry.say if worry else words.page.say_anything
    closing.append(words.page.say.format(sentence=sentence))
    if any(line.may_pass_on for line in numbers):
        closing.append(words.page.pass_on)
    if numbers:
        closing += [_of_age(words, numbers, today), words.page.sources]
    lines = [line for each in filter(None, closing) for line in _sentences(each, page)]
    return "\n\n".join("\n".join(each) for each in [*paragraphs, lines])


def whole_text(words: HelpPage, wanted: Wanted, today: date, page: Page) -> str:
    """Return the page with the emergency numbers above it."""
    emergency = emergency_text(words, wanted.country, page)
    return f"{emergency}\n\n{help_text(words, wanted, today, page)}"


def sources_text(words: HelpPage, wanted: Wanted, page: Page) -> str:
    """Return every number of a country, or of all, with its source and the date of that."""
    lines: list[str] = []
    for code, name in words.countries.items():
        if wanted.country in ("", code):
            emergency = [each for each in words.emergency if each.country == code]
            lines += [name, ""]
            for each in (*emergency, *words.numbers(code, wanted.about)):
                number = spaced(each.number) if page.plain else each.number
                lines += wrap(f"{number}, {each.name}.", page.width, _SET_IN)
                told = f"{_source(words, each)}\n{each.url}"
                lines += wrap(told, page.width, _SET_IN * 2)
            lines.append("")
    return "\n".join(lines[:-1])


def spaced(text: str) -> str:
    """Return a text with its telephone numbers digit by digit, a comma between their parts.

    That is how they are dialled; a voice would read "thirteen eleven fourteen", or a dash.
    """

    def digits(found: re.Match[str]) -> str:
        parts = re.split("[ -]", found[0])
        is_number = sum(map(len, parts)) > 2
        return ", ".join(" ".join(part) for part in parts) if is_number else found[0]

    return _TO_RING.sub(digits, text)


def _chosen(words: HelpPage, wanted: Wanted, code: str) -> Sequence[HelpLine]:
    if code not in words.countries:
        return ()
    if wanted.everything or (wanted.about and wanted.country):
        return words.numbers(code, wanted.about)
    if wanted.about:  # of each country one, so that it stays one screen
        return words.first_numbers(code, [wanted.about])
    worries = [each.id for each in words.worry] if wanted.country else words.first
    return words.first_numbers(code, worries)


def _for_all_countries(
    words: HelpPage, shown: Iterable[tuple[str, Sequence[HelpLine]]], page: Page, *, headed: bool
) -> Iterator[list[str]]:
    """Yield the numbers of all countries: under their names, or a few with their names beside.

    What is one number in two countries stands there once.
    """
    few: dict[tuple[str, str], list[str]] = {}
    for code, lines in shown:
        name = words.countries[code]
        if headed:
            yield [name, *_rows([_two(line) for line in lines], page)]
        else:
            for line in lines:
                few.setdefault((line.number, f"{line.name}, {line.hours}"), []).append(name)
    if few:
        rows = [(number, f"{', '.join(names)}: {told}") for (number, told), names in few.items()]
        yield _rows(rows, page)


def _two(line: HelpLine) -> tuple[str, str]:
    """Return a line's number, and all else that is said of it."""
    note = f", {line.note}" if line.note else ""
    told = f"{line.name}{note}{';' if note else ','} {line.hours}"
    return line.number, f"{told}\n{line.more}" if line.more else told


def _rows(rows: Sequence[tuple[str, str]], page: Page) -> list[str]:
    """Return numbers in a column and what they are beside it; read aloud, a sentence each."""
    column = max(len(number) for number, _ in rows) + _GAP
    lines: list[str] = []
    for number, told in rows:
        first, *more = told.split("\n")
        if page.plain:
            said = (f"{number}, {first}.", *(f"{each}." for each in more))
            lines += [line for each in said for line in wrap(spaced(each), page.width)]
        elif page.width < NARROW:
            lines += wrap(f"{number}, {first}", page.width, "", _SET_IN)
            lines += [line for each in more for line in wrap(each, page.width, _SET_IN)]
        else:
            beside = wrap(told, page.width - column)
            lines += [f"{number:<{column}}{beside[0]}"]
            lines += [f"{'':<{column}}{line}" for line in beside[1:]]
    return lines


def _sentences(text: str, page: Page) -> list[str]:
    """Return a paragraph, wrapped; read aloud, a sentence on each line."""
    told = text.replace("{repairlog}", page.program)
    return wrap(_SENTENCE_ENDS.sub("\n", told) if page.plain else told, page.width)


def _of_age(words: HelpPage, numbers: Iterable[HelpLine], today: date) -> str:
    """Return what is said once of how old the numbers are."""
    seen = sorted(line.checked for line in numbers)
    if (today - seen[0]).days <= STALE_AFTER:
        return words.page.numbers_change
    first, last = seen[0].year, seen[-1].year
    years = str(first) if first == last else words.page.years.format(first=first, last=last)
    return words.page.old.format(years=years)


def _source(words: HelpPage, told: Sourced) -> str:
    seen = words.page.source.format(checked=told.checked.isoformat(), source=told.source)
    return f"{seen} {words.page.may_pass_on}" if getattr(told, "may_pass_on", False) else seen
