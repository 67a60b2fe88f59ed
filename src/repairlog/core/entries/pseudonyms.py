"""Pseudonyms: letters in place of names, everywhere in a text."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import count, product
from string import ascii_uppercase
from types import MappingProxyType

from repairlog.core.dates.naming import MONTHS, WEEKDAYS
from repairlog.core.text import ACCENTS

_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_QUOTES = "\"'\N{LEFT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
_WORD = re.compile(rf"[^\W\d_][\w'{_APOSTROPHE}-]*")
_INITIAL = re.compile(r"(?<![\w'])[^\W\d_](?![\w'])")
_SENTENCE_ENDS = f".!?:(\n\N{HORIZONTAL ELLIPSIS}{_QUOTES}"

_DOES = (
    "was|is|has|had|said|says|came|comes|went|saw|ran|told|rang|hit|did|does|got|took|cried|sat"
    "|stood|left|knew|let|threw|would|could|will|can|\\w{2,}ed"
)
_SUBJECT = re.compile(
    rf"[^\W\d_][\w-]+"
    rf"(?:['{_APOSTROPHE}]s\b| and [A-Z]|,? (?:also |then |just |only )?(?:{_DOES})\b)"
)
"""Words that begin a sentence as a name does: "Maya saw it", "Maya and", "Maya's"."""

_NO_NAMES = frozenset(
    "i he she they we it you that this these those there who what which nobody everyone everybody "
    "somebody someone anyone anybody nothing everything something one both all none then and but "
    "so when after before while as if the a an my his her their our mine ours yours its no not yes "
    "never always just only here now still each some most how why where later today yesterday "
    "tonight tomorrow let things thing mum mam mom dad daddy mummy mommy nan nana gran granny "
    "grandma grandad grandpa auntie uncle sir miss teacher school bedtime bath breakfast dinner "
    "tea supper homework contact people kids baby".split()
)
"""Words that begin a sentence so and are no names."""

_ACCENTS = "[\u0300-\u036f]*"

_BETWEEN = r"[\s\u2010-\u2015-]+"
"""What may stand between the parts of a name: "Zoe Mae" is Zoe-Mae too."""


class Pseudonyms:
    """Each name has one letter: A, B, … in the order given, AA after Z.

    Whole words in any case, with or without accents and hyphens, are replaced, longer names
    first, so that a name inside a longer one leaves nothing of it behind. Better a word too many
    than a name left standing. `same` are earlier names, each with the one that somebody has now:
    one person has one letter.
    """

    def __init__(
        self, names: Iterable[str], same: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        ordered = dict.fromkeys(_squeezed(name) for name in names if name.strip())
        now = {_squeezed(old): _squeezed(new) for old, new in same.items()}
        people = dict.fromkeys(now.get(each, each) for each in ordered)
        letters = dict(zip(people, _letters(), strict=False))
        self._letters = {each: letters[now.get(each, each)] for each in ordered}
        longest = sorted(self._letters, key=len, reverse=True)
        inner = "|".join(_BETWEEN.join(map(_spelled, name.split())) for name in longest)
        self._pattern = re.compile(rf"(?<!\w)(?:{inner})(?!\w)", re.IGNORECASE) if inner else None

    def letter(self, name: str) -> str:
        """Return a name's letter."""
        return self._letters.get(_squeezed(name), "")

    def replace(self, text: str) -> str:
        """Return the text with every known name as its letter."""
        if self._pattern is None:
            return text
        pieces, done = [], 0
        for match in self._pattern.finditer("".join(map(_letter_of, text))):
            pieces += [text[done : match.start()], self.letter(match[0])]
            done = match.end()
        return "".join([*pieces, text[done:]])

    def left(self, text: str) -> list[str]:
        """Return words that still begin with a capital and may be names.

        Within a sentence that is each; where one begins, what does something or owns something.
        """
        known = {*self._letters.values(), "I", *WEEKDAYS}
        found: dict[str, None] = {}
        for match in _WORD.finditer(text):
            word = match[0]
            before = text[: match.start()].rstrip(" ")
            begins = not before or before[-1] in _SENTENCE_ENDS
            dated = before[-1:].isdigit() and word in MONTHS  # June alone may be a child
            stem = word.replace(_APOSTROPHE, "'").split("'")[0]
            if not word[0].isupper() or dated or stem in known:
                continue
            if not begins or _may_be_subject(text, match.start(), stem):
                found[word if not begins else stem] = None
        return list(found)

    @staticmethod
    def initials(text: str) -> list[str]:
        """Return single capitals in a text, before its names are letters: they may be initials.

        "I" is none, nor is "A" where a sentence begins.
        """
        found: dict[str, None] = {}
        for match in _INITIAL.finditer(text):
            before = text[: match.start()].rstrip(" ")
            begins = not before or before[-1] in _SENTENCE_ENDS
            if match[0].isupper() and match[0] != "I" and not (match[0] == "A" and begins):
                found[match[0]] = None
        return list(found)


def _may_be_subject(text: str, start: int, word: str) -> bool:
    plain = word.casefold()
    doing = plain in _NO_NAMES or plain.endswith("ing")
    return not doing and _SUBJECT.match(text, start) is not None


def _squeezed(name: str) -> str:
    letters = (_letter_of(each) for each in name if not _is_accent(each))
    squeezed = "".join(letters).casefold().strip()
    return " ".join(filter(None, re.split(_BETWEEN, squeezed))) or squeezed


def _is_accent(sign: str) -> bool:
    return unicodedata.combining(sign) >= ACCENTS


def _letter_of(sign: str) -> str:
    """Return a letter without its accents; any other sign as it is."""
    parts = unicodedata.normalize("NFD", sign)
    return parts[0] if all(map(_is_accent, parts[1:])) else sign


def _spelled(word: str) -> str:
    """Return the pattern of a word in whose text accents may stand as signs of their own."""
    return "".join(f"{re.escape(each)}{_ACCENTS}" for each in word)


def _letters() -> Iterable[str]:
    for length in count(1):
        for letters in product(ascii_uppercase, repeat=length):
            yield "".join(letters)
