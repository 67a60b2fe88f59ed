"""N-grams: what is alike to them, where they lie, and that any text has some."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from repairlog.core.language.ngrams import numbers, places, sentences, words
from support.cases import each_of
from support.work import work


def plain(text: str) -> str:
    """Return the words of a text as they are compared."""
    return b" ".join(word.plain for word in words(text)[1:-1]).decode()


@each_of(
    ("typed", "compared"),
    [
        ("I DON\u2019T", "i dont"),
        ("I dont", "i dont"),
        ("Fa'amolemole, Mamãe", "faamolemole , mamae"),
        ("No... ever?!", "no . ever ."),
        ("well-meant - so", "well meant , so"),
        ("\u201cGo\u201d", ", go ,"),
        ("ﬁne", "fine"),
        ("", ""),
    ],
)
def test_what_tired_fingers_type_is_alike(typed, compared):
    """Case, accents and apostrophes make no difference, and marks are a stop or a comma."""
    assert plain(typed) == compared


def test_words_know_where_they_stand():
    """Each word's place gives it back as it was typed."""
    text = "🙂 I don\u2019t know, Zoë."
    found = [text[word.start : word.end] for word in words(text)[1:-1]]
    assert found == ["I", "don\u2019t", "know", ",", "Zoë", "."]


def test_a_word_is_not_its_letters():
    """The word `no` counts otherwise than the letters of `know`, and both are there."""
    assert set(numbers(words("know"))) & set(numbers(words("no"))) < set(numbers(words("no")))
    assert set(numbers(words("I know it"))) > set(numbers(words("know"))[1:2])


@given(st.text(max_size=200))
def test_every_number_has_its_place(text: str):
    """Any text has n-grams, and each covers words that are there."""
    said = words(text)
    where = places(said)
    assert len(where) == len(numbers(said)) > 0
    assert all(0 <= first <= last < len(said) for first, last in where)
    assert all(one.end <= other.start for one, other in pairwise(said))


def test_work_grows_with_length_only():
    """Four times the text is about four times the work: sixteen would be its square."""

    def every(text: str) -> list[int]:
        return numbers(words(text))

    for piece in ("you made me ", "'", "a", "!", "\u0301"):
        few, many = (piece * (size // len(piece) + 1) for size in (300, 1200))
        assert work(every, many) < 8 * work(every, few)


def test_a_long_row_of_stops_is_one_end():
    """It is read at once, whatever is behind it: tried from each stop it would take minutes."""
    for row in ("!" * 300_000, "?'" * 150_000):
        text = f"No{row}x"
        assert sentences(text) == [(0, len(text))]
    assert sentences("No!!! And then? Yes.") == [(0, 5), (6, 15), (16, 20)]
