"""Rules of the coach, the shape of `content/coach.toml`: patterns with their word lists."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal

from repairlog.core.coach.patterns import CompiledPhrase, Matcher, PhraseSet, Reader
from repairlog.core.wording.ids import Setting
from repairlog.core.wording.lengths import Lengths
from repairlog.core.wording.reader import Key, Reference, Shape

Subject = Literal["i", "you", "we", "it", "they", "thing", "none"]

_NAMED = re.compile(r"[<|]([A-Z][A-Z-]*)(?=[|>])")
"""A word list that is named in a phrase; what is written small there are words."""


def _said(text: object) -> object:
    if text == "":
        raise ValueError("says nothing")
    return text


def _lines(text: object) -> object:
    """Read one item per line, or several with ` ; ` between; after | an item goes on."""
    if not isinstance(text, str):
        return text
    joined = re.sub(r"\|\n\s*", "|", text).replace(" ; ", "\n")
    return tuple(line.strip() for line in joined.splitlines() if line.strip())


def _commas(text: object) -> object:
    """Read items that stand between commas, over as many lines as they need."""
    if not isinstance(text, str):
        return text
    return tuple(item.strip() for item in text.replace("\n", " ").split(",") if item.strip())


def _examples(text: object) -> object:
    lines = _lines(text)
    if isinstance(lines, tuple) and len(lines) < 2:
        raise ValueError("needs two examples or more")
    return lines


Text = Annotated[str, _said]
Lines = Annotated[tuple[str, ...], _lines]
Items = Annotated[tuple[str, ...], _commas]
Examples = Annotated[tuple[str, ...], _examples]


class Rule(Shape):
    """What one rule looks for in a clause. Every line that is given must hold."""

    id: Text
    note: Text
    says: Lines
    subject: tuple[Subject, ...] = ()
    subject_not: tuple[Subject, ...] = ()
    tense: tuple[str, ...] = ()
    kind: tuple[Literal["statement", "question", "order", "fragment"], ...] = ()
    opens: tuple[str, ...] = ()
    joined: Items = ()
    after: Lines = ()
    beside: Lines = ()
    negated: Literal["no", "either"] = "no"
    own_past: Literal["no", "either"] = "no"
    agentless: bool = False
    unless_owned: bool = False
    unless: Items = ()
    unless_near: Items = ()
    unless_then: Items = ()
    settings: tuple[Setting, ...] = ()
    fit: int = 0
    finds: Examples
    leaves: Examples


class Pattern(Shape):
    """One of the twelve ways in which a repair can be weakened."""

    id: Text
    name: Text
    weight: int
    why: Text
    try_: Text
    rule: tuple[Rule, ...]


class CoachRules(Shape):
    """All that the coach knows."""

    words: Mapping[str, Items]
    owned: Items
    quiet: Items
    lengths: Lengths
    pattern: tuple[Pattern, ...]

    @cached_property
    def book(self) -> "RuleIndex":
        """The rules made ready for reading, once."""
        return RuleIndex(self)

    def references(self) -> Iterator[Reference]:
        """Yield the word lists that phrases name."""
        for key, phrases in self._phrases():
            for name in _NAMED.findall(" ".join(phrases)):
                yield key, name, self.words

    def _phrases(self) -> Iterator[tuple[Key, Iterable[str]]]:
        yield ("owned",), self.owned
        yield ("quiet",), self.quiet
        yield from ((("words", name), items) for name, items in self.words.items())
        for pattern in self.pattern:
            for rule in pattern.rule:
                for key in ("says", "after", "beside", "unless", "unless_near", "unless_then"):
                    yield ("pattern", pattern.id, "rule", rule.id, key), getattr(rule, key)


class CompiledRule:
    """A rule made ready: its phrases are opened when they are first needed."""

    def __init__(self, pattern: Pattern, rule: Rule, reader: Reader) -> None:
        self.pattern = pattern
        self.rule = rule
        self._reader = reader

    @cached_property
    def after(self) -> PhraseSet:
        """One of these stands earlier in the sentence."""
        return PhraseSet(self.rule.after, self._reader)

    @cached_property
    def beside(self) -> PhraseSet:
        """One of these stands somewhere in the sentence."""
        return PhraseSet(self.rule.beside, self._reader)

    @cached_property
    def unless(self) -> PhraseSet:
        """None of these stands in the sentence."""
        return PhraseSet(self.rule.unless, self._reader)

    @cached_property
    def unless_then(self) -> PhraseSet:
        """None of these stands from the clause on."""
        return PhraseSet(self.rule.unless_then, self._reader)

    @cached_property
    def unless_near(self) -> PhraseSet:
        """None of these stands in this sentence or its neighbours."""
        return PhraseSet(self.rule.unless_near, self._reader)


class RuleIndex:
    """All rules, and an index from a word to the phrases that can begin with it."""

    def __init__(self, rules: CoachRules) -> None:
        self.reader = Reader(rules.words)
        self.matcher = Matcher(frozenset(rules.words.get("fillers", ())))
        self.owned = PhraseSet(rules.owned, self.reader)
        self.quiet = PhraseSet(rules.quiet, self.reader)
        self.by_word: dict[str, list[tuple[CompiledRule, CompiledPhrase]]] = {}
        for pattern in rules.pattern:
            for rule in pattern.rule:
                self._index(CompiledRule(pattern, rule, self.reader))

    def _index(self, ready: CompiledRule) -> None:
        for text in ready.rule.says:
            line = CompiledPhrase(text, self.reader)
            for word in self.reader.first_words(text):
                self.by_word.setdefault(word, []).append((ready, line))
