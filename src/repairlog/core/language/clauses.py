"""Clauses of a sentence: who does what to whom, in which tense, negated or not.

A clause has one subject and one verb group. The reading is shallow: it looks at word order
and small closed tables, and says `unknown` by leaving a role empty. That is enough to tell
`you made me shout` from `nothing you did made me shout`.
"""

from dataclasses import dataclass

from repairlog.core.language import function_words, verbs
from repairlog.core.language.clause_roles import (
    is_passive,
    is_self,
    kind_of,
    subject_of,
    tense_of,
    verb_group,
    word_at,
)
from repairlog.core.language.tokens import Sentence, Token

_HARD_MARKS = frozenset(";:—(…")
_HOLDING = function_words.PREPOSITIONS - {"like", "off", "over", "around"}
_NEGATION_ENDS = frozenset("but if so when while although though and or".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: where it stands among the words of its sentence, and its roles.

    `subject`: i, you, we, it, they, thing (a noun), or '' (none, as in an order).
    `tense`: past, perfect, present, future, a modal (`would`, `could`, ...), or ''.
    `kind`: statement, question, order or fragment.
    `negated`: the verb is. `passive` and `agentless`: done to the subject, by nobody named.
    """

    first: int
    last: int
    opens: str
    subject: str
    verb: str
    tense: str
    kind: str
    negated: bool
    passive: bool
    agentless: bool
    reported: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its clauses.

    For every word, `negated` says whether it stands under a `not`, and `clause_at` in which
    clause it is. `words` are all forms that its words answer to.
    """

    tokens: tuple[Token, ...]
    mark: str
    clauses: tuple[Clause, ...]
    negated: tuple[bool, ...]
    clause_at: tuple[int, ...]
    words: frozenset[str]

    def clause_of(self, place: int) -> int:
        """Which clause the word at this place belongs to."""
        return self.clause_at[min(place, len(self.clause_at) - 1)]

    def begins(self, place: int) -> bool:
        """Whether a clause begins at this place."""
        return place < len(self.clause_at) and self.clauses[self.clause_at[place]].first == place


def parse(sentence: Sentence) -> Parsed:
    """Find the clauses of a sentence."""
    tokens = sentence.tokens
    begins = [place for place in range(len(tokens)) if place == 0 or _begins(tokens, place)]
    begins = _merge_empty(tokens, begins)
    negated = _negation(tokens, sentence.mark)
    ends = [*begins[1:], len(tokens)]
    clauses = tuple(
        _clause(tokens, first, last, sentence.mark, negated)
        for first, last in zip(begins, ends, strict=True)
    )
    clause_at = tuple(
        index for index, clause in enumerate(clauses) for _ in range(clause.first, clause.last)
    )
    words = frozenset().union(*(token.forms for token in tokens))
    return Parsed(tokens, sentence.mark, clauses, negated, clause_at, words)


# -- where clauses begin ------------------------------------------------------------------


def _mark_before(tokens: tuple[Token, ...], place: int) -> str:
    return tokens[place].before if place < len(tokens) else ""


def _begins(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a clause begins at this word."""
    token, before = tokens[place], word_at(tokens, place - 1)
    if not _HARD_MARKS.isdisjoint(token.before) or _opener(tokens, place):
        return True
    if "," in token.before:
        return token.word in {"sorry", "apologies"} or _may_start(tokens, place)
    if before in function_words.COORDINATORS | function_words.SUBORDINATORS or before in {
        "but",
        "that",
    }:
        return False  # the clause began at the connective
    return _is_new_subject(tokens, place)


def _opener(tokens: tuple[Token, ...], place: int) -> str:
    """Give the connective that stands here, '' if none does."""
    word, following = word_at(tokens, place), word_at(tokens, place + 1)
    if (word, following) in function_words.OPENERS:
        return f"{word} {following}"
    if (word, following, word_at(tokens, place + 2)) in function_words.OPENERS_OF_THREE:
        return f"{word} {following} {word_at(tokens, place + 2)}"
    return word if _opens_alone(tokens, place) else ""


def _opens_alone(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether the single word here is a connective."""
    word, before = word_at(tokens, place), word_at(tokens, place - 1)
    if word in function_words.SUBORDINATORS:
        is_second = (before, word) in function_words.OPENERS
        return not is_second and (word == "because" or before not in _HOLDING)
    if word in function_words.COORDINATORS:
        return _may_start(tokens, place + 1)
    if word == "that" and place and not _mark_before(tokens, place + 1):
        return _subject_here(tokens, place + 1)
    is_only = word == "only" and "," in tokens[place].before
    is_still = word == "still" and not place and "," in _mark_before(tokens, 1)
    return word == "but" or is_still or (is_only and _subject_here(tokens, place + 1))


def _may_start(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether what stands here can be the beginning of a clause of its own."""
    place = _after_adverbs(tokens, place)
    word = word_at(tokens, place)
    return (
        _subject_here(tokens, place)
        or word in function_words.AUXILIARIES
        or word in {"what", "how", "why", "who", "where", "let", "do", "no"}
        or _opener_word(word)
        or (word in verbs.VERBS and word not in {"like", "love"})
        or (
            word in function_words.DETERMINERS
            and (word_at(tokens, place + 2) == "'s" or verbs.is_verb(word_at(tokens, place + 2)))
        )
    )


def _opener_word(word: str) -> bool:
    return word in function_words.SUBORDINATORS or word == "but"


def _after_adverbs(tokens: tuple[Token, ...], place: int) -> int:
    """Step over `really`, `just`, `not` and their like, at most four of them."""
    for _ in range(4):
        if word_at(tokens, place) not in function_words.ADVERBS:
            break
        place += 1
    return place


def _subject_here(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a pronoun that can be a subject stands here, with its verb after it."""
    word = word_at(tokens, place)
    if word in function_words.NOMINATIVE:
        return True
    if word not in function_words.SUBJECTS and not is_self(tokens, place):
        return False
    verb = word_at(tokens, _after_adverbs(tokens, place + 1))
    return verb in function_words.AUXILIARIES or verb in {"'s", "'d"} or verbs.is_verb(verb)


def _is_new_subject(tokens: tuple[Token, ...], place: int) -> bool:
    """See a subject in the middle of words: `sorry | you feel that way`, `I think | it was`."""
    before = word_at(tokens, place - 1)
    if not _subject_here(tokens, place) or before in function_words.AUXILIARIES or before == "'d":
        return False
    if before == "not" and word_at(tokens, place - 2) in function_words.AUXILIARIES:
        return False  # `don't you ...`
    if word_at(tokens, place) in function_words.NOMINATIVE:
        return True
    goes_on = before == "on" and verbs.lemma(word_at(tokens, place - 2)) in {"carry", "go", "keep"}
    if (before in function_words.PREPOSITIONS and not goes_on) or verbs.lemma(
        before
    ) in function_words.BARE_INFINITIVE:
        return False
    verb = word_at(tokens, _after_adverbs(tokens, place + 1))
    return word_at(tokens, place) != "what" and verb not in {"being", "been"}


def _merge_empty(tokens: tuple[Token, ...], begins: list[int]) -> list[int]:
    """Drop beginnings that hold only a connective, `well` or `so`: they belong to what follows."""
    kept: list[int] = []
    for index, place in enumerate(begins):
        previous = begins[index - 1] if index else None
        if previous is not None and kept[-1] == previous:
            between = tokens[previous:place]
            is_opener = len(_opener(tokens, previous).split()) == len(between)
            if is_opener or (not tokens[place].before and all(map(_is_light, between))):
                continue
        kept.append(place)
    return kept


def _is_light(token: Token) -> bool:
    word = token.word
    return (
        word in function_words.ADVERBS
        or word in function_words.SUBORDINATORS
        or word in function_words.COORDINATORS
        or word in {"but", "that", "as", "what", "how", "why", "where", "long", "soon", "case"}
    )


# -- negation -----------------------------------------------------------------------------


def _negation(tokens: tuple[Token, ...], mark: str) -> tuple[bool, ...]:
    """Which words stand under a negation: from the negator to the next break."""
    flags: list[bool] = []
    under = False
    for place, token in enumerate(tokens):
        if token.before.strip() or (
            token.word in _NEGATION_ENDS and not _joins_under_negation(tokens, place)
        ):
            under = False
        flags.append(under)
        if _negates(tokens, place, mark):
            under = True
    return tuple(flags)


def _joins_under_negation(tokens: tuple[Token, ...], place: int) -> bool:
    """`I won't shout or slam`: the negation goes on over and/or without a new subject."""
    return word_at(tokens, place) in {"and", "or"} and not _subject_here(tokens, place + 1)


def _negates(tokens: tuple[Token, ...], place: int, mark: str) -> bool:
    """Whether this word negates what follows."""
    word, following = word_at(tokens, place), word_at(tokens, place + 1)
    if word in {"instead", "rather"}:
        return following in {"of", "than"}
    if word == "more":
        return following == "than"
    if word not in function_words.NEGATORS:
        return False
    asks_back = (
        mark == "?" and word == "not" and word_at(tokens, place - 1) in function_words.AUXILIARIES
    )
    if asks_back and (following in {"you", "i", "we", "it", "that"} or place <= 1):
        return False  # `aren't you going to say sorry?`
    return not (
        word == "no" and "," in (tokens[place + 1].before if place + 1 < len(tokens) else "")
    )


# -- roles --------------------------------------------------------------------------------


def _clause(
    tokens: tuple[Token, ...], first: int, last: int, mark: str, negated: tuple[bool, ...]
) -> Clause:
    """Read the roles of the words from `first` up to `last`."""
    first_word = min(_after_adverbs(tokens, first), last - 1)
    opens = _opener(tokens, first) or _opener(tokens, first_word)
    begin = first if _opener(tokens, first) else first_word
    start = _after_adverbs(tokens, begin + len(opens.split()))
    is_order = word_at(tokens, start) == "be"  # `be good for Mummy`
    at, subject = (start, "") if is_order else subject_of(tokens, start, last)
    group = verb_group(tokens, at, last)
    verb_at = group[-1] if group else None
    verb = verbs.lemma(tokens[verb_at].word) if verb_at is not None else ""
    tense = tense_of(tokens, group)
    passive = is_passive(tokens, group)
    kind = kind_of(tokens, start, last, mark, subject if opens != "who" else opens)
    rest = range((verb_at if verb_at is not None else first) + 1, last)
    return Clause(
        first=first,
        last=last,
        opens=opens,
        subject="" if kind == "order" else subject,
        verb=verb,
        tense="" if kind == "order" else tense,
        kind=kind if verb or kind != "statement" else "fragment",
        negated=bool(group) and any(_is_negated(tokens, negated, place) for place in group),
        passive=passive,
        agentless=passive and all(tokens[place].word != "by" for place in rest),
        reported=bool(tokens[verb_at if verb_at is not None else first].reported),
    )


def _is_negated(tokens: tuple[Token, ...], negated: tuple[bool, ...], place: int) -> bool:
    return negated[place] or word_at(tokens, place + 1) in {"not", "never"}
