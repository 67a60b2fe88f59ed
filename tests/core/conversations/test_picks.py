"""Picks: what an answer to "which of these" names, and what it never takes by mistake."""

from repairlog.core.conversations.picks import Picks, read_picks
from support.cases import each_of

COUNT = 9


@each_of(
    ("answer", "places"),
    [
        ("1", (1,)),
        ("1, 3 and 5", (1, 3, 5)),
        ("1 3 5", (1, 3, 5)),
        ("2-4", (2, 3, 4)),
        ("2 \N{EN DASH} 4; 9", (2, 3, 4, 9)),
        ("two to four", (2, 3, 4)),
        ("4 to 2", (2, 3, 4)),
        ("1, 1-2", (1, 2)),
        ("the last 3", (1, 2, 3)),
        ("newest two", (1, 2)),
        ("the last 20", tuple(range(1, COUNT + 1))),
        ("All of them.", tuple(range(1, COUNT + 1))),
    ],
)
def test_numbers_and_ranges(answer, places):
    """In the order they are said, each once."""
    assert read_picks(answer, COUNT) == Picks(places)


@each_of(
    ("answer", "picks"),
    [
        ("since last time", Picks(last_time=True)),
        ("everything since the last sheet, 7", Picks((7,), last_time=True)),
        ("since Monday", Picks(since="monday")),
        ("abcd, 2", Picks((2,), others=("abcd",))),
        ("last", Picks(others=("last",))),
        ("", Picks()),
    ],
)
def test_days_and_ids(answer, picks):
    """They are looked for by whoever has the journal."""
    assert read_picks(answer, COUNT) == picks


@each_of("answer", ["10", "0", "7-12", "0-3", "all but 3", "not 3", "3-", "the shoes", "1 to"])
def test_what_is_not_wholly_understood_is_never_taken_in_silence(answer):
    """A part that names nothing stays with the answer, which is then asked for again."""
    assert read_picks(answer, COUNT).others
