r"""Whole sessions as text: how they are read, played and written anew.

A transcript has three parts, with a line of three hyphens between them:

- what is there before: `title`, `now`, and where they matter `piped`, `plain`, `width` (of
  `help-now`), `[settings]`, `[cut_off]`, and an `[[entry]]` for each moment that is written down
  already;
- the session, as it stands on the screen. What follows a question's label and its colon
  is what the person types; `\n` in it is a pasted line end, `^C` stops there, and in a
  pipe `^D` is its end;
- what must then be so: `entry.child = "Wren"` for the moment it was about, `attempt` for
  the newest attempt in it, `attempts` and `learned` for their number and the settings.

After a wording was changed on purpose, this writes every screen anew, with the same answers;
`git diff` then shows what people will read:

    PYTHONPATH=src:tests python -m support.transcript
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from repairlog import content
from repairlog.cli import own_settings
from repairlog.cli.conversations import make_coach
from repairlog.core.conversations import capture, check_in, reframe, repair
from repairlog.core.conversations.blocks import HelpNow
from repairlog.core.conversations.capture_state import CaptureConversation, CutOff, to_save
from repairlog.core.conversations.engine import Context, Conversation, advance
from repairlog.core.entries.changes import Change, apply
from repairlog.core.entries.checking import offered
from repairlog.core.entries.children import known_names
from repairlog.core.entries.listing import happening
from repairlog.core.entries.model import ID_ALPHABET, Entry
from repairlog.core.entries.preferences import Birth, House, OwnWords, Preferences
from repairlog.core.text import name_key
from repairlog.view import help_page, screens
from repairlog.view.text import Page
from support.paths import TESTS

FOLDER = TESTS / "transcripts"
HOME = "/home/sam/.local/share/repairlog"
ZONE = ZoneInfo("Europe/London")
PARTING = "\n---\n"
CONVERSATIONS = ("new", "edit", "repair", "reframe", "check-in")


def localise(naive: datetime) -> datetime:
    """Place a wall time in the zone of all transcripts."""
    return naive.replace(tzinfo=ZONE)


def an_id(number: int) -> str:
    """Return an id that is the same every time."""
    return ID_ALPHABET[number] * 12


@dataclass(frozen=True)
class Transcript:
    """One file: what is there before, the session, and what must be so afterwards."""

    name: str
    before: Mapping[str, Any]
    session: str
    after: Mapping[str, Any]

    @classmethod
    def read(cls, name: str) -> "Transcript":
        """Read a transcript by its file's name, without its ending."""
        before, _, rest = (FOLDER / f"{name}.txt").read_text("utf-8").partition(PARTING)
        session, _, after = rest.partition(PARTING)
        return cls(name, tomllib.loads(before), session.strip("\n"), tomllib.loads(after))

    @property
    def command(self) -> list[str]:
        """What was typed in the shell, after the program's name."""
        return self.session.split("\n", 1)[0].removeprefix("$ repairlog").split()

    @property
    def is_conversation(self) -> bool:
        """Whether it asks anything."""
        return bool(self.command) and self.command[0] in CONVERSATIONS

    @property
    def asks_for_help(self) -> bool:
        """Whether it is `help-now` at a terminal."""
        return self.command == ["help-now"] and not self.piped

    @property
    def piped(self) -> bool:
        """Whether the answers come from a pipe."""
        return bool(self.before.get("piped"))

    @cached_property
    def now(self) -> datetime:
        """When the session begins."""
        return localise(self.before["now"])

    @cached_property
    def entries(self) -> list[Entry]:
        """The moments that are there already, in the order of the file."""
        return [an_entry(number, each) for number, each in enumerate(self.before.get("entry", []))]

    @property
    def preferences(self) -> Preferences:
        """The settings that are there already."""
        said = self.before.get("settings", {})
        born = {child: Birth.read(str(year)) for child, year in said.get("children", {}).items()}
        few = tuple(said.get("few_words", ()))
        own = {kind: tuple(words) for kind, words in said.get("own", {}).items()}
        return Preferences(
            said.get("setting"),
            said.get("carer", ""),
            born,
            few_words=few,
            own=OwnWords(**own),
            not_added=tuple(said.get("add", {}).get("without", ())),
            house=House(**said.get("house", {})),
        )

    @property
    def cut_off(self) -> CutOff | None:
        """The moment that an earlier session was cut off in."""
        if "cut_off" not in self.before:
            return None
        since = localise(self.before["cut_off"]["since"])
        return CutOff(self.entries[-1], self.before["cut_off"]["question"], since)


def an_entry(number: int, said: Mapping[str, Any]) -> Entry:
    """Make a moment from a header; a bare date is a day."""
    fields = dict(said)
    repairs = fields.pop("repair", [])
    checks = fields.pop("check_in", [])
    fields |= _time("happened", fields.pop("happened"))
    logged = localise(fields["logged"]) if "logged" in fields else fields["happened"]
    edited = logged.astimezone(UTC)
    fields |= {"id": an_id(number), "logged": edited, "edited": edited}
    if "rest" in fields:
        fields["rest"] = {"at": edited} | fields["rest"]
    made = []
    for at, tried in enumerate(repairs, 1):
        when = _time("at", tried["at"]) if "at" in tried else {}
        tick = {"id": an_id(20 + at), "edited": edited + timedelta(minutes=at)}
        made.append(tried | when | tick)
    lists = ("did", "feelings", "body", "child_feelings", "capacities", "tags")
    fields |= {name: tuple(fields[name]) for name in lists if name in fields}
    ticks = {"at": edited, "edited": edited}
    checked = tuple({"id": an_id(10 + at)} | ticks | each for at, each in enumerate(checks))
    return Entry.model_validate({**fields, "repairs": tuple(made), "check_ins": checked})


def _time(name: str, value: date) -> dict[str, Any]:
    if isinstance(value, datetime):
        return {name: localise(value), "precision": "minute"}
    noon = datetime(value.year, value.month, value.day, 12)  # noqa: DTZ001  placed right after
    return {name: localise(noon), "precision": "day"}


@dataclass
class Played:
    """A session as it went: its screen, what was typed, and what became of the journal."""

    screen: str = ""
    typed: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    talk: Conversation | None = None
    journal: dict[str, Entry] = field(default_factory=dict)
    learned: Preferences = field(default_factory=Preferences)


def play(transcript: Transcript, folder: str = HOME, width: int = 80, stop: int = -1) -> Played:
    """Hold the session again with the answers in it, and an in-memory journal.

    `stop` is the number of the answer, from 0, in whose place it is interrupted.
    """
    played = Played(
        screen=f"$ {' '.join(['repairlog', *transcript.command])}\n",
        journal={entry.id: entry for entry in transcript.entries},
        learned=transcript.preferences,
    )
    page = Page(width, "repairlog", bool(transcript.before.get("plain")), "")
    talk = open_talk(transcript, folder)
    answers = iter(transcript.session.split("\n"))
    while not talk.over:
        played.screen += shown(talk, page, transcript.now.date())
        if not talk.again:
            asked = screens.question_text(talk.question.text, page).strip("\n")
            played.screen += f"\n{asked}\n"
        typed = next_answer(answers, talk.question.label)
        typed = "^C" if len(played.typed) == stop else typed
        played.typed.append(typed)
        played.screen += f"{talk.question.label}: {typed}".rstrip() + "\n"
        played.talk = talk
        played.labels.append(talk.question.label)
        if typed == "^C":
            return played
        if typed == "^D":
            talk = replace(talk, blocks=(), change=None)
            while not talk.over:
                talk = talk.flow.stop(talk)
            break
        before, talk = talk, advance(talk, typed.replace("\\n", "\n"))
        talk = _save(played, before, talk)
    played.screen += shown(talk, page, transcript.now.date())
    played.talk = talk
    return played


def shown(talk: Conversation, page: Page, today: date) -> str:
    """Return what is said around questions."""
    if any(isinstance(block, HelpNow) for block in talk.blocks):
        text = help_page.whole_text(content.help_page(), help_page.Wanted(), today, page)
        page = Page(page.width, page.program, page.plain, text)
    return screens.screen(talk.blocks, page)


def next_answer(lines: Iterator[str], label: str) -> str:
    """Return what is typed where this label stands next in a session."""
    for line in lines:
        if line == f"{label}:" or line.startswith(f"{label}: "):
            return line[len(label) + 1 :].strip()
    raise LookupError(f"The transcript has no answer to {label!r}.")


def _save(played: Played, before: Conversation, talk: Conversation) -> Conversation:
    """Keep what an answer changes, and hold the state to it."""
    if isinstance(before, CaptureConversation) and isinstance(talk, CaptureConversation):
        for each in to_save(before, talk):
            if isinstance(each, Entry):
                played.journal[each.id] = each
            else:
                entry, change = each
                played.journal[entry.id] = apply(played.journal[entry.id], change, talk.context.now)
        talk = replace(talk, others=tuple(played.journal[each.id] for each in talk.others))
    played.learned = talk.learned or played.learned
    if isinstance(talk.change, Entry):
        played.journal[talk.change.id] = talk.change
    elif isinstance(talk.change, Change):
        entry = played.journal[talk.the_entry.id]
        played.journal[entry.id] = apply(entry, talk.change, talk.context.now)
    if talk.entry is not None and played.journal[talk.entry.id] != talk.entry:
        raise AssertionError("What is shown is not what was saved.")
    return talk


def open_talk(transcript: Transcript, folder: str = HOME) -> Conversation:
    """Begin the session's conversation."""
    name, *arguments = transcript.command
    entries, known = transcript.entries, transcript.preferences
    newest_first = sorted(entries, key=lambda entry: entry.logged, reverse=True)
    here = bool(newest_first) and newest_first[0].setting is not None
    context = Context(
        now=transcript.now,
        localise=localise,
        vocabulary=own_settings.vocabulary(known),
        retry=content.capture().retry,
        hear_harm=content.hear_harm,
        new_id=an_id(31),
        other_ids=tuple(map(an_id, range(26, 31))),
        preferences=known,
        children=known_names(newest_first, known),
        first=not entries and not transcript.piped,
        piped=transcript.piped,
        matters={name_key(e.child): r.matters for e in entries for r in e.attempts if r.matters},
        plain=bool(transcript.before.get("plain")),
        asks_where=not transcript.piped and not any(each.setting for each in entries),
        hurt_before=[(e.child, e.happened) for e in entries if e.harm == "yes"],
        given=({"setting": newest_first[0].setting} if here else {})
        | ({"kind": "steady"} if "--steady" in arguments else {}),
    )
    if name == "new":
        cut_off = None if transcript.piped else transcript.cut_off
        quick = "--quick" in arguments
        words = content.capture(), own_settings.safety(known)
        return capture.new(context, *words, folder, quick=quick, cut_off=cut_off)
    if name == "edit":
        entry, words = entries[-1], (content.capture(), own_settings.safety(known))
        same = (each for each in entries[:-1] if each.group and each.group == entry.group)
        return capture.edit(context, *words, entry, tuple(same))
    if arguments:
        chosen = entries[-1:]
    elif name == "repair":
        chosen = [entry for entry in entries if entry.waits]
    elif name == "check-in":
        chosen = offered(entries, transcript.now)
    else:
        chosen = [e for e in entries if e.moment.now is None and e.moment.then != "cant"]
    newest = tuple(sorted(chosen, key=happening, reverse=True))
    if name == "repair":
        words = own_settings.repair(known), own_settings.safety(known)
        cut_off = transcript.cut_off
        unfinished = {cut_off.entry.id: cut_off.question} if cut_off else {}
        return repair.repair(context, *words, newest, make_coach(known), unfinished=unfinished)
    if name == "check-in":
        return check_in.check_in(context, content.check_in(), newest)
    return reframe.reframe(context, content.reframe(), newest)


def differences(transcript: Transcript, played: Played) -> list[str]:
    """Return what is not as the end of the transcript says."""
    entry = played.talk.entry if played.talk else None
    attempts = entry.attempts if entry else ()
    found = {
        "entry": _plain(entry),
        "attempt": _plain(attempts[-1] if attempts else None),
        "attempts": len(attempts),
        "check_in": _plain(entry.checks[-1] if entry and entry.checks else None),
        "check_ins": len(entry.checks) if entry else 0,
        "learned": {
            "setting": played.learned.setting,
            "children": {child: born.year for child, born in played.learned.birth_years.items()},
            "few_words": list(played.learned.few_words),
        },
        "entries": len(played.journal),
    }
    return list(_unlike("", transcript.after, found))


def _plain(value: Any) -> Any:
    return "none" if value is None else value.model_dump(mode="json")


def _unlike(where: str, wanted: Any, found: Any) -> Iterator[str]:
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        for key, value in wanted.items():
            yield from _unlike(f"{where}.{key}".lstrip("."), value, found.get(key, "nothing"))
    elif wanted != ("none" if found is None else found):
        yield f"{where} is {found!r}, not {wanted!r}"


def names() -> list[str]:
    """Return the names of all transcripts."""
    return sorted(path.stem for path in FOLDER.glob("*.txt"))


def rewrite(name: str, screen: str) -> bool:
    """Put the screen into the transcript's file, and return whether that changed it."""
    path = FOLDER / f"{name}.txt"
    old = path.read_text("utf-8")
    before, _, rest = old.partition(PARTING)
    _, parting, after = rest.partition(PARTING)
    tidy = re.sub(r"[ \t]+\n", "\n", screen.strip("\n"))
    new = f"{before}{PARTING}{tidy}\n{parting}{after}"
    if new != old:
        path.write_text(new, "utf-8")
    return new != old


def main() -> None:
    """Write every transcript's screen anew."""
    import tempfile  # noqa: PLC0415  only when writing

    from support.help_now import play_help  # noqa: PLC0415  it needs this module
    from support.world import World  # noqa: PLC0415  likewise

    for name in names():
        transcript = Transcript.read(name)
        if transcript.is_conversation:
            screen = play(transcript).screen
        elif transcript.asks_for_help:
            with tempfile.TemporaryDirectory() as folder:
                screen = play_help(transcript, Path(folder)).screen
        else:
            with tempfile.TemporaryDirectory() as folder:
                screen = World.of(Path(folder), transcript).screen(transcript)
        if rewrite(name, screen):
            sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
