"""Settings file: read always, written only by the questions that are asked once.

TOML, by hand or by what is asked: `setting`, `carer`, `country`, the children's birth years,
who understands few words, what of the coach is off, and journals by name. What else stands in it,
comments included, stays.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from repairlog.core.entries.preferences import Birth, Preferences
from repairlog.core.wording.ids import Setting
from repairlog.core.wording.reader import Key, Shape, WordsError
from repairlog.core.wording.reader import read as read_words
from repairlog.errors import StorageError
from repairlog.journal import files


def _birth(value: object) -> Birth:
    return Birth.read(str(value))  # a year, a text or a date of TOML


class _Coach(Shape):
    off: bool = False
    without: tuple[str, ...] = ()


class _Settings(Shape):
    setting: Setting | None = None
    carer: str = ""
    country: str = ""
    children: Mapping[str, Annotated[Birth, _birth]] = MappingProxyType({})
    few_words: tuple[str, ...] = ()
    renamed: Mapping[str, str] = MappingProxyType({})
    coach: _Coach = _Coach()
    journals: Mapping[str, str] = MappingProxyType({})


def path(config: Path) -> Path:
    """Return where the settings file is, or would be."""
    return config / "settings.toml"


class Settings(NamedTuple):
    """What the file says: what is known, journals by name, and the keys that cannot be used."""

    preferences: Preferences = Preferences()
    journals: Mapping[str, str] = MappingProxyType({})
    unusable: tuple[str, ...] = ()


def read(config: Path) -> Settings:
    """Return what the file says; nothing if there is none.

    A value that cannot be used is left out, and all else is used. Raises StorageError for a
    file that cannot be read.
    """
    where = path(config)
    if not (data := files.read(files.followed(where))):
        return Settings()
    import tomllib  # noqa: PLC0415  most people have no such file: start-up time is a feature

    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise StorageError(f"The settings in {where} are not TOML.", _hint(where)) from None
    unusable: dict[str, None] = {}
    while True:
        try:
            said = read_words(_Settings, values, where.name, others=True)
        except WordsError as error:
            unusable[str(error.key[0])] = None  # the rest of it may be a child's name
            _leave_out(values, error.key)
        else:
            known = Preferences(
                said.setting,
                said.carer,
                said.children,
                coach=not said.coach.off,
                without=said.coach.without,
                renamed=said.renamed,
                few_words=said.few_words,
                country=said.country,
            )
            return Settings(known, said.journals, tuple(unusable))


def _leave_out(values: dict[str, Any], key: Key) -> None:
    """Take the value at a key out of what was read: one of a table, or the table itself."""
    first, *rest = key
    table = values[str(first)]
    if rest and isinstance(table, dict) and rest[0] in table:
        del table[str(rest[0])]
    else:
        del values[str(first)]


def write(config: Path, known: Preferences) -> None:
    """Put what was learned into the file, all else in it untouched. Raises StorageError."""
    document = _document(config)
    if known.setting:
        document["setting"] = known.setting
    if known.country:
        document["country"] = known.country
    _put(document, "children", _stored(known))
    _put_few_words(document, known)
    if known.without:
        _put(document, "coach", {"without": list(known.without)})
    _write(config, document)


def rename_child(config: Path, old: str, new: str) -> Preferences:
    """Give a child another name in the file, and return what it says now. Raises StorageError."""
    before = read(config).preferences
    known = before.with_renamed(old, new)
    if known != before:
        document = _document(config)
        for name, values in (("children", _stored(known)), ("renamed", known.renamed)):
            for gone in document.get(name, {}).keys() - values.keys():
                del document[name][gone]
            _put(document, name, values)
        _put_few_words(document, known)
        _write(config, document)
    return known


def _stored(known: Preferences) -> dict[str, int | str]:
    """Return births as they stand in the file: a year is a number there."""
    return {
        child: str(born) if born.month else born.year for child, born in known.birth_years.items()
    }


def _document(config: Path) -> Any:
    """Return the file, to be changed in place. One that cannot be used is not written over."""
    import tomlkit  # noqa: PLC0415  only where settings are written: start-up time is a feature

    where = path(config)
    if read(config).unusable:  # what somebody meant to say there is theirs to mend
        raise StorageError(f"The settings in {where} were left as they are.", _hint(where))
    return tomlkit.parse(files.read(files.followed(where)).decode("utf-8-sig"))


def _put(document: Any, name: str, values: Mapping[str, Any]) -> None:
    """Set these keys of a table, which is made where there is none; other keys stay."""
    if values:
        table = document.setdefault(name, {})
        for key, value in values.items():
            if table.get(key) != value:
                table[key] = value


def _put_few_words(document: Any, known: Preferences) -> None:
    few = list(known.few_words)
    if list(document.get("few_words", ())) != few:
        document["few_words"] = few


def _write(config: Path, document: Any) -> None:
    files.make_folder(config, parents=True)
    files.write(files.followed(path(config)), document.as_string().encode())


def _hint(where: Path) -> str:
    return f"Going on without it. To start it afresh, move {where.name} away."
