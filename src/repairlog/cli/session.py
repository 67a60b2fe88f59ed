"""Session: what one run of the program knows, its folders, its streams, how it was started.

stdout is data, stderr is talk. On a terminal people read both in one place, so there
talk goes to stdout too, unless `--json` keeps that for the one document.
"""

import errno
import json
import os
import secrets
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TextIO

from repairlog import content
from repairlog.cli import signals
from repairlog.cli.plain import is_plain_asked
from repairlog.core.dates.clock import YEARS
from repairlog.core.entries.model import ID_ALPHABET, ID_LENGTH, Entry, Version
from repairlog.errors import HungUp, Stopped, UsageError
from repairlog.journal import folders
from repairlog.journal.files import shown
from repairlog.journal.journal import Journal
from repairlog.view.safe import safe

if TYPE_CHECKING:
    from repairlog.cli.piped import PipedInput
    from repairlog.cli.terminal import Terminal
    from repairlog.core.conversations.blocks import Block
    from repairlog.core.entries.model import Setting
    from repairlog.core.entries.preferences import Preferences
    from repairlog.journal.lines import Unreadable
    from repairlog.journal.store import DeviceStore
    from repairlog.view.text import Page

_SIGNS = 4096
"""How many signs and values of a JSON document are printed at once."""

_NAMED = 3
"""How many files that could not be read are named one by one."""


@dataclass
class Session:
    """One run. `no_input` means that nothing may be asked.

    `counts_unreadable` is false where a command says itself what could not be read.
    `keeps_answers` is true once a conversation saves what it is told.
    """

    journal_option: str | None = None
    plain: bool = False
    no_input: bool = False
    as_json: bool = False
    counts_unreadable: bool = True
    keeps_answers: bool = False
    _journal: Journal | None = field(init=False, default=None)
    _terminal: "Terminal | None" = field(init=False, default=None)

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

    @property
    def journal(self) -> Journal:
        """The journal, one for the whole run."""
        if self._journal is None:
            self._journal = Journal(self.folders, self.now)
        return self._journal

    @cached_property
    def input(self) -> "PipedInput":
        """Standard input as text."""
        from repairlog.cli.piped import PipedInput  # noqa: PLC0415  most commands read none

        return PipedInput()

    @cached_property
    def store(self) -> "DeviceStore":
        """Where this device writes. Raises StorageError."""
        from repairlog.journal.store import DeviceStore  # noqa: PLC0415  reading needs none of it

        return DeviceStore(self.journal, self.folders)

    @cached_property
    def preferences(self) -> "Preferences":
        """What the settings file says; what cannot be used of it is said once and left out."""
        from repairlog.cli import own_settings  # noqa: PLC0415  reading needs none of it

        return own_settings.read(self)

    @cached_property
    def setting_here(self) -> "Setting | None":
        """Where the journal's newest moment was; a new one is taken to be there too."""
        newest = next(self.journal.newest_first(), None)
        return newest.setting if newest else None

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
        return is_plain_asked(option=self.plain)

    @property
    def escapes(self) -> bool:
        """Whether a terminal may be sent escape sequences (bracketed paste is all there is)."""
        return not self.is_plain and sys.stdout.isatty()

    @property
    def talk_stream(self) -> TextIO:
        """Where questions and what is said around them go."""
        return sys.stdout if sys.stdout.isatty() and not self.as_json else sys.stderr

    def is_watched(self, *, prints: bool) -> bool:
        """Whether stderr is seen at a terminal to which nothing else is printed meanwhile."""
        return sys.stderr.isatty() and not (prints and sys.stdout.isatty())

    @property
    def terminal(self) -> "Terminal":
        """Where the person is asked. It is held from here on, until the end of the run."""
        if self._terminal is None:
            from repairlog.cli.terminal import Terminal  # noqa: PLC0415  only where something is asked

            self._terminal = Terminal(self.talk_stream, self._give_up, escapes=self.escapes)
        return self._terminal

    def lend_terminal(self) -> None:
        """Give the terminal back for another program; what is asked next takes it anew."""
        if self._terminal is not None:
            left_over, left = self._terminal.close()
            self._terminal = None
            self.give_back(left_over, content.kept().left_over)
            if left:
                _act(left, kept=self.keeps_answers)

    @cached_property
    def program(self) -> str:
        """How this program was started, so that what is printed works when it is pasted."""
        from repairlog.cli.started import started_as  # noqa: PLC0415  quick saves name no command

        started = started_as(sys.argv[0], sys.orig_argv)
        if self.journal_option:
            return f"{started} --journal {shlex.quote(self.journal_option)}"
        return started

    @property
    def page(self) -> "Page":
        """What a screen is fitted to."""
        from repairlog.view.text import WIDEST, Page  # noqa: PLC0415  JSON and quick saves need none

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

    def shown(self, version: Version) -> dict[str, Any]:
        """Return a version for `json`: as on disk, but without deleted parts and other carers."""
        if isinstance(version, Entry) and version.carer:
            version = self.preferences.without_others(version)
        shown = version.model_dump(mode="json")
        for part in ("repairs", "check_ins"):
            if part in shown:
                items = getattr(version, part)
                alive = {item.id for item in items if not item.gone}
                shown[part] = [item for item in shown[part] if item["id"] in alive]
        return shown

    def json_array(self, values: Iterable[Any]) -> None:
        """Print what `json` would print of a list, item by item."""
        signs = json.JSONEncoder(ensure_ascii=True, indent=2).iterencode(_OneByOne(values))
        while text := "".join(islice(signs, _SIGNS)):
            sys.stdout.write(text)
        self.data("")

    def pieces(self, texts: Iterable[str]) -> None:
        """Print what was asked for piece by piece; it ends with one line end."""
        ends = ""
        for text in texts:
            held = f"{ends}{text}"
            said = held.rstrip("\n")
            ends = held[len(said) :]
            sys.stdout.write(said)
        self.data("")

    def talk(self, blocks: "Sequence[Block]") -> None:
        """Print what is said around questions."""
        from repairlog.core.conversations.blocks import HelpNow  # noqa: PLC0415  likewise
        from repairlog.view.screens import screen  # noqa: PLC0415  likewise

        page = self.page
        if any(isinstance(block, HelpNow) for block in blocks):
            page = page._replace(help_now=self.help_now())
        self.tell(screen(blocks, page))

    def text(self, block: "Block") -> str:
        """Return one block fitted to the terminal."""
        from repairlog.view.screens import block_text  # noqa: PLC0415  likewise

        return block_text(block, self.page)

    def tell(self, text: str, end: str = "") -> None:
        """Print text to where talk goes."""
        stream = self.talk_stream
        try:
            stream.write(f"{text}{end}")
            stream.flush()
        except OSError as error:
            if error.errno == errno.EIO and self.interactive:  # the terminal is gone
                raise HungUp from None
            raise

    def notice(self, text: str) -> None:
        """Print a line to stderr."""
        sys.stderr.write(f"{safe(text.replace('{repairlog}', self.program))}\n")
        sys.stderr.flush()

    def help_now(self) -> str:
        """Return the help page with the first numbers of the country that was kept, or of all."""
        from repairlog.view.help_page import Wanted, whole_text  # noqa: PLC0415  likewise

        words = content.help_page()
        said = self.preferences
        wanted = Wanted(words.place(said.country), house=said.house.on_call)
        return whole_text(words, wanted, self.now.date(), self.page)

    def give_back(self, words: str, why: str = "") -> None:
        """Print words that could not be saved, or were not."""
        if words:
            self.notice(f"\n{why or content.kept().back}\n\n{words}\n")

    @contextmanager
    def giving_back(self, *words: str | None) -> Iterator[None]:
        """Save words, from their line end on: signals wait, and whatever fails gives them back.

        Raises what a signal asks for that came meanwhile, once they are saved and where no
        question follows that would act upon it.
        """
        from repairlog.cli.watch import Watch  # noqa: PLC0415  reading needs none of it

        text = "\n".join(filter(None, words))
        held = self._terminal
        watch = held.watch if held else Watch(self._give_up)
        left: list[int] = []
        try:
            with watch.over(text):
                self._check_clock()
                yield
        except BaseException:
            self.give_back(text)
            raise
        finally:
            if not held:
                left = watch.close()
        if left:
            _act(left, kept=True)

    @staticmethod
    def _check_clock() -> None:
        """Raise UsageError where the clock shows a time that no entry can have."""
        year = datetime.now().year  # noqa: DTZ005  a zone may fail out there
        if year not in YEARS:
            raise UsageError(
                f"This computer's clock says that it is the year {year}.",
                "Set the clock right, then try again.",
            )

    def _give_up(self, words: str) -> None:
        """Print words of a save that is left, from another thread: no stream's lock is taken."""
        if words:
            text = f"\n{content.kept().unsure}\n\n{safe(words)}\n"
            with suppress(OSError):
                os.write(2, text.encode(sys.stderr.encoding or "utf-8", "replace"))

    def is_harm(self, entry: Entry) -> bool:
        """Whether an entry speaks of harm. Nothing of the answer is kept.

        As `safety.is_harm` has it, which would bring the conversations with it: 50 ms.
        """
        return entry.apart or content.hear_harm(entry.narrative).level == "notice"

    def mention_help(self, entry: Entry) -> None:
        """Name help-now in one line on stderr after words that speak of harm, once saved."""
        if self.is_harm(entry):
            told = content.kept().help_now
            if sys.stderr.isatty():
                from repairlog.core.conversations.blocks import Say  # noqa: PLC0415  likewise

                told = self.text(Say(told))
            self.notice(told)

    def close(self) -> None:
        """Give the terminal back, and say how many of the lines could not be read.

        Raises what a signal asks for that came while the last answer was saved.
        """
        failed = sys.exc_info()[1]
        try:
            unreadable = self._journal.unreadable if self._journal is not None else ()
            if unreadable and self.counts_unreadable:
                with suppress(OSError):
                    self._mention_unreadable(unreadable)
        finally:
            left: list[int] = []
            if self._terminal is not None:
                left_over, left = self._terminal.close()
                with suppress(OSError):
                    self.give_back(left_over, content.kept().left_over)
        if left and failed is None:
            _act(left, kept=self.keeps_answers)

    def _mention_unreadable(self, unreadable: "Sequence[Unreadable]") -> None:
        """Say on stderr which files and how many lines could not be read."""
        words = content.kept()
        whole = [each for each in unreadable if each.line == 0]
        named = whole if len(whole) <= _NAMED else whole[: _NAMED - 1]
        for each in named:
            told = words.unread_file.replace("{reason}", each.reason)
            self.notice(told.replace("{file}", shown(each.path)))
        if len(whole) > len(named):
            self.notice(words.unread_files.replace("{count}", str(len(whole) - len(named))))
        if count := len(unreadable) - len(whole):
            self.notice(words.unreadable.of(count).replace("{count}", str(count)))


class _OneByOne(list[Any]):
    """A list for `json`, whose items are only made when it comes to them."""

    def __init__(self, values: Iterable[Any]) -> None:
        self._rest = iter(values)
        super().__init__(islice(self._rest, 1))  # an empty list is written in another way

    def __iter__(self) -> Iterator[Any]:
        return chain(super().__iter__(), self._rest)


def _act(left: Sequence[int], *, kept: bool) -> None:
    """Raise what signals ask for."""
    try:
        signals.act(left[0])
    except KeyboardInterrupt:
        raise Stopped(kept=kept) from None


def new_id() -> str:
    """Return a fresh id of 12 random lower-case letters and digits 2 to 7."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))
