"""Keys of the settings: which there are, what each takes, and how one value is put into the file.

They are those of `settings.KnownKeys`. The key of a table within is written with a stop between:
`coach.off`, and `children.Wren` for one of the children.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin

from repairlog.core.entries.preferences import Birth
from repairlog.core.text import name_key, plain, well_formed
from repairlog.core.wording.reader import Shape
from repairlog.journal import settings
from repairlog.journal.settings import KnownKeys

_YES, _NO = ("yes", "y", "true", "on", "1"), ("no", "n", "false", "off", "0")
_EMPTY = ("", "none", "-")
SENTENCES = "own.presence"
"""A list whose items have commas in them; semicolons part them."""


class Known(NamedTuple):
    """A key, what it holds, and whether it stands for a table of names, `children.NAME`."""

    name: str
    kind: Any
    is_table: bool = False

    @property
    def table(self) -> str:
        """The table that the key stands in, "" for none."""
        return self.name.rpartition(".")[0]

    @property
    def words(self) -> tuple[str, ...]:
        """The words that it is limited to, if it is."""
        return _words(self.kind)

    @property
    def is_birth(self) -> bool:
        """Whether it is when a child was born."""
        return Birth in get_args(self.kind)

    @property
    def is_list(self) -> bool:
        """Whether it holds several texts."""
        return get_origin(self.kind) is tuple

    def held(self, said: KnownKeys) -> list[tuple[str, Any]]:
        """Return what the file says here, each with its whole key; nothing where it is not set."""
        table: Any = getattr(said, self.table) if self.table else said
        if self.is_table:
            return [(f"{self.table}.{name}", value) for name, value in table.items()]
        value = getattr(table, self.name.rpartition(".")[2])
        return [(self.name, value)] if value else []


def known_keys() -> list[Known]:
    """Return every key there is, in the order of the file."""
    return list(_keys(KnownKeys, ""))


def _keys(shape: type[Shape], before: str) -> Iterator[Known]:
    kinds: dict[str, Any] = shape.__annotations__
    for name, kind in kinds.items():
        if get_origin(kind) is Mapping:
            yield Known(f"{before}{name}.NAME", get_args(kind)[1], is_table=True)
        elif isinstance(kind, type) and issubclass(kind, Shape):
            yield from _keys(kind, f"{name}.")
        else:
            yield Known(f"{before}{name}", kind)


def _words(kind: Any) -> tuple[str, ...]:
    if get_origin(kind) is Literal:
        return get_args(kind)
    return next(filter(None, map(_words, get_args(kind))), ())


def find(typed: str) -> tuple[Known, str] | None:
    """Return the key that was typed, and the name within its table, if there is such a key."""
    table, _, name = well_formed(typed).strip().partition(".")
    for known in known_keys():
        if plain(known.name) == plain(typed):
            return None if known.is_table else (known, "")
        if known.is_table and plain(known.table) == plain(table) and name.strip():
            return known, " ".join(name.split())
    return None


def read_value(known: Known, texts: Sequence[str]) -> Any:
    """Return what was typed as the file holds it; None empties the key.

    Raises ValueError for what the key does not take.
    """
    text = " ".join(well_formed(" ".join(texts)).split())
    if plain(text) in _EMPTY:
        return None
    if known.is_list:
        mark = ";" if ";" in text or known.name == SENTENCES else ","
        return [part.strip() for part in text.split(mark) if part.strip()] or None
    if known.kind is bool and plain(text) in (*_YES, *_NO):
        return plain(text) in _YES
    if known.is_birth:
        born = Birth.read(text)
        return str(born) if born.month else born.year
    if known.kind is bool or (known.words and plain(text) not in known.words):
        raise ValueError(text)
    return plain(text) if known.words else text


def change(config: Path, known: Known, name: str, value: Any) -> None:
    """Put one value into the file, or None for nothing, all else in it untouched.

    Raises StorageError.
    """
    settings.change(config, lambda document: _put(document, known, name, value))


def unknown(config: Path) -> list[str]:
    """Return the keys of the file that are none of ours. Raises StorageError."""
    known = set(KnownKeys.__annotations__)
    return [key for key in settings.document(config, by_hand=True) if key not in known]


def as_toml(known: Known, text: str) -> str:
    """Return a value that could be typed, as it stands in the file."""
    import tomlkit  # noqa: PLC0415  only where settings are written

    return str(tomlkit.item(read_value(known, [text])).as_string())


def _put(document: Any, known: Known, name: str, value: Any) -> None:
    if not known.table:
        _set(document, known.name, value)
        return
    table = document.get(known.table)
    if not isinstance(table, Mapping):
        if value is None:
            return
        document.pop(known.table, None)
        document[known.table] = {}
        table = document[known.table]
    key = known.name.rpartition(".")[2]
    if known.is_table:
        key = next((each for each in table if name_key(each) == name_key(name)), name)
    _set(table, key, value)


def _set(table: Any, key: str, value: Any) -> None:
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value
