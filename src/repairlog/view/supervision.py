"""Supervision and therapy pages: chosen moments, names as letters, as a page, Markdown or text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from repairlog.core.dates.naming import WEEKDAYS, full_date
from repairlog.core.entries.disguise import disguised
from repairlog.core.entries.model import Entry, Next, Repair, Setting
from repairlog.core.entries.pseudonyms import Pseudonyms
from repairlog.core.figures.statistics import Stats
from repairlog.core.wording.common import Vocabulary
from repairlog.core.wording.entries import EntryWords
from repairlog.core.wording.reports import CountWords, TakenWords
from repairlog.view.entry_rows import check_in_rows, check_ins
from repairlog.view.markdown import escaped
from repairlog.view.report import render
from repairlog.view.text import wrap

EMAIL = 72
"""The width of a plain text, which an email leaves as it is."""

_LINE = "_" * 24
"""A line to write on."""

_BOX = "[ ]"
"""A box to tick by hand."""


@dataclass(frozen=True)
class Account:
    """One moment as it is taken along: a heading, and parts with their titles.

    `typed` is all of it before names became letters.
    """

    title: str
    parts: tuple[tuple[str, str], ...]
    typed: str = ""

    @property
    def text(self) -> str:
        """All that was told, for looking over."""
        return "\n".join([self.title, *(text for _, text in self.parts)])


@dataclass(frozen=True)
class Sheet:
    """What is taken along: counts where they were asked for, the last steps, the accounts."""

    accounts: Sequence[Account]
    steps: Sequence[str] = ()
    steps_of: datetime | None = None
    counts: Sequence[tuple[str, str]] = ()
    counts_note: str = ""


@dataclass(frozen=True)
class Teller:
    """How accounts are told; `setting` is where it was, where an entry does not say."""

    words: TakenWords
    vocabulary: Vocabulary
    entries: EntryWords
    names: Pseudonyms
    setting: Setting | None = None

    def account(self, entry: Entry) -> Account:
        """Return an entry's account. What stands apart, or nearly happened, waits for nothing."""
        told = disguised(entry, self.names.replace)
        when = _moment_in_full(told)
        return Account(
            f"{when}, with {told.child}" if told.child else when,
            tuple((title, text or self.words.parts.nothing) for title, text in self._parts(told)),
            "\n".join([entry.occasion, *(text for _, text in self._parts(entry))]),
        )

    def _parts(self, entry: Entry) -> list[tuple[str, str]]:
        parts, steady = self.words.parts, entry.kind == "steady"
        again = not steady or entry.apart
        told = (
            (parts.where, self.vocabulary.setting(entry.setting or self.setting), True),
            (parts.before, entry.before, False),
            (parts.what, entry.what, True),
            (parts.did, self._deeds(entry), again),
            (parts.helped, entry.helped, steady),
            (parts.felt, self._felt(entry), True),
            (parts.moment, self._moment(entry), again),
            (parts.meaning, entry.meaning, True),
            (parts.said, self._said(entry) if again else "", again),
            (parts.around, self._around(entry), False),
            (parts.next, self._next(entry.next), self.words.next is not None),
            (parts.need, entry.needs, True),
            (parts.with_me, entry.looked_after if entry.apart else "", False),
        )
        return [(title, text) for title, text, always in told if text or always]

    def step(self, entry: Entry) -> str:
        """Return what was to happen next of a moment that was taken along last time."""
        child = self.names.letter(entry.child)
        day = ", ".join(filter(None, (full_date(entry.happened), child)))
        return f"{day}: {self.names.replace(entry.next.text if entry.next else '')}"

    def _deeds(self, entry: Entry) -> str:
        """Say what I did, in the first person; own words stay as they are, each on its line."""
        known = {deed.id: deed.sentence for deed in self.vocabulary.did}
        ours = [known[deed] for deed in entry.did if deed in known]
        own = [deed for deed in entry.did if deed not in known]
        said = ", ".join(f"was {each[5:]}" if each.startswith("were ") else each for each in ours)
        return "\n".join(filter(None, (f"I {said}." if said else "", *own)))

    def _felt(self, entry: Entry) -> str:
        parts = self.words.parts
        said = [", ".join(entry.feelings)]
        for form, words in ((parts.felt_in, entry.body), (parts.felt_they, entry.child_feelings)):
            said += [form.replace("{words}", ", ".join(words))] if words else []
        return "\n".join(filter(None, said))

    def _moment(self, entry: Entry) -> str:
        parts, moment = self.words.parts, entry.moment
        capacities = {each.id: each.line for each in self.vocabulary.capacities}
        said = []
        if moment.then:
            said.append(parts.then.format(reading=self.vocabulary.reading(moment.then)))
        if moment.now:
            said.append(parts.now.format(reading=self.vocabulary.reading(moment.now)))
        elif moment.then:
            said.append(parts.not_now)
        said += [capacities.get(each, each) for each in entry.capacities]
        said += [entry.reframe] if entry.reframe else []
        return "\n".join(said)

    def _said(self, entry: Entry) -> str:
        parts = self.words.parts
        said = [line for repair in entry.returns for line in self._return(repair)]
        if not said and entry.planned and entry.planned.script:
            said = [parts.planned, parts.words.replace("{words}", entry.planned.script)]
        elif not said and not entry.apart:
            said = [parts.rest if entry.rest else parts.waiting]
        return "\n".join(said)

    def _return(self, repair: Repair) -> list[str]:
        parts = self.words.parts
        form = parts.reconnected if repair.outcome == "reconnected" else parts.offered
        form = parts.they_came if repair.they_came else form
        answers = {"engaged": parts.engaged, "not-yet": parts.not_yet, "no-talk": parts.no_talk}
        said = [form.replace("{day}", _day(repair.at or repair.edited))]
        said += [parts.words.replace("{words}", repair.script)] if repair.script else []
        said += [parts.right.replace("{words}", repair.put_right)] if repair.put_right else []
        said += [answers[repair.response]] if repair.response else []
        return [*said, repair.note] if repair.note else said

    def _around(self, entry: Entry) -> str:
        """Say how they were, or mean to be, around, and what was said of it later."""
        parts = self.words.parts
        said = [
            parts.meant.replace("{words}", each.presence)
            if each.outcome == "planned"
            else each.presence
            for each in entry.attempts
            if each.presence
        ]
        for check in check_ins(entry):
            rows = check_in_rows(check, self.entries, self.entries.handed_on)
            told = parts.since.replace("{day}", full_date(check.at))
            said.append(told.replace("{words}", "; ".join(text for _, text in rows)))
        return "\n".join(said)

    def _next(self, agreed: Next | None) -> str:
        if agreed is None:
            return ""
        parts = self.words.parts
        said = [agreed.what] if agreed.what else []
        said += [parts.who.replace("{words}", agreed.who)] if agreed.who else []
        return "\n".join(
            [*said, *([parts.when.replace("{words}", agreed.when)] * bool(agreed.when))]
        )


def _day(at: datetime) -> str:
    return f"{WEEKDAYS[at.weekday()]} {full_date(at)}"


def _moment_in_full(entry: Entry) -> str:
    """Return when it was, so that it is plain in a year: with its date, its hour, its occasion."""
    detail = f"{entry.happened:%H:%M}" if entry.precision == "minute" else entry.part
    return ", ".join(filter(None, (_day(entry.happened), detail, entry.occasion)))


def counted(stats: Stats, words: CountWords) -> list[tuple[str, str]]:
    """Return the counts as rows; what stands apart or nearly happened only where there is any."""
    rows = [
        (words.written, stats.rupture),
        (words.returned, stats.returned),
        (words.settled, stats.reconnected),
        (words.waiting, stats.waiting),
        (words.rest, stats.at_rest),
    ]
    rows += [(words.steady, stats.steady)] if stats.steady else []
    rows += [(words.apart, stats.apart)] if stats.apart else []
    return [(label, str(count)) for label, count in rows]


def preview(sheet: Sheet, words: TakenWords, now: datetime, width: int) -> str:
    """Return what would be written, for reading before it is."""
    return "\n".join([*wrap(words.preview.head, width), "", plain_text(sheet, words, now, width)])


def plain_text(sheet: Sheet, words: TakenWords, now: datetime, width: int = EMAIL) -> str:
    """Return it as plain text, such as for an email."""
    blanks = [f"{_BOX} {each}: {_LINE}" for each in words.blanks]
    lines = [*wrap(words.title, width), *wrap(_made(words, now), width)]
    if sheet.counts and words.counts:
        lines += ["", *wrap(words.counts.title, width), *wrap(sheet.counts_note, width)]
        for label, count in sheet.counts:
            lines += wrap(f"{label}: {count}", width, "  ")
    if sheet.steps:
        lines += ["", *wrap(words.before_title, width), *wrap(_before(sheet, words), width)]
        for step in sheet.steps:
            lines += wrap(f"{_BOX} {step}", width, "  ", "      ")
    for account in sheet.accounts:
        lines += ["", *wrap(account.title, width)]
        for title, text in account.parts:
            lines += [*wrap(f"{title}:", width), *wrap(text, width, "  ")]
        for blank in blanks:
            lines += wrap(blank, width, "", "    ")
    lines += ["", *wrap(words.not_title, width), *wrap(words.not_, width)]
    return "\n".join(lines)


def markdown(sheet: Sheet, words: TakenWords, now: datetime) -> str:
    """Return it as Markdown, in which what was typed is text and nothing else."""
    parts = [f"# {escaped(words.title)}", escaped(_made(words, now))]
    if sheet.counts and words.counts:
        parts += [f"## {escaped(words.counts.title)}", escaped(sheet.counts_note)]
        parts.append(_list(f"{escaped(label)}: {count}" for label, count in sheet.counts))
    if sheet.steps:
        parts += [f"## {escaped(words.before_title)}", escaped(_before(sheet, words))]
        parts.append(_list(f"{_BOX} {escaped(step)}" for step in sheet.steps))
    for account in sheet.accounts:
        parts.append(f"## {escaped(account.title)}")
        for title, text in account.parts:
            parts += [f"### {escaped(title)}", escaped(text)]
        if words.blanks:
            parts.append(
                _list(f"{_BOX} {escaped(each)}: {escaped(_LINE)}" for each in words.blanks)
            )
    parts += [f"## {escaped(words.not_title)}", escaped(words.not_)]
    return "\n\n".join(parts) + "\n"


def document(sheet: Sheet, words: TakenWords, now: datetime) -> str:
    """Return it as a page to look at and print."""
    context: Mapping[str, object] = {
        "title": words.title,
        "made": _made(words, now),
        "counts_title": words.counts.title if words.counts else "",
        "counts_note": sheet.counts_note,
        "counts": sheet.counts,
        "before_title": words.before_title,
        "before": _before(sheet, words),
        "steps": sheet.steps,
        "accounts": sheet.accounts,
        "blanks": words.blanks,
        "box": _BOX,
        "line": _LINE,
        "not_title": words.not_title,
        "not_text": words.not_,
    }
    return render("supervision.html.j2", context)


def written(sheet: Sheet, words: TakenWords, now: datetime, ending: str) -> str:
    """Return it as the file's ending asks for: .md, .txt, or else a page."""
    if ending == ".md":
        return markdown(sheet, words, now)
    if ending == ".txt":
        return f"{plain_text(sheet, words, now)}\n"
    return document(sheet, words, now)


def _made(words: TakenWords, now: datetime) -> str:
    return words.made.replace("{day}", full_date(now))


def _before(sheet: Sheet, words: TakenWords) -> str:
    return words.before.replace("{day}", full_date(sheet.steps_of)) if sheet.steps_of else ""


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {each.replace(chr(10), chr(10) + '  ')}" for each in items)
