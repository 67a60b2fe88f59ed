"""Reported speech: words that are told of rather than said, as in `I said you never listen`.

Owning what one said, thought or made a child feel is the heart of a repair, so whatever
follows a verb of saying or thinking in such a telling is set aside: it is marked as
reported, and nobody who reads the sentence for what it says to the child looks at it.
"""

from repairlog.core.language import function_words, verbs

Words = tuple[tuple[str, str], ...]  # (word, marks before it)

_SAYING = frozenset(
    """say tell call accuse imply suggest hint
    claim insist announce write text describe label promise threaten blame
    ask order demand remind swear guarantee vow""".split()
)
_VOWS = frozenset("promise guarantee swear vow".split())
_LOUD = frozenset("shout yell scream snap mutter whisper hiss bark joke complain".split())
_THINKING = frozenset(
    "think assume decide believe figure reckon suppose imagine guess treat act behave pretend "
    "convince see read take paint brand write judge dismiss brush shrug".split()
)
_LIKENING = frozenset("treat act behave pretend speak talk look go carry sound".split())
_CHILD_THINKS = frozenset("think feel believe worry wonder hear".split())
_ADDRESSEES = frozenset("you me him her them everyone people myself us".split())
_STOPS = frozenset(";:—()…")
_BREAKS = frozenset("but because which so though although".split())
_GO_ON_AFTER_AND = frozenset("you your never always stop just not that it".split())
_TELLERS = frozenset("you they he she people".split())
_WANTED = frozenset("to could can please you will would must should let".split())
_SUBJECTS = frozenset("i you it we they he she the your my this there nobody everyone".split())
_HEARING = frozenset("hear heard overheard".split())
_TURNS = {("when", "you"), ("when", "i")} | {
    ("now", word) for word in "come give say tell let can will i you it".split()
}
_SEEMS = frozenset("sound seem look feel out".split())
_SELVES = frozenset("i we me mum dad miss".split())
_PEOPLE = _SELVES | {"you", "he", "she", "they"}
MAX_MANNER = 8  # words from `I` to `as if`
_BE = frozenset("am is are was were be been".split())


def reported_words(words: Words) -> set[int]:
    """Give the places of the words that are reported."""
    told = set(range(_told_before(words)))
    for index in range(len(words)):
        if index not in told:
            begin = _begins_after(words, index)
            if begin is not None:
                told.update(range(begin, _end_of_telling(words, begin)))
    return told


def _told_before(words: Words) -> int:
    """How many words stand before `..., I called it` or `..., I said`, which tells of them."""
    for index in range(1, len(words) - 1):
        word, marks = words[index]
        if word != "i" or "," not in marks:
            continue
        verb, *after = (word for word, _ in words[index + 1 :])
        says = verbs.lemma(verb) in _SAYING | _LOUD and verbs.is_past(verb)
        is_last = not after or (after[0] in {"it", "to", "at"} and len(after) <= 2)
        if says and is_last:
            return index
    return 0


def _begins_after(words: Words, index: int) -> int | None:
    """Where the telling starts, when this word opens one."""
    word = words[index][0]
    verb = verbs.lemma(word)
    if (verb in _SAYING and _is_telling(words, index)) or (
        verb in _THINKING and _is_own_past(words, index)
    ):
        return _skip_addressee(words, index + 1)
    if verb in _LOUD and verbs.is_past(word):
        begin = _skip_addressee(words, index + 1)
        return begin if _word(words, begin) in {"that", "to", "about", "how"} else None
    if (
        (verb in _LIKENING and _likens(words, index))
        or (verb in _CHILD_THINKS and _is_childs_view(words, index))
        or (word in {"as", "like"} and _own_manner(words, index))
        or (verb == "make" and _word(words, index + 1) == "out" and _is_own_past(words, index))
    ):
        return index + 1
    if verb == "make" and _makes_it_seem(words, index):
        return index + 3
    if verb in {"make", "let", "leave"} and _makes_you_feel(words, index):
        return index + 3
    return None


def _word(words: Words, index: int) -> str:
    return words[index][0] if 0 <= index < len(words) else ""


def _is_telling(words: Words, index: int) -> bool:
    """Whether speech is told of: `I said`, `calling you`; not `tell me` or `I'm telling`."""
    word, before, earlier = words[index][0], _word(words, index - 1), _word(words, index - 2)
    verb = verbs.lemma(word)
    calls_nobody = _word(words, index + 1) not in _ADDRESSEES | {"your", "it"}
    if word in _SAYING and {_word(words, at) for at in range(index - 5, index)} & _HEARING:
        return True
    if (
        {before, earlier} & {"like", "as"}
        or _word(words, index - 3) == "if"
        or (word == "called" and calls_nobody)
        or (word == "said" and before in _BE)
        or (word, _word(words, index + 1)) in {("telling", "off"), ("asked", "for")}
        or (word == "written" and before in function_words.DETERMINERS)
        or (word == "call" and "would" in {_word(words, at) for at in range(index - 4, index)})
    ):
        return False
    if word.endswith("ing"):
        return before not in _BE and earlier not in _BE
    can_say = before in {"could", "might", "can"} and earlier == "i" and verb not in _VOWS
    if verbs.is_past(word) or can_say:
        return True
    if before == "to" or {before, earlier} & {"not", "never"}:
        return _is_disowned(words, index)
    return before in _TELLERS and earlier not in _WANTED


def _is_disowned(words: Words, index: int) -> bool:
    """`I won't say`, `it was wrong to call`; not `you need to tell` or `don't tell me`."""
    earlier = [_word(words, at) for at in range(max(0, index - 6), index)]
    if "you" in earlier and not {"wrong", "unfair", "unkind", "mean"} & set(earlier):
        return False
    return bool(
        {"i", "wrong", "unfair", "unkind", "mean", "harsh", "cruel", "ok", "hurtful"} & set(earlier)
    )


def _is_own_past(words: Words, index: int) -> bool:
    """`I thought`, `I'd decided`, `I was pretending`, `we treated`: then, not now."""
    word = words[index][0]
    earlier = [_word(words, at) for at in range(max(0, index - 4), index)]
    who = next((w for w in reversed(earlier) if w in _PEOPLE), "")
    if index and who not in _SELVES:
        return False
    if word == "supposed" and _word(words, index + 1) == "to":
        return False  # `what was I supposed to do`
    if word.endswith("ing"):
        return bool({"was", "were", "been", "by", "for", "of", "sorry"} & set(earlier))
    if word in verbs.SAME_IN_PAST and (function_words.MODALS | {"to"}) & set(earlier):
        return False  # `I'll read`
    return verbs.is_past(word)


def _likens(words: Words, index: int) -> bool:
    """`I acted like you ...`, `treated you as if ...`, `I looked at you as though ...`."""
    if not verbs.is_past(words[index][0]) and not words[index][0].endswith("ing"):
        return False
    if "i" not in {_word(words, at) for at in range(max(0, index - 4), index)}:
        return False
    return any(_word(words, at) in {"like", "as"} for at in range(index + 1, index + 5))


def _own_manner(words: Words, index: int) -> bool:
    """`I blew up as if it was your doing`, `I went on like nothing had happened`: how I did it.

    Not `I felt as if ...`, nor `you act as if ...`.
    """
    following, after_that = _word(words, index + 1), _word(words, index + 2)
    likens = following == "nothing" or (following in _SUBJECTS and after_that in _BE | {"had"})
    if following not in {"if", "though"} and not (_word(words, index) == "like" and likens):
        return False
    begin = index
    while begin and index - begin < MAX_MANNER and not _ends_before(words, begin):
        begin -= 1
    earlier = [_word(words, at) for at in range(begin, index)]
    subject = next((word for word in earlier if word in _SUBJECTS), "")
    feels = {verbs.lemma(word) for word in earlier} & {"feel", "seem", "look"}
    return subject == "i" and not feels and any(verbs.is_past(word) for word in earlier)


def _ends_before(words: Words, index: int) -> bool:
    """Whether a clause ends before this word, as far as a mark or a connective tells."""
    word, before = words[index]
    return bool(before.strip()) or word in _BREAKS | {"and"}


def _is_childs_view(words: Words, index: int) -> bool:
    """`you might think ...`, `maybe you felt ...`; what the child thinks is not said of them."""
    earlier = [_word(words, at) for at in range(max(0, index - 4), index)]
    if "you" not in earlier or {"think", "want", "need", "should", "sorry"} & set(earlier):
        return False
    following = _word(words, index + 1)
    after_that = _word(words, index + 2) if following in {"that", "like"} else following
    own = after_that == "i" and not verbs.is_past(words[index][0])
    asked = earlier[-1] == "you" and earlier[-2:-1] in (["do"], ["did"], ["would"], ["can"])
    return not own and not asked and (following in {"that", "like"} or following in _SUBJECTS)


def _makes_you_feel(words: Words, index: int) -> bool:
    """`I made you feel ...`, `making you think ...`: told of as the writer's doing."""
    return _word(words, index + 1) == "you" and _word(words, index + 2) in {
        "feel",
        "think",
        "believe",
        "sound",
        "look",
        "out",
        "feeling",
        "thinking",
        "believing",
    }


def _makes_it_seem(words: Words, index: int) -> bool:
    """`I made it sound like ...`: what was made of it then."""
    following = _word(words, index + 1), _word(words, index + 2)
    seems = following[0] in {"it", "that", "this"} and following[1] in _SEEMS
    return seems and _is_own_past(words, index)


def _skip_addressee(words: Words, index: int) -> int:
    """Step over `to you`, `you`, `your dad`: who was spoken to is not what was said."""
    for _ in range(2):
        if _word(words, index) in {"to", "at", "about"} and _word(words, index + 1) in _ADDRESSEES:
            return index + 2
        if _word(words, index) in _ADDRESSEES and index + 1 < len(words):
            begin = index + 1 if not _starts_speech(words, index) else index
            return len(words) if _word(words, begin) == "off" else begin
        if _word(words, index) in {"your", "my", "the"}:
            return index + 2
    return index


def _starts_speech(words: Words, index: int) -> bool:
    """In `said you never listen`, `you` belongs to what was said."""
    following = _word(words, index + 1)
    verb = verbs.lemma(_word(words, index - 1))
    return verb not in {"tell", "call", "ask", "accuse", "remind"} and (
        following in function_words.AUXILIARIES
        or verbs.is_verb(following)
        or following in {"never", "always"}
    )


def _end_of_telling(words: Words, begin: int) -> int:
    """Up to a break in the sentence: `, and that was unfair`, `but`, `and I`."""
    conditional = False
    for index in range(begin, len(words)):
        word, before = words[index]
        if index > begin and not _STOPS.isdisjoint(before):
            return index
        if index > begin and "," in before:
            if not conditional:
                return index
            conditional = False
        goes_on = (
            (word == "but" and _tells_sorry(words, begin, index))
            or (word == "though" and _word(words, index - 1) == "as")
            or (word == "because" and _word(words, index + 1) == "of")
        )
        if (word in _BREAKS and not goes_on) or (word == "and" and not _goes_on(words, index)):
            return index
        conditional = conditional or word in {"if", "when", "unless"}
        if (word, _word(words, index + 1)) in _TURNS:
            return index
        if word == "i" and _word(words, index - 1) in {"anything", "something", "nothing", "so"}:
            return index
    return len(words)


def _tells_sorry(words: Words, begin: int, index: int) -> bool:
    """In `I said sorry but you started it`, the `but` belongs to what was said."""
    return any(_word(words, at) in {"sorry", "apologise"} for at in range(begin, index))


def _goes_on(words: Words, index: int) -> bool:
    """Whether the telling goes on after this `and`: `you never listen and never help`."""
    following = _word(words, index + 1)
    if following in {"that", "it"}:
        return _word(words, index + 2) not in {"is", "was", "'s", "were", "hurt"}
    return following in _GO_ON_AFTER_AND or following in verbs.VERBS
