"""One reading of answers, at every kind of question.

`answers.tsv` says of each what was understood: what is stored, or where it leads, parts with
" | " between; `?` that it is asked again; `+` and the words that were kept where the question
keeps them; `shown` that its words were shown back and kept nowhere; `-` nothing at all.
"""

import csv
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from repairlog.core.conversations.engine import Conversation, advance
from support.paths import TESTS
from support.transcript import Transcript, open_talk

FILE = TESTS / "core" / "conversations" / "answers.tsv"
NOW = datetime(2026, 11, 20, 21, 10)  # noqa: DTZ001  a transcript's wall time
BATH = {"happened": datetime(2026, 11, 19), "what": "the bath", "child": "Wren"}  # noqa: DTZ001
HOMEWORK = {**BATH, "happened": datetime(2026, 11, 17), "what": "the homework", "child": "Fox"}  # noqa: DTZ001
MILK = {"happened": datetime(2026, 11, 16), "what": "spilt milk"}  # noqa: DTZ001
HELD = {**BATH, "did": ["hurt"]}
READY = {**BATH, "repair": [{"steps": {"name": "I shouted.", "own": "That was mine."}}]}
AT_HOME = {"settings": {"setting": "home", "children": {"Wren": 2020}}}
IN_CARE = {"settings": {"setting": "residential", "children": {"Wren": 2012}}}


class Asked(NamedTuple):
    """How a question is reached, and what is read of the state after its answer."""

    session: str
    before: dict[str, Any]
    lead: tuple[str, ...]
    read: Callable[[Conversation], object]


def _way(talk: Conversation) -> str:
    if talk.entry is not None and talk.entry.rest:
        return "resting"
    memory: Any = talk.memory
    went = {"already": memory.already, "another day": memory.another_day, "said": memory.said}
    if way := next((way for way, is_so in went.items() if is_so), ""):
        return way.replace("already", "went back")
    return "ends" if talk.over else {"matters": "preparing", "share": "on"}.get(talk.at, "")


def _change(talk: Any) -> object:
    if talk.over:
        return "ready"
    if talk.at == "change":
        name = talk.attempt.steps.name
        return "" if talk.again or name == "I shouted." else name
    return talk.at if talk.at == "part" else (talk.at, *talk.memory.to_change)


def _past_gate(talk: Conversation) -> str:
    return "through" if talk.at == "ready" else "ends" if talk.over else ""


def _age(talk: Any) -> str:
    known = "" if talk.the_entry.child_age is None else str(talk.the_entry.child_age)
    return " ".join(filter(None, (known, "few words" if talk.few_words else "")))


def _child_and_age(talk: Any) -> str:
    age = talk.the_entry.child_age
    return talk.the_entry.child + ("" if age is None else f", {age}")


BOTH = {"entry": [{**BATH, "setting": "home"}, HOMEWORK]}
ONE = {"entry": [BATH], **AT_HOME}
PREPARED = {"entry": [READY], **AT_HOME}
STOPPED = {**PREPARED, "cut_off": {"question": "share", "since": NOW}}
CUT = {"entry": [{**BATH, "setting": "home"}], "cut_off": {"question": "feelings", "since": NOW}}
ADDING = ("the shoes", "", "", "", "")
QUESTIONS = {
    "first child": Asked("new", {}, ("the shoes", ""), _child_and_age),
    "two moments": Asked(
        "new",
        {},
        ("the shoes", "", "Art and Robin"),
        lambda talk: [talk.the_entry.child, *(entry.child for entry in talk.others)],
    ),
    "with": Asked("new", BOTH, ("the shoes",), lambda talk: talk.the_entry.child),
    "felt": Asked("new", {}, ("the shoes", "", ""), lambda talk: talk.the_entry.feelings),
    "looked": Asked(
        "new", {}, ("the shoes", "", "", ""), lambda talk: talk.the_entry.moment.then or ""
    ),
    "add": Asked("new", {}, ADDING, lambda talk: sorted(talk.memory.added)),
    "did": Asked("new", {}, (*ADDING, "2"), lambda talk: talk.the_entry.did),
    "carry on": Asked(
        "new",
        CUT,
        (),
        lambda talk: {"feelings": "felt", "what": "new"}.get(talk.at, ""),
    ),
    "which": Asked(
        "repair",
        {"entry": [BATH, HOMEWORK, MILK], **AT_HOME},
        (),
        lambda talk: talk.entry.what.split()[-1] if talk.entry else "",
    ),
    "gate home": Asked("repair last", {"entry": [HELD], **AT_HOME}, (), _past_gate),
    "gate care": Asked("repair last", {"entry": [HELD], **IN_CARE}, (), _past_gate),
    "ready": Asked("repair", ONE, (), _way),
    "planned": Asked("repair", PREPARED, (), _way),
    "resume": Asked("repair", STOPPED, (), _way),
    "step": Asked(
        "repair",
        PREPARED,
        ("3", "1"),
        lambda talk: talk.attempt.steps.name.replace("I shouted.", "as it was"),
    ),
    "where": Asked("repair", {"entry": [BATH]}, (), lambda talk: talk.the_entry.setting or ""),
    "age": Asked(
        "repair",
        {"entry": [BATH], "settings": {"setting": "home"}},
        ("1",),
        _age,
    ),
    "change": Asked("repair", PREPARED, ("3",), _change),
    "was": Asked(
        "repair",
        PREPARED,
        ("1",),
        lambda talk: (
            f"{talk.attempt.outcome} {talk.attempt.response}" if talk.attempt.response else ""
        ),
    ),
    "now": Asked("reframe", ONE, ("",), lambda talk: talk.the_entry.moment.now or ""),
}


def understood(question: str, typed: str) -> str:
    """Answer a question, and say what was made of it."""
    asked = QUESTIONS[question]
    talk = open_talk(
        Transcript("", {"now": NOW, **asked.before}, f"$ repairlog {asked.session}", {})
    )
    for answer in asked.lead:
        talk = advance(talk, answer)
    account = talk.entry.what if talk.entry else ""
    talk = advance(talk, typed)
    read = asked.read(talk)
    stored = str(read) if isinstance(read, str | int) else " | ".join(map(str, read))
    entry = talk.entry
    notes = [entry.what.removeprefix(account), entry.reframe] if entry and account else []
    notes += [repair.note.partition(") ")[2] for repair in entry.attempts] if entry else []
    kept = "".join(notes).strip()
    said = " ".join(block.text for block in talk.blocks if hasattr(block, "text"))
    shown = ["shown"] if f'"{typed}"' in said or " is left out." in said else []
    shown = shown or (["shown"] if '" here.' in said else [])
    parts = [stored, "?" if talk.again else "", f"+ {kept}" if kept else "", *shown]
    return " ".join(filter(None, parts)) or "-"


def test_answers_are_understood_as_they_were_meant():
    """Every row of the table; what is not meant as a choice stays in the person's own words."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) >= 300
    assert {row["question"] for row in rows} == set(QUESTIONS)
    found = [(*row.values(), understood(row["question"], row["typed"])) for row in rows]
    assert [row for row in found if row[2] != row[3]] == []
