"""The settings file: read always, written only by the questions that are asked once.

TOML, by hand or by `repair`: `setting`, `carer`, the children's birth years, and what of
the coach is off. What else stands in it, comments included, stays.
"""

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from repairlog.core.entries.model import Setting
from repairlog.core.entries.preferences import Preferences
from repairlog.errors import StorageError
from repairlog.journal import files


class _Coach(TypedDict, total=False):
    off: bool
    without: tuple[str, ...]


class _Settings(TypedDict, total=False):
    setting: Setting
    carer: str
    children: dict[str, Annotated[int, Field(ge=1900, le=2200)]]
    coach: _Coach


def path(config: Path) -> Path:
    """Return where the settings file is, or would be."""
    return config / "settings.toml"


def read(config: Path) -> Preferences:
    """Return what the file says; nothing if there is none.

    Raises StorageError for a file that cannot be read or does not say what it should.
    """
    where = path(config)
    if not (data := files.read(where)):
        return Preferences()
    import tomllib  # noqa: PLC0415  most people have no such file: start-up time is a feature

    try:
        text = data.decode("utf-8-sig")
        values = TypeAdapter(_Settings).validate_python(tomllib.loads(text))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise StorageError(f"The settings in {where} are not TOML.", _hint(where)) from None
    except ValidationError as error:
        key = str(error.errors(include_input=False)[0]["loc"][0])
        raise StorageError(
            f"The settings in {where} have an unusable value for {key!r}.", _hint(where)
        ) from None
    coach = values.get("coach", {})
    return Preferences(
        values.get("setting"),
        values.get("carer", ""),
        values.get("children", {}),
        coach=not coach.get("off", False),
        without=coach.get("without", ()),
    )


def write(config: Path, known: Preferences) -> None:
    """Put what was learned into the file, all else in it untouched. Raises StorageError."""
    import tomlkit  # noqa: PLC0415  only where settings are written: start-up time is a feature

    where = path(config)
    read(config)  # one that cannot be used is not written over
    document: Any = tomlkit.parse(files.read(where).decode("utf-8-sig"))
    if known.setting:
        document["setting"] = known.setting
    if known.birth_years:
        table = document.setdefault("children", tomlkit.table())
        for child, year in known.birth_years.items():
            table[child] = year
    if known.without:
        document.setdefault("coach", tomlkit.table())["without"] = list(known.without)
    files.make_folder(config, parents=True)
    files.write(where, tomlkit.dumps(document).encode())


def _hint(where: Path) -> str:
    return f"Going on without it. To start it afresh, move {where.name} away."
