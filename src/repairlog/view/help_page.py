"""Help page: numbers to call, with their sources and the age of those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from repairlog.core.text import capital
from repairlog.view.text import wrap

if TYPE_CHECKING:  # shapes cost start-up time; here they are only names
    from repairlog.core.wording.help import HelpLine, HelpPage
    from repairlog.view.text import Page

STALE_AFTER = 365
"""Days after which a number's source is said to be old."""

_SET_IN = "  "


class _Paragraph(NamedTuple):
    """Lines of the page; those that belong to what stands above them are set in."""

    lines: tuple[str, ...]
    indent: str = ""


def help_text(words: HelpPage, country: str, today: date, page: Page) -> str:
    """Return the help page for one country, or for all when none is named."""
    lines: list[str] = [""]
    for paragraph in _paragraphs(words, country, today):
        for line in paragraph.lines:
            lines += wrap(line, page.width, paragraph.indent)
        lines.append("")
    return "\n".join(lines)


def _paragraphs(page: HelpPage, country: str, today: date) -> Iterator[_Paragraph]:
    """Yield the page. What to do now stands first and, as a terminal shows a page's end, last."""
    words = page.page
    hurt_now = _Paragraph((words.hurt_now.format(emergency=words.emergency),))
    yield hurt_now
    yield _Paragraph((words.shaken,))
    yield _Paragraph((words.afraid,))
    for code, name in page.countries.items():
        if country in ("", code):
            own = [line for line in page.line if line.country == code]
            sources = "; ".join(dict.fromkeys(map(_source, own)))
            yield _Paragraph((f"{name} ({code})",))
            yield _Paragraph(tuple(_numbers(page, own, today)), _SET_IN)
            yield _Paragraph((words.sources.format(sources=sources),), _SET_IN)
    yield _Paragraph((words.elsewhere,))
    yield _Paragraph((words.starting_intro,))
    yield _Paragraph(words.starting, _SET_IN)
    yield _Paragraph((words.numbers_change,))
    yield _Paragraph((words.nobody_told,))
    yield hurt_now


def _numbers(page: HelpPage, lines: Iterable[HelpLine], today: date) -> Iterator[str]:
    order = [*page.purposes]
    for line in sorted(lines, key=lambda line: order.index(line.purpose)):
        old = (today - line.checked).days > STALE_AFTER
        year = f" {page.page.old.format(year=line.checked.year)}" if old else ""
        meant_for = capital(page.purposes[line.purpose])
        yield f"{meant_for}: {line.number}, {line.name}. {capital(line.note)}.{year}"


def _source(line: HelpLine) -> str:
    return f"{line.number}: {line.source}, {line.checked.isoformat()}"
