"""Vocabulary: the shapes of what can be picked from lists.

In texts, `{names in curly brackets}` are filled in by what uses them.
"""

from collections.abc import Iterable, Iterator

from repairlog.core.text import plain
from repairlog.core.wording.ids import READINGS, SETTINGS, Reading, Setting
from repairlog.core.wording.reader import Reference, Shape


class Family(Shape):
    """A family of feelings; its name can be picked too."""

    family: str
    words: tuple[str, ...]


class Deed(Shape):
    """A kind of rupture: its stored id, and how it is read in three places."""

    id: str
    pick: str
    told: str
    sentence: str


class ReadingWord(Shape):
    """Can't, won't, both, not sure."""

    id: Reading
    word: str
    line: str


class Choice(Shape):
    """One of a list: what is stored, and what is read."""

    id: str
    line: str


class Capacity(Shape):
    """What may have been in the way of being able to."""

    id: str
    name: str
    examples: str

    @property
    def line(self) -> str:
        """The name with its examples, as it is read in a list."""
        return f"{self.name}: {self.examples}"


class SettingChoice(Choice):
    """Where an adult looks after a child."""

    id: Setting


class WordList(Shape):
    """Words that are stored as they are."""

    words: tuple[str, ...]


class Judgements(WordList):
    """Words for what someone else did, and feelings that may lie under them."""

    under: tuple[str, ...]


class Vocabulary(Shape):
    """Everything that can be picked from a list."""

    feelings: tuple[Family, ...]
    child_feelings: WordList
    body: WordList
    judgements: Judgements
    did: tuple[Deed, ...]
    readings: tuple[ReadingWord, ...]
    capacities: tuple[Capacity, ...]
    settings: tuple[SettingChoice, ...]

    def with_own(
        self, feelings: Iterable[str], body: Iterable[str], did: Iterable[str]
    ) -> "Vocabulary":
        """Return the lists with a person's own words behind; none that is there already."""
        ours = {plain(word) for each in self.feelings for word in (each.family, *each.words)}
        families = [Family(family=word, words=()) for word in feelings if plain(word) not in ours]
        signals = {plain(word) for word in self.body.words}
        deeds = {plain(word) for each in self.did for word in (each.id, each.pick, each.told)}
        own = [
            Deed(id=word, pick=word, told=word, sentence=word)
            for word in did
            if plain(word) not in deeds
        ]
        more = (word for word in body if plain(word) not in signals)
        return self.but(
            feelings=(*self.feelings, *families),
            body=WordList(words=(*self.body.words, *more)),
            did=(*self.did, *own),
        )

    def reading(self, reading_id: str) -> str:
        """Return the plain word for a stored reading."""
        return next(each.word for each in self.readings if each.id == reading_id)

    def setting(self, setting: Setting | None) -> str:
        """Return the plain words for a stored setting, if it is known."""
        return next((each.line for each in self.settings if each.id == setting), "")

    def family_of(self, feeling: str) -> str | None:
        """Return the family a feeling belongs to, if it is one of ours."""
        for each in self.feelings:
            if feeling == each.family or feeling in each.words:
                return each.family
        return None

    def references(self) -> Iterator[Reference]:
        """Yield the closed lists: each of their ids has its words."""
        readings = {each.id for each in self.readings}
        settings = {each.id for each in self.settings}
        yield from ((("readings",), each, readings) for each in READINGS)
        yield from ((("settings",), each, settings) for each in SETTINGS)
