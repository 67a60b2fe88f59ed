"""Settings file: read always, written by the questions that are asked once and by `config`.

TOML, by hand or by what is asked. The shapes below are all the keys there are. What else stands
in it, comments included, stays. A home's own file is read here too, and never written.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, TypeVar

from repairlog.core.entries.preferences import Birth, House, OwnWords, Preferences
from repairlog.core.wording.ids import Setting
from repairlog.core.wording.reader import Key, Shape, WordsError
from repairlog.core.wording.reader import read as read_words
from repairlog.errors import StorageError
from repairlog.journal import files


def _birth(value: object) -> Birth:
    return Birth.read(str(value))  # a year, a text or a date of TOML


def _path(value: object) -> str:
    text = str(value)
    if not isinstance(value, str) or "\0" in text:
        raise ValueError("must be a path")
    return text


Where = Annotated[str, _path]
"""A path, as it is typed: one with a null in it, which TOML can write, is that of nothing."""


class _Coach(Shape):
    off: bool = False
    without: tuple[str, ...] = ()


class _Own(Shape):
    feelings: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    did: tuple[str, ...] = ()
    presence: tuple[str, ...] = ()


class _Add(Shape):
    without: tuple[str, ...] = ()


class _House(Shape):
    on_call: str = ""
    hears_first: str = ""
    presence: tuple[str, ...] = ()


class KnownKeys(Shape):
    """Every key of the settings file, in the order in which `config` shows them."""

    setting: Setting | None = None
    carer: str = ""
    country: str = ""
    children: Mapping[str, Annotated[Birth, _birth]] = MappingProxyType({})
    few_words: tuple[str, ...] = ()
    renamed: Mapping[str, str] = MappingProxyType({})
    coach: _Coach = _Coach()
    own: _Own = _Own()
    add: _Add = _Add()
    house: Where = ""
    inbox: Where = ""
    journals: Mapping[str, Where] = MappingProxyType({})


S = TypeVar("S", bound=Shape)
_NAME = "settings.toml"


def path(config: Path) -> Path:
    """Return where the settings file is, or would be."""
    return config / _NAME


class Settings(NamedTuple):
    """What the file says: what is known, journals by name, and the keys that cannot be used.

    `house` is the path of a home's file.
    """

    preferences: Preferences = Preferences()
    house: str = ""
    journals: Mapping[str, str] = MappingProxyType({})
    unusable: tuple[str, ...] = ()


def read_keys(config: Path) -> tuple[KnownKeys, tuple[str, ...]]:
    """Return what the file says, key by key, and the keys that cannot be used.

    Raises StorageError as `read` does.
    """
    return _said(KnownKeys, path(config), _NOT_TOML)


def read(config: Path) -> Settings:
    """Return what the file says; nothing if there is none.

    A value that cannot be used is left out, and all else is used. Raises StorageError for a
    file that cannot be read.
    """
    said, unusable = read_keys(config)
    known = Preferences(
        said.setting,
        said.carer,
        said.children,
        coach=not said.coach.off,
        without=said.coach.without,
        renamed=said.renamed,
        few_words=said.few_words,
        country=said.country,
        own=OwnWords(**{key: getattr(said.own, key) for key in OwnWords._fields}),
        not_added=said.add.without,
    )
    return Settings(known, house=said.house, journals=said.journals, unusable=unusable)


def read_house(config: Path, house: str) -> tuple[House, tuple[str, ...]]:
    """Return what a home's file says, and its keys that cannot be used.

    A path that is not whole is seen from the settings' folder. Raises StorageError for a file
    that is not there or cannot be read.
    """
    where = house_path(config, house)
    if not files.read(files.followed(where)):
        raise StorageError(f"There is nothing in the home's file {where}.", _WITHOUT)
    said, unusable = _said(_House, where, "The home's file {where} is not TOML.")
    return House(said.on_call, said.hears_first, said.presence), unusable


def house_path(config: Path, house: str) -> Path:
    """Return where a home's file is. Raises StorageError for the home of no account."""
    try:
        return config / Path(house).expanduser()
    except RuntimeError:
        raise StorageError(f"There is no home folder for {house}.", _WITHOUT) from None


def _said(shape: type[S], where: Path, not_toml: str) -> tuple[S, tuple[str, ...]]:
    """Return what a file says, and the keys whose values were left out as they cannot be used."""
    values = _values(where, not_toml)
    unusable: dict[str, None] = {}
    while True:
        try:
            return read_words(shape, values, where.name, others=True), tuple(unusable)
        except WordsError as error:
            unusable[str(error.key[0])] = None  # the rest of it may be a child's name
            _leave_out(values, error.key)


def _values(where: Path, not_toml: str) -> dict[str, Any]:
    if not (data := files.read(files.followed(where))):
        return {}
    import tomllib  # noqa: PLC0415  most people have no such file: start-up time is a feature

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise StorageError(not_toml.format(where=where), _hint(where)) from None


def _leave_out(values: dict[str, Any], key: Key) -> None:
    """Take the value at a key out of what was read: one of a table, or the table itself."""
    first, *rest = key
    table = values[str(first)]
    if rest and isinstance(table, dict) and rest[0] in table:
        del table[str(rest[0])]
    else:
        del values[str(first)]


def write(config: Path, known: Preferences, was: Preferences | None = None) -> None:
    """Put what was learned into the file, all else in it untouched. Raises StorageError.

    Of what was known already, as `was` has it, nothing is put: somebody may have set it since.
    """
    with _held(config):
        _write(config, known, was or read(config).preferences)


def _write(config: Path, known: Preferences, was: Preferences) -> None:
    changed = document(config)
    if known.setting and known.setting != was.setting:
        changed["setting"] = known.setting
    if known.country and known.country != was.country:
        changed["country"] = known.country
    held = _stored(was)
    born = {child: at for child, at in _stored(known).items() if held.get(child) != at}
    _put(changed, "children", born)
    if known.few_words != was.few_words:
        said = changed.get("few_words", ())
        few = [each for each in said if each in known.few_words or each not in was.few_words]
        changed["few_words"] = [*few, *(each for each in known.few_words if each not in said)]
    if known.without and known.without != was.without:
        _put(changed, "coach", {"without": list(known.without)})
    _put_text(config, changed.as_string())


def rename_child(config: Path, old: str, new: str) -> Preferences:
    """Give a child another name in the file, and return what it says now. Raises StorageError."""
    with _held(config):
        return _rename_child(config, old, new)


def _rename_child(config: Path, old: str, new: str) -> Preferences:
    before = read(config).preferences
    known = before.with_renamed(old, new)
    if known != before:
        changed = document(config)
        for name, values in (("children", _stored(known)), ("renamed", known.renamed)):
            for gone in changed.get(name, {}).keys() - values.keys():
                del changed[name][gone]
            _put(changed, name, values)
        _put_few_words(changed, known)
        _put_text(config, changed.as_string())
    return known


def change(config: Path, put: Callable[[Any], None]) -> None:
    """Let a hand change the document, all else in the file untouched. Raises StorageError."""
    with _held(config):
        changed = document(config, by_hand=True)
        put(changed)
        _put_text(config, changed.as_string())


def _stored(known: Preferences) -> dict[str, int | str]:
    """Return births as they stand in the file: a year is a number there."""
    return {
        child: str(born) if born.month else born.year for child, born in known.birth_years.items()
    }


def document(config: Path, *, by_hand: bool = False) -> Any:
    """Return the file, to be changed in place. One that is not TOML is not written over.

    Nor is one with a value that cannot be used, unless somebody changes it `by_hand`, as they
    would in an editor. Raises StorageError.
    """
    import tomlkit  # noqa: PLC0415  only where settings are written: start-up time is a feature

    where = path(config)
    left = StorageError(f"The settings in {where} were left as they are.", _hint(where))
    if read(config).unusable and not by_hand:  # what somebody meant to say there is theirs to mend
        raise left
    try:
        return tomlkit.parse(as_text(config))
    except (tomlkit.exceptions.TOMLKitError, RecursionError):  # it takes less than what reads them
        raise left from None


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


def as_text(config: Path) -> str:
    """Return the file as it stands; "" if there is none. Raises StorageError."""
    where = path(config)
    try:
        return files.read(files.followed(where)).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StorageError(f"The settings in {where} are not text.", _hint(where)) from None


def put_text(config: Path, text: str) -> None:
    """Put this in the file's place. Raises StorageError."""
    with _held(config):
        _put_text(config, text)


@contextmanager
def _held(config: Path) -> Iterator[None]:
    """Hold the file's folder from reading to writing: another command may set something else."""
    files.make_folder(config, parents=True)
    with files.lock_folder(files.followed(path(config)).parent):
        yield


def _put_text(config: Path, text: str) -> None:
    files.write(files.followed(path(config)), text.encode())


def with_what_was_set_since(config: Path, text: str, before: str) -> str:
    """Return a text for the file with what was set there since it was `before`.

    A key that the text changes itself stays as it has it. Raises StorageError.
    """
    if as_text(config).strip() in ("", before.strip()):
        return text
    import tomllib  # noqa: PLC0415  seldom needed

    import tomlkit  # noqa: PLC0415  likewise

    now = _values(path(config), _NOT_TOML)
    try:
        then = tomllib.loads(before)
    except tomllib.TOMLDecodeError:
        then = {}
    changed = tomlkit.parse(text)
    _bring(changed, then, now)
    return changed.as_string()


def _bring(mine: Any, then: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    for key in {**then, **now}:
        was, came, here = then.get(key), now.get(key), mine.get(key)
        if was == came:
            continue
        if isinstance(came, dict) and all(isinstance(each or {}, Mapping) for each in (was, here)):
            _bring(mine.setdefault(key, {}), was or {}, came)
        elif here == was and came is None:
            mine.pop(key, None)
        elif here == was:
            mine[key] = came


_NOT_TOML = "The settings in {where} are not TOML."
_WITHOUT = "Going on without it."


def _hint(where: Path) -> str:
    if where.name != _NAME:
        return f"{_WITHOUT} To start it afresh, move {where.name} away."
    afresh = f"to start it afresh, move {where.name} away."
    return f"{_WITHOUT} {{repairlog}} config edit opens it; {afresh}"
