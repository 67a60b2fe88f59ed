"""Supervision pages: chosen moments, names as letters, no totals of anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from repairlog.core.dates.naming import full_date, name
from repairlog.core.entries.model import Entry, Repair
from repairlog.core.entries.pseudonyms import Pseudonyms
from repairlog.core.wording.common import Vocabulary
from repairlog.core.wording.reports import SupervisionWords
from repairlog.view.report import render
from repairlog.view.text import Page, wrap


@dataclass(frozen=True)
class Account:
    """One moment as it is taken along: a heading, and parts with their titles."""

    title: str
    parts: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """All that was told, for looking over."""
        return "\n".join(text for _, text in self.parts)


@dataclass(frozen=True)
class Teller:
    """How accounts are told."""

    words: SupervisionWords
    vocabulary: Vocabulary
    names: Pseudonyms
    now: datetime

    def account(self, entry: Entry, told: str = "") -> Account:
        """Return an entry's account; `told` says who has been told, where it stands apart."""
        parts = self.words.parts
        when = name(entry.happened, entry.precision, self.now, entry.part)
        child = self.names.letter(entry.child)
        told_parts: tuple[tuple[str, str], ...] = (
            (parts.what, entry.what),
            (parts.did, ", ".join(self._deeds(entry))),
            (parts.moment, self._moment(entry)),
            (parts.meaning, entry.meaning),
            (parts.next, self._next(entry)),
            *([(parts.agreed, entry.next.text)] if entry.next else []),
            (parts.need, entry.needs),
        )
        if entry.kind == "steady" and not entry.apart:
            told_parts = (told_parts[0], (parts.helped, entry.helped), told_parts[3], told_parts[5])
        made = [(title, self.names.replace(text) or parts.nothing) for title, text in told_parts]
        if entry.apart:
            made.append((parts.told, self.names.replace(told) or parts.blank))
        return Account(f"{when}, {child}" if child else when, tuple(made))

    def _deeds(self, entry: Entry) -> list[str]:
        known = {deed.id: deed.sentence for deed in self.vocabulary.did}
        return [known.get(deed, deed) for deed in entry.did]

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

    def _next(self, entry: Entry) -> str:
        parts = self.words.parts
        said = [line for repair in entry.returns for line in self._return(repair)]
        if not said and entry.planned and entry.planned.script:
            said = [parts.planned, parts.said.replace("{words}", entry.planned.script)]
        elif not said and not entry.apart:
            said = [parts.rest if entry.rest else parts.waiting]
        return "\n".join(said)

    def _return(self, repair: Repair) -> list[str]:
        parts = self.words.parts
        form = parts.reconnected if repair.outcome == "reconnected" else parts.offered
        form = parts.they_came if repair.they_came else form
        when = name(repair.at or repair.edited, repair.precision, self.now)
        answers = {"engaged": parts.engaged, "not-yet": parts.not_yet, "no-talk": parts.no_talk}
        said = [form.format(when=f"on {when}")]
        said += [parts.said.replace("{words}", repair.script)] if repair.script else []
        said += [answers[repair.response]] if repair.response else []
        return [*said, *filter(None, (repair.presence, repair.note))]


def preview(accounts: Sequence[Account], words: SupervisionWords, page: Page) -> str:
    """Return what would be written, for reading before it is."""
    lines = wrap(words.preview.head, page.width)
    for account in accounts:
        lines += ["", *wrap(account.title, page.width)]
        for title, text in account.parts:
            lines += [*wrap(f"{title}:", page.width), *wrap(text, page.width, "  ")]
    return "\n".join([*lines, "", *wrap(words.not_, page.width)])


def document(accounts: Sequence[Account], words: SupervisionWords, now: datetime) -> str:
    """Return the page."""
    context: Mapping[str, object] = {
        "title": words.title,
        "made": words.made.format(day=full_date(now)),
        "accounts": accounts,
        "not_title": words.not_title,
        "not_text": words.not_,
    }
    return render("supervision.html.j2", context)
