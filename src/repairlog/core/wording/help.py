"""Help: the shape of the page of numbers to call, which of them are for what, their sources."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from repairlog.core.text import plain
from repairlog.core.wording.reader import Reference, Shape

ROUND_THE_CLOCK = "day and night"
"""What stands for hours where somebody is always there: such lines come before the others."""

Whom = Literal["adult", "child", "staff"]
"""Who may use a line."""


class HelpQuestion(Shape):
    """One of the two questions, asked where somebody can be asked."""

    ask: str
    label: str
    help: str


class HelpWords(Shape):
    """The page's sentences."""

    hurt_now: str
    emergency: str
    elsewhere: str
    elsewhere_name: str
    no_country: str
    no_worry: str
    say: str
    say_anything: str
    pass_on: str
    house: str
    numbers_change: str
    old: str
    years: str
    sources: str
    source: str
    may_pass_on: str
    where: HelpQuestion
    about: HelpQuestion


class Worry(Shape):
    """What help is looked for about: what cannot wait for a call, and a sentence to begin with."""

    id: str
    ask: str
    now: str
    say: str


class CountryNote(Shape):
    """What is to be said of one country about one worry."""

    country: str
    about: str
    text: str


class Sourced(Shape):
    """Something to ring. `checked` is the date of its source: nobody rang it that day."""

    country: str
    number: str
    name: str
    source: str
    url: str
    checked: date


class Emergency(Sourced):
    """A country's emergency number, or its numbers."""


class HelpLine(Sourced):
    """A line: who may use it, for what and when, and `more`, another way to reach it."""

    about: tuple[str, ...]
    whom: tuple[Whom, ...]
    note: str
    hours: str
    more: str
    may_pass_on: bool

    @property
    def round_the_clock(self) -> bool:
        """Whether somebody is there at any hour, in one way or the other."""
        return self.hours == ROUND_THE_CLOCK or self.more.endswith(ROUND_THE_CLOCK)

    @property
    def for_children_alone(self) -> bool:
        """Whether it is no line for what an adult did or fears."""
        return self.whom == ("child",)


class HelpPage(Shape):
    """Everything `help-now` can show. No country is ever guessed."""

    first: tuple[str, ...]
    page: HelpWords
    countries: Mapping[str, str]
    also: Mapping[str, str]
    worry: tuple[Worry, ...]
    note: tuple[CountryNote, ...]
    emergency: tuple[Emergency, ...]
    line: tuple[HelpLine, ...]

    def references(self) -> Iterator[Reference]:
        """Yield the countries and worries that are named: each is one of the page's own."""
        worries = {each.id for each in self.worry}
        yield from ((("first",), about, worries) for about in self.first)
        yield from ((("also", other), code, self.countries) for other, code in self.also.items())
        for number, told in enumerate(self.emergency, 1):
            yield ("emergency", number, "country"), told.country, self.countries
        for number, note in enumerate(self.note, 1):
            yield ("note", number, "country"), note.country, self.countries
            yield ("note", number, "about"), note.about, worries
        for number, line in enumerate(self.line, 1):
            yield ("line", number, "country"), line.country, self.countries
            yield from ((("line", number, "about"), about, worries) for about in line.about)

    @property
    def places(self) -> list[tuple[str, ...]]:
        """What can be chosen as a country: what is kept, then how it may be typed."""
        named = [
            (code, name, *(other for other, its in self.also.items() if its == code))
            for code, name in self.countries.items()
        ]
        return [*named, (self.page.elsewhere_name, self.page.elsewhere_name)]

    def place(self, said: str) -> str:
        """Return what is kept of a country by its code or a name, or "" for any other."""
        forms = {plain(form): place[0] for place in self.places for form in place}
        return forms.get(plain(said), "")

    def about(self, worry: str) -> Worry | None:
        """Return a worry by its word, if it is one."""
        return next((each for each in self.worry if each.id == worry), None)

    def numbers(self, country: str, worry: str = "") -> list[HelpLine]:
        """Return a country's lines, all or those about a worry, the round-the-clock ones first."""
        found = (
            line
            for line in self.line
            if line.country == country and (not worry or worry in line.about)
        )
        return sorted(found, key=lambda line: not line.round_the_clock)

    def first_numbers(self, country: str, worries: Iterable[str]) -> list[HelpLine]:
        """Return the first line about each of the worries, each once, as `numbers` orders them.

        A line for children alone is there only where a worry has no other.
        """
        wanted = {
            min(self.numbers(country, worry), key=lambda line: line.for_children_alone).number
            for worry in worries
        }
        return [line for line in self.numbers(country) if line.number in wanted]

    def note_on(self, country: str, worry: str) -> str:
        """Return what is to be said of a country about a worry, or ""."""
        found = (each.text for each in self.note if (each.country, each.about) == (country, worry))
        return next(found, "")
