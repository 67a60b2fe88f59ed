import json

import pytest

from repairlog.core.entries.preferences import Birth, Preferences
from repairlog.errors import StorageError
from repairlog.journal import settings

WORDS = """\
# mine
setting = "foster"  # where
carer = "Sam"
colour = ["any"]

[children]  # about
Wren = 2022  # or so

[other]
kept = true
"""


def put(program, data):
    """Write the settings file."""
    program.settings.parent.mkdir(parents=True, exist_ok=True)
    program.settings.write_bytes(data if isinstance(data, bytes) else data.encode())


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_settings_go_into_new_entries(program, mark, end):
    """Setting, carer and the child's age, with a byte order mark or without, any line ends."""
    put(program, mark + WORDS.encode().replace(b"\n", end))
    entry = program.new("x", "--child", "Wren")
    assert (entry["setting"], entry["carer"], entry["child_age"]) == ("foster", "Sam", 4)


def test_options_come_before_settings(program):
    """What is given for this entry is meant for it."""
    put(program, WORDS)
    entry = program.new("x", "--child", "Wren", "--carer", "Lou", "--child-age", "5")
    (data,) = program.files().values()
    assert (json.loads(data)["carer"], entry["child_age"]) == ("Lou", 5)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"setting = ", "not TOML"),
        (b"\xff\xfe", "not TOML"),
        (b'setting = "moon"', "setting has"),
        (b"carer = 4", "carer has"),
        (b"children = 4", "children has"),
        (b"[children]\nWren = 4", "children has"),
        (b"[children]\nWren = 99999", "children has"),
        (b'[children]\nWren = "last year"', "children has"),
        (b'[children]\nWren = "2019-13"', "children has"),
        (b"[renamed]\nWren = 4", "renamed has"),
        (b'[coach]\noff = "yes"', "coach has"),
    ],
)
def test_a_broken_file_is_said_once_and_gone_without(program, data, said):
    """A moment is never lost to a slip in the settings: one notice, and it is saved."""
    put(program, data)
    ran = program.ok("new", "--what", "x", "--child", "Wren")
    assert "settings.toml" in ran.err
    assert said in ran.err
    assert ("config edit opens it" in ran.err) is ("TOML" in said)
    entry = program.entry()
    assert (entry["setting"], entry["carer"], entry["child_age"]) == (None, "", None)
    assert program.settings.read_bytes() == data


def test_one_bad_value_costs_that_value_alone(program):
    """All else in the file is used, the other children's years too."""
    put(program, WORDS.replace("[children]  # about", "[children]\nFox = 'ten'\nJay = 3"))
    ran = program.ok("new", "--what", "x", "--child", "Wren")
    assert ran.err.count("has a value that cannot be used") == 1
    entry = program.entry()
    assert (entry["setting"], entry["carer"], entry["child_age"]) == ("foster", "Sam", 4)


def test_a_journal_is_called_by_its_name(program, tmp_path, monkeypatch):
    """`[journals]` gives names for --journal and the variable; a path stays a path."""
    work, other = tmp_path / "work", tmp_path / "other"
    put(program, f"[journals]\nwork = '{work}'\n")
    program.ok("--journal", "work", "new", "--what", "x")
    assert list(work.glob("*.jsonl"))
    monkeypatch.chdir(tmp_path)
    program.ok("--journal", "./other", "new", "--what", "x")
    program.ok("--journal", "another", "new", "--what", "x")
    assert list(other.glob("*.jsonl"))
    assert list((tmp_path / "another").glob("*.jsonl"))


def test_a_very_early_year_is_no_age(program):
    """An age that cannot be is not written down, and costs no words."""
    put(program, "[children]\nWren = 1901\n")
    assert program.new("x", "--child", "Wren")["child_age"] is None


def test_writing_keeps_all_else(program):
    """Comments, own keys, order and other tables stay as they are."""
    put(program, WORDS)
    folder = program.settings.parent
    born = {"Wren": Birth(2022), "Fox \u202e": Birth(2012)}
    settings.write(folder, Preferences(setting="home", birth_years=born))
    changed = WORDS.replace('"foster"', '"home"')
    changed = changed.replace("# or so\n", '# or so\n"Fox \\u202e" = 2012\n')
    text = program.settings.read_text("utf-8")
    assert text.replace("\u202e", "\\u202e") == changed
    known = settings.read(folder).preferences
    assert (known.setting, known.carer) == ("home", "Sam")
    assert known.birth_years == born


def test_few_words_are_kept_with_the_child_and_taken_back(program):
    """The list is written beside all else, follows a new name, and loses a child again."""
    put(program, WORDS)
    folder = program.settings.parent
    known = settings.read(folder).preferences
    settings.write(folder, known.with_few_words("Wren", few=True))
    assert program.settings.read_text("utf-8").replace('few_words = ["Wren"]\n', "") == WORDS
    known = settings.rename_child(folder, "wren", "Robin")
    assert known.few_words == ("Robin",)
    assert settings.read(folder).preferences.understands_few_words("WREN")
    settings.write(folder, known.with_few_words("robin", few=False))
    assert settings.read(folder).preferences.few_words == ()


def test_what_was_set_since_is_not_put_back(program):
    """A conversation that began before knows less: only what it learned is written."""
    put(program, 'setting = "foster"\nfew_words = ["Jay"]\n[children]\nWren = 2019\n')
    folder = program.settings.parent
    known = settings.read(folder).preferences
    for key, value in (("setting", "home"), ("few_words", "Jay, Fox"), ("children.Wren", "2020")):
        program.ok("config", "set", key, value)
    learned = known.with_few_words("Jay", few=False).with_few_words("Robin", few=True)
    settings.write(folder, learned._replace(country="GB"), known)
    now = settings.read(folder).preferences
    assert (now.setting, now.country) == ("home", "GB")
    assert now.few_words == ("Fox", "Robin")
    assert now.birth_years == {"Wren": Birth(2020)}


@pytest.mark.parametrize("text", ["", "# only a comment", "children.Wren = 2020", "[children]"])
def test_writing_into_any_usable_file(program, text):
    """Whatever is there, what was learned can be read back."""
    put(program, text)
    learned = Preferences(setting="home", birth_years={"Wren": Birth(2022)})
    settings.write(program.settings.parent, learned)
    assert settings.read(program.settings.parent).preferences == learned


@pytest.mark.parametrize("data", [b"setting = ", b"\xff\xfe", b"children = 4"])
def test_a_broken_file_is_not_written_over(program, data):
    """Somebody's slip is theirs to mend; the conversation goes on without."""
    put(program, data)
    with pytest.raises(StorageError):
        settings.write(program.settings.parent, Preferences(setting="home"))
    assert program.settings.read_bytes() == data


def test_only_the_questions_asked_once_write_settings(program):
    """Options and pipes leave no settings behind."""
    program.ok("new", typed="I shouted.\nWren\n")
    program.ok("repair", "last", "--name", "x")
    assert not program.settings.exists()
