"""Reader: the values of a TOML file in, one frozen shape out, and nothing missing or unknown.

A shape is a class that lists the names of a table, each with what it holds: a text, a whole
number, true or false, a day, one of some words, a list, a table or another shape. Here is
checked what mypy cannot see, that the file says the same; whoever has the file hands in what
`tomllib` made of it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import repeat
from types import UnionType
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
)

from repairlog.errors import RepairlogError

Key = tuple[object, ...]
Reference = tuple[Key, object, Collection[object]]
"""What names something else: its key, the name, and all the names that there are."""

_KINDS: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    date: "a day such as 2026-11-19",
}


class WordsError(RepairlogError):
    """A file says too little, too much, or what cannot be used; `key` is where."""

    def __init__(self, file: str, key: Key, wrong: str) -> None:
        where = f" {'.'.join(map(str, key))}" if key else ""
        super().__init__(
            f"{file}:{where} {wrong}.", "Mend it there, or install repairlog once more."
        )
        self.key = key


@dataclass_transform(eq_default=False, frozen_default=True, kw_only_default=True)
class Shape:
    """A table of words, frozen. Names that Python keeps for itself end in `_`: `not_`, `try_`.

    A name with a default may be left out of the file. `Annotated[kind, function]` puts the
    value through the function first, which raises ValueError for one that cannot be used.
    """

    def __init__(self, **values: Any) -> None:
        vars(self).update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen.")

    def but(self, **values: Any) -> Self:
        """Return the same table but for the values of these names."""
        return type(self)(**{**vars(self), **values})

    def references(self) -> Iterable[Reference]:
        """Yield what in this table names something else, to be looked for when it is read."""
        return ()


S = TypeVar("S", bound=Shape)


def read(shape: type[S], values: Mapping[str, Any], file: str, *, others: bool = False) -> S:
    """Read a file's values into their shape; with `others`, other keys may stand there too.

    A value may be a shape already, such as the words of another file. Raises WordsError.
    """
    made: S = _Reading(file, others=others).table(shape, values, ())
    return made


@cache
def _fields(shape: type[Shape]) -> dict[str, tuple[str, Any]]:
    """Return the keys of a table in their order, each with its name here and what it holds."""
    lines = (each.__annotations__ for each in reversed(shape.__mro__[:-1]))
    return {name.removesuffix("_"): (name, kind) for each in lines for name, kind in each.items()}


class _Reading:
    """One reading of a file; `at` is always the key of what is read."""

    def __init__(self, file: str, *, others: bool) -> None:
        self._file = file
        self._others = others

    def table(self, shape: Any, values: Any, at: Key) -> Any:
        """Return a table as its shape."""
        if not isinstance(values, Mapping):
            raise self._wrong(at, "must be a table")
        known = _fields(shape)
        if not self._others and (unknown := values.keys() - known):
            raise self._wrong((*at, min(unknown)), "is unknown")
        found: dict[str, Any] = {}
        for key, (name, kind) in known.items():
            if key in values:
                found[name] = self.value(kind, values[key], (*at, key))
            elif not hasattr(shape, name):
                raise self._wrong((*at, key), "is missing")
        made: Shape = shape(**found)
        for place, named, there in made.references():
            if named not in there:
                raise self._wrong((*at, *place), f"needs {named!r}, which is not there")
        return made

    def value(self, kind: Any, value: Any, at: Key) -> Any:  # noqa: PLR0911  one for each kind
        """Return a value as what it is to be."""
        if type(value) is kind:
            return value
        if isinstance(kind, type):
            if kind in _KINDS:
                raise self._wrong(at, f"must be {_KINDS[kind]}")
            return self.table(kind, value, at)
        origin, parts = get_origin(kind), get_args(kind)
        if origin is tuple:
            return self._list(parts, value, at)
        if origin is Mapping:
            return self._names(parts[0], parts[1], value, at)
        if origin is Literal:
            if value not in parts:
                raise self._wrong(at, f"must be one of {', '.join(parts)}")
            return value
        if origin in (Union, UnionType):  # TOML has no null: it is there, or its key is not
            (kind,) = (each for each in parts if each is not type(None))
            return self.value(kind, value, at)
        kind, prepare = parts  # of Annotated
        try:
            prepared = prepare(value)
        except ValueError as error:
            raise self._wrong(at, str(error)) from None
        return self.value(kind, prepared, at)

    def _list(self, kinds: Sequence[Any], value: Any, at: Key) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise self._wrong(at, "must be a list")
        if kinds[-1] is ...:
            if {*map(type, value)} <= {kinds[0]}:
                return tuple(value)
            kinds = [*repeat(kinds[0], len(value))]
        elif len(value) != len(kinds):
            raise self._wrong(at, f"must be a list of {len(kinds)}")
        pairs = zip(kinds, value, strict=True)
        return tuple(
            self.value(kind, each, (*at, _called(each, number)))
            for number, (kind, each) in enumerate(pairs, 1)
        )

    def _names(self, key_kind: Any, kind: Any, value: Any, at: Key) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            raise self._wrong(at, "must be a table")
        if names := get_args(key_kind):  # a table with a place for each of some words
            if unknown := value.keys() - set(names):
                raise self._wrong((*at, min(unknown)), "is unknown")
            if missing := [name for name in names if name not in value]:
                raise self._wrong((*at, missing[0]), "is missing")
        if {*map(type, value.values())} <= {kind}:
            return value
        return {name: self.value(kind, each, (*at, name)) for name, each in value.items()}

    def _wrong(self, at: Key, wrong: str) -> WordsError:
        return WordsError(self._file, at, wrong)


def _called(value: object, number: int) -> object:
    """Return what a person finds an item of a list by: its id, or its number."""
    named = value.get("id") if isinstance(value, Mapping) else None
    return named if isinstance(named, str) else number
