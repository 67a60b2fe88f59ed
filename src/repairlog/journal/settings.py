"""Settings file: read always, written only by the questions that are asked once.

TOML, by hand or by `repair`: `setting`, `carer`, the children's birth years, and what of
the coach is off. What else stands in it, comments included, stays.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from repairlog.core.dates.clock import YEARS
from repairlog.core.entries.preferences import Preferences
from repairlog.core.wording.ids import Setting
from repairlog.core.wording.reader import Shape, WordsError
from repairlog.core.wording.reader import read as read_words
from repairlog.errors import StorageError
from repairlog.journal import files


def _year(value: object) -> object:
    if isinstance(value, int) and value not in YEARS:
        raise ValueError("must be a year such as 2019")
    return value


class _Coach(Shape):
    off: bool = False
    without: tuple[str, ...] = ()


class _Settings(Shape):
    setting: Setting | None = None
    carer: str = ""
    children: Mapping[str, Annotated[int, _year]] = MappingProxyType({})
    coach: _Coach = _Coach()


def path(config: Path) -> Path:
    """Return where the settings file is, or would be."""
    return config / "settings.toml"


def read(config: Path) -> Preferences:
    """Return what the file says; nothing if there is none.

    Raises StorageError for a file that cannot be read or does not say what it should.
    """
    where = path(config)
    if not (data := files.read(files.followed(where))):
        return Preferences()
    import tomllib  # noqa: PLC0415  most people have no such file: start-up time is a feature

    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
        said = read_words(_Settings, values, where.name, others=True)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise StorageError(f"The settings in {where} are not TOML.", _hint(where)) from None
    except WordsError as error:
        key = error.key[0]  # the rest of it may be a child's name
        raise StorageError(
            f"The settings in {where} have an unusable value for {key!r}.", _hint(where)
        ) from None
    return Preferences(
        said.setting,
        said.carer,
        said.children,
        coach=not said.coach.off,
        without=said.coach.without,
    )


def write(config: Path, known: Preferences) -> None:
    """Put what was learned into the file, all else in it untouched. Raises StorageError."""
    import tomlkit  # noqa: PLC0415  only where settings are written: start-up time is a feature

    where = path(config)
    read(config)  # one that cannot be used is not written over
    target = files.followed(where)
    document: Any = tomlkit.parse(files.read(target).decode("utf-8-sig"))
    if known.setting:
        document["setting"] = known.setting
    if known.birth_years:
        table = document.setdefault("children", tomlkit.table())
        for child, year in known.birth_years.items():
            table[child] = year
    if known.without:
        document.setdefault("coach", tomlkit.table())["without"] = list(known.without)
    files.make_folder(config, parents=True)
    files.write(target, tomlkit.dumps(document).encode())


def _hint(where: Path) -> str:
    return f"Going on without it. To start it afresh, move {where.name} away."
