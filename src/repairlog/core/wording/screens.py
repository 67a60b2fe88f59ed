"""Screens: the shapes of what the commands say that are no conversations."""

from repairlog.core.wording.conversations import Prompt
from repairlog.core.wording.plural import Plural
from repairlog.core.wording.reader import Shape


class HomeWords(Shape):
    """The home screen."""

    empty: str
    waiting: Plural
    several: str
    few: str
    ready: str
    older: str
    went_back: str
    came: str
    together: str
    none: str
    apart: Plural
    apart_too: Plural
    cut_off: str
    first: str
    again: str
    after: str
    come_back: str
    carry_on: str
    look_back: str
    read: str
    help: str
    learn: str


class BreatheWords(Shape):
    """`breathe`."""

    whole: str
    begins: str
    breath_in: str
    breath_out: str
    ends: str
    left: str


class DeleteWords(Prompt):
    """`delete`."""

    ask_forever: str
    ask_care: str
    ask_care_forever: str
    done: str
    kept: str
    forever: str
    of_device: str
    of_past: str
    of_copy: str
    of_line: str
    elsewhere: str


class RestWords(Shape):
    """`rest`."""

    done: str
    returned: str
    undone: str
    undo: str
    apart: str
    again: str


class ReminderWords(Shape):
    """`waiting --ics`."""

    title: str
    written: str
    at_needed: str
    such: str
    unclear: str
    past: str
    none_hint: str
    apart: str
    apart_hint: str
    ics_needed: str


class RestTogetherWords(Shape):
    """`rest --before`."""

    shown: str
    left: Plural
    ask: Plural
    label: str
    help: str
    done: Plural
    undo: str
    kept: str
    none: str
    none_hint: str
    unasked: str
    unasked_hint: str
    alone: str
    alone_hint: str


class UndoWords(Prompt):
    """`undo`."""

    done: str
    deleted: str
    done_many: str
    left: str
    back: str
    redone: str
    redone_deleted: str
    redone_many: str
    kept: str


class ListWords(Shape):
    """`list` and `waiting`."""

    whole: str
    none: str
    search_none: str
    waiting_none: str
    reframe_none: str
    rest_none: str
    steady: str
    steady_hint: str


class WhichWords(Shape):
    """Which moment a command is about, where no id was given."""

    which: Prompt
    enter_last: str
    enter_none: str
    none: str
    several: str
    such: str
    others: str
    one_by_id: str


class ChildrenWords(Shape):
    """`children`."""

    two_needed: str
    such_two: str
    born_needed: str
    such_born: str
    there_are: str
    none: str
    row: str
    row_born: str
    count: Plural
    earlier: str
    renamed: Plural
    within: str
    undo: str
    born: str
    ages_left: Plural
    ages_put: Plural
    ask: Plural
    label: str
    help: str


class ProgressWords(Shape):
    """How far long work is."""

    reading: str
    quarter: str
    half: str
    three_quarters: str


class ScreenWords(Shape):
    """All commands that are not conversations."""

    progress: ProgressWords
    home: HomeWords
    breathe: BreatheWords
    delete: DeleteWords
    rest: RestWords
    rest_together: RestTogetherWords
    reminder: ReminderWords
    undo: UndoWords
    list: ListWords
    which: WhichWords
    children: ChildrenWords
