"""The help page: numbers to call, as data with their sources and the age of those."""

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict

STALE_AFTER = 365
"""Days after which a number's source is said to be old."""


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class HelpWords(_Shape):
    """The page's sentences; `shaken` and `afraid` name their sources."""

    emergency: str
    elsewhere: str
    numbers_change: str
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


class HelpLine(_Shape):
    """One number. `checked` is the date of its source: nobody rang it that day."""

    country: str
    purpose: str
    number: str
    name: str
    note: str
    source: str
    url: str
    checked: date


class HelpPage(_Shape):
    """Everything `help-now` can show. No country is ever guessed."""

    page: HelpWords
    countries: dict[str, str]
    also: dict[str, str]
    purposes: dict[str, str]
    line: tuple[HelpLine, ...]

    def blocks(self, country: str, today: date) -> Iterator[str]:
        """Yield the page's paragraphs; an indented one belongs to the one above it.

        With a country, only its lines; else all of them.
        """
        words = self.page
        yield words.hurt_now.format(emergency=words.emergency)
        yield words.shaken
        yield words.afraid
        for code, name in self.countries.items():
            if country in ("", code):
                yield f"{name} ({code})"
                yield "\n".join(self._lines(code, today))
        yield words.elsewhere
        yield words.starting_intro
        yield "\n".join(f"  {sentence}" for sentence in words.starting)
        yield words.numbers_change
        yield words.nobody_told

    def _lines(self, country: str, today: date) -> Iterator[str]:
        for purpose, meant_for in self.purposes.items():
            for line in self.line:
                if (line.country, line.purpose) == (country, purpose):
                    yield f"  {line.number}  {line.name}: {meant_for}. {self._detail(line, today)}"

    def _detail(self, line: HelpLine, today: date) -> str:
        note = f"{line.note[:1].upper()}{line.note[1:]}. " if line.note else ""
        source = f"Source: {line.source}, {line.checked.isoformat()}."
        old = f" {self.page.old}" if (today - line.checked).days > STALE_AFTER else ""
        return f"{note}{source}{old}"
