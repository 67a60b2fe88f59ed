"""Entries: the shapes of what stands before each part of an entry where all of it is read."""

from repairlog.core.wording.reader import Shape


class Responses(Shape):
    """What came back from the child."""

    engaged: str
    not_yet: str
    no_talk: str


class SinceWords(Shape):
    """How the adult has been around since, as a check-in says it."""

    present: str
    interested: str
    ordinary: str
    not_yet: str


class EntryLabels(Shape):
    """What stands before each part of an entry and of its repairs."""

    occasion: str
    child: str
    child_age: str
    carer: str
    setting: str
    before: str
    did: str
    harm: str
    then: str
    now: str
    capacities: str
    reframe: str
    feelings: str
    body: str
    child_feelings: str
    meaning: str
    next: str
    needs: str
    helped: str
    looked_after: str
    tags: str
    rest: str
    matters: str
    hard: str
    script: str
    put_right: str
    presence: str
    response: str
    note: str
    planned: str
    planned_doing: str
    offered: str
    reconnected: str
    they_came: str
    they_came_settled: str
    checked: str
    since: str


class EntryWords(Shape):
    """An entry as a whole, on the screen and in a file that may be handed on."""

    state: str
    what: str
    when: str
    unworded: str
    responses: Responses
    since: SinceWords
    shown: EntryLabels
    handed_on: EntryLabels
