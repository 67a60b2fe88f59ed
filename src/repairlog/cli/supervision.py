"""`report --supervision`: choosing, asking what is needed, looking over, writing."""

from collections.abc import Sequence
from dataclasses import dataclass

from repairlog import content
from repairlog.cli.asking import ask, is_yes
from repairlog.cli.options import saved
from repairlog.cli.session import Session
from repairlog.core.conversations.answers import NO, bare, number
from repairlog.core.conversations.blocks import Quote, Say
from repairlog.core.conversations.engine import Question
from repairlog.core.entries.changes import Change
from repairlog.core.entries.listing import Filters, happening, select, title
from repairlog.core.entries.model import Entry
from repairlog.core.entries.pseudonyms import Pseudonyms
from repairlog.core.text import tidy
from repairlog.core.wording.conversations import Prompt
from repairlog.errors import UsageError
from repairlog.view import supervision


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
        answer = ask(run, Question(words.ask, words.label), words.help)
        answered = answered or answer is not None
        if not answered:
            raise UsageError(words.nobody, words.nobody_hint)
        if is_yes(answer or ""):
            taken.append(entry)
        elif not _is_no(answer or ""):
            break
    if apart:
        run.talk([Say(words.apart.of(apart).format(count=apart))])
    return taken[::-1]


def _is_no(answer: str) -> bool:
    return number(answer) == 2 or bare(answer) in NO


def _with_needs(run: Session, entry: Entry) -> Entry:
    """Ask what is needed where that is empty, and keep it on the entry."""
    if entry.needs:
        return entry
    needs = _words(run, content.supervision().needs, entry)
    if not needs:
        return entry
    return saved(run, entry, Change(fields={"needs": needs}), needs)


def _told(run: Session, entry: Entry) -> str:
    words = content.supervision().told
    return "" if run.no_input else _words(run, words, entry)


def _words(run: Session, words: Prompt, entry: Entry) -> str:
    """Ask for words about one moment; they may be none."""
    question = Question(words.ask.replace("{when}", title(entry, run.now)), words.label)
    return tidy(ask(run, question, words.help, telling=True) or "")


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
    return is_yes(ask(run, Question(words.ask, words.label), words.help) or "")
