"""Help: the shape of the page of numbers to call, and their sources."""

from collections.abc import Iterator, Mapping
from datetime import date

from repairlog.core.wording.reader import Reference, Shape


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

    def references(self) -> Iterator[Reference]:
        """Yield the countries and purposes that are named: each is one of the page's own."""
        for number, line in enumerate(self.line, 1):
            yield ("line", number, "country"), line.country, self.countries
            yield ("line", number, "purpose"), line.purpose, self.purposes
        yield from ((("also", other), code, self.countries) for other, code in self.also.items())
