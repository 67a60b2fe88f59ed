"""Options that several commands share, and what they mean."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from repairlog.cli.session import Session
from repairlog.core.text import tidy
from repairlog.errors import UsageError

if TYPE_CHECKING:
    from repairlog.core.dates.naming import When
    from repairlog.core.entries.changes import Change
    from repairlog.core.entries.listing import Filters
    from repairlog.core.entries.model import Entry

RECENT = 300
"""How many of the newest entries are looked through for children's names."""

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Plain = Annotated[bool, typer.Option("--plain", help="Sentences, nothing drawn.")]
EntryId = Annotated[
    str, typer.Argument(metavar="ID", help="The beginning of an entry's id, or last.")
]
MaybeId = Annotated[
    str | None, typer.Argument(metavar="[ID]", help="The beginning of an entry's id, or last.")
]
Child = Annotated[str | None, typer.Option(help="A nickname for the child.")]
Carer = Annotated[str | None, typer.Option(help="Your name as carer.")]
Since = Annotated[str | None, typer.Option(help="From this day or time on.")]
Until = Annotated[str | None, typer.Option(help="Up to this day or time; a day counts whole.")]


def expand_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command every option of the named tuples among its parameters.

    A list of options that two commands share is declared once, as a named tuple whose
    fields are annotated as parameters of a command are. Typer is shown a signature in
    which the fields stand in place of the tuple.
    """
    lists: dict[str, Any] = {}
    parameters: list[inspect.Parameter] = []
    for name, parameter in inspect.signature(command).parameters.items():
        fields = getattr(parameter.annotation, "_fields", None)
        if fields is None:
            parameters.append(parameter)
            continue
        lists[name] = kind = parameter.annotation
        parameters += [
            parameter.replace(
                name=field,
                annotation=kind.__annotations__[field],
                default=kind._field_defaults[field],
            )
            for field in fields
        ]

    @wraps(command)
    def expanded(*positional: Any, **named: Any) -> None:
        gathered = {
            name: kind(**{field: named.pop(field) for field in kind._fields})
            for name, kind in lists.items()
        }
        command(*positional, **named, **gathered)

    vars(expanded)["__signature__"] = inspect.Signature(parameters)
    return expanded


def session(ctx: typer.Context, *, plain: bool = False, as_json: bool = False) -> Session:
    """Return this run, with the options that stand after the command."""
    run: Session = ctx.obj
    run.plain = run.plain or plain
    run.as_json = as_json
    return run


def read_date(run: Session, text: str, option: str) -> "When":
    """Read a date option. Raises UsageError for one that is unclear or not yet."""
    from repairlog.core.dates.clock import Unclear  # noqa: PLC0415  only where a date is given
    from repairlog.core.dates.parse import read_when  # noqa: PLC0415  likewise

    when = read_when(text, run.now, run.localise)
    if when is Unclear.FUTURE:
        raise UsageError(
            f"{option}: {text!r} is still to come.",
            f"A time up to now will do; this computer's clock says {run.now:%Y-%m-%d %H:%M}.",
        )
    if isinstance(when, Unclear):
        raise UsageError(
            f"{option}: {text!r} could not be placed without guessing.",
            "Such as 2026-11-19, 2026-11-19T18:30, yesterday, last tuesday, 7pm.",
        )
    return when


def shown_back(run: Session, when: "When", option: str) -> "When":
    """Say on stderr how a date option was understood."""
    from repairlog.core.dates.naming import describe  # noqa: PLC0415  only where a date is given

    run.notice(f"{option}: {describe(when, run.now)}")
    return when


def saved(run: Session, entry: "Entry", change: "Change", *words: str | None) -> "Entry":
    """Make a change that options ask for, and return what the entry became.

    Words that could not be saved are printed back. Raises what `Transaction.change` does.
    """
    from repairlog.journal.writing import Transaction  # noqa: PLC0415  a listing needs none of it

    with run.giving_back(*words):
        return Transaction(run.store).change(entry, change, run.now)


def say_what_was_kept(run: Session, before: "Entry", after: "Entry") -> None:
    """Say on stderr which parts a change by options put into an entry; never what they say."""
    from repairlog import content  # noqa: PLC0415  only where options change something
    from repairlog.view.entry_rows import changed  # noqa: PLC0415  likewise

    if not run.as_json:
        parts = changed(before, after, content.entries(), content.vocabulary())
        told = f": {'; '.join(parts).casefold()}" if parts else ""
        run.notice(f"{content.kept().saved} {after.id}{told}")


def filters(  # noqa: PLR0913  each is an option of its own
    run: Session,
    *,
    child: str | None = None,
    carer: str | None = None,
    tag: str | None = None,
    feeling: str | None = None,
    since: str | None = None,
    until: str | None = None,
    waiting: bool = False,
) -> "Filters":
    """Return the filters that options ask for."""
    from repairlog.core.entries.listing import Filters  # noqa: PLC0415  only where entries are chosen

    return Filters(
        child=tidy(child or ""),
        carer=tidy(carer or ""),
        tag=tidy(tag or ""),
        feeling=tidy(feeling or ""),
        since=read_date(run, since, "--since") if since else None,
        until=read_date(run, until, "--until") if until else None,
        waiting=waiting,
    )
