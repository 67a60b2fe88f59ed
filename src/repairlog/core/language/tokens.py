"""Tokens: from typed text to sentences of plain words that know where they stand in the text.

`sentences(text)` is the way in. It evens out what tired fingers type (curly quotes, missing
apostrophes, `cos`, `u`, American spelling), keeps for every word its place in the text as
given, folds each quotation into one opaque word, and marks speech that the writer only
reports (`I said you never listen`). `clauses` goes on from here: who does what to whom.

Everything is one pass over the text or over its words: it cannot be made to hang.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from repairlog.core.language import function_words, spelling, verbs
from repairlog.core.language.reported_speech import reported_words

QUOTED = '"'
_QUOTES = dict.fromkeys("“”„«»‟＂", '"')  # noqa: RUF001 - the look-alikes are the point
_APOSTROPHES = dict.fromkeys("‘’‛ʼ′`´＇", "'")  # noqa: RUF001 - as above
_DASHES = dict.fromkeys("—–―", "—")  # noqa: RUF001 - as above
_PIECES = re.compile(
    r"(?P<word>[^\W_]+(?:'[^\W_]+)*'?)|(?P<mark>[^\s\w'])|(?P<gap>\s+)|(?P<tick>')"
)
_ENDERS = frozenset(".!?…\n")
_TITLES = frozenset("mr mrs ms dr st".split())
_ELISIONS = frozenset("cause em til bout cos im round".split())
MAX_SENTENCE = 250  # words; what runs on for longer is read in parts
MAX_QUOTATION = 600  # characters; a quotation mark that is not closed by then is a slip


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as meant, the other forms it answers to, and its place in the given text.

    `before` holds the marks between the previous word and this one. `quoted` is a whole
    quotation folded into one word. `reported` is speech or thought told of, not said now.
    """

    word: str
    forms: frozenset[str]
    start: int
    end: int
    before: str = ""
    quoted: bool = False
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence and the mark that ends it ('' at the end of the text)."""

    tokens: tuple[Token, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text before contractions are opened: a word, a mark or a quotation."""

    kind: str
    text: str
    start: int
    end: int


def normalise(text: str) -> tuple[str, list[int]]:
    """Even out letters and marks; also give, per character, its place in the given text."""
    out: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = char if char.isascii() else _plain(char)
        for piece in plain:
            out.append(piece)
            places.append(place)
    places.append(len(text))
    return "".join(out), places


def _plain(char: str) -> str:
    """One character without its accents, width and typography; '' when it is invisible."""
    for table in (_QUOTES, _APOSTROPHES, _DASHES):
        if char in table:
            return table[char]
    if char == "…":
        return char
    folded = unicodedata.normalize("NFKD", char)
    return "".join(c for c in folded if unicodedata.category(c) not in {"Mn", "Cf"})


def count_words(text: str) -> int:
    """Count words as people do: what stands between spaces and holds a letter or digit."""
    return sum(any(char.isalnum() for char in word) for word in text.split())


def sentences(text: str) -> tuple[Sentence, ...]:
    """Read the text as sentences of words."""
    plain, places = normalise(text)
    pieces = list(_fold_quotations(plain, _pieces(plain)))
    return tuple(_split(pieces, places))


def _pieces(plain: str) -> list[_Piece]:
    """Cut into words, marks and gaps."""
    return [
        _Piece(match.lastgroup or "mark", match.group(), match.start(), match.end())
        for match in _PIECES.finditer(plain)
    ]


def _fold_quotations(plain: str, pieces: list[_Piece]) -> Iterator[_Piece]:
    """Fold every quotation into one piece; marks that open nothing are dropped."""
    closings = _closings(plain)
    whole = len(plain) - len(plain.lstrip())
    until = 0
    for piece in pieces:
        if piece.start < until:
            continue
        if piece.kind not in {"mark", "tick"} or piece.text not in "\"'":
            yield piece
            continue
        end = closings.get(piece.start)
        is_whole = piece.start == whole and end is not None and not plain[end:].strip()
        if end is not None and not is_whole:
            yield _Piece("quote", plain[piece.start : end], piece.start, end)
            until = end


def _closings(plain: str) -> dict[int, int]:
    """Where each quotation that opens somewhere ends (just past its closing mark)."""
    found: dict[int, int] = {}
    opened: dict[str, int] = {}
    for at, char in enumerate(plain):
        if char not in "\"'":
            continue
        before = plain[at - 1] if at else " "
        after = plain[at + 1] if at + 1 < len(plain) else " "
        start = opened.get(char)
        if start is not None and at - start > MAX_QUOTATION:
            start = None
        if start is not None and _closes(char, before, after):
            found[start] = at + 1
            del opened[char]
        elif start is None and _opens(plain, at, before, after):
            opened[char] = at
    return found


def _opens(plain: str, at: int, before: str, after: str) -> bool:
    """Whether the mark can open a quotation: space before it, a word after it."""
    if before.isalnum() or after.isspace():
        return False
    word = re.match(r"[a-z]+", plain[at + 1 : at + 9].lower())
    return plain[at] == '"' or not (word and word.group() in _ELISIONS)


def _closes(mark: str, before: str, after: str) -> bool:
    """Whether the mark can close a quotation: a word before it, none after it."""
    return mark == '"' or (not before.isspace() and not after.isalnum())


def _split(pieces: list[_Piece], places: list[int]) -> Iterator[Sentence]:
    """Gather words into sentences."""
    words: list[Token] = []
    marks: list[str] = []
    for index, piece in enumerate(pieces):
        if piece.kind in {"word", "quote"}:
            between = "".join(marks)
            marks.clear()
            neighbours = (words[-1].word if words else "", _next_word(pieces, index))
            words.extend(_tokens(piece, between, places, neighbours))
            ends = len(words) >= MAX_SENTENCE or _quotation_ends_sentence(pieces, index)
            if ends:
                yield _sentence(words, "." if piece.kind == "quote" else "")
                words = []
            continue
        if piece.kind != "gap":
            marks.append(_mark(pieces, index))
        if words and _ends_sentence(piece, pieces, index):
            yield _sentence(words, piece.text.strip() or "\n")
            words = []
            marks.clear()
    if words:
        yield _sentence(words, "")


def _mark(pieces: list[_Piece], index: int) -> str:
    """Give the mark; a hyphen that stands free is a dash, one inside a word is nothing."""
    text = pieces[index].text
    if _follows_title(pieces, index):
        return ""
    if text != "-":
        return text
    around = pieces[max(0, index - 1) : index + 2]
    return "—" if all(piece.kind == "gap" or piece.text == "-" for piece in around) else ""


def _follows_title(pieces: list[_Piece], index: int) -> bool:
    """Whether this is the stop of `Mrs. Bell`, which ends nothing."""
    before = pieces[index - 1].text.lower() if index else ""
    after = pieces[index + 1].text if index + 1 < len(pieces) else "\n"
    return pieces[index].text == "." and before in _TITLES and "\n" not in after


def _next_word(pieces: list[_Piece], index: int) -> str:
    """Give the word typed right after this one, if only a space stands between."""
    after = pieces[index + 1 : index + 3]
    return after[1].text.lower() if len(after) == 2 and after[1].kind == "word" else ""


def _ends_sentence(piece: _Piece, pieces: list[_Piece], index: int) -> bool:
    """Whether a sentence ends here: at . ! ? before a space, and at a new line."""
    if piece.kind == "gap":
        return "\n" in piece.text
    if piece.text not in _ENDERS:
        return False
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    if _follows_title(pieces, index):
        return False
    return piece.text in "!?" or after is None or after.kind != "word"


def _quotation_ends_sentence(pieces: list[_Piece], index: int) -> bool:
    """`You said, 'Go.' I went.`: the stop is inside, and a capital letter follows."""
    if (
        pieces[index].kind != "quote"
        or len(pieces[index].text) < 3
        or pieces[index].text[-2] not in _ENDERS
    ):
        return False
    following = (piece for piece in pieces[index + 1 : index + 3] if piece.kind != "gap")
    after = next(following, None)
    return after is not None and after.text[0].isupper()


def _sentence(words: list[Token], mark: str) -> Sentence:
    """Settle what single words mean beside each other, and mark what is only told of."""
    settled = tuple(_settle(words, index) for index in range(len(words)))
    told = reported_words(tuple((token.word, token.before) for token in settled))
    return Sentence(
        tuple(
            replace(token, reported=True) if index in told else token
            for index, token in enumerate(settled)
        ),
        mark,
    )


# -- words --------------------------------------------------------------------------------


def _tokens(
    piece: _Piece, before: str, places: list[int], neighbours: tuple[str, str]
) -> Iterator[Token]:
    """Open one typed word into the words meant, all standing at the same place."""
    start, end = places[piece.start], places[piece.end - 1] + 1
    if piece.kind == "quote":
        yield Token(QUOTED, frozenset({QUOTED}), start, end, before, quoted=True)
        return
    for word in _meant(piece.text.lower().strip("'"), neighbours):
        yield Token(word, _forms(word), start, end, before)
        before = ""


def _meant(typed: str, neighbours: tuple[str, str]) -> tuple[str, ...]:
    """`don't`, `dont` and `do not` are the same words."""
    if typed == "till" and neighbours[0] in function_words.DETERMINERS:
        return (typed,)
    if "'" not in typed:
        ambiguous = _without_apostrophe(typed, *neighbours)
        if ambiguous:
            return ambiguous
        typed = spelling.RESPELLINGS.get(typed, typed)
        return spelling.EXPANSIONS.get(typed, (typed,))
    joined = typed.replace("'", "")
    if joined in spelling.EXPANSIONS:
        return spelling.EXPANSIONS[joined]
    stem, _, ending = typed.partition("'")
    stem = spelling.RESPELLINGS.get(stem, stem)
    whole = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "'d", "s": "'s"}
    if ending in whole:
        return stem, whole[ending]
    return (joined,)


def _without_apostrophe(typed: str, before: str, after: str) -> tuple[str, ...]:
    """`ill`, `id`, `its`, `ur` and `well`: contractions only beside the right words."""
    if typed == "ill" and before not in spelling.ILLNESS_BEFORE:
        return ("i", "will")
    if typed == "id" and (verbs.is_verb(after) or after in {"not", "never", "been"}):
        return ("i", "'d")
    if typed == "its" and (after in spelling.IS_BEFORE or after.endswith("ing")):
        return ("it", "is")
    if typed == "were" and before in {"", "anyway", "know"} and after in spelling.WE_ARE_BEFORE:
        return ("we", "are")
    if typed in {"your", "ur"}:
        is_verb = after in spelling.ARE_BEFORE or (typed == "ur" and after.endswith("ing"))
        return ("you", "are") if is_verb else ("your",)
    return ()


@lru_cache(maxsize=4096)
def _forms(word: str) -> frozenset[str]:
    """Everything a word answers to: itself, its lemma, its singular, what it may stand for."""
    forms = {word, verbs.lemma(word)}
    if word == "'s":
        forms |= {"is", "be", "has", "have"}
    elif word == "had":
        forms.add("'d")
    elif word.endswith("s") and len(word) > 3 and not word.endswith("ss"):
        forms.add(word[:-1])
    return frozenset(forms)


def _settle(words: list[Token], index: int) -> Token:
    """Decide what an ambiguous word is from its neighbours."""
    token = words[index]
    before = words[index - 1].word if index else ""
    after = words[index + 1].word if index + 1 < len(words) else ""
    if token.word == "'s" and before in _PRONOUNS_WITH_IS:
        return replace(token, word="is")
    if token.word == "'d":
        verb = next(
            (w.word for w in words[index + 1 :][:4] if w.word not in function_words.ADVERBS), ""
        )
        had = verb in {"better", "been"} or (verbs.is_past(verb) and verb not in _SAME)
        word = "had" if had else "would"
        return replace(token, word=word, forms=_forms(word))
    if token.word in function_words.SELF_NAMES and _names_the_writer(
        "" if token.before else before, after
    ):
        return replace(token, forms=token.forms | {"i", "me"})
    return token


_PRONOUNS_WITH_IS = frozenset("it that there what who how where he she this here".split())
_SAME = verbs.SAME_IN_PAST


def _names_the_writer(before: str, after: str) -> bool:
    """`Mummy shouted`, `you made Miss cross`, but not `your mum` or `a rubbish mum`."""
    if after in {"'s", "and"} and before in function_words.DETERMINERS:
        return False
    return (
        not before
        or before in function_words.PREPOSITIONS | function_words.ADVERBS
        or before in function_words.COORDINATORS
        or before in function_words.SUBORDINATORS
        or before in {"but", "that", "sorry", "what", "not"}
        or (verbs.is_verb(before) and verbs.lemma(before) != "be")
    )
