"""`new`, `edit`: what somebody says of a moment, by questions or by options."""

import sys
from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

import typer

from repairlog import content
from repairlog.cli.options import (
    Carer,
    Child,
    Json,
    MaybeId,
    Plain,
    moment,
    saved,
    session,
    shown_back,
)
from repairlog.cli.session import Session, as_shown, new_id
from repairlog.core.conversations import choices
from repairlog.core.entries.changes import Change
from repairlog.core.entries.model import Entry, Reading, ReadingPair
from repairlog.core.entries.new import is_after, new_entry, with_child
from repairlog.core.text import tidy
from repairlog.errors import RepairlogError, UsageError
from repairlog.journal.writing import Transaction

What = Annotated[str | None, typer.Option(help="What happened; - reads standard input.")]
When = Annotated[str | None, typer.Option(help="When it happened, in ISO 8601 or plain words.")]
ChildAge = Annotated[int | None, typer.Option(min=0, max=120, help="The child's age in years.")]
Did = Annotated[list[str] | None, typer.Option(help="What you did; repeat, or use commas.")]
Looked = Annotated[Reading | None, typer.Option("--moment", help="How it looked in the moment.")]
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
        from repairlog.cli.talks import new_moment  # noqa: PLC0415  only where something is asked

        found = new_moment(run, given, quick=quick)
        if found is None and run.piped:
            raise UsageError("Nothing was written down.", 'Give it with --what "...".')
        if found is None:
            return
        entry = found
    if as_json:
        run.json(as_shown(entry))


def _from_options(run: Session, what: str, given: Mapping[str, Any]) -> Entry:
    text = tidy(sys.stdin.read() if what == "-" else what)
    if not text:
        raise UsageError("There is nothing to write down.", "What happened cannot be empty.")
    writing = Transaction(run.store)
    try:
        entry = writing.create(_blank(run, text, given))
    except RepairlogError:
        run.give_back(text)
        raise
    run.mention_help(entry)
    if not run.as_json:
        run.notice(f"{content.kept().saved} {entry.id}")
    return entry


def _blank(run: Session, text: str, given: Mapping[str, Any]) -> Entry:
    return new_entry(text, new_id(), run.known, given, now=run.now, localise=run.localise)


class _Given(NamedTuple):
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
    fields: dict[str, Any] = {}
    if given.when is not None:
        when = shown_back(run, moment(run, given.when, "--when"), "--when")
        fields |= {"happened": when.at, "precision": when.precision}
    names = {"child": given.child, "carer": given.carer}
    fields |= {name: " ".join(tidy(s).split()) for name, s in names.items() if s is not None}
    if given.meaning is not None:
        fields["meaning"] = tidy(given.meaning)
    if given.child_age is not None:
        fields["child_age"] = given.child_age
    if given.moment is not None:
        fields["moment"] = ReadingPair(then=given.moment)
    lists: dict[str, tuple[list[str] | None, choices.Lists]] = {
        "did": (given.did, choices.deeds),
        "feelings": (given.feeling, choices.feelings),
        "body": (given.body, choices.body),
        "child_feelings": (given.child_feeling, choices.child_feelings),
        "tags": (given.tag, choices.own),
    }
    for name, (typed, list_of) in lists.items():
        if typed is not None:
            known = list_of(content.vocabulary())
            fields[name] = choices.read_words([tidy(word) for word in typed], known)
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
    entry = run.journal.find("last" if entry_id is None else entry_id)
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
    if given:
        entry = _edit_by_options(run, entry, given)
    elif run.no_input:
        raise UsageError("Nothing was given to change.", "{repairlog} edit --help lists options.")
    else:
        from repairlog.cli.talks import edit_moment  # noqa: PLC0415  only where something is asked

        entry = edit_moment(run, Transaction(run.store), entry)
    if as_json:
        run.json(as_shown(entry))


def _edit_by_options(run: Session, entry: Entry, given: dict[str, Any]) -> Entry:
    if "moment" in given:
        given["moment"] = entry.moment.replace(then=given["moment"].then)
    if "child" in given:
        given = with_child(entry, given["child"], run.known) | given
    if "happened" in given:
        logged = entry.logged.astimezone(run.now.tzinfo)
        if is_after(given["happened"], logged, day=given["precision"] == "day"):
            raise UsageError("--when: that is after it was written down.")
    words = [each if isinstance(each, tuple) else (each,) for each in given.values()]
    typed = [", ".join(each) for each in words if all(isinstance(word, str) for word in each)]
    entry = saved(run, entry, Change(fields=given), *typed)
    run.mention_help(entry)
    return entry
