"""Help: the shape of the page of numbers to call, with their sources and the age of those."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from repairlog.core.text import capital
from repairlog.core.wording.reader import Reference, Shape

STALE_AFTER = 365
"""Days after which a number's source is said to be old."""


class HelpWords(Shape):
    """The page's sentences; `shaken` and `afraid` name their sources."""

    emergency: str
    elsewhere: str
    numbers_change: str
    sources: str
    nobody_told: str
    shaken: str
    shaken_source: str
    afraid: str
    afraid_source: str
    starting: tuple[str, ...]
    starting_intro: str
    hurt_now: str
    old: str
    no_country: str


class HelpLine(Shape):
    """One number. `checked` is the date of its source: nobody rang it that day."""

    country: str
    purpose: str
    number: str
    name: str
    note: str
    source: str
    url: str
    checked: date


class HelpPage(Shape):
    """Everything `help-now` can show. No country is ever guessed."""

    page: HelpWords
    countries: Mapping[str, str]
    also: Mapping[str, str]
    purposes: Mapping[str, str]
    line: tuple[HelpLine, ...]

    def blocks(self, country: str, today: date) -> Iterator[str]:
        """Yield the page's paragraphs; an indented one belongs to the one above it.

        With a country, only its lines; else all of them. What to do now stands first and,
        as a terminal shows the end of a page, last.
        """
        words = self.page
        hurt_now = words.hurt_now.format(emergency=words.emergency)
        yield hurt_now
        yield words.shaken
        yield words.afraid
        for code, name in self.countries.items():
            if country in ("", code):
                yield f"{name} ({code})"
                own = [line for line in self.line if line.country == code]
                yield "\n".join(self._numbers(own, today))
                sources = "; ".join(dict.fromkeys(map(_source, own)))
                yield f"  {words.sources.format(sources=sources)}"
        yield words.elsewhere
        yield words.starting_intro
        yield "\n".join(f"  {sentence}" for sentence in words.starting)
        yield words.numbers_change
        yield words.nobody_told
        yield hurt_now

    def references(self) -> Iterator[Reference]:
        """Yield the countries and purposes that are named: each is one of the page's own."""
        for number, line in enumerate(self.line, 1):
            yield ("line", number, "country"), line.country, self.countries
            yield ("line", number, "purpose"), line.purpose, self.purposes
        yield from ((("also", other), code, self.countries) for other, code in self.also.items())

    def _numbers(self, lines: Iterable[HelpLine], today: date) -> Iterator[str]:
        for line in sorted(lines, key=lambda line: [*self.purposes].index(line.purpose)):
            old = (today - line.checked).days > STALE_AFTER
            year = f" {self.page.old.format(year=line.checked.year)}" if old else ""
            meant_for = capital(self.purposes[line.purpose])
            yield f"  {meant_for}: {line.number}, {line.name}. {capital(line.note)}.{year}"


def _source(line: HelpLine) -> str:
    return f"{line.number}: {line.source}, {line.checked.isoformat()}"
