"""Config: the shape of what is said of the settings, key by key."""

from collections.abc import Mapping

from repairlog.core.wording.reader import Shape


class KeyWords(Shape):
    """What a key does, and a value that it could have."""

    does: str
    example: str


class ConfigWords(Shape):
    """`config`."""

    where: str
    not_yet: str
    row: str
    unset: str
    yes: str
    no: str
    unusable: str
    partly_unusable: str
    unknown: str
    always: str
    to_set: str
    to_empty: str
    to_edit: str
    house: str
    house_row: str
    done: str
    emptied: str
    birth: str
    yes_or_no: str
    no_key: str
    meant: str
    list_them: str
    future: str
    one_value: str
    few_values: str
    needs_name: str
    unchanged: str
    saved: str
    broken: str
    draft: str
    keys: Mapping[str, KeyWords]
