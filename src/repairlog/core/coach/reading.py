"""Reading of words meant for a child: a second pair of ears.

`read` looks for the patterns of `content/coach.toml` in a text, clause by clause. The rules
say what to look for; this module only finds it: it decides whether a rule fits a clause,
keeps the best fitting one, and shows the words in question.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from repairlog.core.coach.patterns import CompiledPhrase, PhraseSet
from repairlog.core.coach.rules import CoachRules, CompiledRule, Rule, RuleIndex
from repairlog.core.language import function_words
from repairlog.core.language.clauses import Clause, Parsed, parse
from repairlog.core.language.tokens import count_words, sentences
from repairlog.core.wording.ids import Setting

_SUPPOSING = frozenset(["if", "in case", "whether", "unless", "even if", "what if"])
_OPENS_AFRESH = _SUPPOSING | {"", "when", "whenever", "while", "until", "once", "and", "so"}
MAX_OWNING = 12  # words after a finding in which it can be taken back


@dataclass(frozen=True, slots=True)
class Length:
    """How long the words are, and from how many to how many is plenty."""

    words: int
    guide: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that may weaken a repair: where they stand, why, and a form to try."""

    pattern: str
    name: str
    start: int
    end: int
    text: str
    why: str
    try_: str
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the coach has to say about a text; the weightiest finding comes first."""

    words: int
    length: Length | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """A rule that fits: from which clause to which, in which sentence."""

    ready: CompiledRule
    sentence: int
    first: int
    last: int

    @property
    def rank(self) -> tuple[int, int]:
        """How well it fits: the rule's own word first, then the weight of its pattern."""
        return self.ready.rule.fit, self.ready.pattern.weight


def read(
    text: str,
    rules: CoachRules,
    setting: Setting | None = None,
    age: int | None = None,
    without: Collection[str] = (),
) -> Reading:
    """Read words meant for a child; `without` names patterns that are switched off."""
    listener = _Listener(text, rules.book, setting, without)
    matches = [
        match for index in range(len(listener.parsed)) for match in _best(listener.matches(index))
    ]
    matches.sort(key=lambda match: -match.ready.pattern.weight)
    words = count_words(text)
    plenty = rules.lengths.plenty(setting, age)
    return Reading(
        words=words,
        length=Length(words, plenty) if plenty else None,
        findings=tuple(_finding(text, listener.parsed[match.sentence], match) for match in matches),
    )


def _finding(text: str, parsed: Parsed, match: _Match) -> Finding:
    """Show the clauses that a rule was found in, as they stand in the text."""
    clauses = parsed.clauses[match.first : match.last + 1]
    start = parsed.tokens[clauses[0].first].start
    end = parsed.tokens[clauses[-1].last - 1].end
    pattern = match.ready.pattern
    return Finding(
        pattern=pattern.id,
        name=pattern.name,
        start=start,
        end=end,
        text=text[start:end],
        why=pattern.why,
        try_=pattern.try_,
        rule=match.ready.rule.id,
    )


# -- finding rules that fit ---------------------------------------------------------------


def _best(matches: Iterator[_Match]) -> list[_Match]:
    """At most one finding per clause: the best fitting rule speaks, the others don't."""
    kept: list[_Match] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda match: match.rank, reverse=True):
        places = set(range(match.first, match.last + 1))
        if taken.isdisjoint(places):
            taken |= places
            kept.append(match)
    return kept


class _Listener:
    """One text and the rules that are on; remembers which phrases it has looked for where."""

    def __init__(
        self, text: str, book: RuleIndex, setting: Setting | None, without: Collection[str]
    ) -> None:
        self.parsed = [parse(sentence) for sentence in sentences(text)]
        self._book = book
        self._setting = setting
        self._without = without
        self._places: dict[tuple[int, str, int], int | None] = {}

    def matches(self, index: int) -> Iterator[_Match]:
        """Yield every rule that fits somewhere in this sentence."""
        here = self.parsed[index]
        if self._book.quiet.first_place(self._book.matcher, here) is not None:
            return
        likely: dict[str, list[tuple[CompiledRule, CompiledPhrase]]] = {}
        for at, token in enumerate(here.tokens):
            if token.quoted or token.reported:
                continue
            for form in token.forms:
                if form not in likely:
                    likely[form] = self._likely(form, here)
                for ready, line in likely[form]:
                    match = self._match(ready, line, index, at)
                    if match is not None:
                        yield match

    def _likely(self, form: str, here: Parsed) -> list[tuple[CompiledRule, CompiledPhrase]]:
        """Choose the phrases that begin with this word and that the sentence may hold."""
        pairs = self._book.by_word.get(form, ())
        return [pair for pair in pairs if pair[1].may_match(here.words) and self._is_on(pair[0])]

    def _match(
        self, ready: CompiledRule, line: CompiledPhrase, index: int, at: int
    ) -> _Match | None:
        """Try one phrase of one rule at one word, cheapest questions first."""
        here = self.parsed[index]
        first = here.clause_at[at]
        if not _fits(ready.rule, here, at, here.clauses[first]):
            return None
        end = self._book.matcher.match(here, at, line.phrase)
        if end is None or not self._stands(ready, index, here.clauses[first], end):
            return None
        return _Match(ready, index, first, max(first, here.clause_of(end - 1)))

    def _is_on(self, ready: CompiledRule) -> bool:
        """Whether the pattern is switched on, and the rule is meant for this setting."""
        settings = ready.rule.settings
        return ready.pattern.id not in self._without and (not settings or self._setting in settings)

    def _stands(self, ready: CompiledRule, index: int, clause: Clause, end: int) -> bool:
        """Whether the surroundings are as the rule asks, and none of its exceptions is there."""
        rule = ready.rule
        return (
            (not rule.after or self._is_after(ready, index, clause))
            and (not rule.beside or self._first_place(ready, "beside", index) is not None)
            and self._first_place(ready, "unless", index) is None
            and all(
                self._first_place(ready, "unless_near", near) is None
                for near in range(max(0, index - 1), min(len(self.parsed), index + 2))
            )
            and not (rule.unless_then and self._goes_on_well(ready, index, clause))
            and not (rule.unless_owned and self._names_own_deed(index))
            and not self._is_owned(index, end)
        )

    def _is_after(self, ready: CompiledRule, index: int, clause: Clause) -> bool:
        """Whether what must come first stands earlier, or in the sentence before a `But`."""
        place = self._first_place(ready, "after", index)
        if place is not None and place < clause.first:
            return True
        opens = clause.first == 0 and index > 0 and clause.opens not in _OPENS_AFRESH
        return opens and self._first_place(ready, "after", index - 1) is not None

    def _goes_on_well(self, ready: CompiledRule, index: int, clause: Clause) -> bool:
        """Whether this clause, or what follows it, is one of the rule's good endings."""
        here = self.parsed[index]
        return ready.unless_then.first_place(self._book.matcher, here, clause.first) is not None

    def _names_own_deed(self, index: int) -> bool:
        """Whether the writer says here, or in a sentence beside, what they did themselves."""
        near = self.parsed[max(0, index - 1) : index + 2]
        return any(_is_own_deed(clause) for parsed in near for clause in parsed.clauses)

    def _is_owned(self, index: int, end: int) -> bool:
        """Whether what follows takes it back: `... and that was unfair of me`."""
        if index + 1 < len(self.parsed) and _takes_back(self.parsed[index + 1]):
            return True
        matcher, owned = self._book.matcher, self._book.owned
        return owned.first_place(matcher, self.parsed[index], end, end + MAX_OWNING) is not None

    def _first_place(self, ready: CompiledRule, name: str, index: int) -> int | None:
        """Find the first place in a sentence where one of the rule's phrases stands."""
        key = (id(ready), name, index)
        if key not in self._places:
            phrases: PhraseSet = getattr(ready, name)
            self._places[key] = phrases.first_place(self._book.matcher, self.parsed[index])
        return self._places[key]


def _fits(rule: Rule, here: Parsed, at: int, clause: Clause) -> bool:
    """Whether the roles of the clause are those the rule asks for."""
    if clause.opens in {"as if", "as though"} and not rule.opens:
        return False
    if rule.own_past == "no" and _tells_own_past(clause):
        return False
    return (
        _one_of(rule.subject, clause.subject or "none")
        and clause.subject not in rule.subject_not
        and _one_of(rule.tense, clause.tense or "none")
        and _one_of(rule.kind, clause.kind)
        and (not rule.joined or any(_joins(rule, clause, c) for c in here.clauses))
        and _one_of(rule.opens, clause.opens or "none")
        and (not rule.agentless or clause.agentless)
        and (rule.negated == "either" or not here.negated[at])
    )


def _tells_own_past(clause: Clause) -> bool:
    """`I pretended it was fine`: what I did then, which is owning up; not `if I was loud`."""
    return clause.subject == "i" and clause.tense == "past" and clause.opens not in _SUPPOSING


def _joins(rule: Rule, clause: Clause, other: Clause) -> bool:
    """Whether another clause of the sentence is one that the rule asks for beside it."""
    if other is clause:
        return False
    ordered = other.kind in rule.joined and other.first < clause.first
    return ordered or f"{other.opens} {other.subject}" in rule.joined


def _takes_back(following: Parsed) -> bool:
    """Whether a few words turn it round: `It was.`, `That's mine.`, `I didn't, and I'm sorry.`."""
    words = [token.word for token in following.tokens]
    if words[2:3] == ["not"] and any("," in token.before for token in following.tokens[3:4]):
        words = words[:3]
    return (
        words[2:] in ([], ["not"], ["mine"], ["me"])
        and words[:1] in (["it"], ["you"], ["that"], ["i"])
        and not function_words.AUXILIARIES.isdisjoint(words[1:2])
    )


def _is_own_deed(clause: Clause) -> bool:
    """`I dropped it`: not `I know` or `I was sad`, which own nothing."""
    return (
        clause.subject == "i"
        and clause.tense in {"past", "perfect"}
        and not clause.passive
        and not clause.reported
        and clause.verb not in function_words.INNER_VERBS
    )


def _one_of(wanted: Collection[str], found: str) -> bool:
    return not wanted or found in wanted
