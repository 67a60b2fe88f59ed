"""`children`: the names in the journal, another name for one, and when they were born."""

import shlex
from collections.abc import Callable, Iterator
from typing import Annotated

import typer

from repairlog import content
from repairlog.cli.options import Json, Plain, session
from repairlog.cli.session import Session
from repairlog.core.conversations.blocks import Block, Say, Ways
from repairlog.core.entries.changes import Change
from repairlog.core.entries.children import NameCounts, as_first_written, as_name
from repairlog.core.entries.model import Entry
from repairlog.core.entries.preferences import Birth
from repairlog.core.text import name_key
from repairlog.errors import NotFoundError, StorageError, UsageError
from repairlog.journal import settings

children = typer.Typer(add_completion=False, rich_markup_mode=None)


@children.callback(invoke_without_command=True)
def show(ctx: typer.Context, *, as_json: Json = False, plain: Plain = False) -> None:
    """Show the children's names and how many moments there are with each; change a name."""
    if ctx.invoked_subcommand is not None:
        return
    run = session(ctx, plain=plain, as_json=as_json)
    counts = _counts(run)
    rows = [
        (name, counts[name], run.preferences.born(name)) for name in sorted(counts, key=name_key)
    ]
    if as_json:
        run.json(
            [
                {"child": name, "entries": count, "born": str(born) if born else None}
                for name, count, born in rows
            ]
        )
        return
    words = content.screens().children
    lines = []
    for name, count, born in rows:
        told = words.count.of(count).format(count=count)
        known = words.row_born.format(born=born) if born else ""
        lines.append(words.row.format(child=name, moments=told, born=known))
    run.data(run.text(Say("\n".join(lines) or words.none)))
    run.talk(list(_earlier(run, counts)))


def _counts(run: Session) -> dict[str, int]:
    """Count the moments with each child; those of the settings are there with none."""
    found = NameCounts()
    for entry in run.journal.entries():
        if entry.child:
            found.add(entry.child, entry.logged)
    counts = dict(found.by_child)
    for child in run.preferences.birth_years:
        counts.setdefault(as_first_written(child, counts), 0)
    return counts


def _earlier(run: Session, counts: dict[str, int]) -> Iterator[Block]:
    """Say which names came back under which a child was known before, as another device knew it."""
    for name in sorted(counts, key=name_key):
        if counts[name] and (now := run.preferences.now_called(name)):
            told = content.screens().children.earlier.format(old=name, new=now)
            yield Ways(((told, f"children rename {shlex.quote(name)} {shlex.quote(now)}"),))


@children.command()
def rename(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="NAME", help="The name there is.")] = "",
    new: Annotated[
        str,
        typer.Argument(
            metavar="NEW",
            help="The name it is to be. Where another has it already, the two become one.",
        ),
    ] = "",
    *,
    plain: Plain = False,
) -> None:
    """Give a child another name, in every moment and in the settings."""
    run = session(ctx, plain=plain)
    words = content.screens().children
    counts = _counts(run)
    name = as_name(new)
    if not name:
        raise _names_needed(words.two_needed, words.such_two, counts)
    _refuse_unknown(old, counts)
    if name_key(old) != name_key(name):
        name = as_first_written(name, counts)

    def change(entry: Entry) -> Change | None:
        other = name_key(entry.child) == name_key(old) and entry.child != name
        return Change(fields={"child": name}) if other else None

    count = _change_all(run, change)
    was = as_first_written(old, counts)
    try:
        settings.rename_child(run.folders.config, was, name)
    except StorageError as error:  # the moments have it
        run.notice(f"{error.message} {error.hint}")
    told = words.renamed.of(count).format(count=count, new=name)
    blocks: list[Block] = [Say(f"{told} {words.within}")]
    run.talk([*blocks, Ways(((words.undo, "undo"),))] if count else blocks)


@children.command()
def born(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The child's name.")] = "",
    when: Annotated[str, typer.Argument(metavar="YEAR", help="Such as 2019, or 2019-05.")] = "",
    *,
    yes: Annotated[
        bool, typer.Option("--yes", help="Put another age right, without asking.")
    ] = False,
    plain: Plain = False,
) -> None:
    """Say when a child was born: the year, or the year and month."""
    run = session(ctx, plain=plain)
    words, counts = content.screens().children, _counts(run)
    child = as_first_written(as_name(name), counts)
    if not (child and when):
        raise _names_needed(words.born_needed, words.such_born, counts)
    try:
        birth = Birth.read(when)
    except ValueError:
        raise UsageError(
            f"{when!r} is not a year in which a child could be born.", "Such as 2019, or 2019-05."
        ) from None
    if (birth.year, birth.month) > (run.now.year, run.now.month):
        raise UsageError(f"{when!r} is still to come.", "Such as 2019, or 2019-05.")
    settings.write(run.folders.config, run.preferences.with_birth(child, birth), run.preferences)
    run.talk([Say(words.born.format(child=child, born=birth))])

    def change(entry: Entry) -> Change | None:
        age = birth.age(entry.happened)
        other = entry.child_age not in (None, age) and name_key(entry.child) == name_key(child)
        return Change(fields={"child_age": age}) if other else None

    others = sum(change(entry) is not None for entry in run.journal.entries())
    if not others:
        return
    if not (yes or _confirmed(run, others)):
        command = f"children born {shlex.quote(child)} {birth} --yes"
        run.talk([Ways(((words.ages_left.of(others).format(count=others), command),))])
        return
    count = _change_all(run, change)
    told = words.ages_put.of(count).format(count=count)
    run.talk([Say(told), Ways(((words.undo, "undo"),))])


def _confirmed(run: Session, others: int) -> bool:
    """Ask whether ages are to be put right; where nobody can be asked, they stay."""
    if not run.interactive:
        return False
    from repairlog.cli.asking import confirmed  # noqa: PLC0415  only where something is asked
    from repairlog.core.conversations.engine import Question  # noqa: PLC0415  likewise

    words = content.screens().children
    ask = words.ask.of(others).format(count=others)
    return confirmed(run, Question(ask, words.label), words.help)


def _change_all(run: Session, change: Callable[[Entry], Change | None]) -> int:
    """Change every entry for which there is something to change, as one; return how many."""
    from repairlog.journal.writing import Transaction  # noqa: PLC0415  a listing needs none of it

    wanted = ((entry, made) for entry in run.journal.entries() if (made := change(entry)))
    return Transaction(run.store).change_all(wanted, run.now)


def _names_needed(needed: str, such: str, counts: dict[str, int]) -> UsageError:
    """Say what is to be typed, with the names there are."""
    names, words = sorted(counts, key=name_key), content.screens().children
    there = words.there_are.format(names=", ".join(names)) if names else words.none
    child = shlex.quote(names[0]) if names else "Wren"
    return UsageError(f"{needed} {there}", such.replace("{child}", child))


def _refuse_unknown(name: str, counts: dict[str, int]) -> None:
    if name_key(name) not in map(name_key, counts):
        raise NotFoundError(
            f"No moment is with {name}.", "{repairlog} children shows the names there are."
        )
