"""The options of `new` and `edit` that set an entry's fields, declared once."""

from collections.abc import Mapping
from itertools import islice
from typing import Annotated, Any, NamedTuple

import typer

from repairlog import content
from repairlog.cli.options import RECENT, HarmOption, take_date
from repairlog.cli.session import Session
from repairlog.core.entries.children import as_first_written, as_name, known_names
from repairlog.core.entries.groups import MOST
from repairlog.core.entries.model import OLDEST, Entry, Reading, ReadingPair
from repairlog.core.entries.new import fields_of as fields_of_when
from repairlog.core.entries.new import is_after
from repairlog.core.text import name_key, tidy
from repairlog.errors import UsageError

Words = list[str] | None


class EntryOptions(NamedTuple):
    """What `new` and `edit` take, in the order of their help; None where it is not given."""

    what: Annotated[
        str | None, typer.Option(help="What happened. With - it is read from standard input.")
    ] = None
    when: Annotated[
        str | None,
        typer.Option(metavar="DATE", help='When it was, such as "yesterday 7pm" or 2026-11-18.'),
    ] = None
    child: Annotated[
        Words,
        typer.Option(
            metavar="NAME", help="A nickname for the child. For several, repeat it or use commas."
        ),
    ] = None
    child_age: Annotated[
        int | None, typer.Option(min=0, max=OLDEST, help="The child's age in years.")
    ] = None
    carer: Annotated[str | None, typer.Option(metavar="NAME", help="Your own name, as carer.")] = (
        None
    )
    did: Annotated[
        Words, typer.Option(help="What you did. For several, repeat it or use commas.")
    ] = None
    moment: Annotated[Reading | None, typer.Option(help="How it looked in the moment.")] = None
    feeling: Annotated[Words, typer.Option(help="What you felt; it may be several.")] = None
    body: Annotated[Words, typer.Option(help="What your body did; it may be several.")] = None
    child_feeling: Annotated[
        Words, typer.Option(help="What they might have felt; it may be several.")
    ] = None
    meaning: Annotated[str | None, typer.Option(help="What it meant between you.")] = None
    before: Annotated[
        str | None, typer.Option(help="What came just before it, for you or for them.")
    ] = None
    tag: Annotated[
        Words, typer.Option(help="A word of your own to find it by; it may be several.")
    ] = None
    steady: Annotated[
        bool | None,
        typer.Option("--steady/--no-steady", help="It nearly happened, and didn't."),
    ] = None
    helped: Annotated[str | None, typer.Option(help="What helped, where it nearly happened.")] = (
        None
    )
    harm: HarmOption = None

    def account(self, run: Session) -> str | None:
        """Return what happened, read from standard input where that was asked for."""
        if self.what is None:
            return None
        return tidy(run.input.account() if self.what == "-" else self.what)


def fields_of(run: Session, given: EntryOptions) -> dict[str, Any]:
    """Return the entry's fields that the options give, all but what happened.

    A date is said back on stderr. Raises UsageError for one that is unclear or not yet.
    """
    fields: dict[str, Any] = {}
    if given.when is not None:
        fields |= fields_of_when(take_date(run, given.when, "--when"))
    if given.child is not None:
        fields["child"] = next(iter(children_of(run, given)), "")
    if given.carer is not None:
        fields["carer"] = " ".join(tidy(given.carer).split())
    for name in ("meaning", "before", "helped"):
        if (text := getattr(given, name)) is not None:
            fields[name] = tidy(text)
    if given.steady is not None:
        fields["kind"] = "steady" if given.steady else "rupture"
    if given.child_age is not None:
        fields["child_age"] = given.child_age
    if given.moment is not None:
        fields["moment"] = ReadingPair(then=given.moment)
    if given.harm is not None:
        fields["harm"] = None if given.harm == "none" else given.harm
    return fields | _lists_of(given)


def _lists_of(given: EntryOptions) -> dict[str, tuple[str, ...]]:
    if given.did is given.feeling is given.body is given.child_feeling is given.tag is None:
        return {}
    from repairlog.core.conversations import choices  # noqa: PLC0415  a quick line has no lists

    lists: dict[str, tuple[Words, choices.Lists]] = {
        "did": (given.did, choices.deeds),
        "feelings": (given.feeling, choices.feelings),
        "body": (given.body, choices.body),
        "child_feelings": (given.child_feeling, choices.child_feelings),
        "tags": (given.tag, choices.own),
    }
    vocabulary = content.vocabulary()
    return {
        name: choices.read_words([tidy(word) for word in typed], list_of(vocabulary))
        for name, (typed, list_of) in lists.items()
        if typed is not None
    }


def children_of(run: Session, given: EntryOptions) -> tuple[str, ...]:
    """Return the children's names as this journal writes them; each once.

    Raises UsageError for more than there can be moments of one event.
    """
    if not given.child:
        return ()
    from repairlog.core.conversations.answers import names  # noqa: PLC0415  likewise

    typed = [as_name(part) for each in given.child for part in names(each, piped=True)]
    if not typed:
        return ()
    recent = islice(run.journal.newest_first(), RECENT)
    known = known_names(recent, run.preferences)
    found: dict[str, str] = {}
    for name in typed:
        found.setdefault(name_key(name), as_first_written(name, known))
    if len(found) > MOST:
        raise UsageError(
            f"--child: no more than {MOST} at once.", "Write the others down by themselves."
        )
    return tuple(found.values())


def refuse_after(run: Session, entry: Entry, given: Mapping[str, Any], called: str) -> None:
    """Raise UsageError for a time that is after the entry was written down."""
    logged = entry.logged.astimezone(run.now.tzinfo)
    if "happened" in given and is_after(given["happened"], logged, day=given["precision"] == "day"):
        raise UsageError(
            f"{called}: that is after it was written down.",
            "If the clock was wrong then: {repairlog} new --when puts it down anew, and "
            f"{{repairlog}} delete {entry.id} takes this one away.",
        )
