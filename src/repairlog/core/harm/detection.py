"""Detection of harm in what somebody wrote: words in, yes or no out.

What is looked for stands in `content/harm.toml`, written so that a family
therapist can change it. A text is read as its words: lower case, no apostrophes,
no figures. First whatever is silent (idioms, plain negations) is taken out, then
the patterns are looked for. Nothing is scored and nothing is kept.

All patterns are read at once, one bit for each step of each pattern (Shift-And),
so the time taken grows with the length of the text and with nothing else.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, islice, product, starmap
from typing import Annotated, Any, NamedTuple

from repairlog.core.wording.reader import Key, Reference, Shape, WordsError, read

WordSequence = tuple[str, ...]

_STOP = "."
_ANY = "..."
_BLANK = "-"
_NAME = "?"
_LONGEST_GAP = 3
_MANY = 50  # found so often in one text, nothing turns it

# Straight, curly either way, the two accents typed in their place, and the letter.
_APOSTROPHES = "'\u2019\u2018`\u00b4\u02bc"
# A run of dots is a tired pause; one dot ends a sentence, as an empty line does.
_WORD = re.compile(rf"[^\W\d_]+(?:[{_APOSTROPHES}][^\W\d_]+)*|(?<!\.)[.!?;](?!\.)|\n\n")
_HEADER = re.compile(r"^(?=\[)", re.MULTILINE)
_PAIR = re.compile(
    r'^(?:"([^"\\\n]*)"|([a-z-]+)) = (?:"([^"\\\n]*)"|"""([^"\\\n][^"\\]*)""")$', re.MULTILINE
)
_NO_APOSTROPHES = str.maketrans("", "", _APOSTROPHES)


class Pattern(NamedTuple):
    """One pattern as written, and a sentence for which it is there."""

    written: str
    example: str


class Group(NamedTuple):
    """Patterns that are looked for, for one reason.

    Some are looked for despite what is silent; some heed who did it, and whether it was denied.
    """

    id: str
    why: str
    patterns: tuple[Pattern, ...]
    despite: bool
    heeds: bool


class HarmWords(NamedTuple):
    """The whole list: what is found and what is silent, by words in named roles.

    `deeds` are worth a reading by clauses, and with `wounds` even among children; `turning`
    are words that may turn what was found.
    """

    groups: tuple[Group, ...]
    silent: tuple[Pattern, ...]
    roles: Mapping[str, tuple[str, ...]]
    known: frozenset[str]
    deeds: frozenset[str]
    turning: frozenset[str]
    wounds: frozenset[str]


def _listed(words: object) -> object:
    if not isinstance(words, str):
        return words
    return tuple(filter(None, map(str.strip, words.split(","))))


class _Found(Shape):
    """A group as it is written: `find` holds patterns, each with its example."""

    why: str
    find: Mapping[str, str]
    despite: bool = False
    heeds: bool = False


class _Written(Shape):
    """The list as it is written."""

    words: Mapping[str, Annotated[tuple[str, ...], _listed]]
    silent: Mapping[str, str]
    groups: Mapping[str, _Found]

    @cached_property
    def items(self) -> frozenset[str]:
        """All that stands in a pattern or a list, each once."""
        lists = (*self.words.values(), self.silent, *(each.find for each in self.groups.values()))
        return frozenset(" ".join(chain.from_iterable(lists)).split())

    def references(self) -> Iterator[Reference]:
        """Yield the lists of words that are named, but are not there."""
        known = {*self.words, "name"}
        for item in self.items:
            if item.startswith("{"):
                for name in item.removesuffix("?").strip("{}").split("/"):
                    if name not in known:
                        yield next(key for key, text in self._places() if item in text), name, known

    def _places(self) -> Iterator[tuple[Key, str]]:
        for name, words in self.words.items():
            yield from ((("words", name), entry) for entry in words)
        yield from ((("silent", written), written) for written in self.silent)
        for name, group in self.groups.items():
            yield from ((("groups", name, "find", written), written) for written in group.find)


def read_harm_words(toml: str) -> HarmWords:
    """Read the list of words from the text of `harm.toml`. Raises WordsError."""
    try:
        listed = read(_Written, _tables(toml), "harm.toml")
    except tomllib.TOMLDecodeError as error:
        raise WordsError("harm.toml", (), f"cannot be read: {error}") from None
    groups = tuple(
        Group(name, each.why, _patterns(each.find), despite=each.despite, heeds=each.heeds)
        for name, each in listed.groups.items()
    )
    roles = listed.words
    plain = " ".join(item for item in listed.items if item[0] != "{")
    return HarmWords(
        groups,
        _patterns(listed.silent),
        roles,
        known=frozenset(plain.replace("/", " ").replace("?", "").split()),
        deeds=_together(roles, "smack", "hit", "grab", "hurt", "force", "wrench"),
        turning=_together(roles, "not", "fiction", "turning"),
        wounds=_together(roles, "wound"),
    )


def _tables(toml: str) -> dict[str, Any]:
    """Read TOML; tables of words and patterns by one look each, as they are nearly all of it.

    Whatever is not plainly written so is left to `tomllib`, which also says what is wrong.
    """
    rest: list[str] = []
    read: list[tuple[list[str], dict[str, str]]] = []
    for part in _HEADER.split(toml):
        header, _, body = part.partition("\n")
        path = header.strip()[1:-1].split(".")
        if path[-1] not in ("words", "silent", "find"):
            rest.append(part)
            continue
        left, *pairs = _PAIR.split(body)
        table = {
            quoted or name: text or lines or ""
            for quoted, name, text, lines in zip(*(pairs[at::5] for at in range(4)), strict=True)
        }
        left = "".join((left, *pairs[4::5]))
        if len(table) < len(pairs) // 5 or any(line[0] != "#" for line in left.split("\n") if line):
            return tomllib.loads(toml)
        read.append((path, table))
    data = tomllib.loads("\n".join(rest))
    for path, table in read:
        inner = data
        for name in path[:-1]:
            inner = inner.setdefault(name, {})
            if not isinstance(inner, dict):
                return tomllib.loads(toml)
        if path[-1] in inner:
            return tomllib.loads(toml)
        inner[path[-1]] = table
    return data


def _together(roles: Mapping[str, tuple[str, ...]], *names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in roles.get(name, ()))


def speaks_of_harm(text: str, words: HarmWords) -> bool:
    """Tell whether the text speaks of harm, idioms, negations and films left out."""
    said, places = _said(text, words)
    # Of some thousand rows of words only those can stand there whose words all do.
    present = frozenset(said)
    notation = _Notation(words.roles, present)

    def reader(patterns: Iterable[Pattern]) -> _Reader:
        return _Reader(notation.read(patterns), notation.words, words.roles.get("wall", ()))

    def looked_for(*, despite: bool = False, heeds: bool = False) -> _Reader:
        groups = (g for g in words.groups if g.despite == despite and (despite or g.heeds == heeds))
        return reader(pattern for group in groups for pattern in group.patterns)

    if looked_for(despite=True).finds(said):
        return True
    idle = list(reader(words.silent).spans(said))
    for start, end in idle:
        said[start:end] = [word if word == _STOP else _BLANK for word in said[start:end]]
    if looked_for().finds(said):
        return True
    heeded = looked_for(heeds=True).spans(said)
    found = [(places[start][0], places[end - 1][1]) for start, end in islice(heeded, _MANY)]
    if len(found) == _MANY or (found and present.isdisjoint(words.turning)):
        return True
    wounded = not words.wounds.isdisjoint(present)
    if not found and words.deeds.isdisjoint(present if wounded else said):
        return False
    # To start fast: most accounts hold no word that makes this reading worth its time.
    from repairlog.core.harm.actors import ClauseReading  # noqa: PLC0415

    account = ClauseReading(text, words.roles)
    if not all(account.sets_aside(place) for place in found):
        return True
    silent = [(places[start][0], places[end - 1][1]) for start, end in idle]
    return account.tells_of_harm([*silent, *found])


def groups_heard(text: str, words: HarmWords) -> tuple[str, ...]:
    """Return the groups whose patterns a text holds, of one that speaks of harm.

    What only the reading by clauses finds belongs to none.
    """
    alone = words._replace(deeds=frozenset(), wounds=frozenset(), turning=frozenset())
    return tuple(
        group.id for group in words.groups if speaks_of_harm(text, alone._replace(groups=(group,)))
    )


def _said(text: str, words: HarmWords) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the words of a text as the list knows them, and where each of them stands."""
    joined = frozenset(words.roles.get("joined", ()))
    said = [_STOP]
    places = [(0, 0)]
    for match in _WORD.finditer(text):
        word = match.group().translate(_NO_APOSTROPHES).casefold()
        if word in words.known:
            said.append(word)
        elif not word[:1].isalpha():
            said.append(_STOP)
        else:
            parted = _parted(word, joined)
            said.extend(parted)
            places.extend([match.span()] * (len(parted) - 1))
        places.append(match.span())
    said.append(_STOP)
    places.append((len(text), len(text)))
    return said, places


def _parted(word: str, joined: frozenset[str]) -> tuple[str, ...]:
    """Part words typed without the space between them, such as `ihit` or `slappedher`."""
    if word[0] == "i" and word[1:] in joined:
        return ("i", word[1:])
    if word[-3:] in {"him", "her"} and word[:-3] in joined:
        return (word[:-3], word[-3:])
    return (_NAME,)


def _patterns(table: Mapping[str, str]) -> tuple[Pattern, ...]:
    return tuple(starmap(Pattern, table.items()))


class _Notation:
    """Turns written patterns into steps, each step being a set of words that are present."""

    def __init__(self, roles: Mapping[str, tuple[str, ...]], present: frozenset[str]) -> None:
        self._present = present
        self._phrases = {
            name: [entry for entry in entries if " " in entry or "{" in entry]
            for name, entries in roles.items()
        }
        self._plain = {
            name: present.intersection(entries).difference(self._phrases[name])
            for name, entries in roles.items()
        }
        # A word that stands nowhere in the lists may be somebody's name.
        self._plain["name"] = present & {_NAME}
        self.words: dict[str, frozenset[str]] = {}
        self._sequences: dict[str, list[WordSequence]] = {}

    def read(self, patterns: Iterable[Pattern]) -> list[WordSequence]:
        """All sequences of steps that the patterns stand for, each once."""
        every = (steps for pattern in patterns for steps in self._pattern(pattern.written))
        return list(dict.fromkeys(every))

    def _pattern(self, written: str) -> list[WordSequence]:
        parts = []
        for item in written.split():
            parts.append(self._item(item))
            if not parts[-1]:
                return []
        return [tuple(step for part in parted for step in part) for parted in product(*parts)]

    def _item(self, item: str) -> list[WordSequence]:
        if item not in self._sequences:
            self._sequences[item] = list(dict.fromkeys(self._fresh(item)))
        return self._sequences[item]

    def _fresh(self, item: str) -> list[WordSequence]:
        if item == _ANY:
            self.words[_ANY] = frozenset()
            return [(_ANY,) * length for length in range(_LONGEST_GAP + 1)]
        if item.endswith("?"):
            return [(), *self._item(item[:-1])]
        if not item.startswith("{"):
            self.words[item] = self._present.intersection(item.split("/"))
            return [(item,)] if self.words[item] else []
        names = item.strip("{}").split("/")
        self.words[item] = frozenset().union(*(self._plain[name] for name in names))
        sequences: list[WordSequence] = [(item,)] if self.words[item] else []
        for name in names:
            for phrase in self._phrases.get(name, ()):
                sequences += self._pattern(phrase)
        return sequences


class _Reader:
    """Finds where any of many sequences of steps stands in a list of words."""

    def __init__(
        self,
        sequences: Iterable[WordSequence],
        words: Mapping[str, frozenset[str]],
        walls: Iterable[str],
    ) -> None:
        places: dict[str, list[int]] = {}
        self._lengths: dict[int, int] = {}
        first = 0
        starts: list[int] = []
        for steps in sequences:
            starts.append(first)
            for place, step in enumerate(steps, start=first):
                places.setdefault(step, []).append(place)
            first += len(steps)
            self._lengths[first - 1] = len(steps)
        self._starts = _bits(starts)
        self._ends = _bits(self._lengths)
        self._gaps = _bits(places.pop(_ANY, ()))
        self._masks = dict.fromkeys((_STOP, *walls), 0)
        for step, where in places.items():
            bits = _bits(where)
            for word in words[step]:
                self._masks[word] = self._masks.get(word, self._gaps) | bits

    def finds(self, said: list[str]) -> bool:
        """Tell whether any of the sequences stands there."""
        return next(self.spans(said), None) is not None

    def spans(self, said: list[str]) -> Iterator[tuple[int, int]]:
        """Yield where sequences stand, the longest one for each place where some end."""
        masks, starts, ends, gaps = self._masks, self._starts, self._ends, self._gaps
        state = 0
        for index, word in enumerate(said, start=1):
            state = (state << 1 | starts) & masks.get(word, gaps)
            if ended := state & ends:
                yield index - self._longest(ended), index

    def _longest(self, ended: int) -> int:
        longest = 0
        while ended:
            longest = max(longest, self._lengths[ended.bit_length() - 1])
            ended ^= 1 << ended.bit_length() - 1
        return longest


def _bits(places: Iterable[int]) -> int:
    places = list(places)
    field = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        field[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(field, "little")
