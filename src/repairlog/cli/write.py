"""`new`, `edit`, `delete`, `undo`, `rest`: what changes an entry's own words."""

import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from repairlog import content
from repairlog.cli import ask
from repairlog.cli.options import (
    READINGS,
    Carer,
    Child,
    EntryId,
    Json,
    MaybeId,
    Plain,
    moment,
    session,
    shown_back,
)
from repairlog.cli.session import Session, as_shown
from repairlog.core import capture, lists, safety
from repairlog.core.entry import (
    ID_ALPHABET,
    ID_LENGTH,
    Change,
    Entry,
    Moment,
    Reading,
    Rest,
    Tombstone,
)
from repairlog.core.guide import Question, Say, Scene, Talk, Ways
from repairlog.core.harm import speaks_of_harm
from repairlog.core.pick import tidy
from repairlog.errors import RepairlogError, UsageError
from repairlog.journal import place
from repairlog.journal.writing import Writing, forget
from repairlog.journal.writing import undo as undo_latest

RECENT = 300
"""How many of the newest entries are looked through for children's names."""

What = Annotated[str | None, typer.Option(help="What happened; - reads standard input.")]
When = Annotated[str | None, typer.Option(help="When it happened, in ISO 8601 or plain words.")]
ChildAge = Annotated[int | None, typer.Option(min=0, max=120, help="The child's age in years.")]
Did = Annotated[list[str] | None, typer.Option(help="What you did; repeat, or use commas.")]
Looked = Annotated[READINGS | None, typer.Option("--moment", help="How it looked in the moment.")]
Feeling = Annotated[list[str] | None, typer.Option(help="What you felt.")]
Body = Annotated[list[str] | None, typer.Option(help="What your body did.")]
ChildFeeling = Annotated[list[str] | None, typer.Option(help="What they might have felt.")]
Meaning = Annotated[str | None, typer.Option(help="What it meant between you.")]
Tag = Annotated[list[str] | None, typer.Option(help="A tag of your own.")]
Quick = Annotated[bool, typer.Option("--quick", help="Ask one question only.")]


def new(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    *,
    what: What = None,
    when: When = None,
    child: Child = None,
    child_age: ChildAge = None,
    carer: Carer = None,
    did: Did = None,
    looked: Looked = None,
    feeling: Feeling = None,
    body: Body = None,
    child_feeling: ChildFeeling = None,
    meaning: Meaning = None,
    tag: Tag = None,
    quick: Quick = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Put down a hard moment: four short questions, or only the first."""
    run = session(ctx, plain=plain, as_json=as_json)
    options = _Given(
        when=when,
        child=child,
        child_age=child_age,
        carer=carer,
        did=did,
        moment=looked,
        feeling=feeling,
        body=body,
        child_feeling=child_feeling,
        meaning=meaning,
        tag=tag,
    )
    given = _fields(run, options)
    if what is not None:
        entry = _from_options(run, what, given)
    elif run.no_input:
        raise UsageError("There is nothing to write down.", 'Give it with --what "...".')
    else:
        found = _converse_new(run, given, quick=quick)
        if found is None:
            return
        entry = found
    if as_json:
        run.json(as_shown(entry))


def _from_options(run: Session, what: str, given: Mapping[str, Any]) -> Entry:
    text = tidy(sys.stdin.read() if what == "-" else what)
    if not text:
        raise UsageError("There is nothing to write down.", "What happened cannot be empty.")
    writing = Writing(run.desk)
    try:
        entry = writing.create(capture.blank(scene(run, given=given, piped=True), text))
    except RepairlogError:
        ask.give_back(run, text)
        raise
    mention_help(run, entry)
    if not run.as_json:
        run.notice(f"{content.capture().said.saved} {entry.id}")
    return entry


def _converse_new(run: Session, given: Mapping[str, Any], *, quick: bool) -> Entry | None:
    cut_off = _cut_off(run)
    if cut_off and run.piped:
        run.notice(content.capture().cut_off.note)
    talk = capture.new(
        scene(run, given=given, piped=run.piped),
        content.capture(),
        content.safety(),
        str(run.folders.journal),
        quick=quick,
        cut_off=cut_off,
    )
    writing = Writing(run.desk)

    def create(entry: Entry) -> Entry:
        if cut_off:
            place.forget(run.desk.beside, cut_off.entry.id)
        return writing.create(entry)

    def change(entry: Entry, change: Change) -> Entry:
        return writing.change(entry, change, datetime.now().astimezone())

    with place.Bookmark(run.desk.beside) as bookmark:

        def mark(talk: Talk) -> None:
            if talk.entry is not None:
                bookmark.mark(talk.entry.id, talk.at, datetime.now().astimezone())

        talk = ask.converse(run, talk, ask.saver(create, change), mark)
        bookmark.clear()
    return talk.entry


def _cut_off(run: Session) -> capture.CutOff | None:
    """Return the moment that an earlier `new` was cut off in, if it is still there."""
    found = place.cut_off(run.desk.beside)
    if found is None:
        return None
    try:
        entry = run.journal.find(found.entry)
    except RepairlogError:
        place.forget(run.desk.beside, found.entry)
        return None
    since = datetime.fromisoformat(found.since).astimezone()
    return capture.CutOff(entry, found.question, since)


def scene(run: Session, *, given: Mapping[str, Any] | None = None, piped: bool) -> Scene:
    """Return what a conversation knows from outside."""
    recent = [] if piped else _recent(run)
    known = [entry.child for entry in recent if entry.child]
    children = dict.fromkeys([*known, *run.known.birth_years])
    return Scene(
        now=run.now,
        localise=run.localise,
        vocabulary=content.vocabulary(),
        retry=content.capture().retry,
        is_harm=lambda text: speaks_of_harm(text, content.harm()),
        new_id=new_id(),
        known=run.known,
        children=() if piped else tuple(children),
        first=not piped and not recent,
        piped=piped,
        given=given or {},
    )


def _recent(run: Session) -> list[Entry]:
    newest = run.journal.newest_first()
    return [entry for entry, _ in zip(newest, range(RECENT), strict=False)]


def new_id() -> str:
    """Return a fresh id of 12 random lower-case letters and digits 2 to 7."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))


def mention_help(run: Session, entry: Entry) -> None:
    """Name help-now in one line on stderr after words that speak of harm, once saved."""
    if safety.is_harm(entry, lambda text: speaks_of_harm(text, content.harm())):
        run.notice(content.screens().kept.help_now)


@dataclass(frozen=True)
class _Given:
    """The options of `new` and `edit` that set an entry's fields; None where not given."""

    when: str | None
    child: str | None
    child_age: int | None
    carer: str | None
    did: list[str] | None
    moment: Reading | None
    feeling: list[str] | None
    body: list[str] | None
    child_feeling: list[str] | None
    meaning: str | None
    tag: list[str] | None


def _fields(run: Session, given: _Given) -> dict[str, Any]:
    """Return the entry's fields that the options give."""
    words = content.vocabulary()
    fields: dict[str, Any] = {}
    if given.when is not None:
        when = shown_back(run, moment(run, given.when, "--when"), "--when")
        fields |= {"happened": when.at, "precision": when.precision}
    texts = {"child": given.child, "carer": given.carer, "meaning": given.meaning}
    fields |= {name: tidy(text) for name, text in texts.items() if text is not None}
    if given.child_age is not None:
        fields["child_age"] = given.child_age
    if given.moment is not None:
        fields["moment"] = Moment(then=given.moment)
    chosen: dict[str, tuple[list[str] | None, list[tuple[str, ...]]]] = {
        "did": (given.did, lists.deeds(words)),
        "feelings": (given.feeling, lists.feelings(words)),
        "body": (given.body, lists.body(words)),
        "child_feelings": (given.child_feeling, lists.child_feelings(words)),
        "tags": (given.tag, []),
    }
    for name, (typed, known) in chosen.items():
        if typed is not None:
            fields[name] = lists.read_words([tidy(word) for word in typed], known)
    return fields


def edit(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    entry_id: MaybeId = None,
    *,
    what: What = None,
    when: When = None,
    child: Child = None,
    child_age: ChildAge = None,
    carer: Carer = None,
    did: Did = None,
    looked: Looked = None,
    feeling: Feeling = None,
    body: Body = None,
    child_feeling: ChildFeeling = None,
    meaning: Meaning = None,
    tag: Tag = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Ask the questions of an entry again, with what is there; or change it by options."""
    run = session(ctx, plain=plain, as_json=as_json)
    entry = run.journal.find(entry_id or "last")
    options = _Given(
        when=when,
        child=child,
        child_age=child_age,
        carer=carer,
        did=did,
        moment=looked,
        feeling=feeling,
        body=body,
        child_feeling=child_feeling,
        meaning=meaning,
        tag=tag,
    )
    given = _fields(run, options)
    if what is not None:
        given["what"] = tidy(sys.stdin.read() if what == "-" else what)
        if not given["what"]:
            raise UsageError("What happened cannot be empty.", "{repairlog} delete removes it.")
    writing = Writing(run.desk)
    if given:
        entry = _edit_by_options(run, writing, entry, given)
    elif run.no_input:
        raise UsageError("Nothing was given to change.", "{repairlog} edit --help lists options.")
    else:
        entry = _converse_edit(run, writing, entry)
    if as_json:
        run.json(as_shown(entry))


def _edit_by_options(run: Session, writing: Writing, entry: Entry, given: dict[str, Any]) -> Entry:
    if "moment" in given:
        given["moment"] = entry.moment.replace(then=given["moment"].then)
    if "happened" in given:
        logged = entry.logged.astimezone(run.now.tzinfo)
        if capture.is_after(given["happened"], logged, day=given["precision"] == "day"):
            raise UsageError("--when: that is after it was written down.")
    try:
        entry = writing.change(entry, Change(fields=given), run.now)
    except RepairlogError:
        ask.give_back(run, "\n".join(str(each) for each in given.values() if each))
        raise
    mention_help(run, entry)
    return entry


def _converse_edit(run: Session, writing: Writing, entry: Entry) -> Entry:
    talk = capture.edit(scene(run, piped=run.piped), content.capture(), content.safety(), entry)

    def change(entry: Entry, change: Change) -> Entry:
        return writing.change(entry, change, datetime.now().astimezone())

    return ask.converse(run, talk, ask.saver(writing.create, change)).here


def delete(
    ctx: typer.Context,
    entry_id: EntryId,
    *,
    forever: Annotated[
        bool, typer.Option("--forever", help="Remove every version from this device's files.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    plain: Plain = False,
) -> None:
    """Delete an entry; this can be undone, unless it is --forever."""
    run = session(ctx, plain=plain)
    words = content.screens().delete
    found = run.journal.find_ever(entry_id) if forever else run.journal.find(entry_id).id
    if not yes:
        if run.no_input:
            raise UsageError("Deleting asks first.", "In a script, add --yes.")
        ask_text = words.ask_forever if forever else words.ask
        if not ask.confirmed(run, Question(ask_text, words.label), words.help):
            run.talk([Say(words.kept)])
            return
    if forever:
        others = forget(run.desk, found, run.now)
        place.forget(run.desk.beside, found)
        run.talk(_forgotten(others))
        return
    Writing(run.desk).delete(run.journal.find(found), run.now)
    run.talk([Ways(((words.done, "undo"),))])


def _forgotten(others: Sequence[Path]) -> list[Say]:
    words = content.screens().delete
    said = [Say(words.forever)]
    if others:
        said.append(Say(words.copies.format(paths=", ".join(path.name for path in others))))
    return [*said, Say(words.elsewhere)]


def undo(ctx: typer.Context, *, as_json: Json = False, plain: Plain = False) -> None:
    """Reverse the latest change made on this device; again, the one before it."""
    run = session(ctx, plain=plain, as_json=as_json)
    version = undo_latest(run.desk, run.now)
    words = content.screens().undo
    if as_json:
        run.json(as_shown(version))
    elif isinstance(version, Tombstone):
        run.talk([Ways(((words.deleted, f"history {version.id}"),))])
    else:
        run.talk([Ways(((words.done, f"show {version.id}"),))])


def rest(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    entry_id: EntryId,
    *,
    why: Annotated[str, typer.Option(help="Why, if you want to say.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Let it wait again.")] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Let a moment rest without a repair."""
    run = session(ctx, plain=plain, as_json=as_json)
    entry = run.journal.find(entry_id)
    value = None if undo else Rest(at=run.now, why=tidy(why))
    entry = Writing(run.desk).change(entry, Change(fields={"rest": value}), run.now)
    words = content.screens().rest
    if as_json:
        run.json(as_shown(entry))
    elif undo:
        run.talk([Say(words.undone)])
    else:
        run.talk([Say(words.done), Ways(((words.undo, f"rest --undo {entry.id}"),))])
