"""Answers: one reading of what was typed, before it is matched with anything.

Case, apostrophes, full-width and other scripts' digits, an opening bracket and a final stop
make no difference, and a number may be a word. What is read here is only compared; what is
kept stays as it was typed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from repairlog.core.text import plain

CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
"""One to twenty, in words."""

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_HEARD = {"won": 1, "to": 2, "too": 2, "for": 4, "ate": 8}
_HEARD_NUMBER = re.compile(rf"number ({'|'.join(_HEARD)})")
_VALUES = {word: number for words in (CARDINALS, _ORDINALS) for number, word in enumerate(words, 1)}
_NUMBER = re.compile(
    rf"(?:(?:number|option|answer) |(?:n[or]\.? ?|#)(?=\d))?(\d{{1,3}}|{'|'.join(CARDINALS)})"
    rf"|(?:the )?(\d{{1,3}}(?=st|nd|rd|th)|{'|'.join(_ORDINALS)})(?:st|nd|rd|th)?(?: one)?"
)
_BEFORE_WORDS = re.compile(r"\W*(\d{1,3})(?!\w)([\W_]+)(.*)", re.DOTALL)
_IN_WORDS = re.compile(rf"(?<!\w)\d+|\b(?:{'|'.join(CARDINALS)})\b")

_OPENING, _FINAL = "([{", ".,;:!)]}\u2026\u3002"
_UNSEEN = dict.fromkeys(map(ord, "\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}"))

_ALWAYS_PARTED = re.compile("[,;\n\u060c\u061b\u3001\u3002\uff0c\uff1b\uff61]")
_SPOKEN = r"(?:and|plus|comma|\u0648|\u0914\u0930)"
_BEFORE_DIGITS = r"\s+\u0648(?=\d)"
"""The Arabic "and", which is written as one with what follows."""
_PERHAPS_PARTED = re.compile(
    rf"(?:^|\s+){_SPOKEN}(?:\s+{_SPOKEN})*(?:\s+|$)|{_BEFORE_DIGITS}|\s*[&+/]\s*",
    re.IGNORECASE,
)
_STOPPED = re.compile(r"(?<=[^\W\d]{3})\.\s*(?=\w)")
"""A stop between the words of a list; behind fewer letters it may shorten a title."""

_HEDGES = (
    "i think|i guess|i sup+ose|i spose|i reckon|i mean|tbh|to be honest|honestly|prob(?:ably|s)?"
    "|maybe|perhaps|definitely|kind ?of|kinda|sort of|sorta|still|just|so|it was|it(?: looke?d?)? "
    "like|looked like|its|a|um+|er+m*|uh+|oh|ok|well|no wait|wait no|wait|no sorry|sorry|actually"
    "|(?:i )?changed my mind|obvs|obviously|at|in an?|in"
)
_HEDGED = re.compile(rf"^(?:(?:{_HEDGES})\b[ ,.]*)+|(?:[ ,.]*\b(?:{_HEDGES}))+$")
_CHANGED = re.compile(
    r".*\b(?:no wait|wait,? no|wait|no,? sorry|sorry|no i mean|i mean|no actually|scrap that"
    r"|make that)\b[ ,.]*(.+)",
    re.DOTALL,
)
_LONGEST_HEDGED = 80
"""Letters beyond which an answer tells something, whatever stands around it."""
_MARKS = 4
"""How many signs an answer may have beside the letters of a label."""
_AFTER_LABEL = re.compile(r"\s*(?:[.,;:!\u2013\u2014]|\b(?:but|because|bc|cos|cause|as|since)\b)")

_MONTHS_OR_LESS = re.compile(r"(?:\d\s*|\w\s+)(mo|months?|mths?|weeks?|wks?|days?)\b")

_FEW_WORDS = re.compile(
    r"[,;.]?\s*\b(?:(?:but|and|with) )?(?:(?:they|he|she) )?"
    r"(?:(?:only )?(?:understands?|knows?|has|have|uses?) )?"
    r"(?:(?:(?:only|very|just|a) )*few(?: words)?|(?:no|hardly any|not many) words"
    r"|non[- ]?(?:verbal|speaking))(?: yet)?$"
)

_AGE_BEHIND = re.compile(
    r"(.*[^\W\d_]\w*),? (?:\((?=[^()]*\)$)|(?=aged? |\d+ ?(?:yrs?|years?|y/?o|months?|mths?)\b))"
    r"([^,()]*)\)?",
    re.IGNORECASE,
)

_AROUND_AN_AGE = frozenset(
    "he she they is was it its hes shes theyre were are im i a an and the of about around nearly "
    "almost just turned turning still only or so years year yrs yr yo y old months month mths mth "
    "mo weeks week wks wk days day half quarter now then going on think maybe perhaps at age aged "
    "last next birthday kinda kind roughly ish say id probably prob approx bout um erm".split()
) | frozenset(CARDINALS)
"""The words that may stand beside the number of an age. With any other it is no plain answer."""

OLDEST = 25
"""Years up to which an answer is taken for an age."""

YES = (
    *("yes", "y", "ye", "yea", "yeah", "yep", "yup", "ya", "yh", "aye", "ok", "okay", "sure"),
    *("yes please", "yes pls", "yeah please", "please", "yes thanks", "go on", "go ahead"),
)
NO = (
    *("no", "n", "nope", "nah", "no thanks", "no thank you", "no thx", "no ta", "nah thanks"),
    *("nothing", "nothing else", "nothing more", "no more"),
    *("rather not", "id rather not", "rather not say", "prefer not to say", "not saying"),
    *("its fine", "thats fine", "no its fine", "nah its fine", "all good", "im good"),
    *("dont want to say", "i dont want to say", "dont want to"),
)
"""Ways to say yes and no, as `bare` leaves them: without apostrophes."""

NO_MORE = (
    *(*NO, "none", "no more questions", "no questions", "no more to add", "nothing to add", "skip"),
    *("nothing really", "not really", "not now", "not tonight", "not today", "end", "bye"),
    *("thats all", "thats it", "thats everything", "that is all", "that is it"),
    *("thats all thanks", "thats it thanks", "done", "im done", "all done", "finished"),
    *("enough", "thats enough", "thanks", "thank you", "good night", "goodnight"),
)
"""Ways to say that there is nothing to add, as `bare` leaves them."""

AGAIN = frozenset(("same", "the same", "same as before", "same again", "as before"))
"""Ways to say that it is what it was."""

SAME = AGAIN | {"keep", "keep it", "leave it", "leave it as it is", "leave as is", "no change"}
SAME |= {"unchanged"}
"""What leaves an answer that is there, as Enter does."""

UNSURE = ("not sure", "unsure", "don't know", "dont know", "i don't know", "dunno", "idk")


def bare(text: str) -> str:
    """Return an answer as it is compared with choices."""
    folded = plain(text.translate(_UNSEEN))
    digits = (str(unicodedata.decimal(each, each)) for each in folded)
    return "".join(digits).lstrip(_OPENING).rstrip(_FINAL).strip()


def number(text: str) -> int | None:
    """Return the number that the whole of a text is: 2, "(2)", "two", "the second one"."""
    found = _NUMBER.fullmatch(bare(text))
    if found is None:
        return None
    said: str = found[1] or found[2]
    return _VALUES.get(said) or int(said)


def says_no_more(text: str) -> bool:
    """Whether all of an answer says that there is nothing to add: "no, that's all"."""

    def is_no(said: str) -> bool:
        first, _, rest = said.partition(" ")
        return said in NO_MORE or (first in NO and rest in NO_MORE)

    return all(is_no(unhedged(part)) for part in names(text, piped=True))


def heard(text: str) -> str:
    """Return a number that dictation took for another word: "number too"."""
    found = _HEARD_NUMBER.fullmatch(bare(text))
    return str(_HEARD[found[1]]) if found else text


def number_and_words(text: str) -> tuple[int, str, bool] | None:
    """Return a leading number, the words beside it, and whether a mark stands between them."""
    found = _BEFORE_WORDS.fullmatch(text.translate(_UNSEEN))
    if found is None or not re.search(r"[^\W\d]", found[3]):
        return None
    return int(found[1]), found[3].strip(), bool(found[2].strip())


def unhedged(text: str) -> str:
    """Return an answer to a choice without doubt, throat-clearing and a change of mind around it.

    "2, I think", "still won't", "not sure tbh", "3?", "2 no wait 1".
    """
    if len(text) > _LONGEST_HEDGED:
        return text
    said = heard(bare(text).rstrip("? ").rstrip(_FINAL))
    if changed := _CHANGED.fullmatch(said):
        said = heard(changed[1])
    return _HEDGED.sub("", said).strip()


def words_after(text: str, label: str) -> str:
    """Return what is told behind a label that an answer begins with: "can't, he was worn out"."""
    ends = range(1, min(len(text), len(label) + _MARKS) + 1)
    begins = next((end for end in ends if bare(text[:end]) == label), 0)
    mark = _AFTER_LABEL.match(text, begins) if begins else None
    if mark is None:
        return ""
    return text[begins:].lstrip(" .,;:!\u2013\u2014").strip()


def read_age(text: str) -> int | None:
    """Return the years of an age in plain words, 0 for months; None where more is said."""
    said = _IN_WORDS.findall(bare(text))
    beside = set(re.findall(r"[^\W\d_]+", bare(text)))
    if len(said) != 1 or not beside <= _AROUND_AN_AGE:
        return None
    age = _VALUES.get(said[0]) or int(said[0])
    if young := _MONTHS_OR_LESS.search(bare(text)):
        age = age // 12 if young[1].startswith("m") else 0
    return age if age <= OLDEST else None


def part_age(text: str) -> tuple[str, int | None]:
    """Return a name without the age behind it, and that age: "Wren (4)", "Wren, aged 4"."""
    found = _AGE_BEHIND.fullmatch(text)
    age = read_age(found[2]) if found else None
    return (found[1], age) if found and age is not None else (text, None)


def part_few_words(text: str) -> tuple[str, bool]:
    """Return an age without "few words" behind it, and whether that was said."""
    found = _FEW_WORDS.search(bare(text))
    return (bare(text)[: found.start()], True) if found else (text, False)


def has_words(text: str) -> bool:
    """Whether there is anything in it but numbers and what parts them."""
    return any(number(part) is None for part in parts(text, lambda part: number(part) is not None))


def names(text: str, *, piped: bool = False) -> list[str]:
    """Return the names in a text. In a pipe, where nobody can be asked, only commas part them."""
    pieces = _ALWAYS_PARTED.split(" ".join(text.split()))
    found = pieces if piped else [each for piece in pieces for each in _PERHAPS_PARTED.split(piece)]
    return list(filter(None, map(str.strip, found)))


def parts(text: str, is_known: Callable[[str], bool]) -> Iterator[str]:
    """Yield the parts of an answer to a list.

    A comma always parts. "and", "&", "+" and "/" do where a part beside them is known:
    "tired and angry" is two, "on and off" is one. So does a stop: "Angry. Tired." Spaces part
    numbers.
    """
    for piece in map(str.strip, _ALWAYS_PARTED.split(text)):
        pieces = [piece]
        if not is_known(piece):
            stopped = map(str.strip, _STOPPED.split(piece))
            split = (each for part in stopped for each in _PERHAPS_PARTED.split(part))
            pieces = list(filter(None, split))
        if not any(map(is_known, pieces)):
            pieces = [piece]
        for each in pieces:
            words = each.split()
            yield from words if all(number(word) is not None for word in words) else [each]
