"""The shapes of the words that any command may need: what can be picked, what is said.

A name that a file of `content/` lacks, or has too many, is an error when it is loaded. In
texts, `{names in curly brackets}` are filled in by what uses them. The questions of the
conversations are in `core.prompts`.
"""

from pydantic import BaseModel, ConfigDict


class Words(BaseModel):
    """Frozen; nothing missing, nothing unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Family(Words):
    """A family of feelings; its name can be picked too."""

    family: str
    words: tuple[str, ...]


class Deed(Words):
    """A kind of rupture: its stored id, and how it is read in three places."""

    id: str
    pick: str
    told: str
    sentence: str


class ReadingWord(Words):
    """Can't, won't, both, not sure."""

    id: str
    word: str
    many: str
    line: str


class Choice(Words):
    """One of a list: what is stored, and what is read."""

    id: str
    line: str


class WordList(Words):
    """Words that are stored as they are."""

    words: tuple[str, ...]


class Judgements(Words):
    """Words for what someone else did, and feelings that may lie under them."""

    words: tuple[str, ...]
    under: tuple[str, ...]


class Vocabulary(Words):
    """Everything that can be picked from a list."""

    feelings: tuple[Family, ...]
    child_feelings: WordList
    body: WordList
    judgements: Judgements
    did: tuple[Deed, ...]
    readings: tuple[ReadingWord, ...]
    capacities: tuple[Choice, ...]
    settings: tuple[Choice, ...]

    def reading(self, reading_id: str) -> str:
        """Return the plain word for a stored reading."""
        return next(each.word for each in self.readings if each.id == reading_id)

    def family_of(self, feeling: str) -> str | None:
        """Return the family a feeling belongs to, if it is one of ours."""
        for each in self.feelings:
            if feeling == each.family or feeling in each.words:
                return each.family
        return None


class HomeWords(Words):
    """The home screen."""

    empty: str
    waiting_one: str
    waiting: str
    few: str
    ready: str
    older: str
    none: str
    cut_off: str
    first: str
    again: str
    after: str
    come_back: str
    carry_on: str
    look_back: str
    help: str


class BreatheWords(Words):
    """`breathe`."""

    text: str


class DeleteWords(Words):
    """`delete`."""

    ask: str
    ask_forever: str
    label: str
    help: str
    done: str
    kept: str
    forever: str
    of_device: str
    of_past: str
    of_copy: str
    of_line: str
    elsewhere: str


class RestWords(Words):
    """`rest`."""

    done: str
    returned: str
    undone: str
    undo: str


class UndoWords(Words):
    """`undo`."""

    done: str
    deleted: str
    done_many: str
    left: str
    back: str
    redone: str
    redone_deleted: str
    redone_many: str
    ask: str
    label: str
    help: str
    kept: str


class ListWords(Words):
    """`list` and `waiting`."""

    none: str
    waiting_none: str
    reframe_none: str


class KeptWords(Words):
    """Whether what was typed is safe."""

    saved: str
    back: str
    interrupted: str
    unreadable_one: str
    unreadable: str
    help_now: str


class ScreenWords(Words):
    """All commands that are not conversations."""

    home: HomeWords
    breathe: BreatheWords
    delete: DeleteWords
    rest: RestWords
    undo: UndoWords
    list: ListWords
