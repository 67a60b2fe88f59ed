"""Phrase patterns: a small notation, meant to be read by people who don't program.

    you made me <outburst>        words in order; a plain verb means all its forms
    bit|little of a               one of several words
    <tantrum|hissy fit|label>     one of several runs of words, or of the word list `label`
    (that) big a deal             what stands in brackets may be missing
    sorry ... if                  up to four other words between
    you kept *ing                 a word with this ending; `*` alone is any one word
    ^ never mind                  at the beginning of a clause, as written; `up $` at its end

Small words such as `really`, `just` or `so` may stand between any two words. A phrase never
reads quoted or reported words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from repairlog.core.language.clauses import Parsed
from repairlog.core.language.function_words import NEGATORS
from repairlog.core.language.tokens import Token

Words = Mapping[str, Sequence[str]]
Sorted = tuple[frozenset[str], tuple[tuple[str, ...], ...], tuple[str, ...]]
MAX_GAP = 4
MAX_FILLERS = 4
_BRACKETED = re.compile(r"\([^()]*\)|<[^<>]*>")
_NEEDED = re.compile(r"\([^()]*\)|(<[^<>]*>)")
_TERM = re.compile(r"\(([^()]*)\)|(<[^<>]*>|[^\s()<>]+)")


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a phrase: single words, runs of words, endings, a gap or an edge."""

    singles: frozenset[str] = frozenset()
    runs: tuple[tuple[str, ...], ...] = ()
    endings: tuple[str, ...] = ()
    gap: bool = False
    edge: str = ""
    optional: bool = False
    words: frozenset[str] = frozenset()


Phrase = tuple[Term, ...]


class PhraseError(ValueError):
    """A phrase that cannot be read; says which and why."""


class Reader:
    """Reads phrases, with the word lists they may name."""

    def __init__(self, words: Words) -> None:
        self._lists = {name: tuple(self._items(name, words)) for name in words}

    def phrase(self, text: str) -> Phrase:
        """Read a phrase."""
        return tuple(
            replace(self._step(term), optional=optional) if optional else self._step(term)
            for term, optional in _terms(text)
        )

    def first_words(self, text: str) -> set[str]:
        """Give the words that a phrase can begin with."""
        head = text.partition(" ")[0]
        if head.replace("|", "").isalpha():  # as most do: nothing needs to be opened
            return set(head.split("|"))
        found: set[str] = set()
        for term, optional in _terms(text):
            if term == "^":
                continue
            step = self._step(term)
            if step.gap or step.edge or step.endings:
                raise PhraseError(f"The phrase {text!r} must begin with a word.")
            found |= step.words
            if not optional:
                return found
        raise PhraseError(f"The phrase {text!r} needs a word that is not in brackets.")

    @cache  # noqa: B019 - a reader lives as long as its rules
    def _step(self, term: str) -> Term:
        """Read one term."""
        if term == "...":
            return Term(gap=True)
        if term in {"^", "$"}:
            return Term(edge=term)
        items = term[1:-1].split("|") if term.startswith("<") else term.split("|")
        named = [item for item in items if item in self._lists] if term.startswith("<") else []
        singles, runs, endings = _sorted(item for item in items if item not in named)
        for name in named:
            more = self._list(name)
            singles, runs, endings = singles | more[0], runs + more[1], endings + more[2]
        words = frozenset() if endings else singles.union(run[0] for run in runs)
        return Term(singles, runs, endings, words=words)

    @cache  # noqa: B019 - as above
    def _list(self, name: str) -> Sorted:
        """Sort a word list, once."""
        return _sorted(self._lists[name])

    def _items(self, name: str, words: Words) -> Iterator[str]:
        """Open the lists that a list names."""
        for item in words[name]:
            if item.startswith("<"):
                yield from self._items(item[1:-1], words)
            else:
                yield item


def _sorted(items: Iterable[str]) -> Sorted:
    """Sort alternatives into single words, runs of words and endings."""
    singles: set[str] = set()
    runs: list[tuple[str, ...]] = []
    endings: list[str] = []
    for item in items:
        if " " in item:
            runs.append(tuple(item.split()))
        elif item.startswith("*"):
            endings.append(item[1:])
        else:
            singles.add(item)
    return frozenset(singles), tuple(runs), tuple(endings)


def _terms(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a phrase into terms, each with whether it may be missing."""
    for match in _TERM.finditer(text):
        bracketed, plain = match.groups()
        if bracketed is None:
            yield plain, False
        elif bracketed == "...":
            yield bracketed, False
        else:
            is_list = bracketed.startswith("<") or " " not in bracketed
            yield (bracketed if is_list else f"<{bracketed}>"), True


@dataclass(frozen=True, slots=True)
class Matcher:
    """Finds phrases in a sentence; `fillers` are the words it may step over."""

    fillers: frozenset[str]

    def match(self, parsed: Parsed, at: int, phrase: Phrase) -> int | None:
        """Give the place just past the phrase when it stands at this word."""
        return self._match(parsed, at, phrase, 0)

    def _match(self, parsed: Parsed, at: int, phrase: Phrase, index: int) -> int | None:
        if index == len(phrase):
            return at
        step = phrase[index]
        end = self._match(parsed, at, phrase, index + 1) if step.optional else None
        if end is not None:
            return end
        if step.edge:
            return self._at_edge(parsed, at, phrase, index)
        if step.gap:
            return self._over_gap(parsed, at, phrase, index)
        return self._over_words(parsed, at, phrase, index)

    def _over_words(self, parsed: Parsed, at: int, phrase: Phrase, index: int) -> int | None:
        """Read the step here or after small words, and go on behind it."""
        step = phrase[index]
        if index == 1 and phrase[0].edge and not _is_exact(parsed.tokens, at, step):
            return None
        for past in self._reached(parsed, at, step, inside=index > 0):
            end = self._match(parsed, past, phrase, index + 1)
            if end is not None:
                return end
        return None

    def _reached(self, parsed: Parsed, at: int, step: Term, *, inside: bool) -> Iterator[int]:
        """Yield the places reached by reading the step here or after a few small words."""
        for begin in range(at, at + 1 + (MAX_FILLERS if inside else 0)):
            yield from self._take(parsed.tokens, begin, step)
            if not self._is_filler(parsed.tokens, begin):
                return

    def _take(self, tokens: tuple[Token, ...], at: int, step: Term) -> Iterator[int]:
        """Yield the places reached by reading this step here."""
        if at >= len(tokens) or not _plain(tokens[at]):
            return
        token = tokens[at]
        for run in step.runs:
            if run[0] in token.forms:
                past = self._past_run(tokens, at, run)
                if past:
                    yield past
        if not step.singles.isdisjoint(token.forms) or (
            step.endings and token.word.endswith(step.endings)
        ):
            yield at + 1

    def _past_run(self, tokens: tuple[Token, ...], at: int, run: tuple[str, ...]) -> int:
        """Give the place past these words, stepping over one small word before each; 0 if not."""
        for word in run:
            if at < len(tokens) and word not in tokens[at].forms and self._is_filler(tokens, at):
                at += 1
            if at >= len(tokens) or word not in tokens[at].forms or not _plain(tokens[at]):
                return 0
            at += 1
        return at

    def _is_filler(self, tokens: tuple[Token, ...], at: int) -> bool:
        return at < len(tokens) and tokens[at].word in self.fillers

    def _over_gap(self, parsed: Parsed, at: int, phrase: Phrase, index: int) -> int | None:
        """Try to go on at once, or after one to four words without a mark between them."""
        for past in range(at, min(at + MAX_GAP, len(parsed.tokens) - 1) + 1):
            if past > at and (
                not _may_skip(parsed.tokens[past - 1])
                or parsed.tokens[past].before
                or (past - 1 > at and parsed.begins(past - 1))
            ):
                return None
            end = self._match(parsed, past, phrase, index + 1)
            if end is not None:
                return end
        return None

    def _at_edge(self, parsed: Parsed, at: int, phrase: Phrase, index: int) -> int | None:
        """`^`: only light words stand before in the clause; `$`: none of weight follows."""
        tokens = parsed.tokens
        if phrase[index].edge == "^":
            clause = parsed.clauses[parsed.clause_of(at)]
            skip = clause.first + len(clause.opens.split())
            light = at - skip <= 2 * MAX_FILLERS and all(
                token.word in self.fillers for token in tokens[skip:at]
            )
            return self._match(parsed, at, phrase, index + 1) if light else None
        end = at
        while end - at < MAX_FILLERS and self._is_filler(tokens, end):
            end += 1
        return self._match(parsed, at, phrase, index + 1) if _ends_at(parsed, end) else None


def _ends_at(parsed: Parsed, place: int) -> bool:
    """Whether a clause ends before this place, and not with `nothing | you need to fix`."""
    if place >= len(parsed.tokens) or parsed.tokens[place].before:
        return True
    return parsed.begins(place) and bool(parsed.clauses[parsed.clause_of(place)].opens)


def _is_exact(tokens: tuple[Token, ...], at: int, step: Term) -> bool:
    """Right after `^` a word counts only as written: `forgive me`, not `forgiving me`."""
    if at >= len(tokens):
        return False
    firsts = step.singles | {run[0] for run in step.runs}
    return tokens[at].word in firsts or "i" in tokens[at].forms


def _may_skip(token: Token) -> bool:
    """Say no to a `not`: a gap never steps over one, which would turn the meaning round."""
    return _plain(token) and token.word not in NEGATORS


def _plain(token: Token) -> bool:
    return not (token.quoted or token.reported)


class CompiledPhrase:
    """One phrase as written; it is opened when it is first needed."""

    def __init__(self, text: str, reader: Reader) -> None:
        self.text = text
        self._reader = reader

    @cached_property
    def phrase(self) -> Phrase:
        """The phrase, opened."""
        return self._reader.phrase(self.text)

    @cached_property
    def _plain_words(self) -> tuple[list[str], ...]:
        """The words that stand outside all brackets: a test that needs no opening."""
        terms = _BRACKETED.sub(" ", self.text).split()
        return tuple(term.split("|") for term in terms if term[0].isalnum())

    def _may_open(self, words: frozenset[str]) -> bool:
        """Whether one alternative of each `<...>` is there: most need never be opened."""
        for choices in self._choices:
            for choice in choices:
                if words.issuperset(choice):
                    break
            else:
                return False
        return True

    @cached_property
    def _choices(self) -> list[list[list[str]]]:
        """The words of each alternative of each `<...>` that must be there and names no list."""
        terms = [term for term in _NEEDED.findall(self.text) if term]
        return [
            [item.split() for item in term[1:-1].split("|")]
            for term in terms
            if not any(map(str.isupper, term)) and "*" not in term
        ]

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Of each of these one word must be in the sentence: a quick test, narrowest first."""
        wanted = [step.words for step in self.phrase if step.words and not step.optional]
        return tuple(sorted(wanted[1:], key=len))

    def may_match(self, words: frozenset[str]) -> bool:
        """Whether a sentence of these words can hold the phrase at all."""
        for plain in self._plain_words:
            if words.isdisjoint(plain):
                return False
        if "needs" not in self.__dict__ and not self._may_open(words):
            return False
        for needed in self.needs:  # noqa: SIM110 - all() would be twice as slow here
            if needed.isdisjoint(words):
                return False
        return True

    def match(self, matcher: Matcher, parsed: Parsed, at: int) -> int | None:
        """Give the place just past the phrase when it stands at this word."""
        if not self.may_match(parsed.words):
            return None
        return matcher.match(parsed, at, self.phrase)


class PhraseSet:
    """Several phrases, looked for together: found by their first words."""

    def __init__(self, texts: Sequence[str], reader: Reader) -> None:
        self._by_word: dict[str, list[CompiledPhrase]] = {}
        for text in texts:
            line = CompiledPhrase(text, reader)
            for word in reader.first_words(text):
                self._by_word.setdefault(word, []).append(line)

    def first_place(
        self, matcher: Matcher, parsed: Parsed, begin: int = 0, end: int | None = None
    ) -> int | None:
        """Find the first place between `begin` and `end` where one of the phrases stands."""
        if self._by_word.keys().isdisjoint(parsed.words):
            return None
        stop = len(parsed.tokens) if end is None else min(end, len(parsed.tokens))
        for at in range(begin, stop):
            for form in parsed.tokens[at].forms:
                for line in self._by_word.get(form, ()):
                    if line.match(matcher, parsed, at) is not None:
                        return at
        return None
