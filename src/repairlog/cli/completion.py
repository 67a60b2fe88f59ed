"""Completion: what the Tab key offers, in bash, zsh and fish, and how each is told.

It is imported where a shell asks, and no sooner. Which parameter is being typed, Typer finds out;
what a journal can offer for it is looked up here. Whatever fails offers nothing, and nothing is
ever said on stderr: it would land in the middle of a line that somebody is typing.
"""

import io
import os
import re
import shlex
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from itertools import islice
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from typer import _completion_classes as shells  # they are private, and know each shell's words
from typer._click import shell_completion as click
from typer._click.core import Command, Context, Parameter
from typer._click.shell_completion import CompletionItem
from typer.main import get_command

from repairlog.cli.commands import COMMANDS, program
from repairlog.core.text import plain

if TYPE_CHECKING:  # a journal is opened only where something of it may be offered
    from repairlog.cli.session import Session
    from repairlog.core.entries.model import Entry

VARIABLE = "_REPAIRLOG_COMPLETE"
"""The variable by which a shell asks."""

_OFFERED = 40
"""How many moments are offered at once: more is no help."""

_WIDEST = 50
_FILES = ("FILE", "FOLDER")
_PLAIN_SIGNS = re.compile(r"[^\w ,.:'-]+")
_LISTS = {"did": "did", "feeling": "feelings", "body": "body", "child_feeling": "child_feelings"}
_NAMES = {"child", "name", "old", "carer", "tag", "key", "topic", *_LISTS}


def answer() -> tuple[str, int]:
    """Return what the shell that asks is told, and the exit code; what is wrong offers nothing."""
    with redirect_stderr(io.StringIO()):
        try:
            return _answer(os.environ[VARIABLE]), 0
        except SystemExit as left:  # fish is told by the code alone
            return "", left.code if isinstance(left.code, int) else 1
        except Exception:  # noqa: BLE001  a line that is being typed is no place for a report
            return "", 1


def _answer(instruction: str) -> str:
    asked, _, shell = instruction.partition("_")
    if asked != "complete" or shell not in _SHELLS:
        return ""
    return str(_SHELLS[shell](get_command(program), {}, "repairlog", VARIABLE).complete())


class _Journal(click.ShellComplete):
    """A shell that is offered what a journal holds, besides commands, options and choices."""

    takes_file = False

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        if not args and not incomplete.startswith("-"):  # known without reading any command
            return [
                CompletionItem(name, help=command.summary)
                for name, command in COMMANDS.items()
                if name.startswith(incomplete)
            ]
        context, asked, incomplete = self.asked(args, incomplete)
        offers = _offers(context, asked, incomplete) if isinstance(asked, Parameter) else []
        return offers or asked.shell_complete(context, incomplete)

    def asked(self, args: list[str], incomplete: str) -> tuple[Context, Command | Parameter, str]:
        """Find out what is being typed, a parameter or one of a command's own words."""
        context = click._resolve_context(self.cli, self.ctx_args, self.prog_name, args)  # noqa: SLF001
        asked, incomplete = click._resolve_incomplete(context, args, incomplete)  # noqa: SLF001
        self.takes_file = isinstance(asked, Parameter) and asked.metavar in _FILES
        return context, asked, incomplete


def _offers(context: Any, asked: Any, incomplete: str) -> list[CompletionItem]:
    """Return what can stand for a parameter, each as the shell is to put it there."""
    if asked.metavar != "ID" and asked.name not in _NAMES:
        return []
    from repairlog.cli.session import Session  # noqa: PLC0415  commands and options need none of it

    run = Session(journal_option=context.find_root().params.get("journal"), no_input=True)
    if asked.metavar == "ID":
        return [*_moments(run, incomplete)]
    before, comma, begun = incomplete.rpartition(",")
    words = _words(run, asked, context.command.name)
    return [
        CompletionItem(f"{before}{comma}{word}")
        for word in dict.fromkeys(words)
        if word.isprintable() and plain(word).startswith(plain(begun))
    ]


def _recent(run: "Session") -> Iterator["Entry"]:
    from repairlog.cli.options import RECENT  # noqa: PLC0415  likewise

    return islice(run.journal.newest_first(), RECENT)


def _words(  # noqa: PLR0911  a return for each kind
    run: "Session", asked: Any, command: str
) -> Iterable[str]:
    """Return the words of a journal, of the settings or of the lists that a parameter may take."""
    name = asked.name
    if name == "child" or (command in ("born", "rename") and name in ("name", "old")):
        from repairlog.core.entries.children import known_names  # noqa: PLC0415  only for names

        return known_names(_recent(run), run.preferences)
    if name == "carer":
        return [run.preferences.carer] if run.preferences.carer else []
    if name == "tag":
        return _used(run, "tags")
    if name in _LISTS:
        return [*_of_list(run, name), *_used(run, _LISTS[name], name)]
    if name == "topic":
        from repairlog import content  # noqa: PLC0415  only for pages to read

        return [each.id for each in content.learn().topic]
    if name == "key" and command == "set":
        from repairlog.journal.setting_keys import known_keys  # noqa: PLC0415  only for settings

        return [known.name.removesuffix("NAME") for known in known_keys()]
    return ()


def _of_list(run: "Session", name: str) -> Iterator[str]:
    """Yield what a list offers, as it is told; of the feelings the more exact words too."""
    from repairlog.cli.own_settings import vocabulary  # noqa: PLC0415  only for lists

    words = vocabulary(run.preferences)
    if name == "feeling":
        yield from (each.family for each in words.feelings)
        yield from (word for each in words.feelings for word in each.words)
    elif name == "did":
        yield from (each.told for each in words.did)
    else:
        yield from (words.body if name == "body" else words.child_feelings).words


def _used(run: "Session", field: str, name: str = "") -> Iterator[str]:
    """Yield the words that moments of late have in a field; of those with ids, as they are told."""
    told = {}
    if name == "did":
        from repairlog import content  # noqa: PLC0415  only for what was done

        told = {each.id: each.told for each in content.vocabulary().did}
    for entry in _recent(run):
        for word in getattr(entry, field):
            yield told.get(word, word)


def _moments(run: "Session", incomplete: str) -> Iterator[CompletionItem]:
    """Yield the newest moments whose id begins so, each with its day, its child and a few words."""
    from repairlog.core.entries.listing import title  # noqa: PLC0415  only for moments

    found = list(
        islice((each for each in _recent(run) if each.id.startswith(incomplete)), _OFFERED)
    )
    if not found and incomplete:
        found = [run.journal.find(incomplete)]
    for entry in found:
        told = f"{title(entry, run.now)}: {shorten(entry.what, _WIDEST, placeholder=' ...')}"
        yield CompletionItem(entry.id, help=_PLAIN_SIGNS.sub(" ", told))
    if "last".startswith(incomplete):
        yield CompletionItem("last", help="the one written down last")


# How each shell is told. What stands in a moment is text, whatever signs are in it.


class _Bash(_Journal, shells.BashComplete):
    """It takes a word a line as it is to stand in the command: signs get a backslash."""

    def format_completion(self, item: CompletionItem) -> str:
        return re.sub(r"([^\w@%+=:,./-])", r"\\\1", item.value)


class _Zsh(_Journal, shells.ZshComplete):
    """It runs what it is told, so that every word of it is quoted."""

    def complete(self) -> str:
        found = self.get_completions(*self.get_completion_args())
        if not found:
            return "_files" if self.takes_file else ""
        told = " ".join(shlex.quote(self.format_completion(item)) for item in found)
        return f"local -a found; found=({told}); _describe -V repairlog found"

    def format_completion(self, item: CompletionItem) -> str:
        value = item.value.replace("\\", "\\\\").replace(":", "\\:")
        return f"{value}:{item.help}" if item.help else value


class _Fish(_Journal, shells.FishComplete):
    """It takes a word a line, and behind a tab what is said of it; it quotes by itself.

    At each key it asks twice, first whether the words are not to be files: that needs no journal.
    """

    def complete(self) -> str:
        if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") != "is-args":
            return super().complete()
        args, incomplete = self.get_completion_args()
        if args:
            self.asked(args, incomplete)
        raise SystemExit(1 if self.takes_file else 0)

    def format_completion(self, item: CompletionItem) -> str:
        told = " ".join((item.help or "").split())
        return f"{item.value}\t{told}" if told else item.value


_SHELLS: dict[str, Any] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}
