import datetime as dt
import re
import tomllib
from pathlib import Path

from repairlog import content
from support.cases import each_of

CONTENT = Path(content.__file__).parent
HELP = tomllib.loads((CONTENT / "help.toml").read_text(encoding="utf-8"))
SAFETY = tomllib.loads((CONTENT / "safety.toml").read_text(encoding="utf-8"))


@each_of("line", HELP["line"])
def test_every_help_line_says_where_it_is_from_and_how_old(line):
    """A number ships only with its source and that source's date."""
    assert set(line) == {
        *("country", "purpose", "number", "name", "note", "source", "url", "checked")
    }
    assert line["country"] in HELP["countries"]
    assert line["purpose"] in HELP["purposes"]
    assert re.fullmatch(r"[\d -]+( or \d+)?", line["number"])
    assert line["url"].startswith("http")
    assert dt.date(2010, 1, 1) < line["checked"] <= dt.date(2026, 11, 22)


@each_of("country", HELP["countries"])
def test_every_country_has_someone_for_danger_suicide_and_talking(country):
    """Nobody finds a country without its emergency number or somebody to talk to."""
    lines = {line["purpose"]: line["number"] for line in HELP["line"] if line["country"] == country}
    assert {"danger", "suicide", "talk"} <= set(lines)
    assert lines["danger"] in HELP["page"]["emergency"]


@each_of("name", ["gate_home", "gate_care"])
def test_each_question_has_three_answers(name):
    """The program goes by the numbers 1 to 3."""
    assert len(SAFETY[name]["choices"]) == 3


def test_the_words_stay_calm_and_use_only_known_places():
    """No exclamation marks, and no placeholder but those the program fills."""
    text = (CONTENT / "safety.toml").read_text(encoding="utf-8")
    text += (CONTENT / "help.toml").read_text(encoding="utf-8")
    assert "!" not in text
    known = {"child", "hears", "emergency", "repairlog", "country", "countries", "year", "sources"}
    known |= {"manager", "ask", "answer", "month", "safe"}
    assert set(re.findall(r"{(\w+)}", text)) == known
