"""What holds for every conversation, whatever is typed into it."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repairlog.core.conversations.choices import Command, command
from repairlog.core.conversations.engine import advance
from repairlog.core.entries.changes import Change, apply
from repairlog.core.entries.model import Entry
from repairlog.core.text import tidy
from repairlog.errors import UsageError
from support.cases import each_of
from support.profile import FULL
from support.transcript import Transcript, open_talk, play

NOW = datetime(2026, 11, 20, 21, 10)  # noqa: DTZ001  a transcript's wall time
TUESDAY = {"happened": NOW.date().replace(day=17), "what": "the homework", "child": "Fox"}
HELD = {**TUESDAY, "did": ["restrained"], "moment": {"then": "wont"}}
READY = {**TUESDAY, "repair": [{"steps": {"name": "I shouted.", "own": "That was mine."}}]}
CUT = {"cut_off": {"question": "feelings", "since": NOW}}
CARE = {"settings": {"setting": "residential", "children": {"Fox": 2012}}}
HOME = {"settings": {"setting": "home", "children": {"Fox": 2018}}}

CONVERSATIONS = [
    ("new", {}),
    ("new", {"entry": [TUESDAY], **HOME}),
    ("new", {"entry": [TUESDAY], **CUT}),
    ("new --quick", {"entry": [TUESDAY]}),
    ("edit", {"entry": [HELD]}),
    ("repair", {"entry": [TUESDAY]}),
    ("repair", {"entry": [{**TUESDAY, "moment": {"then": "wont"}}], **HOME}),
    ("repair", {"entry": [TUESDAY], **CARE}),
    ("repair", {"entry": [HELD], **HOME}),
    ("repair", {"entry": [READY], **HOME}),
    ("repair", {"entry": [READY], **CARE}),
    ("repair", {"entry": [TUESDAY, READY, HELD]}),
    ("reframe", {"entry": [TUESDAY], **CARE}),
    ("reframe", {"entry": [TUESDAY, READY]}),
]

NUMBERS = [str(number) for number in range(16)] + ["99", "1, 2", "1 2 3 4 5", "2, 14", "3, 99"]
PHRASES = ["yesterday", "last night", "tomorrow", "31 feb", "4", "18 months", "I felt used", ","]
OWN = ["zq", "I smacked him zq", "1, 99, zq", "I felt ignored zq", "zq\n\nzq {child} {0} [red]"]
ANSWERS = st.one_of(
    st.sampled_from(["", "", "<", "?", ".", "back", "Help", "stop"]),
    st.sampled_from(NUMBERS),
    st.sampled_from(PHRASES),
    st.sampled_from(OWN),
    st.text(max_size=20),
    st.just("zq " * 60),
)


def opened(name, before, *, piped=False):
    """Open a conversation and the journal that it writes to."""
    transcript = Transcript("", {"now": NOW, "piped": piped, **before}, f"$ repairlog {name}", {})
    return open_talk(transcript), {entry.id: entry for entry in transcript.entries}


def saved(journal, talk):
    """Save what an answer changes, as the program does, and return the entry on the disk."""
    if isinstance(talk.change, Entry):
        journal[talk.change.id] = talk.change
    elif isinstance(talk.change, Change):
        journal[talk.the_entry.id] = apply(
            journal[talk.the_entry.id], talk.change, talk.context.now
        )
    return journal.get(talk.entry.id) if talk.entry else None


@settings(max_examples=4000 if FULL else 100)
@given(st.sampled_from(CONVERSATIONS), st.lists(ANSWERS, max_size=40))
def test_any_answers_keep_the_rules(conversation, answers):
    """Whatever is typed: it goes on or ends, shows what was saved, loses nothing, nags nobody.

    No question is asked a third time because of answers that it cannot take.
    """
    talk, journal = opened(*conversation)
    unusable = 0
    for number, answer in enumerate(answers):
        if talk.over:
            break
        assert talk.question.label
        token = f"zq{number}q"
        typed = answer.replace("zq", token)
        is_command = command(tidy(typed)) is not None
        talk = advance(talk, typed)
        on_disk = saved(journal, talk)
        assert on_disk == talk.entry
        if not is_command:
            unusable = unusable + 1 if talk.again else 0
        elif command(tidy(typed)) is not Command.HELP:
            unusable = 0
        assert unusable <= 1
        if token in typed:
            open_question = "" if talk.over else talk.question.text
            assert token in f"{on_disk}{talk.blocks}{open_question}"


def test_going_back_to_the_offer_to_carry_on_keeps_what_was_added_since():
    """Whatever is chosen there, the moment that was cut off is as it was answered last."""
    talk, journal = opened("new", {"entry": [TUESDAY], **CUT})
    for answer in ("1", "angry", "<", "<", "2", "<", "1"):
        talk = advance(talk, answer)
        assert saved(journal, talk) == talk.entry
    assert talk.the_entry.feelings == ("angry",)


@pytest.mark.parametrize("same", ["same as before", "Keep it.", "leave it", "same"])
def test_the_same_as_before_leaves_every_answer_as_it_is(same):
    """At a question that shows an answer, the same in words is Enter, and never a child's name."""
    talk, journal = opened("edit", {"entry": [{**HELD, "child_age": 8, "feelings": ["sad"]}]})
    before = talk.entry
    for _ in range(5):
        talk = advance(talk, same)
        saved(journal, talk)
    assert talk.at == "add"
    assert talk.entry == before


def test_none_skips_a_question_without_an_answer():
    """Where there is nothing to empty, `none` and `-` are neither a feeling nor part of it."""
    talk, _ = opened("new", {})
    for answer in ("the shoes", "", "none", "none", "-"):
        talk = advance(talk, answer)
    assert talk.at == "add"
    assert (talk.the_entry.what, talk.the_entry.feelings) == ("the shoes", ())


@settings(max_examples=2000 if FULL else 50)
@given(st.sampled_from(CONVERSATIONS), st.lists(ANSWERS, max_size=30))
def test_a_pipe_is_never_asked_again(conversation, answers):
    """In a pipe an answer is taken, or refused as a wrong usage; never asked for twice."""
    talk, journal = opened(*conversation, piped=True)
    for answer in answers:
        if talk.over:
            break
        if command(tidy(answer)) is not None:
            continue
        at = talk.at
        try:
            talk = advance(talk, answer)
        except UsageError:
            return
        assert saved(journal, talk) == talk.entry
        assert not talk.again or at == "which"


@settings(max_examples=1500 if FULL else 40)
@given(st.sampled_from(CONVERSATIONS), st.lists(ANSWERS, max_size=20))
def test_stopping_always_ends(conversation, answers):
    """A full stop ends a conversation, at once or after the words were shown; nothing is undone."""
    talk, journal = opened(*conversation)
    for answer in answers:
        if not talk.over:
            talk = advance(talk, answer)
            saved(journal, talk)
    kept = talk.entry.what if talk.entry else ""
    for _ in range(2):
        if not talk.over:
            talk = advance(talk, ".")
            saved(journal, talk)
    assert talk.over
    assert talk.blocks
    assert (talk.entry.what if talk.entry else "") == kept


OTHERWISE = {
    "Happened": "something else",
    "Which": "3",
    "Which, or Enter for not now": "2",
    "With": "Robin",
    "Felt": "1, other",
    "Looked": "4",
    "Add": "5",
    "When": "yesterday",
    "Did": "2, other",
    "Body": "other",
    "Perhaps": "other",
    "Was": "4",
    "Where": "4",
    "Hurt": "2",
    "With you": "a nurse",
    "Age": "9",
    "Share": "other",
    "In the way": "9",
    "Now": "4",
}


def questions(*names):
    """Return each question of these transcripts, but those whose answer is the end."""
    for name in names:
        for number, label in enumerate(play(Transcript.read(name)).labels):
            if label in ("Between", "Sentence", "Keep", "Hurt"):
                continue
            yield pytest.param(name, number, id=f"{name}-{number}-{label}")


@pytest.mark.parametrize(
    ("name", "number"),
    list(
        questions(
            "12-every-question-of-new",
            "12-every-question-of-edit",
            "12-every-question-of-repair",
            "12-every-question-of-reframe",
            "6a-said-heard",
        )
    ),
)
def test_going_back_and_answering_anew_replaces(name, number):
    """At every question: another answer, back, and the answer meant: as if it had been the first.

    That holds for which way the conversation goes too, and for having come back.
    """
    transcript = Transcript.read(name)
    played = play(transcript)
    typed = [*played.typed]
    typed[number:number] = [OTHERWISE.get(played.labels[number], "something else"), "<"]
    if played.labels[number] == "Change" or "Which moment?" in transcript.session:
        typed[number] = "1"
    talk = open_talk(transcript)
    journal = {entry.id: entry for entry in transcript.entries}
    for answer in typed:
        talk = advance(talk, answer)
        saved(journal, talk)
    assert talk.over
    assert ageless(journal) == ageless(played.journal)


def ageless(journal):
    """Return a journal without its ticks."""
    return {
        key: entry.model_dump(
            exclude={"edited": True, "ticks": True, "repairs": {"__all__": {"edited"}}}
        )
        for key, entry in journal.items()
    }


def test_going_back_at_the_first_question_stays_there():
    """There is nothing before it, and nothing is lost by trying."""
    talk, _ = opened("new", {})
    assert advance(talk, "<").at == "what"
    assert replace(advance(talk, "<"), blocks=(), again=False) == replace(talk, blocks=())


@each_of(
    ("share", "word"),
    [
        ("I felt disrespected", "disrespected"),
        ("I was feeling a bit used", "used"),
        ("Ignored.", "ignored"),
        ("I felt so very ignored", "ignored"),
        ("I\N{RIGHT SINGLE QUOTATION MARK}m rejected", "rejected"),
        ("I used a loud voice", ""),
        ("I am used to it", ""),
        ("I was tired when you ignored the bell", ""),
        ("I felt sad", ""),
    ],
)
def test_a_judgement_is_noticed_where_it_is_said_of_oneself(share, word):
    """`I felt ignored` is asked about once; the same word as a deed is not."""
    talk, _ = opened("repair", {"entry": [{**TUESDAY, "moment": {"then": "cant"}}], **HOME})
    for answer in ("1", "", "I shouted.", "That was mine.", share):
        talk = advance(talk, answer)
    assert talk.at == ("under" if word else "grow")
    assert not word or talk.question.text.startswith(word.capitalize())


def test_the_second_time_needs_only_the_keys_that_were_promised():
    """Enter all the way is nine Enters after the 1; with a full stop after Own it is seven keys."""
    before = {"entry": [{**TUESDAY, "moment": {"then": "wont"}}], **HOME}
    talk, _ = opened("repair", before)
    talk = advance(talk, "1")
    enters = 0
    while not talk.over:
        talk, enters = advance(talk, ""), enters + 1
    assert enters <= 9
    talk, _ = opened("repair", before)
    for answer in ("1", "", "", "I shouted.", "That was mine.", ".", ""):
        assert not talk.over
        talk = advance(talk, answer)
    assert talk.over
