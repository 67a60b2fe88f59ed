"""`config`: every key is told and can be set, and all else in the file stays."""

import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor

import pytest

from repairlog import content
from repairlog.journal import setting_keys
from support.cases import each_of

MINE = """\
# mine
setting = "home"  # where

[children]  # about
Wren = 2022  # or so

[other]
kept = true
"""


def put(program, text):
    """Write the settings file."""
    program.settings.parent.mkdir(parents=True, exist_ok=True)
    program.settings.write_text(text, "utf-8")


def editor(tmp_path, monkeypatch, *scripts):
    """Let EDITOR be a program that does each of these in turn to the text that it opens."""
    turn = tmp_path / "turn"
    turn.write_text("0")
    steps = "\n".join(f"    {at}) {script} ;;" for at, script in enumerate(scripts))
    program = tmp_path / "an editor"
    program.write_text(
        f'#!/bin/sh\nturn=$(cat "{turn}")\necho $((turn + 1)) > "{turn}"\n'
        f'case "$turn" in\n{steps}\nesac\n'
    )
    program.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{program}'")


def test_every_key_says_what_it_does(program):
    """The words are there for each key of the file and no other, and each example can be set."""
    names = [known.name for known in setting_keys.known_keys()]
    said = content.config().keys
    assert list(said) == names
    for name in names:
        key = name.replace("NAME", "Wren")
        assert program.ok("config", "set", key, said[name].example).err.startswith("Kept: ")
    shown = program.ok("config").out
    assert "not set" not in shown.replace("renamed", "")
    for words in said.values():
        assert words.does.split()[0] in shown


@each_of("columns", ["80", "40"])
def test_all_that_can_be_set_is_shown(program, monkeypatch, columns):
    """What is set, where it stands and what it does, in lines that fit."""
    put(program, MINE)
    monkeypatch.setenv("COLUMNS", columns)
    shown = program.ok("config").out
    assert "settings.toml" in shown
    assert "setting = home" in shown
    assert "children.Wren = 2022" in shown
    assert "carer: not set" in shown
    assert "other" in shown.partition("not known here")[2]
    assert "always asked" in shown
    assert all(len(line) <= int(columns) for line in shown.splitlines() if "/" not in line)


def test_one_thing_is_set_and_all_else_stays(program):
    """Comments, order, other keys; an earlier value's own comment too."""
    put(program, MINE)
    program.ok("config", "set", "setting", "Residential")
    program.ok("config", "set", "children.wren", "2019-05")
    program.ok("config", "set", "own.feelings", "gutted,", "wrung", "out")
    text = program.settings.read_text("utf-8")
    kept = MINE.replace('"home"', '"residential"').replace("2022", '"2019-05"')
    assert text.startswith(kept)
    assert tomllib.loads(text)["own"] == {"feelings": ["gutted", "wrung out"]}


def test_none_empties_what_was_set(program):
    """A key, a name of a table and a list go; the table and its comment stay."""
    put(program, MINE)
    for key in ("setting", "children.Wren", "own.body"):
        program.ok("config", "set", key, "none")
    assert program.settings.read_text("utf-8").startswith("# mine\n")
    assert tomllib.loads(program.settings.read_text("utf-8")) == {
        "children": {},
        "other": {"kept": True},
    }


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("settin", "home", "Did you mean setting?"),
        ("feelings", "x", "Did you mean own.feelings?"),
        ("children", "2019", "children.Wren"),
        ("harm", "off", "no setting harm"),
        ("setting", "moon", "home, foster, residential, education"),
        ("coach.off", "perhaps", "yes or no"),
        ("children.Wren", "four", "a year such as 2019"),
        ("children.Wren", "2199", "still to come"),
        ("country", "Mars", "GB"),
        ("coach.without", "lecturing, kindness", "lecturing"),
        ("add.without", "harm", "one or several of"),
    ],
)
def test_what_cannot_be_set_is_said_and_nothing_is_written(program, key, value, said):
    """Exit 2, what the key takes or which was meant, and the file as it was."""
    put(program, MINE)
    ran = program("config", "set", key, value)
    assert ran.code == 2
    assert said in ran.err
    assert program.settings.read_text("utf-8") == MINE


def test_a_bad_value_is_mended_by_setting_it(program):
    """It costs itself alone: `config` says so beside all else, and `config set` puts it right."""
    put(program, 'setting = "moon"\ncarer = "Sam"\n[children]\nWren = 4\nFox = 2012\n')
    shown = program.ok("config").out
    assert "setting: what is there cannot be used" in shown
    assert "carer = Sam" in shown
    assert "children.Fox = 2012\nchildren: not every value there can be used." in shown
    program.ok("config", "set", "setting", "foster")
    assert 'setting = "foster"' in program.settings.read_text("utf-8")
    assert "setting = foster" in program.ok("config").out


def test_a_file_that_is_not_toml_is_left_as_it_is(program):
    """It may hold what somebody meant: exit 6, and not a letter of it changes."""
    put(program, "setting = ")
    assert program("config").code == 6
    assert program("config", "set", "carer", "Sam").code == 6
    assert program.settings.read_text("utf-8") == "setting = "


# In an editor


def test_the_editor_opens_every_key_with_what_it_does(program, tmp_path, monkeypatch):
    """A new file has all of them, as comments that are TOML where the sign is taken away."""
    editor(tmp_path, monkeypatch, f'cp "$1" "{tmp_path}/seen"')
    ran = program.ok("config", "edit")
    assert "Nothing was changed" in ran.err
    assert not program.settings.exists()
    seen = (tmp_path / "seen").read_text("utf-8")
    lines = [line for line in seen.splitlines() if line.startswith("# ") and "= " in line]
    bare = "\n".join(
        line.removeprefix("# ")
        for line in seen.splitlines()
        if line.startswith("# [") or line in lines
    )
    program.settings.parent.mkdir(parents=True, exist_ok=True)
    program.settings.write_text(bare, "utf-8")
    assert "cannot be used" not in program.ok("config").out


def test_what_was_changed_in_the_editor_is_kept(program, tmp_path, monkeypatch):
    """The file is as it was left there, comments and all, and the draft is gone."""
    put(program, MINE)
    editor(tmp_path, monkeypatch, 'echo "[coach]" >> "$1"; echo "off = \'no\'" >> "$1"')
    ran = program.ok("config", "edit")
    assert "Kept." in ran.err
    assert "coach has a value that cannot be used" in ran.err
    assert program.settings.read_text("utf-8") == f"{MINE}[coach]\noff = 'no'\n"
    assert not list((program.home / "state").rglob("settings.toml*"))


@each_of("text", ['house = "\\u0000"\n', 'inbox = "\\u0000"\n', '[journals]\na = "\\u0000"\n'])
def test_a_path_that_no_file_can_have_costs_itself_alone(program, text):
    """TOML can write a null: what was written down is saved all the same."""
    put(program, text)
    program.new("I shouted.")
    assert "cannot be used" in program.ok("config").out
    assert program("--journal", "a", "waiting").code == 0


def test_half_a_character_is_kept_as_a_mark(program):
    """What a shell hands on may be no text."""
    program.ok("config", "set", "carer", "Sa\udcffm")
    program.ok("config", "set", "children.Wr\udcffen", "2019")
    assert "Sa\ufffdm" in program.settings.read_text("utf-8")


def test_a_file_that_can_be_read_and_not_changed_is_left(program):
    """What reads TOML takes deeper lists than what writes it: exit 6, and not a letter changes."""
    text = f"a = {'[' * 300}{']' * 300}\n"
    put(program, text)
    program.ok("list")
    ran = program("config", "set", "carer", "Sam")
    assert (ran.code, "left as they are" in ran.err) == (6, True)
    assert program.settings.read_text("utf-8") == text


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no locks there")
def test_two_that_set_something_at_once_both_do(program):
    """Reading, changing and writing is one: neither is lost, and neither fails."""
    put(program, MINE)
    config = program.settings.parent
    keys = [f"children.{name}" for name in "ABCDEFGH"]

    def set_one(key):
        found = setting_keys.find(key)
        setting_keys.change(config, *found, 2019)

    with ThreadPoolExecutor(len(keys)) as pool:
        list(pool.map(set_one, keys * 5))
    assert {*tomllib.loads(program.settings.read_text("utf-8"))["children"]} == {
        "Wren",
        *"ABCDEFGH",
    }


def test_an_editor_that_takes_the_file_away_empties_nothing(program, tmp_path, monkeypatch):
    """The settings stay; a text that was emptied and saved empties them."""
    put(program, MINE)
    editor(tmp_path, monkeypatch, 'rm "$1"', ': > "$1"')
    assert "Nothing was changed" in program.ok("config", "edit").err
    assert program.settings.read_text("utf-8") == MINE
    assert "Kept." in program.ok("config", "edit").err
    assert program.settings.read_text("utf-8") == ""


def test_a_slip_in_the_editor_costs_nothing_that_was_typed(program, tmp_path, monkeypatch):
    """The line is named, the settings stay, and the next time the text is opened again."""
    put(program, MINE)
    editor(
        tmp_path,
        monkeypatch,
        'echo "carer = Sam" >> "$1"',
        'sed -i "s/carer = Sam/own.did = [\\"went quiet\\"]/" "$1"',
    )
    ran = program("config", "edit")
    assert ran.code == 2
    assert f"Line {MINE.count(chr(10)) + 1}" in ran.err
    assert "config edit" in ran.err
    assert program.settings.read_text("utf-8") == MINE
    assert "still there" in program.ok("config", "edit").err
    assert "went quiet" in program.settings.read_text("utf-8")


def test_what_was_set_meanwhile_is_not_lost_to_the_editor(program, tmp_path, monkeypatch):
    """A key that came, changed or went while a text waited; the text's own changes stay."""
    put(program, MINE)
    editor(
        tmp_path,
        monkeypatch,
        'sed -i "s/2022/2021/" "$1"; echo "carer = Sam" >> "$1"',
        'sed -i "s/carer = Sam/more = 1/" "$1"',
    )
    assert program("config", "edit").code == 2
    program.ok("config", "set", "children.Wren", "2020")
    program.ok("config", "set", "children.Fox", "2018")
    program.ok("config", "set", "own.feelings", "gutted")
    program.ok("config", "set", "setting", "none")
    program.ok("config", "edit")
    assert tomllib.loads(program.settings.read_text("utf-8")) == {
        "children": {"Wren": 2021, "Fox": 2018},
        "other": {"kept": True, "more": 1},
        "own": {"feelings": ["gutted"]},
    }
    assert "# or so" in program.settings.read_text("utf-8")


@pytest.mark.parametrize("named", ["", "there-is-no-such-editor"])
def test_without_an_editor_it_is_said_what_names_one(program, monkeypatch, named):
    """Exit 2 and what to type; no text is left behind."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", named)
    ran = program("config", "edit")
    assert ran.code == 2
    assert "EDITOR" in ran.err
    assert not list((program.home / "state").rglob("settings.toml*"))


# What the settings do elsewhere


def test_own_words_are_offered_behind_the_others(program):
    """By number and by name; a word that is there already is not offered twice."""
    put(
        program,
        '[own]\nfeelings = ["gutted", "angry"]\nbody = ["ears ringing"]\n',
    )
    count = len(content.vocabulary().feelings)
    ran = program.ok("new", typed=f"I shouted.\nWren\n{count + 1}, 1\n\n3\nEARS RINGING\n")
    assert f"{count + 1} gutted" in ran.err.replace("\N{NO-BREAK SPACE}", " ")
    assert f"{count + 2} angry" not in ran.err.replace("\N{NO-BREAK SPACE}", " ")
    entry = program.entry()
    assert entry["feelings"] == ["gutted", "angry"]
    assert entry["body"] == ["ears ringing"]


HOUSE = """\
on_call = "01632 960 123"
hears_first = "Dana Mills"
presence = ["toast at nine"]
"""


def house(program, text=HOUSE):
    """Let the settings name a home's file, by a path seen from their folder."""
    put(program, 'setting = "residential"\nhouse = "house.toml"\n')
    (program.settings.parent / "house.toml").write_text(text, "utf-8")


def test_a_homes_file_stands_beside_the_fixed_words(program):
    """Who must hear first is named beside whoever does everywhere, and help-now has the number."""
    house(program)
    entry = program.new("I held his arm and it left a mark.", "--harm", "yes")
    asked = " ".join(program.ok("delete", entry["id"], typed="2\n").err.split())
    assert "your manager or whoever is on call (here: Dana Mills, 01632 960 123)" in asked
    told = " ".join(program.ok("help-now", "--country", "GB").out.split())
    assert "On call for this house: 01632 960 123" in told
    assert "999" in told
    assert "hears_first: Dana Mills" in program.ok("config").out


@each_of(
    ("text", "said"),
    [
        (None, "nothing in the home's file"),
        ("on_call =", "not TOML"),
        ("on_call = 4\nhears_first = 'Dana'", "on_call has a value"),
    ],
)
def test_a_homes_file_that_cannot_be_used_is_said_and_gone_without(program, text, said):
    """One bad value costs itself alone; a moment is saved all the same, and help-now is there."""
    house(program, text or "")
    if text is None:
        (program.settings.parent / "house.toml").unlink()
    ran = program.ok("new", "--what", "x", "--child", "Wren")
    assert said in ran.err
    assert program.ok("help-now", "--country", "GB").err == ""
