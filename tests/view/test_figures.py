"""`stats` on the screen: counts first, within 24 rows, readable without colour and aloud."""

import itertools
from datetime import timedelta

from rich.cells import cell_len

from repairlog import content
from repairlog.core.figures.statistics import collect
from repairlog.view.figures import SECTIONS, screen
from repairlog.view.phrasing import Phrasing
from repairlog.view.sections import section
from repairlog.view.text import Page
from support.cases import each_of
from support.journals import START, entry

AS_OF = START + timedelta(days=200)
TELLING = Phrasing(content.figures(), content.vocabulary())
PAGE = Page(80, "repairlog", plain=False)
NARROW = Page(40, "repairlog", plain=False)
PLAIN = Page(80, "repairlog", plain=True)


def figures(entries):
    """The figures of these entries."""
    return collect(entries, AS_OF, content.vocabulary().family_of)


def thirty(*more):
    """Thirty moments over seven months: 21 come back to, 14 of them settled, 6 wait, 3 rest."""
    made = []
    for number in range(30):
        at = START + timedelta(days=6.5 * number)
        back = 3 + 7 * number if number < 21 else None
        made.append(
            entry(
                at,
                back=back,
                outcome="reconnected" if number < 14 else "offered",
                rested=40 if number >= 27 else None,
                then="wont" if number < 17 else "cant" if number < 22 else None,
                now="cant" if number < 7 else "both" if number < 9 else None,
                feelings=("tired", "a long own word that nobody can foresee here, truly")[
                    : 1 + number % 2
                ],
                did=("yelled",) if number < 16 else ("harsh-tone", "own \x1b[31mdeed"),
                child=("Wren", "Fox")[number % 2],
                body=("teeth",),
                child_feelings=("scared",),
                capacities=("body",),
                setting="home",
            )
        )
    return figures([*made, *more])


HURT = entry(did=("hurt",), back=1)


def every_screen(stats, page):
    """The first screen and each section."""
    return [screen(stats, TELLING, page), *(section(n, stats, TELLING, page) for n in SECTIONS)]


@each_of("stats", [thirty(), thirty(HURT), figures([entry()])])
def test_the_first_screen_is_one_screen(stats):
    """24 rows at most, with the prompt that follows, even where something stands apart."""
    assert len(screen(stats, TELLING, PAGE).splitlines()) <= 23


PAGES = [PAGE, NARROW, PLAIN, Page(20, "repairlog", plain=True)]
STATISTICS = [thirty(), thirty(HURT), figures([entry(back=1)]), figures([])]


@each_of(("stats", "page"), itertools.product(STATISTICS, PAGES))
def test_every_screen_fits_and_holds_no_escape(stats, page):
    """No line is wider than the page, and nothing typed can act.

    A command stays in one line, so that it can be pasted.
    """
    for text in every_screen(stats, page):
        assert "\x1b" not in text
        assert "{" not in text
        fitted = [line for line in text.splitlines() if "repairlog " not in line]
        assert max(map(cell_len, fitted)) <= page.width


def test_counts_come_first_then_the_share_with_its_interval_and_the_median():
    """The screen says 30 and 21, then 78 in 100 with 59 to 89, then the half-way time."""
    text = screen(thirty(), TELLING, PAGE)
    assert text.index("come back to 21") < text.index("Of the 27 not at rest, that is 78 in 100.")
    assert "59 to 89" in text
    assert "at rest     3  ###" in text
    assert "within 5 days" in text


def test_below_ten_nothing_is_shared_out():
    """Few moments are counts, and nothing in a hundred."""
    few = figures([entry(back=1), entry(back=30), entry()])
    for page in (PAGE, PLAIN):
        for text in every_screen(few, page):
            assert "in 100" not in text
            assert "half" not in text.casefold()
        assert "Too few to say" in screen(few, TELLING, page)
        assert "Too few to say. Of 3, you came back to 1 within a day and to 1 later." in section(
            "time", few, TELLING, page
        )


def test_a_median_that_is_not_reached_is_said_to_be():
    """Where fewer than half were come back to, no time is given."""
    text = screen(figures([entry(back=1), *(entry() for _ in range(11))]), TELLING, PAGE)
    assert "It is fewer than half of all 12 so far" in text


def test_what_stands_apart_is_said_first_with_where_help_is():
    """It is no figure about coming back."""
    for page in (PAGE, PLAIN):
        text = screen(thirty(HURT), TELLING, page)
        assert "31 hard moments" in text
        assert text.index("kept apart") < text.index("come back to 21")
        assert "repairlog help-now" in text


def test_plain_is_sentences():
    """Nothing is drawn or set in columns, and each line begins a sentence or goes on with one."""
    for text in every_screen(thirty(), PLAIN):
        assert "  " not in text
        assert "##" not in text
        assert ". ." not in text


def test_what_moved_is_told_as_counts():
    """Of the won'ts looked at again, so many look otherwise now; there is no rate."""
    assert "9 so far; of 9 seen as won't: now can't 7, both 2" in " ".join(
        screen(thirty(), TELLING, PAGE).split()
    )


def test_together_only_where_counts_allow():
    """Pairs are named from five moments on, and from ten moments in all."""
    assert "tired and shouted 16" in section("feelings", thirty(), TELLING, PAGE)
    few = figures([entry(feelings=("tired",), did=("yelled",)) for _ in range(9)])
    assert "same moment" not in section("feelings", few, TELLING, PAGE)


def test_the_grid_shows_counts():
    """A Monday evening stands in Monday's row under 18."""
    lines = section("when", figures([entry()]), TELLING, PAGE).splitlines()
    head = next(line for line in lines if line.lstrip().startswith("0"))
    monday = next(line for line in lines if line.startswith("Mon"))
    assert monday[head.index("18") + 1] == "1"
    assert monday.count("1") == 1


def test_hours_are_named_as_a_band_and_only_where_there_are_enough():
    """Nine known hours are only counted; ten close together are named, on every page."""
    for page in (PAGE, PLAIN):
        few = screen(figures([entry() for _ in range(9)]), TELLING, page)
        assert ":00 and" not in few
        many = " ".join(screen(figures([entry() for _ in range(10)]), TELLING, page).split())
        assert "10 of those" in many
        assert "between 17:00 and 20:00" in many


def test_parts_of_the_day_have_their_own_lines():
    """How many are known, the parts, and the words that were said; nothing where none is."""
    told = figures([entry(), entry(precision="day", occasion="bath time"), entry(precision="day")])
    none = figures([entry(precision="day")])
    for page in (PAGE, PLAIN):
        text = " ".join(section("when", told, TELLING, page).split())
        assert "where it is known (1 of 3): evening 1." in text
        assert "In your words: bath time 1." in text
        assert "part of the day" not in section("when", none, TELLING, page)


def test_a_month_says_what_is_in_no_figure():
    """What stands apart never looks like something that was not come back to."""
    for page in (PAGE, PLAIN):
        text = section("when", figures([entry(back=1), HURT]), TELLING, page)
        assert "came back 1 (1 not in that figure)" in text


def test_children_are_counts_by_name_only():
    """By name, without shares, bars or returns."""
    text = section("children", thirty(entry()), TELLING, PAGE)
    assert text.index("Fox 15") < text.index("Wren 15") < text.index("1 with nobody named")
    assert "come back" not in text
    assert "in 100" not in text


def test_the_words_stay_calm():
    """No exclamation mark, no praise, no blame, no trend in any word around the figures."""
    text = content.text("figures").lower()
    for word in (
        "!",
        "score",
        "streak",
        "overdue",
        "fail",
        "well done",
        "great",
        "better",
        "worse",
    ):
        assert word not in text


def test_commands_under_the_figures_stay_whole_however_the_program_was_started():
    """With a long name each has a line of its own; with a short one they stand under each other."""
    long = Page(
        80, "/home/sam/.venv/bin/python -m repairlog --journal /home/sam/diary", plain=False
    )
    for page, indent in ((long, "  "), (PAGE, "")):
        text = screen(thirty(), TELLING, page)
        for command in ("stats time", "report FILE.html", "export FILE"):
            (line,) = [line for line in text.splitlines() if line.endswith(f" {command}")]
            assert line.endswith(f"{page.program} {command}")
            assert line.startswith(f"{indent}{page.program}") is bool(indent)
    text = section("moments", figures([entry()]), TELLING, long)
    assert f"\n  {long.program} reframe" in text
