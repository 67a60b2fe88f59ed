"""Actors: who did what to whom, in an account that may speak of harm.

`harm` looks for rows of words. What a row cannot tell is read here, clause by clause: whether
what it found is denied or stands in a film, and whether an adult did something to a child
with other words in between. `harm` imports this only once such words were found.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from repairlog.core.language import function_words, verbs
from repairlog.core.language.clauses import Clause, Parsed, parse
from repairlog.core.language.tokens import Token, sentences

Roles = Mapping[str, tuple[str, ...]]
Place = tuple[int, int]  # where something stands in the text: from, up to

_NEARBY = 8
_LIGHT = function_words.AUXILIARIES | {
    "ever",
    "actually",
    "really",
    "once",
    "going",
    "gonna",
    "even",
    "to",
    "laid",
    "lay",
    "put",
    "raised",
    "properly",
    "physically",
    "a",
    "any",
    "single",
    "that",
    "at",
    "all",
    "so",
    "one",
    "of",
    "us",
}
_OWNS_UP = frozenset(
    ["just", "only", "mean", "before", "until", "like", "hard", "that", "so", "enough"]
)
_BREAKS = frozenset(["and", "but", "then", "so", "because", "until", "before"])
_TELLING = frozenset(["say", "tell", "shout", "yell", "scream", "whisper"])
_THIRD = frozenset(["he", "she", "they"])
_FIRST = frozenset(["i", "we", "my", "me", "us", "our"])
_ABOUT_TO = frozenset(["will", "would", "could", "can", "may", "might", "should", "shall"])
_REALLY_DID = frozenset(["had", "have", "has", "used", "tried", "ended"])
_PRONOUNS = frozenset(["him", "them", "you"])
_YOU = frozenset(["you", "your"])
_SPEAKS = frozenset(["i", "im", "ill", "id", "i'm", "i'll", "i'd"])
_POSSESSIVES = frozenset(["his", "her", "your", "their"])
_BE = frozenset(["be", "get"])
_INTO = frozenset(["at", "on", "into", "a", "an", "the"])
_GOES_ON = frozenset(["and", "then", "so", "but", "or", ""])
_LINKS = frozenset(["where", "when", "because", "from", "as", "while", "after", "since"])


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of `harm.toml` that this reading goes by."""

    adults: frozenset[str]
    children: frozenset[str]
    deeds: frozenset[str]
    holds: frozenset[str]
    any_deed: frozenset[str]
    body: frozenset[str]
    holdable: frozenset[str]
    after: frozenset[str]
    between: frozenset[str]
    wounds: frozenset[str]
    sore: frozenset[str]
    fiction: frozenset[str]


class ClauseReading:
    """A text read as clauses, by the lists of `harm.toml`."""

    def __init__(self, text: str, roles: Roles) -> None:
        def listed(*names: str) -> frozenset[str]:
            return frozenset(word for name in names for word in roles.get(name, ()))

        self._text = text
        self._sentences = sentences(text)
        self._begins = [sentence.tokens[0].start for sentence in self._sentences]
        self._lists = _Lists(
            adults=listed("kin", "partner", "worker", "grown"),
            children=listed("kid", "sibling", "initial"),
            deeds=listed("smack", "hit", "grab", "hurt"),
            holds=listed("grab", "force", "wrench"),
            any_deed=listed("smack", "hit", "grab", "hurt", "force", "wrench"),
            body=listed("body"),
            holdable=listed("holdable"),
            after=listed("after"),
            between=listed("little", "the", "then"),
            wounds=listed("wound"),
            sore=listed("wound", "injury", "sore"),
            fiction=listed("fiction"),
        )

    def sets_aside(self, place: Place) -> bool:
        """Whether what was found there is denied, conditional, from a film, or a child's threat."""
        index = bisect_right(self._begins, max(place[0], self._begins[0])) - 1
        parsed = parse(self._sentences[index])
        found = [
            at
            for at, token in enumerate(parsed.tokens)
            if token.start < place[1] and place[0] < token.end
        ]
        if not found or place[1] > parsed.tokens[-1].end + 1:
            return False  # it reaches over two sentences
        first, last = found[0], found[-1]
        if _is_childs_threat(self._text, parsed, (first, last), self._lists.adults):
            return True
        return not any(parsed.tokens[at].quoted for at in found) and (
            _is_denied(parsed, first, last)
            or _is_said_to_the_child(parsed, first)
            or self._is_fiction(parsed, first, last)
        )

    def tells_of_harm(self, idle: Iterable[Place]) -> bool:
        """Whether an adult hurts or handles a child; words that stand in `idle` mean nothing."""
        silent = _Places(idle)
        return any(
            self._sentence_tells(parse(sentence), silent)
            for sentence in self._sentences
            if any(token.word in self._lists.any_deed for token in sentence.tokens)
        )

    # -- what was found is set aside ------------------------------------------------------

    def _is_fiction(self, parsed: Parsed, first: int, last: int) -> bool:
        """`the boy in the film gets beaten by his dad`, not `I hit him after the film`."""
        tokens = parsed.tokens
        if any(token.word in _FIRST for token in tokens[first : last + 1]):
            return False
        for index in range(first, max(-1, first - _NEARBY), -1):
            token = tokens[index]
            if token.word in self._lists.fiction or (
                token.word == "about" and _word(tokens, index - 1) in {"reading", "read"}
            ):
                return True
            if token.before.strip() or token.word in _BREAKS | _FIRST or _tells(token):
                return False
        return False

    # -- somebody does something ----------------------------------------------------------

    def _sentence_tells(self, parsed: Parsed, silent: "_Places") -> bool:
        sore = scuffle = False
        for clause, actor in zip(parsed.clauses, self._actors(parsed), strict=True):
            for place in range(clause.first, clause.last):
                token = parsed.tokens[place]
                if parsed.negated[place]:
                    continue
                if scuffle and token.word in self._lists.wounds:
                    return True  # `he pushed her off the wall and she had stitches`
                sore = sore or token.word in self._lists.sore
                if not self._is_deed(parsed, clause, place):
                    continue
                reaches = self._reaches_child(parsed, clause, place)
                if self._is_done_by_an_adult(parsed, clause, place):
                    return True
                if actor != "adult":
                    scuffle = scuffle or reaches
                elif not silent.hold(token) and (
                    (reaches and token.word in self._lists.deeds)
                    or self._grips(parsed, clause, place)
                    or (sore and self._handles(parsed, clause, place))
                ):
                    return True
        return False

    def _is_deed(self, parsed: Parsed, clause: Clause, place: int) -> bool:
        """Whether a deed stands here that was done, not one that might be."""
        word = parsed.tokens[place].word
        if (
            word not in self._lists.any_deed
            or _is_noun(parsed.tokens, place)
            or self._is_fiction(parsed, place, place)
        ):
            return False
        for index in range(max(clause.first, place - 4), place):
            helper = _word(parsed.tokens, index)
            if helper in _ABOUT_TO:
                return False
            if helper == "to" and _word(parsed.tokens, index - 1) not in _REALLY_DID:
                return False
        return True

    def _actors(self, parsed: Parsed) -> Iterator[str]:
        """Who acts in each clause: 'adult', 'child', 'thing', or '' when it cannot be told."""
        actor = "adult"  # `Hauled him up the stairs`: the writer
        for clause in parsed.clauses:
            goes_on = clause.first == 0 or clause.opens in _GOES_ON
            actor = self._named(parsed, clause) or (actor if goes_on else "")
            yield actor

    def _named(self, parsed: Parsed, clause: Clause) -> str:
        """Who stands first in the clause as the one who acts."""
        tokens = parsed.tokens
        for place in range(clause.first, clause.last):
            token = tokens[place]
            before, after = _word(tokens, place - 1), _word(tokens, place + 1)
            if after == "'s" and _word(tokens, place + 2) not in function_words.ADVERBS | {"been"}:
                continue
            if token.word in self._lists.deeds and place > clause.first:
                return ""
            if before in function_words.PREPOSITIONS and place - 1 >= clause.first:
                continue
            if token.word in {"i", "we"} or token.word in self._lists.adults:
                return "adult"
            if token.word in _THIRD | {"you", "it"} or token.word in self._lists.children:
                return "child"
            if before in function_words.DETERMINERS and token.word not in self._lists.between:
                return "adult" if after in self._lists.adults else "thing"
        return ""

    def _reaches_child(self, parsed: Parsed, clause: Clause, place: int) -> bool:
        """Whether the deed is done to a child or to a part of a child's body."""
        tokens = parsed.tokens
        for index in range(place + 1, min(clause.last, place + _NEARBY)):
            word, after = tokens[index].word, _word(tokens, index + 1)
            if word in _PRONOUNS or (word in self._lists.children and len(word) > 1):
                return after != "'s"
            if word in _POSSESSIVES:
                is_her = word == "her" and (index + 1 >= clause.last or after in self._lists.after)
                if is_her or self._is_body(tokens, index + 1):
                    return True
            elif word == "year" and after.isalnum() and after != "old":
                return True  # `a year 3`: a pupil
            elif tokens[index].before.strip() or not self._may_stand_between(word):
                return False
        return False

    def _may_stand_between(self, word: str) -> bool:
        """Whether the word may stand between a deed and whom it is done to."""
        return (
            word in self._lists.between | function_words.ADVERBS | _INTO | {"of", "one", "both"}
            and word != "me"
        ) or word.isdigit()

    def _is_body(self, tokens: tuple[Token, ...], place: int) -> bool:
        return (
            _word(tokens, place) in self._lists.body or _word(tokens, place + 1) in self._lists.body
        )

    def _is_done_by_an_adult(self, parsed: Parsed, clause: Clause, place: int) -> bool:
        """`she was dragged out of the classroom by two members of staff`."""
        end = min(clause.last, place + _NEARBY + 6)
        words = [_word(parsed.tokens, at) for at in range(place + 1, end)]
        helpers = {_word(parsed.tokens, at) for at in range(place - 3, place)}
        if "by" not in words or not any(verbs.lemma(word) in _BE for word in helpers):
            return False
        by = words.index("by")
        return by < _NEARBY and any(word in self._lists.adults for word in words[by : by + 5])

    def _grips(self, parsed: Parsed, clause: Clause, place: int) -> bool:
        """`a lady at nursery pulled her ear`."""
        end = min(clause.last, place + 4)
        following = [_word(parsed.tokens, at) for at in range(place + 1, end)]
        return (
            parsed.tokens[place].word in self._lists.holds
            and following[:1] in [[each] for each in _POSSESSIVES]
            and not self._lists.holdable.isdisjoint(following[1:])
        )

    def _handles(self, parsed: Parsed, clause: Clause, place: int) -> bool:
        """`sore where I twisted it`: after an injury, the hold itself tells."""
        links = {_word(parsed.tokens, at) for at in range(clause.first - 1, clause.first + 3)}
        return (
            parsed.tokens[place].word in self._lists.holds
            and not _LINKS.isdisjoint(links)
            and _word(parsed.tokens, place + 1) in {"it", "him", "her", "them", "of", "hold"}
        )


class _Places:
    """Places in a text, in their order, each word asked for in logarithmic time."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(places):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def hold(self, token: Token) -> bool:
        """Whether the word stands in one of them."""
        index = bisect_right(self._starts, token.start) - 1
        return index >= 0 and token.start < self._ends[index]


def _word(tokens: tuple[Token, ...], place: int) -> str:
    return tokens[place].word if 0 <= place < len(tokens) else ""


def _tells(token: Token) -> bool:
    return verbs.lemma(token.word) in _TELLING


def _is_noun(tokens: tuple[Token, ...], place: int) -> bool:
    """`a kick`, `the hit`, `no hurt`."""
    return _word(tokens, place - 1) in {"a", "an", "the", "another", "no"}


def _is_denied(parsed: Parsed, first: int, last: int) -> bool:
    """`I've never laid hands on them`; not `I've never hit him like that`."""
    clause = parsed.clauses[parsed.clause_of(first)]
    if _is_doubted(parsed, clause):
        return True
    if verbs.lemma(_word(parsed.tokens, first)) == "mean":
        return False  # `I didn't mean to hit him`
    after = {_word(parsed.tokens, at) for at in range(last, min(clause.last, last + 4))}
    if not _OWNS_UP.isdisjoint(after):
        return False
    for place in range(first - 1, clause.first - 1, -1):
        word = _word(parsed.tokens, place)
        if word in function_words.NEGATORS:
            return _word(parsed.tokens, place - 1) not in function_words.NEGATORS
        if word not in _LIGHT:
            break
    return False


def _is_doubted(parsed: Parsed, clause: Clause) -> bool:
    """`I don't think he meant to hurt her`: somebody else is doubted to have."""
    subject = [_word(parsed.tokens, at) for at in range(clause.first, clause.first + 2)]
    before = [_word(parsed.tokens, at) for at in range(max(0, clause.first - 4), clause.first)]
    return (
        not _THIRD.isdisjoint(subject)
        and "i" in before
        and "not" in before
        and not {"think", "believe"}.isdisjoint(before[-2:])
    )


def _is_said_to_the_child(parsed: Parsed, first: int) -> bool:
    """`if you push me`, `when you hit me I shouted`; not `he shouted you hit me`."""
    if _word(parsed.tokens, first) != "you":
        return False
    around = (*parsed.tokens[:first], *parsed.tokens[first + 3 :])
    return _word(parsed.tokens, first - 1) in {"if", "unless"} or (
        any(token.word in {"i", "we"} for token in around)
        and not any(_tells(token) or token.word in _THIRD for token in around)
    )


def _is_childs_threat(text: str, parsed: Parsed, found: Place, adults: frozenset[str]) -> bool:
    """`he shouted I'm going to hit you`: you is the writer, or another child."""
    tokens = parsed.tokens
    first, last = found
    said = set(_told_words(text, tokens[first : last + 1]))
    near = said | {_word(tokens, at) for at in range(first - 4, first)}
    if said.isdisjoint(_YOU) or near.isdisjoint(_SPEAKS):
        return False
    outside = [token for token in tokens if not token.quoted]
    tellers = [_word(tuple(outside), at - 1) for at, token in enumerate(outside) if _tells(token)]
    return bool(tellers) and all(each in _THIRD for each in tellers) and adults.isdisjoint(said)


def _told_words(text: str, tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.quoted:
            yield from text[token.start + 1 : token.end - 1].lower().replace("\u2019", "'").split()
        else:
            yield token.word
