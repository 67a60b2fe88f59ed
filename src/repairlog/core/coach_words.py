"""The shape of what is said around the coach's findings."""

from repairlog.core.words import Words


class CoachWords(Words):
    """`coach`, and the coach under the words of `repair`. In `repair`, `ask` has the choices."""

    none: str
    found: str
    try_: str
    more_one: str
    more: str
    length: str
    words_one: str
    words: str
    ask: str
    keep: str
    change: str
    hide: str
    label: str
    help: str
    hidden: str
    empty: str
    asked: str
    asked_label: str
    unknown: str
    rules: str
    looks: str
    finds: str
    leaves: str
    off: str
