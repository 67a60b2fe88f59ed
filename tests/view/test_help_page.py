"""The help page: one screen for every country and worry, read by eye or aloud."""

from datetime import date, timedelta
from itertools import product

import pytest

from repairlog import content
from repairlog.view.help_page import Wanted, emergency_text, help_text, spaced, whole_text
from repairlog.view.text import Page
from support.cases import each_of

WORDS = content.help_page()
TODAY = date(2026, 11, 27)
WORRIES = ["", *(each.id for each in WORDS.worry)]
PAGES = [*product([*WORDS.countries, ""], WORRIES), (WORDS.page.elsewhere_name, "")]
WIDE, NARROW, PLAIN = (
    Page(80, "repairlog", plain=False),
    Page(40, "repairlog", plain=False),
    Page(80, "repairlog", plain=True),
)


def lines(wanted, page, today=TODAY):
    """Return the lines of what stands below the emergency numbers, the empty one above too."""
    return ["", *help_text(WORDS, wanted, today, page).split("\n")]


@each_of(("country", "worry"), PAGES)
def test_every_page_is_one_screen(country, worry):
    """At most 20 lines at 80 columns, in sentences too, and below the empty one 30 at 40."""
    wanted = Wanted(country, worry)
    assert len(lines(wanted, WIDE)) <= 20
    assert len(lines(wanted, PLAIN)) <= 20
    assert len(lines(wanted, NARROW)[1:]) <= 30
    assert whole_text(WORDS, wanted, TODAY, WIDE).count("\n") < 24, "with the numbers above it"


@each_of(("country", "worry"), PAGES)
def test_no_line_is_wider_than_the_window(country, worry):
    """In a column, below one another, or as sentences."""
    for page in (WIDE, NARROW, PLAIN):
        told = whole_text(WORDS, Wanted(country, worry), TODAY, page)
        assert all(len(line) <= page.width for line in told.split("\n"))


@each_of(("country", "worry"), [pair for pair in PAGES if pair[0] in WORDS.countries])
def test_somebody_can_be_rung_and_who_is_there_at_night_comes_first(country, worry):
    """No page is without a number; those that are there day and night come before the others."""
    found = WORDS.numbers(country, worry)
    assert found
    always = [line.round_the_clock for line in found]
    assert always == sorted(always, reverse=True)
    told = " ".join(help_text(WORDS, Wanted(country, worry), TODAY, WIDE).split())
    assert all(line.hours in told for line in found if worry)


@each_of("country", list(WORDS.countries))
def test_the_first_numbers_hold_one_for_each_worry(country):
    """Enter leaves nobody without a line; a child's line stands there for a child alone."""
    shown = WORDS.first_numbers(country, WORRIES[1:])
    assert {about for line in shown for about in line.about} >= set(WORRIES[1:])
    adults = [line for line in shown if not line.for_children_alone]
    assert {about for line in adults for about in line.about} >= set(WORRIES[1:]) - {"young"}


def test_about_somebody_at_home_says_what_is_left_behind():
    """Screens and bills are named there, and nowhere else."""
    for country, worry in product(WORDS.countries, WORRIES):
        told = help_text(WORDS, Wanted(country, worry), TODAY, WIDE)
        assert ("close this window" in told) == (worry == "afraid")


def test_what_was_not_found_is_said():
    """Canada has no national line about a partner here; the page does not pass over it."""
    assert "No national line" in help_text(WORDS, Wanted("CA", "afraid"), TODAY, WIDE)
    assert "LADO" in help_text(WORDS, Wanted("GB", "work"), TODAY, WIDE)


@each_of("country", ["GB", "NZ"])
def test_how_old_the_numbers_are_is_said_once_from_twelve_months_on(country):
    """One notice for the page with the years of its sources, from the oldest line's year on."""
    oldest = min(line.checked for line in WORDS.numbers(country))
    wanted = Wanted(country, everything=True)
    fresh, stale = (help_text(WORDS, wanted, oldest + timedelta(days), WIDE) for days in (365, 366))
    assert "Numbers change. If one does not answer, try the next." in fresh
    assert "last seen" not in fresh
    assert stale.count(f"last seen {oldest.year} to ") == 1


def test_that_some_pass_it_on_is_said_where_one_does():
    """And not on a page where none says so of itself."""
    told = {
        worry: WORDS.page.pass_on in help_text(WORDS, Wanted("GB", worry), TODAY, WIDE)
        for worry in ("me", "afraid")
    }
    assert told == {"me": True, "afraid": False}


def test_elsewhere_has_somewhere_to_look():
    """No number is invented for a country that is not there."""
    told = whole_text(WORDS, Wanted(WORDS.page.elsewhere_name), TODAY, WIDE)
    assert "findahelpline.com" in told
    assert "Samaritans" not in told


@each_of(
    ("written", "read"),
    [
        ("999", "9 9 9"),
        ("112 or 999", "1 1 2 or 9 9 9"),
        ("0808 800 5000", "0 8 0 8, 8 0 0, 5 0 0 0"),
        ("1-800-422-4453", "1, 8 0 0, 4 2 2, 4 4 5 3"),
        ("13 11 14", "1 3, 1 1, 1 4"),
        ("weekdays 10 am to 8.30 pm", "weekdays 10 am to 8.30 pm"),
        ("under 19, or 5 to 25", "under 19, or 5 to 25"),
        ("1800RESPECT", "1800RESPECT"),
    ],
)
def test_numbers_are_read_as_they_are_dialled(written, read):
    """Hours and ages stay as they are."""
    assert spaced(written) == read


@pytest.mark.parametrize("country", ["", "IE"])
def test_read_aloud_the_own_emergency_number_comes_first(country):
    """All others follow, a sentence each."""
    told = emergency_text(WORDS, country, PLAIN).split("\n")
    assert told[0] == "Hurt, or in danger now:"
    first = {"": "9 9 9, UK.", "IE": "1 1 2 or 9 9 9, garda\u00ed, ambulance, fire."}
    assert told[1] == first[country]
    assert len(told) == 6
