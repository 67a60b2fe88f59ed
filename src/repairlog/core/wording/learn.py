"""Learn: the shape of the short pages to read, and how one is found by what somebody typed."""

from repairlog.core.text import name_key
from repairlog.core.wording.reader import Shape


class Topic(Shape):
    """One page: `also` are other words that find it; `sure` says how sure it is."""

    id: str
    also: tuple[str, ...]
    title: str
    text: tuple[str, ...]
    sure: str
    sources: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All that finds it."""
        return (self.id, self.title, *self.also)


class LearnWords(Shape):
    """`learn`."""

    head: str
    one: str
    sure: str
    source: str
    unknown: str
    near: str
    all: str
    topic: tuple[Topic, ...]

    def find(self, typed: str) -> Topic | None:
        """Return the page that is called so, whatever the case, apostrophes and hyphens."""
        key = name_key(typed)
        return next((each for each in self.topic if key in map(name_key, each.names)), None)
