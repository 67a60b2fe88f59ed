"""The first screen of `stats`, drawn with letters, or as sentences in plain text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from repairlog.core.stats import READINGS, Stats, most
from repairlog.core.words import Vocabulary
from repairlog.view.terminal import Page
from repairlog.view.text import safe, wrap

_LABEL = 16
_BAR = 40
_MOST = 3
_WEEKDAYS_BUSY = 2

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def screen(stats: Stats, vocabulary: Vocabulary, page: Page) -> str:
    """Return the screen that answers: am I coming back?"""
    if not stats.entries:
        return "Nothing to count yet."
    if page.plain:
        return _sentences(stats, vocabulary, page)
    return _drawn(stats, vocabulary, page)


def _drawn(stats: Stats, vocabulary: Vocabulary, page: Page) -> str:
    paragraphs = [_opening(stats, page)]
    if stats.rupture:
        paragraphs.append(_bars(stats, page))
    if not stats.enough and stats.rupture:
        paragraphs.append(["Too few to say more about coming back."])
    paragraphs.append(_table(stats, vocabulary, page))
    paragraphs.append(wrap(_CAVEAT, page.width))
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines)


_CAVEAT = (
    "These are the moments you chose to write down; writing more can mean noticing more. "
    "Counts, not marks."
)


def moments(count: int) -> str:
    """Return a number of hard moments in words."""
    return f"{count} hard moment{'' if count == 1 else 's'}"


def _opening(stats: Stats, page: Page) -> list[str]:
    return _apart(stats, page) if stats.apart else wrap(_headline(stats), page.width)


def _headline(stats: Stats) -> str:
    told = f"{moments(stats.entries)}, {_between(stats.first, stats.last)}."
    return f"{told} You have come back to {stats.returned}."


def _apart(stats: Stats, page: Page) -> list[str]:
    """Say first what no figure about coming back may hold."""
    told = f"{moments(stats.entries)}, {_between(stats.first, stats.last)}."
    lines = [*wrap(told, page.width), ""]
    for hurt in _hurt(stats, page):
        lines += wrap(hurt, page.width)
    if stats.rupture:
        rest = f"Of the other {stats.rupture}, you have come back to {stats.returned}."
        lines += ["", *wrap(rest, page.width)]
    return lines


def _hurt(stats: Stats, page: Page) -> list[str]:
    them = "In 1 of them" if stats.apart == 1 else f"In {stats.apart} of them"
    it = "It is" if stats.apart == 1 else "They are"
    return [
        (
            f"{them} someone was hurt or held. {it} in none of the figures about coming back: "
            "coming back does not measure that."
        ),
        f"If someone is hurt, or might be: {page.program} help-now",
    ]


def _between(first: date | None, last: date | None) -> str:
    """Return a span of days as briefly as it can be said."""
    if first is None or last is None:
        return ""
    end = f"{last.day} {_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {_MONTHS[first.month - 1]}{year} to {end}"


def _bars(stats: Stats, page: Page) -> list[str]:
    """Draw the three states, letters inside the bars so that they read without colour."""
    lines = wrap(f"Hard moments : come back to    {stats.rupture} : {stats.returned}", page.width)
    room = max(8, min(_BAR, page.width - 40))
    scale = min(1.0, room / max(stats.rupture, 1))
    for name, letter, count in (
        ("came back", "b", stats.returned),
        ("waiting", "w", stats.waiting),
        ("at rest", "r", stats.at_rest),
    ):
        bar = letter * max(round(count * scale), int(count > 0)) if stats.enough else ""
        more = ""
        if name == "came back" and stats.reconnected and stats.enough:
            more = f"{stats.reconnected} of them settled between you"
        lines += (
            wrap(f"{name} {count}", page.width, "  ")
            if page.width < 40
            else [f"  {name:<10} {count:>3}  {bar}   {more}".rstrip()]
        )
    return lines


def _table(stats: Stats, vocabulary: Vocabulary, page: Page) -> list[str]:
    rows = [
        ("In the moment", _then(stats, vocabulary)),
        ("Looked at again", _again(stats, vocabulary)),
        ("You felt", _top(stats.feelings, {})),
        ("You did", _top(stats.did, {deed.id: deed.told for deed in vocabulary.did})),
        ("By month", _by_month(stats, full=False)),
        ("Hour known for", _hours(stats)),
    ]
    indent = " " * _LABEL if page.width >= 60 else "  "
    lines: list[str] = []
    for label, text in rows:
        if text and page.width >= 60:
            first, *rest = wrap(text, page.width, indent)
            lines += [f"{label:<{_LABEL}}{first.lstrip()}", *rest]
        elif text:
            lines += wrap(f"{label}: {text}", page.width, after=indent)
    return lines


def _then(stats: Stats, vocabulary: Vocabulary) -> str:
    counts = [(vocabulary.reading(key), stats.then[key]) for key in READINGS]
    told = sorted((pair for pair in counts if pair[1]), key=lambda pair: -pair[1])
    return ", ".join(f"{word} {count}" for word, count in told)


def _again(stats: Stats, vocabulary: Vocabulary) -> str:
    """Say what moved when looked at again, never as a success."""
    if not stats.looked_again:
        return ""
    moved = _moved(stats, vocabulary)
    return f"{stats.looked_again} so far{f'; {moved}' if moved else ''}"


def _moved(stats: Stats, vocabulary: Vocabulary) -> str:
    wonts = {now: count for (then, now), count in stats.changed.items() if then == "wont"}
    total = sum(wonts.values())
    if not total:
        return ""
    many = {each.id: each.many for each in vocabulary.readings}
    parts = [
        f"{wonts[now]} {_look(wonts[now])} like {many[now]} now"
        for now in ("cant", "both", "wont", "unsure")
        if wonts.get(now)
    ]
    noun = "won't" if total == 1 else "won'ts"
    return f"of {total} {noun}, {', '.join(parts)}"


def _look(count: int) -> str:
    return "looks" if count == 1 else "look"


def _top(counts: Counter[str], names: Mapping[str, str]) -> str:
    return ", ".join(
        f"{safe(names.get(word, word))} {count}" for word, count in most(counts)[:_MOST]
    )


def _by_month(stats: Stats, *, full: bool) -> str:
    """Name the months there are; with several years, their years too."""
    years = {name[:4] for name in stats.months}
    parts = []
    for name, month in sorted(stats.months.items())[-12:]:
        word = _MONTHS[int(name[5:]) - 1]
        year = f" {name[:4]}" if len(years) > 1 else ""
        parts.append(f"{word if full else word[:3]}{year} {month.entries}")
    return ", ".join(parts)


def _hours(stats: Stats) -> str:
    known, busiest, count = _busiest(stats.hours)
    if not known:
        return ""
    told = f"{known} of {stats.entries}"
    if count < _WEEKDAYS_BUSY:
        return told
    return f"{told}; most around {busiest} to {busiest + 1} ({count})"


def _busiest(hours: Sequence[Sequence[int]]) -> tuple[int, int, int]:
    """Return how many have an hour, the hour with the most, and how many that has."""
    by_hour = [sum(row[hour] for row in hours) for hour in range(24)]
    busiest = max(range(24), key=by_hour.__getitem__)
    return sum(by_hour), busiest, by_hour[busiest]


def _sentences(stats: Stats, vocabulary: Vocabulary, page: Page) -> str:
    """Say the same in sentences: nothing drawn, nothing in columns."""
    first, last = stats.first, stats.last
    span = _between(first, last)
    said = [f"{moments(stats.entries)}, {'from ' if first != last else ''}{span}."]
    if stats.apart:
        said += _hurt(stats, page)
    said += _states(stats) if stats.rupture else []
    if then := _then(stats, vocabulary):
        said.append(f"In the moment it looked like: {then}.")
    if stats.looked_again:
        moved = _moved(stats, vocabulary)
        said.append(f"You have looked again at {stats.looked_again}.")
        said += [f"{moved[:1].upper()}{moved[1:]}."] if moved else []
    if stats.feelings:
        said.append(f"You most often felt {_listed(stats.feelings, {})}.")
    if stats.did:
        names = {deed.id: deed.sentence for deed in vocabulary.did}
        said.append(f"You most often {_listed(stats.did, names)}.")
    if stats.months:
        said.append(f"By month: {_by_month(stats, full=True)}.")
    known, busiest, count = _busiest(stats.hours)
    if known:
        most_at = f"; most were between {busiest} and {busiest + 1} ({count})" if count > 1 else ""
        said.append(f"The hour is known for {known}{most_at}.")
    said.append(_CAVEAT)
    return "\n".join(line for sentence in said for line in wrap(sentence, page.width))


def _states(stats: Stats) -> list[str]:
    settled = f", and {stats.reconnected} of those are settled between you"
    come = f"You have come back to {stats.returned}{settled if stats.reconnected else ''}."
    waits = "is" if stats.waiting == 1 else "are"
    rests = "is" if stats.at_rest == 1 else "are"
    said = [come, f"{stats.waiting} {waits} waiting. {stats.at_rest} {rests} at rest."]
    return said if stats.enough else [*said, "Too few to say more about coming back."]


def _listed(counts: Counter[str], names: Mapping[str, str]) -> str:
    return ", ".join(f"{safe(names.get(w, w))} ({count})" for w, count in most(counts)[:_MOST])
