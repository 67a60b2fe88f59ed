"""`report --supervision`: choosing, asking what is needed, looking over, writing."""

from collections.abc import Sequence
from dataclasses import dataclass

from repairlog import content
from repairlog.cli.asking import read_line
from repairlog.cli.options import saved
from repairlog.cli.session import Session
from repairlog.core.conversations.blocks import Quote, Say
from repairlog.core.conversations.engine import Question
from repairlog.core.entries.changes import Change
from repairlog.core.entries.listing import Filters, happening, select, title
from repairlog.core.entries.model import Entry
from repairlog.core.entries.pseudonyms import Pseudonyms
from repairlog.core.text import tidy
from repairlog.errors import UsageError
from repairlog.view import supervision, terminal

_YES = ("1", "yes", "y")
_NO = ("2", "no", "n")


@dataclass(frozen=True)
class Chosen:
    """What was asked for: ids named one by one, other names to replace, no last question."""

    ids: Sequence[str] = ()
    names: Sequence[str] = ()
    yes: bool = False


def text(run: Session, wanted: Filters, chosen: Chosen) -> str:
    """Return the page, once it was looked over; empty when it is not to be written."""
    words = content.supervision()
    entries = _named(run, chosen.ids) if chosen.ids else _asked(run, wanted)
    if not entries:
        run.talk([Say(words.choose.none)])
        return ""
    if not run.no_input:
        entries = [_with_needs(run, entry) for entry in entries]
    told = {entry.id: _told(run, entry) for entry in entries if entry.apart}
    pseudonyms = Pseudonyms([*_names(run, entries), *chosen.names])
    teller = supervision.Teller(words, content.vocabulary(), pseudonyms, run.now)
    accounts = [teller.account(entry, told.get(entry.id, "")) for entry in entries]
    run.tell(f"\n{supervision.preview(accounts, words, run.page)}\n")
    left = pseudonyms.left("\n".join(account.text for account in accounts))
    if left:
        run.talk([Say(words.preview.left.replace("{words}", ", ".join(left)))])
    if not (chosen.yes or _confirmed(run)):
        run.talk([Say(words.preview.kept)])
        return ""
    return supervision.document(accounts, words, run.now)


def _named(run: Session, ids: Sequence[str]) -> list[Entry]:
    found = {entry.id: entry for entry in map(run.journal.find, ids)}
    return sorted(found.values(), key=happening)


def _asked(run: Session, wanted: Filters) -> list[Entry]:
    """Ask one by one, newest first. What stands apart is not offered."""
    words = content.supervision().choose
    if run.no_input:
        raise UsageError(words.nobody, words.nobody_hint)
    run.talk([Say(words.told)])
    taken, apart, answered = [], 0, False
    for entry in select(run.journal.newest_first(), wanted):
        if entry.apart:
            apart += 1
            continue
        called = title(entry, run.now)
        run.talk([Say(f"{called}."), Quote(entry.what, short=True)])
        answer = _answer(run, Question(words.ask, words.label), words.help)
        answered = answered or answer is not None
        if not answered:
            raise UsageError(words.nobody, words.nobody_hint)
        if answer in _YES:
            taken.append(entry)
        elif answer not in _NO:
            break
    if apart:
        run.talk([Say(words.apart.of(apart).format(count=apart))])
    return taken[::-1]


def _answer(run: Session, question: Question, help_text: str) -> str | None:
    """Ask until the answer is something other than a call for help; None where a pipe ends."""
    while True:
        run.tell(f"{terminal.question_text(question.text, run.page)}\n")
        answer = read_line(run, question)
        if answer is None:
            return None
        answer = answer.strip().casefold()
        if answer not in ("?", "help"):
            return answer
        run.talk([Say(help_text)])


def _with_needs(run: Session, entry: Entry) -> Entry:
    """Ask what is needed where that is empty, and keep it on the entry."""
    if entry.needs:
        return entry
    words = content.supervision().needs
    needs = _line(run, words.ask, words.label, entry)
    if not needs:
        return entry
    return saved(run, entry, Change(fields={"needs": needs}), needs)


def _told(run: Session, entry: Entry) -> str:
    words = content.supervision().told
    return "" if run.no_input else _line(run, words.ask, words.label, entry)


def _line(run: Session, text: str, label: str, entry: Entry) -> str:
    when = title(entry, run.now)
    question = Question(text.replace("{when}", when), label)
    run.tell(f"\n{terminal.question_text(question.text, run.page)}\n")
    return tidy(read_line(run, question) or "")


def _names(run: Session, entries: Sequence[Entry]) -> list[str]:
    """Return every name that this journal knows, those of the chosen moments first."""
    everybody = list(run.journal.entries())
    found = [entry.child for entry in (*entries, *everybody)]
    found += [*run.preferences.birth_years, *(entry.carer for entry in everybody)]
    return [each for each in dict.fromkeys(found) if each]


def _confirmed(run: Session) -> bool:
    words = content.supervision().preview
    if run.no_input:
        raise UsageError(words.unasked, words.unasked_hint)
    return _answer(run, Question(words.ask, words.label), words.help) in _YES
