"""What one run of the program knows: its folders, its streams, how it was started.

stdout is data, stderr is talk. On a terminal people read both in one place, so there
talk goes to stdout too, unless `--json` keeps that for the one document.
"""

import json
import os
import secrets
import shlex
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from repairlog import content
from repairlog.core.entries.model import ID_ALPHABET, ID_LENGTH, Entry, Version
from repairlog.errors import StorageError
from repairlog.journal import folders
from repairlog.journal.journal import Journal
from repairlog.view.safe import safe

if TYPE_CHECKING:
    from repairlog.core.conversations.blocks import Block
    from repairlog.core.entries.preferences import Preferences
    from repairlog.journal.store import DeviceStore
    from repairlog.view.terminal import Page


@dataclass
class Session:
    """One run. `no_input` means that nothing may be asked.

    `counts_unreadable` is false where a command says itself what could not be read.
    """

    journal_option: str | None = None
    plain: bool = False
    no_input: bool = False
    as_json: bool = False
    counts_unreadable: bool = True

    @cached_property
    def now(self) -> datetime:
        """When this run began, with the local offset of that moment."""
        return datetime.now().astimezone()

    @staticmethod
    def localise(naive: datetime) -> datetime:
        """Return a wall time of this computer with its offset then."""
        return naive.astimezone()

    @cached_property
    def folders(self) -> folders.Locations:
        """Where things are for this run."""
        return folders.find(self.journal_option)

    @cached_property
    def journal(self) -> Journal:
        """The journal."""
        return Journal(self.folders)

    @cached_property
    def store(self) -> "DeviceStore":
        """Where this device writes. Raises StorageError."""
        from repairlog.journal.store import DeviceStore  # noqa: PLC0415  reading needs none of it

        return DeviceStore(self.journal, self.folders)

    @cached_property
    def known(self) -> "Preferences":
        """What the settings file says; a broken one is said once and gone without."""
        from repairlog.core.entries.preferences import Preferences  # noqa: PLC0415  reading needs none of it
        from repairlog.journal import settings  # noqa: PLC0415  likewise

        try:
            return settings.read(self.folders.config)
        except StorageError as error:
            self.notice(f"{error.message} {error.hint}")
            return Preferences()

    @property
    def interactive(self) -> bool:
        """Whether somebody at a terminal can be asked."""
        return not self.no_input and sys.stdin.isatty()

    @property
    def piped(self) -> bool:
        """Whether answers come from a pipe or a file."""
        return not self.no_input and not sys.stdin.isatty()

    @cached_property
    def is_plain(self) -> bool:
        """Whether to write sentences rather than columns, and no escape sequence at all."""
        asked = self.plain or bool(os.environ.get("ACCESSIBLE"))
        return asked or os.environ.get("TERM") == "dumb"

    @property
    def escapes(self) -> bool:
        """Whether a terminal may be sent escape sequences (bracketed paste is all there is)."""
        return not self.is_plain and not os.environ.get("NO_COLOR") and sys.stdout.isatty()

    @property
    def talk_stream(self) -> TextIO:
        """Where questions and what is said around them go."""
        return sys.stdout if sys.stdout.isatty() and not self.as_json else sys.stderr

    @cached_property
    def program(self) -> str:
        """How this program was started, so that what is printed works when it is pasted."""
        started = _started(sys.argv[0], sys.orig_argv)
        if self.journal_option:
            return f"{started} --journal {shlex.quote(self.journal_option)}"
        return started

    @property
    def page(self) -> "Page":
        """What a screen is fitted to."""
        from repairlog.view.terminal import Page  # noqa: PLC0415  JSON and quick saves need none
        from repairlog.view.text import WIDEST  # noqa: PLC0415  likewise

        width = shutil.get_terminal_size((WIDEST, 24)).columns
        return Page(min(max(width, 20), WIDEST), self.program, self.is_plain)

    # Printing: nothing else in the program does it

    def data(self, text: str) -> None:
        """Print what was asked for."""
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    def json(self, value: Any) -> None:
        """Print one JSON document; other alphabets are escaped, so that nothing can act."""
        self.data(json.dumps(value, ensure_ascii=True, indent=2))

    def talk(self, blocks: "Sequence[Block]") -> None:
        """Print what is said around questions."""
        from repairlog.core.conversations.blocks import HelpNow  # noqa: PLC0415  likewise
        from repairlog.view.terminal import screen  # noqa: PLC0415  likewise

        page = self.page
        if any(isinstance(block, HelpNow) for block in blocks):
            page = page._replace(help_now=self.help_now(""))
        self.tell(screen(blocks, page))

    def text(self, block: "Block") -> str:
        """Return one block fitted to the terminal."""
        from repairlog.view.terminal import block_text  # noqa: PLC0415  likewise

        return block_text(block, self.page)

    def tell(self, text: str, end: str = "") -> None:
        """Print text to where talk goes."""
        stream = self.talk_stream
        stream.write(f"{text}{end}")
        stream.flush()

    def notice(self, text: str) -> None:
        """Print a line to stderr."""
        sys.stderr.write(f"{safe(text.replace('{repairlog}', self.program))}\n")
        sys.stderr.flush()

    def help_now(self, country: str) -> str:
        """Return the help page."""
        from repairlog.view.terminal import help_text  # noqa: PLC0415  likewise

        return help_text(content.help_page(), country, self.now.date(), self.page)

    def give_back(self, words: str) -> None:
        """Print words that could not be saved."""
        if words:
            self.notice(f"\n{content.kept().back}\n\n{words}\n")

    def is_harm(self, entry: Entry) -> bool:
        """Whether an entry speaks of harm. Nothing of the answer is kept."""
        from repairlog.core.harm.detection import speaks_of_harm  # noqa: PLC0415  only where it is asked

        return entry.apart or speaks_of_harm(entry.narrative, content.harm())

    def mention_help(self, entry: Entry) -> None:
        """Name help-now in one line on stderr after words that speak of harm, once saved."""
        if self.is_harm(entry):
            self.notice(content.kept().help_now)

    def close(self) -> None:
        """Say at the end, whatever was done, how many of the lines could not be read."""
        if "journal" in self.__dict__:
            with suppress(OSError):
                self.mention_unreadable()

    def mention_unreadable(self) -> None:
        """Say on stderr how many lines could not be read, if any, once."""
        count = len(self.journal.unreadable)
        if count and self.counts_unreadable:
            self.counts_unreadable = False
            words = content.kept()
            told = words.unreadable_one if count == 1 else words.unreadable
            self.notice(told.replace("{count}", str(count)))


def new_id() -> str:
    """Return a fresh id of 12 random lower-case letters and digits 2 to 7."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))


def as_shown(version: Version) -> dict[str, Any]:
    """Return a version for JSON output: as on disk, but without its deleted parts."""
    shown = version.model_dump(mode="json")
    for part in ("repairs", "check_ins"):
        if part in shown:
            items = getattr(version, part)
            alive = {item.id for item in items if not item.deleted or item.edited > item.deleted}
            shown[part] = [item for item in shown[part] if item["id"] in alive]
    return shown


def _started(argv0: str, orig: Sequence[str]) -> str:
    path = Path(argv0)
    if path.name == "__main__.py":
        return shlex.join([_typed(orig[0]), "-m", "repairlog"])
    return shlex.quote(_typed(argv0))


def _typed(program: str) -> str:
    """Return a program by its bare name where the shell finds that, else by its path."""
    path = Path(program)
    with suppress(OSError):
        found = shutil.which(path.name)
        # Locations are compared: the pythons of all environments are links to one file.
        if found and path.is_absolute() and Path(found).parent.samefile(path.parent):
            return path.name
    return program
