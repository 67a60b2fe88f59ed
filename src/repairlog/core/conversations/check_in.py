"""Check-in: a look back, later, at how the adult has been around; one answer, none about the child.

Of a moment in which someone may be hurt it asks one thing only: who looks after it with them.
"""

from dataclasses import dataclass, field, replace

from repairlog.core.conversations import safety
from repairlog.core.conversations.answers import NO, YES, bare
from repairlog.core.conversations.blocks import Say, Ways
from repairlog.core.conversations.choices import choose, numbered, pick
from repairlog.core.conversations.engine import (
    Context,
    Conversation,
    Flow,
    Memory,
    Question,
    Refusal,
    Step,
    ask_prompt,
    begin,
    cannot_take,
    finish,
    go_on,
    save,
)
from repairlog.core.conversations.questions import (
    OFFERED_AT_ONCE,
    ask_for_number,
    ask_which,
    ask_which_again,
    chosen_entry,
    is_choosing,
    number_wanted,
)
from repairlog.core.dates.naming import name
from repairlog.core.entries.changes import Change
from repairlog.core.entries.checking import ANSWERS, answered, latest_return, returned_at
from repairlog.core.entries.listing import title
from repairlog.core.entries.model import CheckIn, Entry
from repairlog.core.wording.check_in import CheckInWords

_NOT_YET = "not yet"
_NOT = ("not really", "not much", "none", "none of these", "none of them", "not on shift")
"""Other ways to say so."""

_ALL = ("all", "all three", "all of them", "all of it", "all of those", "everything")


@dataclass(frozen=True, kw_only=True)
class CheckInConversation(Conversation):
    """`check-in`."""

    words: CheckInWords
    memory: Memory = field(default_factory=Memory)

    @property
    def one_question(self) -> bool:
        """Whether someone may be hurt, by the answer or by words that nobody has answered."""
        return self.entry is not None and safety.is_harm(self.entry, self.context.hear_harm)

    @property
    def check(self) -> CheckIn | None:
        """What this look back has kept so far."""
        return next((each for each in self.the_entry.checks if each.id == _id_of(self)), None)


def check_in(
    context: Context, words: CheckInWords, entries: tuple[Entry, ...]
) -> CheckInConversation:
    """Begin `check-in` for one entry, or ask which of several (newest first)."""
    talk = CheckInConversation(
        context=context, flow=FLOW, words=words, candidates=entries[:OFFERED_AT_ONCE]
    )
    return begin(_open(talk, entries[0]) if len(entries) == 1 else talk)


def take_which(talk: CheckInConversation, answer: str) -> CheckInConversation:
    """Open the moment that is meant."""
    entry = chosen_entry(talk, answer)
    if entry is None:
        return ask_which_again(talk, answer, talk.words.closing.nothing)
    return go_on(_open(talk, entry))


def _open(talk: CheckInConversation, entry: Entry) -> CheckInConversation:
    """Say which moment it is and when they went back; of harm, only which."""
    talk = replace(talk, entry=entry)
    opening, moment = talk.words.opening, title(entry, talk.context.now)
    came = latest_return(entry)
    if talk.one_question or came is None:
        return replace(talk, blocks=(Say(opening.plain.format(moment=moment)),))
    form = opening.came if came.they_came else opening.went
    day = f"on {name(returned_at(entry), 'day', talk.context.now)}"
    told = [form.format(moment=moment, day=day)]
    if came.outcome == "reconnected":
        told.append(opening.settled)
    elif came.response:
        told.append(str(getattr(opening, came.response.replace("-", "_"))))
    plan = f"\n{opening.plan.format(presence=came.presence)}" if came.presence else ""
    return replace(talk, blocks=(Say(f"{' '.join(told)}{plan}"),))


# How they have been around


def _choices(talk: CheckInConversation) -> list[tuple[str, ...]]:
    since = talk.words.since
    not_yet = since.not_yet_care if talk.in_care else since.not_yet
    chosen = [(answer, str(getattr(since, answer))) for answer in ANSWERS]
    return [*chosen, (_NOT_YET, not_yet, since.not_yet, *NO, *_NOT)]


def ask_since(talk: CheckInConversation) -> Question:
    """Ask what they have been and done since; not yet is among the answers."""
    listed = numbered([choice[1] for choice in _choices(talk)], listed=False)
    return Question(f"{talk.prompt.ask}\n{listed}", talk.prompt.label)


def take_since(talk: CheckInConversation, answer: str) -> CheckInConversation:
    """Take one or more; what was not chosen was not so. Own words are kept as a note."""
    if not answer:
        return go_on(talk)
    choices = _choices(talk)
    one, picked = choose(answer, choices), pick(answer, choices)
    known = {choice[0] for choice in choices}
    chosen, own = known & set(picked.words), [word for word in picked.words if word not in known]
    if bare(answer) in _ALL:
        chosen, own = set(ANSWERS), []
    elif one.id:
        chosen, own = {one.id}, [one.beside] if one.beside else []
    if bare(answer) in YES:  # to which of them
        unclear = talk.context.retry.unclear.format(answer=answer)
        return cannot_take(talk, "", Refusal(number_wanted(talk, "", len(choices)), unclear))
    if not chosen or (picked.out_of_range and not talk.misses):
        return ask_for_number(talk, answer, len(choices))
    note = {"note": _with_note(talk, ", ".join(own))} if own else {}
    return go_on(_kept(talk, **answered(*chosen), **note))


def _kept(talk: CheckInConversation, **fields: object) -> CheckInConversation:
    return save(talk, Change(check_in=_id_of(talk), check_in_fields=fields))


def _id_of(talk: CheckInConversation) -> str:
    return talk.context.other_ids[0]


def _with_note(talk: CheckInConversation, words: str) -> str:
    return "\n".join(filter(None, (talk.check.note if talk.check else "", words)))


def _keep_as_note(talk: CheckInConversation, words: str) -> tuple[CheckInConversation, str]:
    return _kept(talk, note=_with_note(talk, words)), talk.words.since.kept


# Who looks after it with them


def _is_looked_after(talk: CheckInConversation) -> str:
    return talk.the_entry.looked_after


def take_looking_after(talk: CheckInConversation, answer: str) -> CheckInConversation:
    """Keep it as the note of a check-in that answers nothing else."""
    return go_on(_kept(talk, note=answer)) if answer else go_on(talk)


# The end


def _close(talk: CheckInConversation) -> CheckInConversation:
    closing = talk.words.closing
    if talk.entry is None:
        return finish(talk, Say(closing.nothing))
    if talk.one_question:
        looked_after = talk.entry.looked_after
        said = closing.looked_after if looked_after else closing.open
        return finish(talk, Ways(((said, "help-now"),)))
    check = talk.check
    if check is None:
        return finish(talk, Say(closing.nothing))
    if not check.answers:  # that the note is kept was said where it was
        return finish(talk, *(() if talk.blocks else [Say(closing.noted)]))
    around = any(getattr(check, each) for each in ANSWERS)
    return finish(talk, Say(closing.kept if around else closing.not_yet))


FLOW = Flow[CheckInConversation](
    {
        "which": Step(ask_which, take_which, is_choosing),
        "since": Step(
            ask_since, take_since, lambda talk: not talk.one_question, keep=_keep_as_note
        ),
        "looking_after": Step(
            ask_prompt,
            take_looking_after,
            lambda talk: talk.one_question,
            so_far=_is_looked_after,
            clear=lambda talk: go_on(_kept(talk, note="")),
            telling=True,
        ),
    },
    close=_close,
    stop=_close,
)
