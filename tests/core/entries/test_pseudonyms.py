"""Names become letters everywhere, and what may still be a name is pointed out."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from repairlog.core.entries.pseudonyms import Pseudonyms
from support.cases import each_of


@each_of(
    ("text", "shown"),
    [
        ("Wren cried", "A cried"),
        ("wren cried, WREN did", "A cried, A did"),
        ("Wren's coat and Wren\u2019s shoes", "A's coat and A\u2019s shoes"),
        ("(Wren)", "(A)"),
        ("Wrens and Wrenna are others", "Wrens and Wrenna are others"),
        ("Little Wren and Wren", "B and A"),
        ("Little\nWren", "B"),
        ("Wren Lee and Wren", "E and A"),
        ("J\u00f6rg, j\u00d6rg", "C, C"),
        ("Fox-Wren", "D-A"),
        ("Wren-Lee and WREN\u2010LEE", "E and E"),
    ],
)
def test_names_become_letters(text, shown):
    """Whole words in any case, longer names first, possessives and line breaks too."""
    assert (
        Pseudonyms(["Wren", "Little Wren", "J\u00f6rg", "Fox", "Wren Lee"]).replace(text) == shown
    )


@settings(deadline=None)  # a busy computer is no failure
@given(
    st.lists(st.text("xyzXYZ .*+(-", min_size=1, max_size=6), max_size=20),
    st.text("xyzXYZ .*+(-", max_size=60),
)
def test_no_name_is_left_standing(names, text):
    """Whatever the names hold, none is left as a whole word."""
    shown = Pseudonyms(names).replace(text)
    for name in filter(None, map(str.strip, names)):
        spaced = r"\s+".join(map(re.escape, name.split()))
        assert not re.search(rf"(?<!\w)(?:{spaced})(?!\w)", shown, re.IGNORECASE)


def test_letters_go_on_after_z():
    """The 27th name is AA, and one name in two spellings is one letter."""
    names = [f"name{number:02}" for number in range(27)]
    pseudonyms = Pseudonyms(["Wren", "wren ", *names[:26]])
    assert pseudonyms.letter("WREN") == "A"
    assert pseudonyms.letter("name25") == "AA"


def test_what_may_be_a_name_is_pointed_out():
    """Capitals within a sentence; not its first word, I, dates or a letter of ours."""
    pseudonyms = Pseudonyms(["Wren"])
    text = pseudonyms.replace("Then Wren hit Maya. I'm sorry, I said. Maya's mum, Mrs Lee, rang.")
    text += " On Saturday 6 June she asked for June."
    assert pseudonyms.left(text) == ["Maya", "Mrs", "Lee", "June"]


def test_without_names_nothing_changes():
    """No names: the text stays."""
    assert Pseudonyms([]).replace("Wren") == "Wren"


@each_of(
    ("text", "left"),
    [
        ("Maya saw it. Jo's coat was wet.", ["Maya", "Jo"]),
        ("I left. Maya and Fox laughed", ["Maya", "Fox"]),
        ("Maya, who had it", []),
        ("Everybody saw it. Singing was all we did. Mum said no.", []),
        ("Shouted. Shoes everywhere. A said so.", []),
    ],
)
def test_a_name_that_begins_a_sentence_is_pointed_out_where_it_does_something(text, left):
    """What did something, or owns something, may be a name; other first words are let alone."""
    assert Pseudonyms(["Wren"]).left(text) == left


@each_of(
    ("text", "initials"),
    [
        ("J. was there, and M too", ["J", "M"]),
        ("A hard day. I said so. A bad one", []),
        ("it was A who ran", ["A"]),
        ("I'm in Year B", ["B"]),
        ("the PE kit", []),
    ],
)
def test_initials_are_pointed_out(text, initials):
    """A single capital that is no I, and no A where a sentence begins."""
    assert Pseudonyms([]).initials(text) == initials


def test_one_person_has_one_letter_by_each_of_their_names():
    """Also where a name was changed twice, and whichever name comes first."""
    same = {"Wren": "Robin", "Birdy": "robin"}
    names = Pseudonyms(["Fox", "Wren", "Robin", "Birdy"], same)
    assert names.replace("Fox, Wren, Robin, Birdy") == "A, B, B, B"
