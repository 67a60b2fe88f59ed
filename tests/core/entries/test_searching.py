"""Words are found whatever their case, accents and marks, and shown where they stand."""

import unicodedata
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from repairlog.core.entries.model import Entry, Repair
from repairlog.core.entries.searching import Query, fold, hits, read_query
from support.cases import each_of

AT = datetime(2026, 11, 2, 18, 30, tzinfo=UTC)


def entry(what="It went wrong.", **fields):
    """Return an entry that tells this."""
    return Entry(
        id="aaaaaaaaaaaa",
        happened=AT,
        precision="minute",
        logged=AT,
        edited=AT,
        what=what,
        **fields,
    )


@each_of(
    ("typed", "wanted", "without"),
    [
        (["wren", "Shoes"], ("wren", "shoes"), ()),
        (["late for school"], ("late for school",), ()),
        (['"late for" school -bus'], ("late for", "school"), ("bus",)),
        (["kettle", "\N{MINUS SIGN}bath", "\N{EN DASH}car"], ("kettle",), ("bath", "car")),
        (["-the red coat", "x"], ("x",), ("the red coat",)),
        (['-"red coat" x'], ("x",), ("red coat",)),
        (['an "open end'], ("an", "open end"), ()),
        (["he's", "“loud”", "—"], ("hes", "loud"), ()),
        (["Zoë-Mae"], ("zoe mae",), ()),
        (["-", '""', "!!"], (), ()),
    ],
)
def test_what_was_typed_is_read_as_words(typed, wanted, without):
    """Quotes and spaces hold words together, a minus leaves out, and marks are no words."""
    assert read_query(typed) == Query(wanted, without)


@each_of(
    ("typed", "text", "found"),
    [
        ("kettle", "The KETTLE, again", ["KETTLE"]),
        ("shout", "I shouted, then she was shouting", ["shout", "shout"]),
        ("art", "It started at art", ["art"]),
        ("didnt", "I didn\u2019t and he didn't", ["didn\u2019t", "didn't"]),
        ("don't", "dont", ["dont"]),
        ("cafe", "the Caf\u00e9 and the cafe\u0301", ["Caf\u00e9", "cafe\u0301"]),
        ("\u00c9COLE", "at the ecole", ["ecole"]),
        ("strasse", "Stra\u00dfe", ["Stra\u00dfe"]),
        ("good night", "good\nnight. Good, night; goodnight", ["good\nnight", "Good, night"]),
        ("a b", "a b b", ["a b"]),
        ("\u5b66\u6821", "\u4eca\u65e5\u306f\u5b66\u6821\u3067", ["\u5b66\u6821"]),
        ("7pm", "at 7pm, not 17pm", ["7pm"]),
        ("c++", "we did c++", ["c++"]),
        ("hi \N{CRYING FACE}", "hi \N{CRYING FACE}", ["hi \N{CRYING FACE}"]),
    ],
)
def test_words_are_found_where_they_stand(typed, text, found):
    """Case, accents, apostrophes and marks between do not matter; a word's beginning is enough."""
    (hit,) = hits(entry(text), read_query([typed]))
    assert [hit.text[start:end] for start, end in hit.places] == found


def test_all_words_stand_somewhere_in_a_moment():
    """In any order, in any of its parts; nothing that is to be left out stands in any."""
    repair = Repair(id="bbbbbbbbbbbb", edited=AT, note="the blue mug")
    gone = Repair(id="cccccccccccc", edited=AT, deleted=AT, note="secret")
    one = entry("The stairs.", tags=("mornings",), repairs=(repair, gone))
    assert [hit.part for hit in hits(one, read_query(["mug", "stairs", "mornings"]))] == [
        "what",
        "tags",
        "note",
    ]
    assert hits(one, read_query(["mug", "bath"])) == []
    assert hits(one, read_query(["mug", "-stair"])) == []
    assert hits(one, read_query(["mug", "-bath"]))
    assert hits(one, read_query(["secret"])) == []  # that attempt was taken back


@given(st.text())
def test_every_character_is_compared_in_one_way(text):
    """Folding folded text changes nothing, and a capital or an accent never matters."""
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(min_size=1), st.text("ab \u00e9\u00df'\u2019.\n-", min_size=1))
def test_any_part_of_an_account_is_found_in_it(before, text):
    """Whatever stands before it, a text is found as words in a row, and marked as it stands."""
    query = Query((" ".join(fold(text).split()),))
    told = f"{before} {text}"
    if query.wanted[0]:
        (hit,) = hits(entry(told), query)
        assert hit.places
        for start, end in hit.places:
            assert " ".join(fold(hit.text[start:end]).split()) == query.wanted[0] or len(text) < 4
