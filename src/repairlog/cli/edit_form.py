"""Edit form: a moment in an editor, part by part under its headings, and what was changed in it."""

from collections.abc import Callable, Mapping
from typing import Any

from repairlog import content
from repairlog.cli import own_settings
from repairlog.cli.editor import edited
from repairlog.cli.entry_options import EntryOptions, children_of, fields_of, refuse_after
from repairlog.cli.options import take_date
from repairlog.cli.session import Session
from repairlog.core.conversations import choices
from repairlog.core.entries import form
from repairlog.core.entries.form import FormError, Section
from repairlog.core.entries.model import OLDEST, Entry, ReadingPair
from repairlog.core.entries.new import fields_of as fields_of_when
from repairlog.core.wording.editor import EditorWords
from repairlog.errors import UsageError
from repairlog.journal.drafts import Draft, of_entry
from repairlog.journal.journal import refuse_newer

_LISTS: dict[str, choices.Lists] = {
    "did": choices.deeds,
    "feelings": choices.feelings,
    "body": choices.body,
    "child_feelings": choices.child_feelings,
    "tags": choices.own,
}
_TEXTS = ("before", "meaning", "needs", "helped", "reframe")
_YEARS = 3
"""Digits of the years of an age, at the most."""


def changed(run: Session, entry: Entry) -> tuple[dict[str, Any], Draft]:
    """Let an entry be changed in an editor; return the fields that were, and the draft.

    The draft is to be removed once they are kept. Raises UsageError where what is there cannot
    be read and nobody can be asked, and StorageError.
    """
    refuse_newer(entry)
    words = content.editor()
    draft = of_entry(run.folders.state, entry.id)
    text = form.write(words.opening, _sections(run, entry, words))

    def read(before: str, now: str) -> dict[str, Any]:
        try:
            was = form.read(before, words.opening, words.headings)
            found = form.read(now, words.opening, words.headings)
        except FormError as error:
            raise _unread(words, error) from None
        new = {name: each for name, each in found.items() if _text(was, name) != each.text}
        return _fields(run, entry, words, new)

    again = f"{{repairlog}} edit {entry.id} --editor"
    return edited(run, draft, text, read, again) or {}, draft


def _text(sections: Mapping[str, Section], name: str) -> str:
    return sections[name].text if name in sections else ""


def _unread(words: EditorWords, error: FormError) -> UsageError:
    hint = ""
    if not error.heading:
        why = words.above
    elif error.again:
        why = words.twice.format(heading=error.heading)
    else:
        why = words.no_heading.format(heading=error.heading)
        hint = words.no_heading_hint.format(heading=error.heading)
    return UsageError(words.line.format(line=error.line, why=why), hint)


def _sections(run: Session, entry: Entry, words: EditorWords) -> dict[str, str]:
    """Return what stands under each heading."""
    vocabulary = own_settings.vocabulary(run.preferences)
    then = entry.moment.then
    held = {
        "what": entry.what,
        "when": _when(run, entry),
        "child": entry.child,
        "child_age": "" if entry.child_age is None else str(entry.child_age),
        "carer": entry.carer,
        "then": vocabulary.reading(then) if then else "",
        "harm": entry.harm or "",
    }
    held |= {name: str(getattr(entry, name)) for name in _TEXTS}
    held |= {
        name: ", ".join(choices.readable(getattr(entry, name), listed(vocabulary)))
        for name, listed in _LISTS.items()
    }
    return {heading: held[name] for name, heading in words.headings.items()}


def _when(run: Session, entry: Entry) -> str:
    """Return when it was, as it is also read."""
    at = entry.happened.astimezone(run.now.tzinfo)
    if entry.precision == "minute":
        return f"{at:%Y-%m-%d %H:%M}"
    said = (f"{entry.happened:%Y-%m-%d}", entry.part, entry.occasion)
    return ", ".join(filter(None, said))


def _fields(
    run: Session, entry: Entry, words: EditorWords, new: Mapping[str, Section]
) -> dict[str, Any]:
    """Return the fields of what was changed. Raises UsageError that names the line."""
    fields: dict[str, Any] = {}
    for name, section in new.items():
        heading = words.headings[name].partition(" (")[0]
        try:
            fields |= _field(run, entry, name, heading, section.text)
        except UsageError as error:
            told = words.line.format(line=section.line, why=error.message)
            raise UsageError(told, error.hint) from None
    return fields


def _field(run: Session, entry: Entry, name: str, heading: str, text: str) -> dict[str, Any]:
    words = content.editor()
    if name == "what":
        if not text:
            raise UsageError(words.what_empty)
        return {"what": text}
    if name in _TEXTS:
        return {name: text}
    line = " ".join(text.split())
    if name in _LISTS:
        listed = _LISTS[name](own_settings.vocabulary(run.preferences))
        return {name: choices.read_words(text.split("\n"), listed)}
    readers: dict[str, Callable[[], dict[str, Any]]] = {
        "when": lambda: _read_when(run, entry, heading, line),
        "child": lambda: {"child": next(iter(children_of(run, EntryOptions(child=[line]))), "")},
        "child_age": lambda: {"child_age": _read_age(words, heading, line)},
        "carer": lambda: fields_of(run, EntryOptions(carer=line)),
        "then": lambda: {"moment": _read_then(words, heading, line)},
        "harm": lambda: {"harm": _read_harm(words, heading, line)},
    }
    return readers[name]()


def _read_when(run: Session, entry: Entry, heading: str, text: str) -> dict[str, Any]:
    fields = fields_of_when(take_date(run, text, heading))
    refuse_after(run, entry, fields, heading)
    return fields


def _read_age(words: EditorWords, heading: str, text: str) -> int | None:
    if not text:
        return None
    age = int(text) if text.isdecimal() and len(text) <= _YEARS else OLDEST + 1
    if age > OLDEST:
        raise UsageError(words.takes.format(heading=heading, words=words.age))
    return age


def _read_then(words: EditorWords, heading: str, text: str) -> ReadingPair:
    readings = content.vocabulary().readings
    chosen = choices.choose(text, [(each.id, each.word) for each in readings], alone=True).id
    if text and not chosen:
        told = ", ".join(each.word for each in readings)
        raise UsageError(words.takes.format(heading=heading, words=told))
    return ReadingPair.model_validate({"then": chosen or None})


def _read_harm(words: EditorWords, heading: str, text: str) -> str | None:
    known = ("yes", "unsure", "no")
    said = text.casefold().rstrip(".")
    if said and said not in known:
        raise UsageError(words.takes.format(heading=heading, words=", ".join(known)))
    return said or None
