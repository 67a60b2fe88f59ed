"""`config`: what is set, where it stands and what it does; one thing set, or all in an editor."""

import re
import shlex
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from typing import Annotated, Any

import typer

from repairlog import content
from repairlog.cli.options import Plain, session
from repairlog.cli.session import Session
from repairlog.core.conversations.blocks import Block, Quote, Say, Ways
from repairlog.core.entries.preferences import Birth
from repairlog.core.wording.config import ConfigWords
from repairlog.errors import StorageError, UsageError
from repairlog.journal import setting_keys, settings
from repairlog.journal.drafts import Draft
from repairlog.journal.setting_keys import Known

config = typer.Typer(add_completion=False, rich_markup_mode=None)


@config.callback(invoke_without_command=True)
def show(ctx: typer.Context, *, plain: Plain = False) -> None:
    """Show what is set, where, and what it does; set one thing; or edit it all."""
    if ctx.invoked_subcommand is not None:
        return
    run = session(ctx, plain=plain)
    words, file = content.config(), settings.path(run.folders.config)
    said, unusable = settings.read_keys(run.folders.config)
    text = settings.as_text(run.folders.config)
    opening = words.where.format(file=file)
    blocks: list[Block] = [Say(opening if text else f"{opening}\n{words.not_yet}")]
    for known in setting_keys.known_keys():
        blocks += _told(words, known, said, unusable)
    unknown = setting_keys.unknown(run.folders.config)
    if unknown:
        blocks.append(Say(words.unknown.format(keys=", ".join(unknown))))
    blocks += _house(run, words, said.house)
    blocks.append(Say(words.always))
    run.data("\n\n".join(run.text(each) for each in blocks))
    example = shlex.quote(words.keys["own.feelings"].example)
    run.talk(
        [
            Ways(
                (
                    (words.to_set, f"config set own.feelings {example}"),
                    (words.to_empty, "config set own.feelings none"),
                    (words.to_edit, "config edit"),
                )
            )
        ]
    )


def _told(
    words: ConfigWords, known: Known, said: settings.KnownKeys, unusable: Collection[str]
) -> Iterator[Block]:
    """Tell of one key what it is set to and what it does."""
    does = words.keys[known.name].does
    top = known.name.partition(".")[0]
    held = known.held(said)
    if held:
        rows = [words.row.format(key=key, value=_shown(words, value)) for key, value in held]
        if known.name.endswith(".NAME") and top in unusable:
            rows.append(words.partly_unusable.format(key=top))
    elif top in unusable:
        rows = []
        does = words.unusable.format(key=top, does=does)
    else:
        rows = [words.unset.format(key=known.name)]
    yield Say("\n".join([*rows, does]))


def _shown(words: ConfigWords, value: Any) -> str:
    if isinstance(value, bool):
        return words.yes if value else words.no
    if isinstance(value, tuple) and not isinstance(value, Birth):
        mark = "; " if any("," in each for each in value) else ", "
        return mark.join(value)
    return str(value)


def _house(run: Session, words: ConfigWords, named: str) -> Iterator[Block]:
    """Tell what a home's file says, or why it says nothing."""
    if not named:
        return
    where = settings.house_path(run.folders.config, named)
    try:
        house, unusable = settings.read_house(run.folders.config, named)
    except StorageError as error:
        yield Say(error.message)
        return
    rows = [
        words.house_row.format(key=key, value=_shown(words, value))
        for key, value in house._asdict().items()
        if value
    ]
    yield Say(words.house.format(file=where))
    if rows:
        yield Quote("\n".join(rows))
    for key in unusable:
        yield Say(content.kept().unusable.format(file=where, key=key))


@config.command("set")
def set_(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="What to set, as config names it.")],
    value: Annotated[
        list[str],
        typer.Argument(
            metavar="VALUE", help="What it is to be. A list takes commas; none empties."
        ),
    ],
    *,
    plain: Plain = False,
) -> None:
    """Set one thing; comments and all else in the file stay."""
    run = session(ctx, plain=plain)
    words = content.config()
    known, name = _meant(words, key)
    try:
        put = setting_keys.read_value(known, value)
    except ValueError:
        raise UsageError(_takes(words, known, known.words), words.list_them) from None
    put = _checked(run, words, known, put)
    setting_keys.change(run.folders.config, known, name, put)
    shown = known.name.replace("NAME", name) if name else known.name
    if put is None:
        run.notice(words.emptied.format(key=shown))
    else:
        told = tuple(put) if isinstance(put, list) else put
        run.notice(words.done.format(key=shown, value=_shown(words, told)))


def _meant(words: ConfigWords, typed: str) -> tuple[Known, str]:
    if found := setting_keys.find(typed):
        return found
    keys = [known.name for known in setting_keys.known_keys()]
    tables = {known.table: known.name for known in setting_keys.known_keys() if known.is_table}
    table = tables.get(typed.strip().rstrip("."), typed)
    if table in tables.values():
        such = f"{table.replace('NAME', 'Wren')} {words.keys[table].example}"
        raise UsageError(words.no_key.format(key=typed), words.needs_name.format(key=such))
    near = get_close_matches(typed, [*keys, *(key.rpartition(".")[2] for key in keys)], n=1)
    meant = next((key for key in keys if near and key.endswith(near[0])), "")
    hint = f"{words.meant.format(key=meant)} {words.list_them}" if meant else words.list_them
    raise UsageError(words.no_key.format(key=typed), hint)


def _checked(run: Session, words: ConfigWords, known: Known, value: Any) -> Any:
    """Return what is to be kept, in the way it is known here. Raises UsageError."""
    if value is None:
        return None
    if known.is_birth:
        born = Birth.read(str(value))
        if (born.year, born.month) > (run.now.year, run.now.month):
            raise UsageError(words.future.format(value=born))
    if known.name == "country":
        value = content.help_page().place(value) or value
    few = _limited_to(known)
    if few and not {*(value if known.is_list else [value])} <= {*few}:
        raise UsageError(_takes(words, known, few))
    return value


def _limited_to(known: Known) -> list[str]:
    """Return the values that a key can have because of what the program knows; none for any."""
    if known.name == "country":
        page = content.help_page()
        return [*page.countries, page.page.elsewhere_name]
    if known.name == "coach.without":
        return [each.id for each in content.coach_rules().pattern]
    if known.name == "add.without":
        return [each.id for each in content.capture().add.choices]
    return []


def _takes(words: ConfigWords, known: Known, few: Sequence[str]) -> str:
    """Say what a key takes: of few values one, or several; a birth; or yes and no."""
    if few:
        form = words.few_values if known.is_list else words.one_value
    else:
        form = words.birth if known.is_birth else words.yes_or_no
    return form.format(key=known.name, words=", ".join(few))


@config.command()
def edit(ctx: typer.Context, *, plain: Plain = False) -> None:
    """Open the settings in your own text editor, as VISUAL or EDITOR names it."""
    from repairlog.cli.editor import edited  # noqa: PLC0415  only where one is opened

    run = session(ctx, plain=plain)
    words, folder = content.config(), run.folders.config
    text = settings.as_text(folder) or _draft(words)
    draft = Draft(run.folders.state, "settings.toml")

    def read(before: str, now: str) -> str:
        _refuse_broken(words, now)
        return settings.with_what_was_set_since(folder, now, before)

    now = edited(run, draft, text, read, "{repairlog} config edit")
    if now is None:
        run.notice(words.unchanged)
        return
    settings.put_text(folder, now)
    draft.remove()
    run.notice(words.saved)
    told = content.kept().unusable
    for key in settings.read_keys(folder)[1]:
        run.notice(told.format(file=settings.path(folder), key=key))


def _refuse_broken(words: ConfigWords, text: str) -> None:
    """Raise UsageError that names the line where a text is not TOML."""
    import tomllib  # noqa: PLC0415  only here

    try:
        tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"(.*) \(at line (\d+)", str(error))
        line = found[2] if found else str(text.count("\n") + 1)
        why = found[1] if found else "it ends too soon"
        raise UsageError(words.broken.format(line=line, why=why)) from None


def _draft(words: ConfigWords) -> str:
    """Return a file in which every key stands, behind a sign that makes it do nothing."""
    lines = [words.draft, ""]
    table = ""
    keys = setting_keys.known_keys()
    for known in sorted(keys, key=lambda known: bool(known.table)):
        if known.table != table:
            table = known.table
            lines += [f"# [{table}]", ""]
        says = words.keys[known.name]
        name = known.name.rpartition(".")[2].replace("NAME", "Wren")
        value = setting_keys.as_toml(known, says.example)
        lines += [f"# {says.does}", f"# {name} = {value}", ""]
    return "\n".join(lines)
