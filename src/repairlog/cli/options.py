"""Options that several commands share, and what they mean."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from repairlog.cli.session import Session
from repairlog.core.text import tidy
from repairlog.core.wording import ids
from repairlog.errors import UsageError

if TYPE_CHECKING:
    from repairlog.core.dates.clock import Unclear
    from repairlog.core.dates.naming import When
    from repairlog.core.dates.periods import Period
    from repairlog.core.entries.changes import Change
    from repairlog.core.entries.listing import Filters
    from repairlog.core.entries.model import Entry

RECENT = 300
"""How many of the newest entries are looked through for children's names."""

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")]
Plain = Annotated[bool, typer.Option("--plain", help="Say it in sentences, draw nothing.")]
EntryId = Annotated[
    str | None,
    typer.Argument(
        metavar="ID",
        help="Which moment: how its id in the list begins, or last. If not said, you are asked.",
    ),
]
HarmOption = Annotated[
    Literal["yes", "unsure", "no", "none"] | None,
    typer.Option(help="Whether anyone was hurt or held, or told you of it."),
]


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
    """Tell this run the options that stand after the command, and return it."""
    run: Session = ctx.obj
    run.plain = run.plain or plain
    run.as_json = as_json
    return run


def read_date(run: Session, text: str, option: str) -> "When":
    """Read a date option. Raises UsageError for one that is unclear or not yet."""
    from repairlog.core.dates.clock import Unclear  # noqa: PLC0415  only where a date is given
    from repairlog.core.dates.parse import read_when  # noqa: PLC0415  likewise

    when = read_when(text, run.now, run.localise)
    if isinstance(when, Unclear):
        raise _unclear(run, when, text, option)
    return when


def read_period(run: Session, text: str, option: str) -> "Period":
    """Read a date option that may be a period. Raises UsageError as for a date."""
    from repairlog.core.dates import periods  # noqa: PLC0415  only where a date is given
    from repairlog.core.dates.clock import Unclear  # noqa: PLC0415  likewise

    period = periods.read_period(text, run.now, run.localise)
    if isinstance(period, Unclear):
        such = f"Such as {run.now:%Y-%m-%d}, {run.now:%Y-%m}, october, last month, 3 months ago."
        raise _unclear(run, period, text, option, such)
    return period


def _unclear(run: Session, why: "Unclear", text: str, option: str, such: str = "") -> UsageError:
    from repairlog.core.dates.clock import Unclear  # noqa: PLC0415  only where a date is refused

    day, minute = f"{run.now:%Y-%m-%d}", f"{run.now:%Y-%m-%dT%H:%M}"
    such = such or f"Such as {day}, {minute}, yesterday, last tuesday, 7pm."
    if why is Unclear.FUTURE:
        return UsageError(
            f"{option}: {text!r} is still to come.",
            f"A time up to now will do; this computer's clock says {run.now:%Y-%m-%d %H:%M}.",
        )
    if why is Unclear.SEVERAL:
        return UsageError(f"{option}: {text!r} is more than one day.", such)
    return UsageError(f"{option}: {text!r} could not be placed without guessing.", such)


def take_date(run: Session, text: str, option: str) -> "When":
    """Read a date that is to be kept, and say on stderr how it was understood.

    Raises as `read_date` does.
    """
    from repairlog.core.dates.naming import describe  # noqa: PLC0415  only where a date is given

    when = read_date(run, text, option)
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


def new_file(file: str, *, force: bool | None = None) -> Path:
    """Return the path to write to. Raises UsageError where something is there already.

    `force` replaces it, and is None where nothing can.
    """
    from repairlog import content  # noqa: PLC0415  only where something is written

    path, words = Path(file).expanduser(), content.report()
    if path.exists() and not force:
        hint = words.there_alone if force is None else words.there_hint
        raise UsageError(words.there.format(path=path), hint)
    return path


class FilterOptions(NamedTuple):
    """Which entries are wanted, in the order of the help."""

    child: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only moments with this child.")
    ] = None
    carer: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only your own moments; your name is in the settings."),
    ] = None
    tag: Annotated[str | None, typer.Option(metavar="WORD", help="Only with this tag.")] = None
    setting: Annotated[ids.Setting | None, typer.Option(help="Only moments there.")] = None
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="From this day or month on.")
    ] = None
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Up to the end of this day or month.")
    ] = None

    def filters(self, run: Session) -> "Filters":
        """Return the filters that are asked for. Raises UsageError for an unusable date."""
        from repairlog.core.entries.listing import Filters  # noqa: PLC0415  only where entries are chosen

        carer = tidy(self.carer or "")
        if carer and not run.preferences.is_own(carer):
            from repairlog.journal import settings  # noqa: PLC0415  likewise

            raise UsageError(
                "--carer takes your own name only: what adds up here is for whoever wrote it.",
                f'The settings say yours: carer = "..." in {settings.path(run.folders.config)}',
            )
        return Filters(
            child=tidy(self.child or ""),
            carer=carer,
            tag=tidy(self.tag or ""),
            setting=self.setting,
            since=read_period(run, self.since, "--since").first if self.since else None,
            until=read_period(run, self.until, "--until").last if self.until else None,
        )
