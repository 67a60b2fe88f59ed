"""The child of a moment: with whom it was, and about how old they were then."""

import re
from dataclasses import replace

from repairlog.core.conversations.answers import (
    AGAIN,
    CARDINALS,
    NO,
    UNSURE,
    YES,
    bare,
    names,
    number,
    part_age,
    part_few_words,
    read_age,
)
from repairlog.core.conversations.blocks import Say
from repairlog.core.conversations.capture_state import CaptureConversation, learn, was_not_given
from repairlog.core.conversations.choices import choose, numbered, sentence
from repairlog.core.conversations.engine import (
    Question,
    Refusal,
    Step,
    ask_again,
    ask_prompt,
    cannot_take,
    go_on,
    remember,
    set_fields,
)
from repairlog.core.conversations.questions import (
    ask_for_number,
    keep_with_account,
    number_wanted,
    take_one,
)
from repairlog.core.entries.children import as_first_written, as_name
from repairlog.core.entries.groups import parted
from repairlog.core.entries.new import with_child
from repairlog.core.text import listed, name_key

SHORT_LISTS = 6
"""How many children are offered by number."""

NOBODY = frozenset(map(bare, ("", "nobody", "no one", "none", "skip", *NO, *UNSURE)))
"""What is typed where there is no name to give, or none is wanted here."""

SOMEONE = frozenset(map(bare, ("someone new", "somebody new", "someone else", "new")))
"""What is typed by who is about to name a child that is not offered."""

_AROUND_A_NAME = re.compile(
    r"^(?:(?:it was|it's|its|just|only|mostly|with) )+(?=\S)|,? (?:only|again|too|alone)\.?$",
    re.IGNORECASE,
)
"""What is said around a name and is not part of it: "it was just Wren", "Wren only"."""

_LAST_TIME = frozenset(
    ("same as last time", "as last time", "same one", "the same one", "same child", "same kid")
)

_EACH = ("both", "both of them", "each", "one each", "all", "all of them", "yes to both")
_ONE_NAME = ("one name", "just one", "only one", "one child", "one person", "same child")

NICKNAME = 40
"""Letters up to which an answer is taken for a nickname: the home screen shows it."""


# With whom


def ask_child(talk: CaptureConversation) -> Question:
    """Ask with whom it was; known names are offered."""
    prompt = talk.words.child
    children = _offered(talk)
    ask = prompt.brief if children else prompt.ask
    named = numbered(children, listed=False)
    return Question(ask.format(children=named, count=talk.questions), prompt.label)


def _offered(talk: CaptureConversation) -> tuple[str, ...]:
    """Return the names that can be chosen by number: in a pipe none, as they vary."""
    return () if talk.context.piped else talk.context.children[:SHORT_LISTS]


def _child_so_far(talk: CaptureConversation) -> str:
    return talk.the_entry.child


def take_child(  # noqa: PLR0911  a return for each kind of answer
    talk: CaptureConversation, answer: str
) -> CaptureConversation:
    """Take a name that was offered, or another one; about how old they were goes with it."""
    context, retry = talk.context, talk.context.retry
    answer, age = _named(talk, answer)
    if bare(answer) in NOBODY:
        return go_on(talk)
    if bare(answer) in AGAIN | _LAST_TIME:
        return _take_same(talk, answer)
    if bare(answer) in SOMEONE:
        return ask_again(talk, Say(retry.someone))
    offered = _offered(talk)
    if several := _several(talk, answer):
        return _part(talk, several) if context.piped else _ask_whether_several(talk, several)
    chosen = choose(answer, [(child,) for child in offered], alone=True)
    if chosen.out_of_range and (offered or context.piped):
        return cannot_take(talk, answer, Refusal(retry.range.format(count=len(offered))))
    if not chosen.id and _is_figure(answer) and not _is_known(talk, answer):
        return cannot_take(talk, answer, Refusal(retry.nickname))  # it was for another question
    if len(answer) > NICKNAME:
        return cannot_take(talk, answer, Refusal(retry.nickname))
    if context.vocabulary.family_of(bare(answer)):
        return cannot_take(talk, "", Refusal(retry.nickname, retry.feeling.format(answer=answer)))
    child = chosen.id or as_first_written(as_name(answer), context.children)
    fields = with_child(talk.the_entry, child, context.preferences)
    return go_on(set_fields(talk, **fields | ({} if age is None else {"child_age": age})))


def _named(talk: CaptureConversation, answer: str) -> tuple[str, int | None]:
    """Return a name without what is said around it, unless it is known with that, and an age."""
    if len(answer) > NICKNAME or _is_known(talk, answer):
        return answer, None
    name, age = part_age(answer)
    return _AROUND_A_NAME.sub("", name), age


def _take_same(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Take the child of the newest moment and show the name, or ask for one."""
    context = talk.context
    if talk.editing or not context.children:
        unclear = context.retry.unclear.format(answer=answer)
        return cannot_take(talk, "", Refusal(context.retry.nickname, unclear))
    child = context.children[0]
    fields = with_child(talk.the_entry, child, context.preferences)
    return go_on(set_fields(talk, **fields), Say(sentence([child])))


def _several(talk: CaptureConversation, answer: str) -> tuple[str, ...]:
    """Return the children that an answer names, where it can be read as several names."""
    context = talk.context
    if talk.editing or len(answer) > NICKNAME or _is_known(talk, answer):
        return ()
    found: dict[str, str] = {}
    for part in names(answer, piped=context.piped):
        chosen = choose(part, [(child,) for child in _offered(talk)], alone=True)
        unnamed = bare(part) in NOBODY | SOMEONE or context.vocabulary.family_of(bare(part))
        if chosen.out_of_range or unnamed:
            return ()
        child = chosen.id or as_first_written(as_name(part), context.children)
        found.setdefault(name_key(child), child)
    return tuple(found.values()) if 1 < len(found) <= len(context.other_ids) + 1 else ()


def _is_figure(answer: str) -> bool:
    """Whether an answer is a number in figures: Seven may be a nickname, 7 is none."""
    return number(answer) is not None and re.search(r"\d", answer) is not None


def _is_known(talk: CaptureConversation, answer: str) -> bool:
    return name_key(answer) in map(name_key, talk.context.children)


def _ask_whether_several(
    talk: CaptureConversation, several: tuple[str, ...]
) -> CaptureConversation:
    """Keep the names as one until it is known whether they are."""
    whole = listed(several)
    talk = set_fields(talk, **with_child(talk.the_entry, whole, talk.context.preferences))
    return go_on(remember(talk, added=talk.memory.added | {"several"}))


def _part(talk: CaptureConversation, several: tuple[str, ...]) -> CaptureConversation:
    """Make a moment of its own with each child; the first goes on being the entry."""
    context, entry = talk.context, talk.the_entry
    first, *others = parted(entry, several, context.other_ids, context.preferences)
    fields = {"child": first.child, "child_age": first.child_age, "group": first.group}
    parted_talk = replace(set_fields(talk, **fields), others=tuple(others))
    # There is no way back to one moment: the others are written. `undo` takes them away.
    return replace(go_on(parted_talk), history=())


# Whether they are several


def _is_several(talk: CaptureConversation) -> bool:
    return "several" in talk.memory.added and not talk.others


def ask_several(talk: CaptureConversation) -> Question:
    """Ask once whether two names are two children."""
    prompt = talk.words.several
    count = CARDINALS[len(_several(talk, talk.the_entry.child)) - 1].capitalize()
    form = prompt.steady if talk.is_steady else prompt.ask
    return Question(form.format(count=count), prompt.label)


def take_several(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Part the moment into one with each child, or leave what was typed as one name."""
    words, several = talk.words.several, _several(talk, talk.the_entry.child)
    count = CARDINALS[len(several) - 1]
    each = (*_EACH, count, f"{count} moments")
    said = " ".join(re.findall(r"\w+", bare(answer)))
    if said in {*each, *(f"{yes} {how}" for yes in YES for how in each)}:
        chosen = "each"
    elif said in {*_ONE_NAME, *(f"{no} {how}" for no in NO for how in ("one", *_ONE_NAME))}:
        chosen = "one"
    elif said == "one":  # the first choice, or one name
        chosen = ""
    else:
        talk, chosen = take_one(talk, answer, (("each", *YES), ("one", *NO)))
    if chosen == "each":
        return _part(talk, several)
    if answer and not chosen:
        wanted = number_wanted(talk, answer, 2)
        left = words.one.format(child=talk.the_entry.child)
        return cannot_take(talk, answer, Refusal(wanted, left=left))
    return go_on(talk, Say(words.one.format(child=talk.the_entry.child)))


# With whom it was, where an entry of several is changed


def _is_of_group(talk: CaptureConversation) -> bool:
    return bool(talk.siblings) and not talk.context.piped


def ask_together(talk: CaptureConversation) -> Question:
    """Ask whether a change goes with each child of the event, or with this one alone."""
    prompt = talk.words.together
    children = [entry.child for entry in (talk.the_entry, *talk.siblings)]
    ask = prompt.ask.format(child_and_others=listed(children), child=talk.child)
    return Question(ask, prompt.label)


def take_together(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Take whom the answers from here on go with; Enter changes this one alone."""
    talk, chosen = take_one(talk, answer, (("each", *YES, "both", "all"), ("one", *NO)))
    if answer and not chosen:
        return ask_for_number(talk, answer, 2)
    return go_on(replace(talk, others=talk.siblings if chosen == "each" else ()))


def _no_child(talk: CaptureConversation) -> CaptureConversation:
    nobody = with_child(talk.the_entry, "", talk.context.preferences)
    return go_on(set_fields(talk, **nobody))


# How old they were


def _age_is_asked(talk: CaptureConversation) -> bool:
    return talk.editing and not talk.context.piped and bool(talk.the_entry.child)


def _age_so_far(talk: CaptureConversation) -> str:
    entry, known = talk.the_entry, talk.context.preferences
    few = known.understands_few_words(entry.child)
    return talk.words.age.said(entry.child_age, few=few)


def take_age(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Take how old they were into `child_age`; the settings keep the birth year, and few words."""
    if not answer:
        return go_on(talk)
    years, few = part_few_words(answer)
    age = read_age(years)
    if age is None and (years or not few):
        return cannot_take(talk, answer, Refusal(talk.words.age.unusable))
    entry, known = talk.the_entry, talk.context.preferences
    learned = known.with_few_words(entry.child, few=few)
    if age is not None:
        learned = learned.with_age(entry.child, age, entry.happened)
        talk = set_fields(talk, child_age=age)
    return go_on(learn(talk, learned))


def _no_age(talk: CaptureConversation) -> CaptureConversation:
    known = talk.context.preferences.with_few_words(talk.the_entry.child, few=False)
    return go_on(learn(set_fields(talk, child_age=None), known))


CHILD_STEP = Step(
    ask_child,
    take_child,
    was_not_given,
    so_far=_child_so_far,
    clear=_no_child,
    keep=keep_with_account,
)
SEVERAL_STEP = Step(ask_several, take_several, _is_several)
TOGETHER_STEP = Step(ask_together, take_together, _is_of_group)
AGE_STEP = Step(ask_prompt, take_age, _age_is_asked, so_far=_age_so_far, clear=_no_age)
