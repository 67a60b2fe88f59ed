"""The JSON Schemas in `docs/schemas` are up to date, and what the program prints fits them."""

import json
import runpy
from datetime import timedelta

import jsonschema
import pytest

from repairlog import content
from repairlog.core.demo import make
from support.cases import each_of
from support.journals import START, entry
from support.paths import ROOT
from support.program import Program

DOCS = ROOT / "docs"
CONTRACT = json.loads(
    """
{"as_of": "", "since": null, "until": null, "entries": 8, "ratio": {"rupture": 8, "repair": 5},
 "states": {"waiting": 2, "returned": 5, "at_rest": 1}, "reconnected": 3,
 "repaired_share": {"value": 0.714, "low": 0.359, "high": 0.918, "level": 0.95, "enough": false},
 "time_to_return": {"n": 8, "events": 5, "median_hours": 26.5, "logged_after": 1,
                    "curve": [{"hours": 1.5, "returned": 0.125, "low": 0.02, "high": 0.6}]},
 "moments": {"then": {"cant": 1, "wont": 5, "both": 0, "unsure": 2, "none": 0},
             "looked_again": 4, "now": {"cant": 3, "wont": 1, "both": 0, "unsure": 0},
             "changed": [{"from": "wont", "to": "cant", "count": 3}]},
 "did": [["yelled", 4]], "feelings": [["frustrated", 5]], "feeling_families": [["angry", 6]],
 "child_feelings": [], "body": [], "capacities": [],
 "by_month": [{"month": "2026-11", "entries": 3, "returned": 2}], "by_hour": [],
 "by_child": [{"child": "Wren", "entries": 4}], "by_part_of_day": [["morning", 2]],
 "apart": 0, "unreadable_lines": 0}
"""
)


def schema(name):
    """A schema as it lies in the docs."""
    return json.loads((DOCS / "schemas" / f"{name}.json").read_text("utf-8"))


def fits(value, name):
    """Check a value against a schema, formats too."""
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema(name), format_checker=checker).validate(value)


def keys(value):
    """The names of an object's fields, and of those of objects in it."""
    if isinstance(value, dict):
        return {key: keys(item) for key, item in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [keys(value[0])]
    return None


def test_they_are_up_to_date():
    """`PYTHONPATH=src python docs/make_schemas.py` would change nothing."""
    made = runpy.run_path(str(DOCS / "make_schemas.py"))["schemas"]()
    assert set(made) == {path.name for path in (DOCS / "schemas").iterdir()}
    for name, text in made.items():
        assert (DOCS / "schemas" / name).read_text("utf-8") == text


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The program on a fictional half-year and a moment that stands apart."""
    program = Program(tmp_path_factory.mktemp("schemas"))
    program.hold(make(content.demo().worlds["home"], "fictional"))
    program.hold([entry(did=("hurt",)), entry(START + timedelta(days=1), back=26.5)])
    return program


def test_stats_fit_and_have_all_that_is_promised(program):
    """Every field of the public contract is there, within its bounds."""
    for options in ((), ("--child", "nobody"), ("--since", "2026-06-01", "--until", "2026-07-01")):
        found = json.loads(program.run("stats", "--json", *options)[0])
        fits(found, "stats")
    whole = json.loads(program.run("stats", "--json")[0])
    for key, inner in keys(CONTRACT).items():
        assert key in whole
        if inner and whole[key]:
            assert keys(whole[key]) == inner, key
    assert set(whole) - set(CONTRACT) == {
        "together",
        "by_setting",
        "check_ins",
        "steady",
        "they_came",
    }
    assert [len(row) for row in whole["by_hour"]] == [24] * 7


def test_entries_fit(program):
    """`list`, `show` and `waiting` print entries that fit."""
    for command in (("list",), ("waiting",)):
        found = json.loads(program.run(*command, "--json")[0])
        assert found
        for each in found:
            fits(each, "entry")
    fits(json.loads(program.run("show", "last", "--json")[0]), "entry")


@each_of(
    ("field", "value"),
    [("id", "short"), ("precision", "hour"), ("happened", "yesterday"), ("child_age", -1)],
)
def test_what_is_no_entry_does_not_fit(program, field, value):
    """The schema refuses what the program would."""
    whole = json.loads(program.run("show", "last", "--json")[0])
    with pytest.raises(jsonschema.ValidationError):
        fits(whole | {field: value}, "entry")


def test_a_share_beyond_one_does_not_fit(program):
    """The schema of the figures has bounds."""
    whole = json.loads(program.run("stats", "--json")[0])
    whole["repaired_share"]["value"] = 1.5
    with pytest.raises(jsonschema.ValidationError):
        fits(whole, "stats")
