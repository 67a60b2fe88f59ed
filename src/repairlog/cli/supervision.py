"""`report --supervision` and `--therapy`: choosing, asking, looking over, writing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from repairlog import content
from repairlog.cli.asking import ask, is_yes
from repairlog.cli.figures import FigureOptions, gather
from repairlog.cli.options import read_period
from repairlog.cli.session import Session
from repairlog.core.conversations.answers import NO_MORE, bare
from repairlog.core.conversations.blocks import Say
from repairlog.core.conversations.capture_details import read_next
from repairlog.core.conversations.choices import numbered
from repairlog.core.conversations.engine import Question
from repairlog.core.conversations.picks import Picks, read_picks
from repairlog.core.dates.naming import full_date
from repairlog.core.entries.changes import Change
from repairlog.core.entries.children import all_names
from repairlog.core.entries.listing import Filters, happening, select, title
from repairlog.core.entries.model import Entry, Next
from repairlog.core.entries.pseudonyms import Pseudonyms
from repairlog.core.text import tidy
from repairlog.core.wording.reports import ChooseWords, TakenWords
from repairlog.errors import NotFoundError, UsageError
from repairlog.journal.writing import Transaction
from repairlog.view import supervision
from repairlog.view.phrasing import Phrasing
from repairlog.view.text import one_line

Kind = Literal["supervision", "therapy"]

SHOWN = 40
"""How many moments are listed to choose from, the newest."""

_STOP = "."
"""What the asking returns where it is to end."""

_ROOM = 24
"""The least room for how a moment begins, on a narrow screen."""


@dataclass(frozen=True)
class Chosen:
    """What was asked for: ids named one by one, other names to replace, no last question.

    `counts` asks for a first page of numbers.
    """

    kind: Kind = "supervision"
    ids: Sequence[str] = ()
    names: Sequence[str] = ()
    yes: bool = False
    counts: bool = False

    @property
    def words(self) -> TakenWords:
        """The words of this kind of page."""
        return content.therapy() if self.kind == "therapy" else content.supervision()


@dataclass(frozen=True)
class Taken:
    """What is taken along: moments, oldest first, and those whose last steps are shown."""

    entries: Sequence[Entry]
    before: Sequence[Entry] = ()


def take_along(run: Session, wanted: Filters, chosen: Chosen, ending: str) -> tuple[str, Taken]:
    """Return the page, once it was looked over, and what is on it; empty where it is not to be."""
    words, nothing = chosen.words, Taken(())
    if chosen.counts and words.counts is None:
        raise UsageError(words.no_counts, words.no_counts_hint)
    taken = Taken(_named(run, chosen.ids)) if chosen.ids else _asked(run, wanted, words)
    if not (taken.entries or taken.before):
        run.talk([Say(words.choose.none)])
        return "", nothing
    if not run.no_input:
        if any(_empty(taken.entries, words)):
            run.talk([Say(words.asking)])
        taken = replace(taken, entries=_with_answers(run, taken.entries, words))
    sheet, left = _sheet(run, wanted, chosen, taken)
    run.tell(f"\n{supervision.preview(sheet, words, run.now, run.page.width)}\n")
    if left:
        run.talk([Say(words.preview.left.replace("{words}", ", ".join(left)))])
    if words.preview.caution:
        run.talk([Say(words.preview.caution)])
    if not (chosen.yes or _confirmed(run, words)):
        run.talk([Say(words.preview.kept)])
        return "", nothing
    return supervision.written(sheet, words, run.now, ending), taken


def mark_taken(run: Session, taken: Taken) -> None:
    """Keep on each moment that it was taken along now, for "since last time"."""
    changes = [
        (entry, Change(fields={"next": (entry.next or Next()).replace(sheet=run.now)}))
        for entry in taken.entries
    ]
    if changes:
        Transaction(run.store).change_all(changes, run.now)


# Choosing


def _named(run: Session, ids: Sequence[str]) -> list[Entry]:
    found = {entry.id: entry for entry in map(run.journal.find, ids)}
    return sorted(found.values(), key=happening)


def _asked(run: Session, wanted: Filters, words: TakenWords) -> Taken:
    """Ask on one list, newest first. What stands apart is not on it, and comes by its id alone."""
    choose = words.choose
    if run.no_input:
        raise UsageError(choose.nobody, choose.nobody_hint)
    found = list(select(run.journal.newest_first(), wanted))
    offered = [entry for entry in found if not entry.apart]
    before = _last_taken(found, run.now)
    run.talk([Say(choose.told)])
    if apart := len(found) - len(offered):
        run.talk([Say(choose.apart.of(apart).format(count=apart))])
    question = Question(_listed(run, offered, before, words), choose.label)
    while True:
        answer = ask(run, question, choose.help)
        if answer is None:
            raise UsageError(choose.nobody, choose.nobody_hint)
        if not answer or bare(answer) in NO_MORE:
            return Taken(())
        picks = read_picks(answer, min(len(offered), SHOWN))
        wrong = choose.never if picks.last_time and not before else ""
        wrong = wrong or _unknown(run, picks, choose)
        if not wrong:
            return _picked(run, picks, offered, before)
        if not run.interactive:
            raise UsageError(wrong, choose.nobody_hint)
        run.talk([Say(wrong)])
        question = Question(choose.ask, choose.label)


def _last_taken(entries: Sequence[Entry], now: datetime) -> list[Entry]:
    """Return the moments that were taken along last, oldest first.

    A page of today is the one that is being made: it may be written again, with a name more.
    """
    sheets = (each.next.sheet for each in entries if each.next and each.next.sheet)
    earlier = [each for each in sheets if each.astimezone(now.tzinfo).date() < now.date()]
    last = max(earlier, default=None)
    taken = [each for each in entries if last and each.next and each.next.sheet == last]
    return sorted(taken, key=happening)


def _sheet_of(before: Sequence[Entry]) -> datetime | None:
    return before[0].next.sheet if before and before[0].next else None


def _listed(
    run: Session, offered: Sequence[Entry], before: Sequence[Entry], words: TakenWords
) -> str:
    """Return the question below its list, and what "since last time" would take."""
    choose, width, rows = words.choose, run.page.width, []
    for number, entry in enumerate(offered[:SHOWN], 1):
        called = f"{title(entry, run.now)}: "
        room = max(width - len(f"{number} {called}"), _ROOM)
        rows.append(f"{called}{one_line(entry.what, room)}")
    said = [numbered(rows, listed=True)]
    if more := len(offered) - SHOWN:
        said += [choose.more.of(more).format(count=more)] if more > 0 else []
    if last := _sheet_of(before):
        day = full_date(last.astimezone(run.now.tzinfo))
        said.append(choose.last_time.replace("{day}", day))
    return "\n".join([*said, "", choose.ask])


def _unknown(run: Session, picks: Picks, choose: ChooseWords) -> str:
    """Say what of an answer names no moment and no day."""
    unknown = []
    for each in picks.others:
        try:
            run.journal.find(each)
        except NotFoundError:
            unknown.append(each)
    if picks.since:
        try:
            read_period(run, picks.since, "since")
        except UsageError:
            unknown.append(f"since {picks.since}")
    return choose.unknown.replace("{words}", ", ".join(unknown)) if unknown else ""


def _picked(run: Session, picks: Picks, offered: Sequence[Entry], before: Sequence[Entry]) -> Taken:
    found = [offered[place - 1] for place in picks.places]
    found += map(run.journal.find, picks.others)
    last = _sheet_of(before)
    if picks.last_time and last:
        found += [each for each in offered if each.logged > last]
    if picks.since:
        since = read_period(run, picks.since, "since").first
        found += select(offered, Filters(since=since))
    entries = {entry.id: entry for entry in found}
    steps = [each for each in before if each.next and each.next.text and not each.apart]
    ordered = sorted(entries.values(), key=happening)
    return Taken(ordered, steps if picks.last_time else ())


# Asking what is not there yet, and keeping it


def _with_answers(run: Session, entries: Sequence[Entry], words: TakenWords) -> list[Entry]:
    """Ask what needs to happen next and what is needed, where that is empty, and keep it.

    A full stop ends the asking.
    """
    keeping, answered = Transaction(run.store), {entry.id: entry for entry in entries}
    for entry_id, field in _empty(entries, words):
        entry = answered[entry_id]
        prompt = words.next if field == "next" and words.next else words.needs
        question = Question(prompt.ask.replace("{when}", title(entry, run.now)), prompt.label)
        said = ask(run, question, prompt.help, telling=True, stop=_STOP)
        if said == _STOP:
            break
        if answer := tidy(said or ""):
            value = read_next(answer, entry.next) if field == "next" else answer
            with run.giving_back(answer):
                change = Change(fields={field: value})
                answered[entry_id] = keeping.change(entry, change, run.now)
    return list(answered.values())


def _empty(entries: Sequence[Entry], words: TakenWords) -> Iterator[tuple[str, str]]:
    """Yield what is to be asked: of which moment, and for which field."""
    for entry in entries:
        if words.next and not (entry.next and entry.next.text):
            yield entry.id, "next"
        if not entry.needs:
            yield entry.id, "needs"


# Looking over


def _sheet(
    run: Session, wanted: Filters, chosen: Chosen, taken: Taken
) -> tuple[supervision.Sheet, list[str]]:
    """Return what is taken along, and the words on it that may still be names."""
    words, known = chosen.words, run.preferences
    everybody = all_names(run.journal.entries(), known)
    names = [each for entry in taken.entries for each in (entry.child, entry.carer)]
    letters = Pseudonyms([*filter(None, names), *everybody, *chosen.names], known.renamed)
    vocabulary = content.vocabulary()
    teller = supervision.Teller(words, vocabulary, content.entries(), letters, known.setting)
    accounts = [teller.account(entry) for entry in taken.entries]
    steps = [teller.step(entry) for entry in taken.before]
    typed = [each.typed for each in accounts]
    typed += [each.next.text for each in taken.before if each.next]
    shown = "\n".join([*(each.text for each in accounts), *steps])
    left = dict.fromkeys([*letters.initials("\n".join(typed)), *letters.left(shown)])
    sheet = supervision.Sheet(accounts, steps, _sheet_of(taken.before))
    if chosen.counts and words.counts:
        stats = gather(run, wanted, FigureOptions())
        span = Phrasing(content.figures(), vocabulary).span(stats) if stats.entries else ""
        note = words.counts.note.replace("{span}", span).strip()
        sheet = replace(sheet, counts=supervision.counted(stats, words.counts), counts_note=note)
    return sheet, list(left)


def _confirmed(run: Session, words: TakenWords) -> bool:
    preview = words.preview
    if run.no_input:
        raise UsageError(preview.unasked, preview.unasked_hint)
    return is_yes(ask(run, Question(preview.ask, preview.label), preview.help) or "")
