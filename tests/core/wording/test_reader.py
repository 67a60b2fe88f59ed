"""The reader of words: what a file says is what its shape holds, or file and key are named."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import pytest

from repairlog import content
from repairlog.core.wording.reader import Shape, WordsError, read
from support.cases import each_of


def even(value):
    """Return an even number as it is."""
    if value % 2:
        raise ValueError("must be even")
    return value


class Inner(Shape):
    """A table in another, with a name that Python keeps for itself."""

    id: str
    not_: str
    brief: str = "short"


class Outer(Shape):
    """One of each kind."""

    text: str
    number: int
    yes: bool
    day: date
    where: Literal["home", "school"]
    words: tuple[str, ...]
    pair: tuple[str, int]
    names: Mapping[str, int]
    each: Mapping[Literal["one", "two"], str]
    maybe: Inner | None = None
    pairs: Annotated[int, even]
    inner: Inner
    items: tuple[Inner, ...]

    def references(self):
        """Yield what `names` name: each is one of the words."""
        return ((("names", name), name, self.words) for name in self.names)


TOML = """
text = "a"
number = 1
yes = true
day = 2026-11-19
where = "home"
words = ["b", "c"]
pair = ["d", 2]
names = { b = 3 }
each = { one = "e", two = "f" }
pairs = 4
inner = { id = "g", not = "h" }
items = [{ id = "i", not = "j", brief = "k" }]
"""


def test_every_kind_of_value_is_read():
    """Lists become tuples, tables shapes, `not` is `not_`, and what is left out has its default."""
    made = read(Outer, tomllib.loads(TOML), "x.toml")
    assert (made.text, made.number, made.yes) == ("a", 1, True)
    assert (made.day, made.where) == (date(2026, 11, 19), "home")
    assert (made.words, made.pair, made.pairs) == (("b", "c"), ("d", 2), 4)
    assert (made.names, made.each) == ({"b": 3}, {"one": "e", "two": "f"})
    assert (made.inner.not_, made.inner.brief, made.maybe) == ("h", "short", None)
    assert [(each.id, each.not_, each.brief) for each in made.items] == [("i", "j", "k")]


def test_a_shape_is_frozen():
    """Words are the same for everyone who reads them."""
    made = read(Outer, tomllib.loads(TOML), "x.toml")
    with pytest.raises(AttributeError):
        made.inner.brief = "other"


@each_of(
    ("line", "said"),
    [
        ("", "text is missing"),
        ("text = 1", "text must be a text"),
        ("number = true", "number must be a whole number"),
        ("number = 1.5", "number must be a whole number"),
        ("yes = 1", "yes must be true or false"),
        ("day = 2026-11-19T10:00:00", "day must be a day"),
        ('where = "moon"', "where must be one of home, school"),
        ("where = []", "where must be one of home, school"),
        ('words = "b"', "words must be a list"),
        ('words = ["b", 2]', "words.2 must be a text"),
        ('pair = ["d"]', "pair must be a list of 2"),
        ("pair = [2, 2]", "pair.1 must be a text"),
        ("names = []", "names must be a table"),
        ('names = { b = "c" }', "names.b must be a whole number"),
        ("names = { z = 1 }", "names.z needs 'z', which is not there"),
        ('each = { one = "e" }', "each.two is missing"),
        ('each = { one = "e", two = "f", six = "g" }', "each.six is unknown"),
        ("pairs = 3", "pairs must be even"),
        ('maybe = "a"', "maybe must be a table"),
        ('inner = "a"', "inner must be a table"),
        ('inner = { id = "g" }', "inner.not is missing"),
        ('inner = { id = "g", not = "h", nto = "i" }', "inner.nto is unknown"),
        ('inner = { id = "g", not_ = "h" }', "inner.not_ is unknown"),
        ('items = [{ id = "i", not = 1 }]', "items.i.not must be a text"),
        ("items = [{ not = 1 }]", "items.1.id is missing"),
        ("other = 1", "other is unknown"),
    ],
)
def test_what_is_wrong_is_told_by_file_and_key(line, said):
    """Too little, too much, another kind of value, a name for nothing: each says where."""
    name = line.partition(" ")[0] or "text"
    kept = [each for each in TOML.strip().splitlines() if not each.startswith(f"{name} =")]
    with pytest.raises(WordsError) as raised:
        read(Outer, tomllib.loads("\n".join([*kept, line])), "x.toml")
    assert raised.value.message.startswith(f"x.toml: {said}")


def test_a_persons_own_file_may_hold_other_keys():
    """With `others` they are left alone, at any depth; all else is as strict."""
    values = tomllib.loads(TOML) | {"other": 1}
    values["inner"]["other"] = 2
    assert read(Outer, values, "x.toml", others=True).inner.id == "g"
    with pytest.raises(WordsError, match="text must be"):
        read(Outer, values | {"text": 1}, "x.toml", others=True)


ACCESSORS = {"coach": "coach_rules", "examples": "coach_examples", "help": "help_page"}
FOLDER = Path(content.__file__).parent
FILES = sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != "harm")
"""Every file of words; that of harm has its own tests."""


def whole(name):
    """Return a file's shape and values, with the words of other files that stand beside them."""
    words = getattr(content, ACCESSORS.get(name, name))()
    values = tomllib.loads(content.text(name))
    if name == "coach":  # one pattern stands for the others
        values["pattern"] = [{**values["pattern"][0], "rule": values["pattern"][0]["rule"][:2]}]
    if name == "demo":
        values["worlds"] = {
            key: each | {"moments": each["moments"][:2]} for key, each in values["worlds"].items()
        }
    keys = {name.removesuffix("_") for name in type(words).__annotations__}
    others = {key: getattr(words, key) for key in keys - values.keys()}
    beside = {key: each for key, each in others.items() if isinstance(each, Shape)}
    return type(words), values, beside  # what else is not there has a default


def leaves(value, key=()):
    """Yield every value of a file that is no table: its key, and the table that it stands in."""
    for name, each in value.items():
        rows = each if isinstance(each, list) and each and isinstance(each[0], dict) else [each]
        if isinstance(rows[0], dict):
            for row in rows:
                yield from leaves(row, (*key, name))
        else:
            yield (*key, name), value


@each_of("name", FILES)
def test_each_file_is_read_whole(name):
    """No value of a file is passed over: one of no kind is told by its key, wherever it stands."""
    shape, values, beside = whole(name)
    for key, table in leaves(values):
        right, table[key[-1]] = table[key[-1]], 1.5
        with pytest.raises(WordsError, match="must be") as raised:
            read(shape, values | beside, f"{name}.toml")
        told = raised.value.key
        assert (told[0], told[-1]) == (key[0], key[-1])
        table[key[-1]] = right
    read(shape, values | beside, f"{name}.toml")


@each_of(
    ("name", "old", "new", "said"),
    [
        ("help", 'country = "GB"', 'country = "UK"', "note.1.country needs 'UK'"),
        ("help", 'about = "work"', 'about = "wrok"', "note.1.about needs 'wrok'"),
        ("help", 'NI = "GB"', 'NI = "UK"', "also.NI needs 'UK'"),
        ("capture", 'id = "body"', 'id = "bodies"', "add.choices.bodies needs 'bodies'"),
        ("vocabulary", 'id = "education"', 'id = "school"', "settings.school.id must be one of"),
        ("vocabulary", 'id = "education"', 'id = "home"', "settings needs 'education'"),
        ("vocabulary", 'id = "wont"', 'id = "cant"', "readings needs 'wont'"),
        ("lengths", '"residential"', '"resident"', "settings.2.setting must be one of"),
        ("demo", 'child = "Jay"', 'child = "Fox"', "worlds.home.moments.3.child needs 'Fox'"),
        ("demo", '"harsh-tone"', '"harsh"', "worlds.home.moments.2.did needs 'harsh'"),
        ("demo", '"tired", "rushed"', '"tierd"', "worlds.home.moments.1.feelings needs 'tierd'"),
        ("demo", '"loud voice"', '"loud"', "worlds.home.moments.1.body needs 'loud'"),
        ("demo", "[worlds.home", "[worlds.hom", "worlds.hom is unknown"),
    ],
)
def test_a_name_for_nothing_is_told(name, old, new, said):
    """What names something else in the words names what is there: a slip is found on reading."""
    text = content.text(name)
    assert old in text
    shape, _, beside = whole(name)
    many = -1 if old.startswith("[") else 1
    values = tomllib.loads(text.replace(old, new, many))
    with pytest.raises(WordsError) as raised:
        read(shape, values | beside, f"{name}.toml")
    assert raised.value.message.startswith(f"{name}.toml: {said}")


@each_of("name", ["coach_rules", "harm"])
def test_a_rule_names_lists_that_are_there(name):
    """A misspelt list would be looked for as a word that nobody writes."""
    rules = getattr(content, name)()
    rows = (
        [row for pattern in rules.pattern for row in pattern.rule] if name != "harm" else rules.rule
    )
    phrases = [*rules.fine, *getattr(rules, "silent", ())]
    phrases += [each for row in rows for each in (*row.says, *getattr(row, "unless", ()))]
    phrases += [word for words in rules.words.values() for word in words if word.startswith("<")]
    named = {word for phrase in phrases for word in re.findall(r"[A-Z]{2,}", phrase)}
    assert named <= rules.words.keys()


def test_a_file_that_is_not_toml_is_named(monkeypatch):
    """Somebody who edits or translates a file hears which one cannot be read."""
    monkeypatch.setattr(content, "text", lambda _: "[said")
    content.reframe.cache_clear()
    with pytest.raises(WordsError, match=r"reframe\.toml: cannot be read"):
        content.reframe()


def test_words_are_read_once_and_without_pydantic():
    """A quick save says "Saved." without building a validator for it."""
    code = (
        "import sys; from repairlog import content;"
        "assert content.kept() is content.kept(); content.vocabulary();"
        "sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
