"""Answers to the one question of a look back: what each of them keeps."""

from datetime import datetime

from repairlog.core.conversations.engine import advance
from support.cases import each_of
from support.transcript import Transcript, open_talk

NOW = datetime(2026, 11, 23, 21, 10)  # noqa: DTZ001  a transcript's wall time
RETURNED = {"at": datetime(2026, 11, 21), "outcome": "offered"}  # noqa: DTZ001  likewise
BATH = {"happened": datetime(2026, 11, 20), "what": "the bath", "child": "Wren"}  # noqa: DTZ001
BEFORE = {"now": NOW, "entry": [{**BATH, "setting": "residential", "repair": [RETURNED]}]}


def kept(answer):
    """Return what an answer keeps, as three letters and the note; nothing where it asks again."""
    talk = advance(open_talk(Transcript("", BEFORE, "$ repairlog check-in", {})), answer)
    check = talk.check
    if check is None:
        return "asked again" if talk.again else "left"
    letters = {None: "?", True: "y", False: "n"}
    found = "".join(letters[each] for each in (check.present, check.interested, check.ordinary))
    return f"{found} {check.note}".strip()


@each_of(
    ("answer", "what"),
    [
        ("1", "ynn"),
        ("1, 3", "yny"),
        ("1 and 2", "yyn"),
        ("1 2 3", "yyy"),
        ("all three", "yyy"),
        ("been around as usual", "ynn"),
        ("3 we made toast", "nny we made toast"),
        ("2, his bike", "nyn his bike"),
        ("4", "nnn"),
        ("not yet", "nnn"),
        ("no", "nnn"),
        ("None of these.", "nnn"),
        ("not on shift", "nnn"),
        ("1 and 4", "ynn"),
        ("we made toast", "??? we made toast"),
        ("yes", "asked again"),
        ("7", "asked again"),
        ("", "left"),
        (".", "left"),
    ],
)
def test_what_an_answer_keeps(answer, what):
    """What was not chosen was not so; own words are a note; what is unclear is asked once more."""
    assert kept(answer) == what
