"""The finished words of a repair: put together, counted, changed in part, and kept as planned."""

from repairlog.core.conversations.answers import NO, SAME, YES, bare, has_words, says_no_more
from repairlog.core.conversations.blocks import Block, Quote, Say, Ways
from repairlog.core.conversations.choices import choose, numbered, pick
from repairlog.core.conversations.engine import Question, Step, finish, go_on, remember
from repairlog.core.conversations.questions import ask_for_number, take_one
from repairlog.core.conversations.repair_state import RepairConversation, set_attempt
from repairlog.core.conversations.repair_steps import set_step, step_keys, step_prompt


def show_words(talk: RepairConversation) -> tuple[Block, ...]:
    """Show the words put together, unless they were shown just above."""
    if talk.memory.words_shown:
        return ()
    return Say(talk.words.change.yours), Quote(talk.attempt.script), *show_beside_words(talk)


def show_beside_words(talk: RepairConversation) -> tuple[Block, ...]:
    """Show what goes with the words: what is put right, and being around."""
    attempt, change = talk.attempt, talk.words.change
    right = Say(change.right.format(put_right=attempt.put_right))
    around = Say(change.around.format(presence=attempt.presence))
    return (*([right] if attempt.put_right else ()), *([around] if attempt.presence else ()))


def _counted(talk: RepairConversation) -> str:
    """Say how many words there are and, where something is known, how many are plenty."""
    guide = talk.words.guide
    counted = talk.words.lengths.counted(len(talk.attempt.script.split()))
    plenty = talk.words.lengths.plenty(talk.setting, talk.age)
    if plenty is None:
        return guide.count.format(words=counted)
    low, high = plenty
    if talk.in_care:
        return guide.care.format(words=counted, high=high)
    if low == 1:  # a phrase is enough
        return guide.small.format(words=counted)
    return guide.age.format(words=counted, age=talk.age, low=low, high=high)


def _has_words(talk: RepairConversation) -> bool:
    return talk.memory.preparing and bool(talk.attempt.script)


def ask_change(talk: RepairConversation) -> Question:
    """Ask whether one part is to change."""
    names = [step_prompt(talk, key).label.casefold() for key in step_keys(talk)]
    ask = talk.words.change.ask.format(choices=numbered(names, listed=False))
    return Question(f"{_counted(talk)}\n{ask}", talk.words.change.label)


def _part_choices(talk: RepairConversation) -> list[tuple[str, str]]:
    return [(key, step_prompt(talk, key).label) for key in step_keys(talk)]


def take_change(talk: RepairConversation, answer: str) -> RepairConversation:
    """Open the parts that are to change, or end; a sentence is new words for one of them."""
    if says_no_more(answer) or bare(answer) in SAME:
        return keep_planned(talk)
    choices = _part_choices(talk)
    chosen = choose(answer, choices)
    if chosen.beside:
        return _reworded(talk, chosen.id, chosen.beside)
    picked = [chosen.id] if chosen.id else pick(answer, choices).words
    if picked and set(picked) <= set(step_keys(talk)):
        talk = remember(talk, changing=True, words_shown=False, to_change=tuple(picked[1:]))
        return go_on(talk, to=picked[0])
    if has_words(answer) and bare(answer) not in YES and not talk.context.piped:
        return go_on(_hold(talk, answer))
    return ask_for_number(talk, answer, len(choices), keep_planned)


def _hold(talk: RepairConversation, words: str) -> RepairConversation:
    """Keep new words in the note until it is said which part they are for, so that none are lost.

    They take the place of those that were held before; no words, and the note is as it was.
    """
    held = talk.memory.new_words
    if words == held:
        return talk
    note = talk.attempt.note.removesuffix(held).removesuffix("\n") if held else talk.attempt.note
    note = "\n".join(filter(None, (note, words)))
    return remember(set_attempt(talk, note=note), new_words=words)


def _reworded(talk: RepairConversation, key: str, words: str) -> RepairConversation:
    talk = remember(set_step(_hold(talk, ""), key, words), words_shown=False)
    return go_on(talk, to="coach")


def ask_part(talk: RepairConversation) -> Question:
    """Ask which part the words are for that were typed at Change."""
    names = [label.casefold() for _, label in _part_choices(talk)]
    choices = numbered(names, listed=False)
    ask = talk.prompt.ask.format(words=talk.memory.new_words, choices=choices)
    return Question(ask, talk.prompt.label)


def take_part(talk: RepairConversation, answer: str) -> RepairConversation:
    """Put the new words where they belong; Enter leaves all as it is."""
    choices = _part_choices(talk)
    talk, chosen = take_one(talk, answer, choices)
    if chosen:
        return _reworded(talk, chosen, talk.memory.new_words)
    if answer and bare(answer) not in NO:
        return ask_for_number(talk, answer, len(choices), _leave_new_words)
    return _leave_new_words(talk)


def _leave_new_words(talk: RepairConversation, *blocks: Block) -> RepairConversation:
    left = talk.context.retry.left_out.format(answer=talk.memory.new_words)
    return go_on(_hold(talk, ""), *blocks, Say(left), to="change")


def keep_planned(talk: RepairConversation, *blocks: Block) -> RepairConversation:
    """End with what was found kept as planned: the words, or where there are none, what to do."""
    closing, presence = talk.words.closing, talk.attempt.presence
    if talk.attempt.script:
        last = closing.still.format(presence=presence) if presence else ""
        last = last if talk.in_care else closing.say_end
        said = [closing.ready, talk.fit(talk.age).say, last]
    elif talk.by_doing:
        said = [closing.kept, talk.fit(0).say]
    else:
        said = [closing.around.format(presence=presence)]
    record = [Say(closing.record)] if talk.in_care else []
    told = Say(" ".join(filter(None, said)))
    in_no_list = talk.the_entry.apart
    again = f"repair {talk.the_entry.id}" if in_no_list else "repair"
    return finish(talk, *blocks, told, *record, Ways(((closing.afterwards, again),)))


CHANGE_STEP = Step(ask_change, take_change, _has_words, show=show_words)
PART_STEP = Step(ask_part, take_part, lambda talk: bool(talk.memory.new_words))
