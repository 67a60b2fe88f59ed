"""Rules of the coach, the shape of `content/coach.toml`: its patterns, and few sure phrases."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated

from repairlog.core.language.lists import Items, Lines, read_lines
from repairlog.core.language.phrases import Phrases
from repairlog.core.wording.ids import Setting
from repairlog.core.wording.lengths import Lengths
from repairlog.core.wording.reader import Shape


def _said(text: object) -> object:
    if text == "":
        raise ValueError("says nothing")
    return text


def _examples(text: object) -> object:
    lines = read_lines(text)
    if isinstance(lines, tuple) and len(lines) < 2:
        raise ValueError("needs two examples or more")
    return lines


Text = Annotated[str, _said]
Examples = Annotated[tuple[str, ...], _examples]


class Rule(Shape):
    """Phrases that are always heard as a pattern, but in a sentence with one of `unless`.

    `worth` says what they add to what was learned, on sentences of authors who were left out.
    """

    note: Text
    worth: Text
    says: Lines
    unless: Lines = ()
    finds: Examples
    leaves: Examples


class Pattern(Shape):
    """One of the ways in which a repair can be weakened; the weightier is said first.

    With `settings` it is listened for only there, with `after_harm` only after harm.
    """

    id: Text
    name: Text
    weight: int
    why: Text
    try_: Text
    settings: tuple[Setting, ...] = ()
    after_harm: bool = False
    rule: tuple[Rule, ...] = ()


class CoachRules(Shape):
    """All that the coach knows but for what was learned. `fine` is never spoken to."""

    words: Mapping[str, Items]
    fine: Lines
    lengths: Lengths
    pattern: tuple[Pattern, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Pattern]:
        """The patterns by their names."""
        return {pattern.id: pattern for pattern in self.pattern}

    @cached_property
    def never(self) -> Phrases:
        """What is never spoken to, ready to be looked for."""
        return Phrases(self.fine, self.words)

    @cached_property
    def sure(self) -> tuple[tuple[Pattern, Phrases, Phrases], ...]:
        """The rules ready to be looked for, with what silences each."""
        return tuple(self._ready())

    def _ready(self) -> Iterator[tuple[Pattern, Phrases, Phrases]]:
        for pattern in self.pattern:
            for rule in pattern.rule:
                says, unless = (Phrases(part, self.words) for part in (rule.says, rule.unless))
                yield pattern, says, unless


class PatternExamples(Shape):
    """Examples of one pattern: what is heard, and what is left alone though it looks alike."""

    hears: Examples
    leaves: Examples


class CoachExamples(Shape):
    """Examples by pattern."""

    pattern: Mapping[str, PatternExamples]
