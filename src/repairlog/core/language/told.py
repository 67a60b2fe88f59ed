"""Telling: which words of a text are quoted, or told of as said or thought, not said by it.

Owning what one said, thought or made somebody feel is the heart of a repair (`I said you never
listen`), so that is set aside up to the end of its clause.
"""

import re
from bisect import bisect_left

from repairlog.core.language.ngrams import Word

_QUOTED = re.compile(
    r'"[^"\n]*"|“[^“”\n]*”|«[^«»\n]*»'
    r"|(?<!\w)['‘](?=\S)(?:[^'‘’\n]|(?<=\w)['’](?=\w))*['’](?!\w)"  # noqa: RUF001  quotation marks
)
_SAID = frozenset(
    """said told called threatened accused wrote texted claimed insisted announced hinted implied
    suggested pretended joked saying telling calling""".split()
)
_THOUGHT = frozenset("thought decided assumed believed reckoned figured acted treated".split())
_LOUD = frozenset("shouted yelled screamed snapped muttered promised swore".split())
_INNER = frozenset(["think", "feel"])
_BARE = frozenset("say says tell call".split()) | _INNER
_TELLING = _SAID | _THOUGHT | _LOUD | _BARE
_SELF = frozenset("i id ive we he she hed shed they theyd who mum dad mam nan".split())
_WHO = _SELF | frozenset("you youd someone somebody everyone people teacher".split())
_TRUTH = frozenset("truth lie lies fib fibs tales".split())
_DISOWNING = frozenset("wont shouldnt shant never wrong unfair unkind might may maybe".split())
_MAKING = frozenset(["made", "make", "making"])
_FOR = frozenset("for by of sorry been stop wrong unfair was were".split())
_LOOSE = frozenset("to at about you me him her them us it your my off that".split())
_BREAKS = frozenset("but because cos which although though".split())
_GOES_ON = frozenset("you your never always stop just not".split())
NEAR = 4


def told_words(
    text: str, places: list[Word], said: list[str], after_pause: set[int]
) -> frozenset[int]:
    """Return which of these words are quoted or told of; `after_pause` follow a comma."""
    told = _quoted(text, places)
    for at, word in enumerate(said):
        if word in _TELLING and at not in told and _tells(said, at):
            told.update(range(at + 1, _end(said, at + 1, after_pause)))
            if _ends_here(said, at) and {at - 1, at - 2} & after_pause:
                told.update(range(_begins(said, at), at))
    return frozenset(told)


def unquoted(text: str) -> str:
    """Return a text with spaces in place of what is quoted: places stay what they were."""
    return _QUOTED.sub(lambda match: " " * len(match.group()), text)


def _quoted(text: str, places: list[Word]) -> set[int]:
    starts = [word.start for word in places]
    told: set[int] = set()
    for match in _QUOTED.finditer(text):
        told.update(range(bisect_left(starts, match.start()), bisect_left(starts, match.end())))
    return told


def _tells(said: list[str], at: int) -> bool:
    """`I said`, `she had told`, `sorry for calling`, `I won't say`; not `tell me`, `I'm saying`."""
    word = said[at]
    before = said[max(0, at - NEAR) : at]
    if "." in before:
        before = before[len(before) - before[::-1].index(".") :]
    earlier = set(before)
    if (
        "what" in earlier
        or not _TRUTH.isdisjoint(said[at + 1 : at + 3])
        or (said[at + 1 : at + 2] == ["sorry"] and said[at + 2 : at + 3] not in (["if"], ["but"]))
    ):
        return False  # what was done by saying it, not what was said
    if word in _BARE:
        if word in _INNER and earlier & _MAKING:
            return True
        if word in _INNER:
            earlier.discard("never")  # `you'll never feel like that`
        return bool(earlier & _WHO and earlier & _DISOWNING)
    if word in _LOUD:
        return bool(earlier & _WHO) and said[at + 1 : at + 2] in (["that"], ["about"], ["how"])
    if word.endswith("ing"):
        return bool(earlier & _FOR)
    return bool(earlier & (_SELF if word in _THOUGHT else _WHO))


def _end(said: list[str], begin: int, after_pause: set[int]) -> int:
    """Up to the end of the clause: `, and that was unfair`, `but`, `and I`."""
    for at in range(begin, len(said)):
        following = said[at + 1] if at + 1 < len(said) else ""
        if (
            said[at] == "."
            or (said[at] in _BREAKS and at > begin)
            or (said[at] == "and" and following not in _GOES_ON)
            or (said[at] == "so" and following in {"now", "can", "please"})
            or (at in after_pause and at > begin)
        ):
            return at
    return len(said)


def _begins(said: list[str], at: int) -> int:
    while at and said[at - 1] != ".":
        at -= 1
    return at


def _ends_here(said: list[str], at: int) -> bool:
    """Whether nothing but `it` or `to you` comes after: `A bit of banter, I called it.`."""
    following = said[at + 1 : at + 4]
    if "." in following:
        following = following[: following.index(".")]
    return len(following) < NEAR - 1 and _LOOSE.issuperset(following)
