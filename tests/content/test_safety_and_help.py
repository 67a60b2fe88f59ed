import datetime as dt
import re
import tomllib
from pathlib import Path

from repairlog import content
from support.cases import each_of

CONTENT = Path(content.__file__).parent
HELP = tomllib.loads((CONTENT / "help.toml").read_text(encoding="utf-8"))
WORRIES = [each["id"] for each in HELP["worry"]]
SAFETY = tomllib.loads((CONTENT / "safety.toml").read_text(encoding="utf-8"))


@each_of("line", [*HELP["emergency"], *HELP["line"]])
def test_every_help_line_says_where_it_is_from_and_how_old(line):
    """A number ships only with its source and that source's date."""
    assert line["country"] in HELP["countries"]
    assert re.fullmatch(r"[\d -]+( or \d+)?|[a-z.]+", line["number"])
    assert line["source"]
    assert line["url"].startswith("http")
    assert dt.date(2010, 1, 1) < line["checked"] <= dt.date(2026, 11, 22)


@each_of("country", HELP["countries"])
def test_every_country_has_its_emergency_number_and_somebody_for_each_worry(country):
    """Nobody finds a country without its emergency number, or a worry with nobody to ring."""
    (emergency,) = (each for each in HELP["emergency"] if each["country"] == country)
    assert emergency["number"] in HELP["page"]["emergency"]
    lines = [line for line in HELP["line"] if line["country"] == country]
    assert {about for line in lines for about in line["about"]} == set(WORRIES)
    assert any("dying" in line["about"] and line["hours"] == "day and night" for line in lines)


def test_the_nine_worries_keep_their_numbers_and_words():
    """Scripts and habits go by them."""
    assert WORRIES == ["hurt", "me", "baby", "dying", "afraid", "told", "work", "young", "hit"]


@each_of("line", HELP["line"])
def test_a_line_for_children_alone_is_never_for_what_an_adult_did(line):
    """A child's line hears children; what an adult did or fears goes to a line for adults."""
    if line["whom"] == ["child"]:
        assert set(line["about"]) <= {"dying", "told", "young"}
        assert re.search(r"children|young|in care", line["note"]), "it says for whom it is"
    if "young" in line["about"]:
        assert "child" in line["whom"]
    if set(line["about"]) & {"me", "baby", "hit", "work", "afraid", "hurt"}:
        assert {"adult", "staff"} & set(line["whom"])


@each_of("name", ["Samaritans", "Stop It Now", "Childhelp"])
def test_lines_that_may_pass_on_a_child_in_danger_are_known(name):
    """They say so of themselves, so the page says it too."""
    lines = [line for line in HELP["line"] if line["name"] == name]
    assert lines
    assert all(line["may_pass_on"] for line in lines)


@each_of("name", ["gate_home", "gate_care"])
def test_each_question_has_three_answers(name):
    """The program goes by the numbers 1 to 3."""
    assert len(SAFETY[name]["choices"]) == 3


def test_the_words_stay_calm_and_use_only_known_places():
    """No exclamation marks, and no placeholder but those the program fills."""
    text = (CONTENT / "safety.toml").read_text(encoding="utf-8")
    text += (CONTENT / "help.toml").read_text(encoding="utf-8")
    assert "!" not in text
    known = {"child", "hears", "emergency", "repairlog", "country", "countries", "about", "words"}
    known |= {"sentence", "first", "last", "years", "checked", "source"}
    known |= {"manager", "ask", "count", "answer", "moment", "month", "safe", "house"}
    assert set(re.findall(r"{(\w+)}", text)) == known
