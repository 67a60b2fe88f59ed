"""What a typed answer means."""

from hypothesis import given
from hypothesis import strategies as st

from repairlog.core.conversations.choices import (
    Chosen,
    Command,
    choose,
    command,
    numbered,
    pick,
    sentence,
)
from repairlog.core.text import plain, tidy
from support.cases import each_of

DEEDS = [("yelled", "shouted"), ("harsh-tone", "a harsh tone"), ("blamed", "blamed")]


@each_of(
    ("answer", "words"),
    [
        ("1", ("yelled",)),
        ("3, 1", ("blamed", "yelled")),
        ("3 1", ("blamed", "yelled")),
        ("1;2", ("yelled", "harsh-tone")),
        ("1.", ("yelled",)),
        ("2)", ("harsh-tone",)),
        ("1, 1, shouted, yelled", ("yelled",)),
        ("A  Harsh Tone", ("harsh-tone",)),
        ("slammed 2 doors", ("slammed 2 doors",)),
        ("blamed, my own words", ("blamed", "my own words")),
        ("a thing\nanother", ("a thing", "another")),
        (",", ()),
        ("", ()),
        ("2024", ("2024",)),
    ],
)
def test_a_list_takes_numbers_its_words_and_own_words(answer, words):
    """Numbers and known words give what is stored, in the order typed; the rest stays as it is."""
    picked = pick(answer, DEEDS)
    assert picked.words == words
    assert not picked.out_of_range


@each_of("answer", ["0", "4", "1, 4", "999", "1 4"])
def test_a_number_that_is_not_in_the_list_is_noticed(answer):
    """It is neither dropped in silence nor kept as a word."""
    picked = pick(answer, DEEDS)
    assert picked.out_of_range
    assert set(picked.words) <= {"yelled"}


@each_of(
    ("answer", "chosen"),
    [
        ("1", Chosen("yelled")),
        ("3.", Chosen("blamed")),
        ("SHOUTED", Chosen("yelled")),
        ("9", Chosen(out_of_range=True)),
        ("0", Chosen(out_of_range=True)),
        ("1, 2", Chosen(out_of_range=True)),
        ("1 shouted", Chosen("yelled")),
        ("1 blamed", Chosen()),
        ("1, all day", Chosen("yelled", beside="all day")),
        ("neither", Chosen()),
        ("", Chosen()),
    ],
)
def test_one_of_a_list_is_chosen_by_number_or_by_its_words(answer, chosen):
    """A wrong number is told from other words; words beside a number come with it."""
    assert choose(answer, DEEDS) == chosen


@each_of("apostrophe", ["'", "\N{RIGHT SINGLE QUOTATION MARK}", ""])
def test_apostrophes_do_not_matter(apostrophe):
    """Phones type curly ones, tired people none."""
    assert choose(f"won{apostrophe}t", [("cant", "can't"), ("wont", "won't")]).id == "wont"


@each_of(
    ("typed", "meant"),
    [
        ("<", Command.BACK),
        ("Back", Command.BACK),
        ("?", Command.HELP),
        ("HELP", Command.HELP),
        (".", Command.STOP),
        ("stop", Command.STOP),
        ("..", None),
        ("please stop", None),
        ("", None),
    ],
)
def test_signs_and_their_words_are_commands_only_when_alone(typed, meant):
    """Screen readers do not always speak the signs; a sentence with the word in it is an answer."""
    assert command(typed) is meant


def test_a_number_never_stands_apart_from_its_choice():
    """In a running sentence the space after a number does not break."""
    assert numbered(["a", "b c"], listed=False) == "1\N{NO-BREAK SPACE}a, 2\N{NO-BREAK SPACE}b c"
    assert numbered(["a", "b c"], listed=True) == "1 a\n2 b c"


def test_words_are_shown_back_as_a_sentence():
    """A large first letter and a full stop; letters after it stay as they are."""
    assert sentence(["tired", "like my Mum"]) == "Tired, like my Mum."


@given(st.text())
def test_tidying_keeps_all_but_the_space_around(text):
    """Half characters become a mark that can be saved; nothing else is touched."""
    clean = tidy(text)
    assert clean == text.strip()
    assert tidy(f" \n{text}\ud800\t").encode()


@given(st.lists(st.sampled_from(["1", "2", "x y", "harsh-tone", "77"]), max_size=6))
def test_no_part_of_an_answer_is_lost(parts):
    """Each part is stored, or said to be out of range."""
    picked = pick(", ".join(parts), DEEDS)
    stored = {"1": "yelled", "2": "harsh-tone", "x y": "x y", "harsh-tone": "harsh-tone"}
    assert set(picked.words) == {stored[part] for part in parts if part in stored}
    assert picked.out_of_range == ("77" in parts)


@given(st.text())
def test_comparing_is_idempotent(text):
    """What is compared does not change when it is prepared again."""
    assert plain(plain(text)) == plain(text)
