"""Rows of an entry: its parts, each with what stands before it, wherever all of it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repairlog.core.entries.checking import ANSWERS
from repairlog.core.entries.model import CheckIn, Entry, Repair

if TYPE_CHECKING:  # shapes cost start-up time; here they are only names
    from repairlog.core.wording.common import Vocabulary
    from repairlog.core.wording.entries import EntryLabels, EntryWords, Responses

Row = tuple[str, str]
"""A label, and what it stands before."""


def entry_rows(entry: Entry, vocabulary: Vocabulary, labels: EntryLabels, rest: str) -> list[Row]:
    """Return every part of an entry that holds something, but for what happened and its repairs.

    `rest` is what is said of its rest.
    """
    deeds = {deed.id: deed.told for deed in vocabulary.did}
    capacities = {each.id: each.line for each in vocabulary.capacities}
    moment, answers = entry.moment, {"yes": "yes", "unsure": "not sure", "no": "no"}
    rows = (
        (labels.occasion, entry.occasion),
        (labels.child, entry.child),
        (labels.child_age, "" if entry.child_age is None else str(entry.child_age)),
        (labels.carer, entry.carer),
        (labels.setting, vocabulary.setting(entry.setting)),
        (labels.before, entry.before),
        (labels.did, ", ".join(deeds.get(word, word) for word in entry.did)),
        (labels.harm, answers[entry.harm] if entry.harm else ""),
        (labels.then, vocabulary.reading(moment.then) if moment.then else ""),
        (labels.now, vocabulary.reading(moment.now) if moment.now else ""),
        (labels.capacities, "; ".join(capacities.get(each, each) for each in entry.capacities)),
        (labels.reframe, entry.reframe),
        (labels.feelings, ", ".join(entry.feelings)),
        (labels.body, ", ".join(entry.body)),
        (labels.child_feelings, ", ".join(entry.child_feelings)),
        (labels.meaning, entry.meaning),
        (labels.next, entry.next.text if entry.next else ""),
        (labels.needs, entry.needs),
        (labels.helped, entry.helped),
        (labels.looked_after, entry.looked_after if entry.apart else ""),
        (labels.tags, ", ".join(entry.tags)),
        (labels.rest, rest),
    )
    return [row for row in rows if row[1]]


def repair_rows(repair: Repair, labels: EntryLabels, responses: Responses) -> list[Row]:
    """Return every part of a repair that holds something."""
    answered = {
        "engaged": responses.engaged,
        "not-yet": responses.not_yet,
        "no-talk": responses.no_talk,
    }
    rows = (
        (labels.matters, repair.matters),
        (labels.hard, repair.hard),
        (labels.script, repair.script),
        (labels.put_right, repair.put_right),
        (labels.presence, repair.presence),
        (labels.response, answered.get(repair.response or "", "")),
        (labels.note, repair.note),
    )
    return [row for row in rows if row[1]]


def check_ins(entry: Entry) -> tuple[CheckIn, ...]:
    """Return the check-ins to show; the note that says who looks after it has its own row."""
    return tuple(each for each in entry.checks if each.answers or (each.note and not entry.apart))


def check_in_rows(check: CheckIn, words: EntryWords, labels: EntryLabels) -> list[Row]:
    """Return every part of a check-in that holds something."""
    since = [str(getattr(words.since, each)) for each in ANSWERS if getattr(check, each)]
    said = since or ([words.since.not_yet] if check.answers else [])
    rows = ((labels.since, ", ".join(said)), (labels.note, check.note))
    return [row for row in rows if row[1]]


def changed(before: Entry, after: Entry, words: EntryWords, vocabulary: Vocabulary) -> list[str]:
    """Return the labels of all that a change put into an entry, without what it says."""
    labels = words.shown

    def rows(entry: Entry) -> list[Row]:
        rest = entry.rest.model_dump_json() if entry.rest else ""
        own = (
            (words.what, entry.what),
            (words.when, f"{entry.happened} {entry.precision} {entry.part}"),
        )
        told = [*own, *entry_rows(entry, vocabulary, labels, rest)]
        for repair in entry.attempts:
            told += repair_rows(repair, labels, words.responses)
            told.append((outcome(repair, words, labels), f"{repair.id} {repair.at}"))
        for check in check_ins(entry):
            told += check_in_rows(check, words, labels)
            told.append((labels.checked, check.id))
        return told

    known = rows(before)
    return list(dict.fromkeys(label for label, text in rows(after) if (label, text) not in known))


def outcome(repair: Repair, words: EntryWords, labels: EntryLabels) -> str:
    """Return how far a repair came: planned in words, planned in deeds, begun, or done."""
    if repair.they_came and repair.outcome != "planned":
        return labels.they_came if repair.outcome == "offered" else labels.they_came_settled
    if repair.outcome != "planned":
        return labels.offered if repair.outcome == "offered" else labels.reconnected
    if repair.script:
        return labels.planned
    return labels.planned_doing if repair.presence else words.unworded
