"""Roles in a clause: its subject, verb group, tense, voice and kind.

Read from word order and small closed tables; a role that cannot be told stays empty.
"""

from repairlog.core.language import function_words, verbs
from repairlog.core.language.tokens import Token


def word_at(tokens: tuple[Token, ...], place: int) -> str:
    """Return the word at a place, nothing outside the sentence."""
    return tokens[place].word if 0 <= place < len(tokens) else ""


def is_self(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether this word is the writer."""
    return 0 <= place < len(tokens) and "i" in tokens[place].forms


def subject_of(tokens: tuple[Token, ...], start: int, last: int) -> tuple[int, str]:
    """Where the subject ends, and who it is."""
    place = start
    if (
        word_at(tokens, place) in function_words.AUXILIARIES
    ):  # a question: `did I ...`, `aren't you ...`
        place += 1 + (word_at(tokens, place + 1) == "not")
    for at in range(place, min(last, place + 3)):
        if is_self(tokens, at):
            return (at + 3, "thing") if _owns(tokens, at) else (at + 1, "i")
        word = word_at(tokens, at)
        if word in function_words.SUBJECTS and (at == place or word != "that"):
            return at + 1, function_words.SUBJECTS[word]
        if word in {"let", "me", "us"} or verbs.is_verb(word):
            break
    if word_at(tokens, start) == "let" and word_at(tokens, start + 1) == "us":
        return start + 2, "we"
    if place < last and _may_be_noun(tokens, place):
        has_determiner = word_at(tokens, place) in function_words.DETERMINERS
        for at in range(place + 1 + has_determiner, min(last, place + 7)):
            if verbs.is_verb(word_at(tokens, at)) or word_at(tokens, at) in function_words.MODALS:
                return at, "thing"
    return start, ""


def _owns(tokens: tuple[Token, ...], place: int) -> bool:
    """`Mummy's voice went`: a thing of the writer's, not the writer."""
    return (
        word_at(tokens, place + 1) == "'s"
        and not verbs.is_verb(word_at(tokens, place + 2))
        and word_at(tokens, place + 2) not in function_words.ADVERBS
        and verbs.is_verb(word_at(tokens, place + 3))
    )


def _may_be_noun(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a noun may stand here: no verb, or one as in `hands were forced`."""
    return not verbs.is_verb(word_at(tokens, place)) or word_at(tokens, place + 1) in {
        "was",
        "were",
        "is",
        "are",
        "got",
    }


def verb_group(tokens: tuple[Token, ...], at: int, last: int) -> list[int]:
    """Find the places of the auxiliaries and the verb, from the subject on."""
    group: list[int] = []
    inverted = word_at(tokens, at - 2) if at >= 2 else ""
    if inverted in function_words.AUXILIARIES:
        group.append(at - 2)
    for place in range(at, min(last, at + 10)):
        word = word_at(tokens, place)
        if word in function_words.AUXILIARIES or word in {"'s", "'d"}:
            group.append(place)
        elif word in {"going", "to"} and group:
            continue
        elif verbs.is_verb(word) and word not in {"like", "kind"}:
            return [*group, place]
        elif not group and verbs.is_past(word):
            return [place]  # `I chuffed off`: a verb of no table, in the past
        elif word not in function_words.ADVERBS and word not in function_words.NEGATORS:
            break
    return group


def tense_of(tokens: tuple[Token, ...], group: list[int]) -> str:
    """Past, perfect (`have shouted`), present, future, or the modal itself."""
    words = [tokens[place].word for place in group]
    if not words:
        return ""
    going = any(word_at(tokens, place + 1) == "going" for place in group)
    if words[0] in {"will", "shall"} or (going and words[0] in {"am", "are", "is"}):
        return "future"
    if words[0] in function_words.MODALS:
        return words[0]
    if words[0] in {"was", "were", "had", "did"} or verbs.is_past(words[0]):
        return "past"
    if words[0] in {"have", "has"} and len(words) > 1:
        return "perfect"
    return "present"


def is_passive(tokens: tuple[Token, ...], group: list[int]) -> bool:
    """`were made`, `got slammed`, `was being shouted at`."""
    if len(group) == 1 and verbs.lemma(tokens[group[0]].word) == "get":
        return verbs.is_past(word_at(tokens, group[0] + 1))
    if len(group) < 2:
        return False
    helper = verbs.lemma(tokens[group[-2]].word)
    return helper in {"be", "get"} and verbs.is_past(tokens[group[-1]].word)


def kind_of(tokens: tuple[Token, ...], start: int, last: int, mark: str, subject: str) -> str:
    """Statement, question or order."""
    word = word_at(tokens, start)
    if mark == "?" and last == len(tokens):
        return "question"
    following = word_at(tokens, start + 1)
    if word in function_words.AUXILIARIES and following in {"you", "i", "we", "not"}:
        return "question" if word != "do" or following != "not" else "order"
    if word in {"let", "please"} or (not subject and word in verbs.VERBS):
        return "order"
    return "statement"
