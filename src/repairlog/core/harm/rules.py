"""Rules of harm, the shape of `content/harm.toml`: few phrases that are always heard."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from repairlog.core.language.lists import Items, Lines
from repairlog.core.language.phrases import Phrases, Said
from repairlog.core.wording.reader import Shape


class Rule(Shape):
    """Phrases that are always heard as a kind of harm; with `told` in what is told of, too.

    `worth` says what they add to what was learned, on sentences of authors who were left out.
    """

    kind: str
    note: str
    worth: str
    told: bool = False
    says: Lines
    finds: Lines
    leaves: Lines


class HarmRules(Shape):
    """All that always speaks of harm, and `silent`, which takes it back where it stands.

    Sentences of `fine` are plain denials, which what was learned does not read.
    """

    fine: Lines
    silent: Lines
    words: Mapping[str, Items]
    rule: tuple[Rule, ...]

    @cached_property
    def _ready(self) -> tuple[tuple[Rule, Phrases], ...]:
        return tuple((rule, Phrases(rule.says, self.words)) for rule in self.rule)

    @cached_property
    def _fine(self) -> Phrases:
        return Phrases(self.fine, self.words)

    @cached_property
    def _silent(self) -> Phrases:
        return Phrases(self.silent, self.words)

    def without_fine(self, said: Said) -> str:
        """Return a text without the sentences that are plainly fine."""
        parts, at = [], 0
        for each in sorted(self._fine.find(said, also_told=True), key=lambda found: found.start):
            if each.start >= at:
                parts.append(said.text[at : each.start])
                at = each.end
        return "".join((*parts, said.text[at:]))

    def kinds_in(self, said: Said) -> Iterator[str]:
        """Yield the kinds of harm that a text speaks of for sure."""
        found = [
            (rule.kind, each)
            for rule, phrases in self._ready
            for each in phrases.find(said, also_told=rule.told)
        ]
        if not found:
            return
        silenced = bytearray(len(said.text))
        for each in self._silent.find(said, also_told=True):
            silenced[each.start : each.end] = b"\1" * (each.end - each.start)
        for kind, each in found:
            if not any(silenced[each.start : each.end]):
                yield kind
