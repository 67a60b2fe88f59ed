"""The shape of `content/coach.toml`: patterns, their rules, word lists and length guides."""

import re
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from repairlog.core.coach.patterns import CompiledPhrase, Matcher, PhraseSet, Reader
from repairlog.core.wording.ids import Setting

Subject = Literal["i", "you", "we", "it", "they", "thing", "none"]
Text = Annotated[str, Field(min_length=1)]


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


Lines = Annotated[tuple[Text, ...], BeforeValidator(_lines)]
Items = Annotated[tuple[Text, ...], BeforeValidator(_commas)]
Examples = Annotated[tuple[Text, ...], BeforeValidator(_lines), Field(min_length=2)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(_Frozen):
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


class Pattern(_Frozen):
    """One of the twelve ways in which a repair can be weakened."""

    id: Text
    name: Text
    weight: int
    why: Text
    try_: Text = Field(alias="try")
    rule: tuple[Rule, ...]


class Guide(_Frozen):
    """About how many words, from an age on; `setting` makes it one for that setting."""

    from_age: int = 0
    words: tuple[int, int]
    setting: Setting | None = None


class CoachRules(_Frozen):
    """All that the coach knows."""

    words: dict[str, Items]
    owned: Items
    quiet: Items
    length: tuple[Guide, ...]
    pattern: tuple[Pattern, ...]

    @cached_property
    def book(self) -> "RuleIndex":
        """The rules made ready for reading, once."""
        return RuleIndex(self)


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
