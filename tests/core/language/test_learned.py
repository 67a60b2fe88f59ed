"""The learned tables: what a row adds up to, where it is loudest, and what their file holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repairlog import content
from repairlog.core.language.learned import BITS, ZERO, Learned, Row, read, write
from repairlog.core.language.ngrams import numbers, words


def of_words(*listed: str, bits: int = BITS) -> Row:
    """Return a row in which these single words weigh one each, and nothing else weighs anything."""
    weights = bytearray([ZERO]) * (1 << bits)
    for word in listed:
        weights[numbers(words(word))[1] & (1 << bits) - 1] = ZERO + 1
    return Row(bytes(weights), worth=1.0, bias=-0.25)


TABLES = Learned(
    {
        "coach": {
            "any": of_words("made", "shout"),
            "deaf": of_words(bits=15),
            "small": of_words("made", bits=15),
        }
    }
)


def test_a_score_is_the_weights_of_what_is_found():
    """Each n-gram counts once, longer texts are not louder, and the bias is added."""
    heard = TABLES.hear("coach", "You made me shout")
    assert heard.score("any") == pytest.approx(-0.25 + 2 / len(heard.found) ** 0.5)
    assert heard.score("small") == pytest.approx(-0.25 + 1 / len(heard.found) ** 0.5)
    assert TABLES.hear("coach", "Nothing").score("any") == -0.25


def test_how_sure_it_is_is_of_anything_and_of_its_kind():
    """Both scores count, and half of how far the kind stands above the next one."""
    heard = TABLES.hear("coach", "You made me shout")
    anything, small, deaf = map(heard.score, ("any", "small", "deaf"))
    assert heard.surest() == ("small", anything + small + (small - deaf) / 2)


def test_what_sounds_like_nothing_is_of_no_kind():
    """A low score for anything is enough: no kind is asked for."""
    quiet = {"any": of_words()._replace(bias=-2.0), "small": of_words("made")}
    assert Learned({"coach": quiet}).hear("coach", "You made me shout").surest() == ("", -3.0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We were late. You made me shout, love.", "You made me shout"),
        ("I was late because you made tea", "because you made tea"),
        ("Oh, shout!", "shout"),
        ("🙂 You MADE it, eh", "You MADE it"),
    ],
)
def test_the_loudest_words_are_shown_as_typed(text: str, said: str):
    """They are the clauses that weigh something, at their places in the text."""
    row = of_words("made", "shout")
    quieter = bytes(weight or ZERO for weight in row.weights)
    tables = Learned({"coach": {"any": row._replace(weights=quieter)}})
    start, end = tables.hear("coach", text).loudest("any")
    assert text[start:end] == said


@given(st.text(max_size=100))
def test_any_text_has_a_score_and_a_loudest_part(text: str):
    """No text is refused, and the part lies within it."""
    heard = TABLES.hear("coach", text)
    assert -1 < heard.score("any") < 10
    start, end = heard.loudest("any")
    assert 0 <= start <= end <= len(text)


def test_a_file_gives_back_its_tables():
    """What was written is read, whatever the sizes of the rows."""
    learned = TABLES._replace(source="a digest")
    assert read(write(learned)) == learned


def test_the_tables_that_ship_are_small_and_know_their_subjects():
    """Both subjects are there with their kinds, within what a download may grow by."""
    tables = content.learned().tables
    assert set(tables) == {"coach", "harm"}
    assert {"any", "blaming", "mind-reading"} <= set(tables["coach"])
    assert {"any", "child-hurt", "partner"} <= set(tables["harm"])
    assert sum(len(row.weights) for rows in tables.values() for row in rows.values()) < 1_300_000


@pytest.mark.parametrize(
    ("subject", "text", "label"),
    [
        ("coach", "You made me shout at you.", "blaming"),
        ("coach", "It was only a bit of shouting.", "minimising"),
        ("coach", "I'm sorry if you were upset.", "conditional"),
        ("harm", "I slapped him across the face and left a mark.", "child-hurt"),
    ],
)
def test_plain_cases_are_heard(subject: str, text: str, label: str):
    """What every author has many of is heard, and as what it is."""
    kind, sure = content.learned().hear(subject, text).surest()
    assert kind == label
    assert sure > 0


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("coach", "I shouted at you, and that was my doing."),
        ("coach", "You didn't make me shout."),
        ("coach", "I will not hit you."),
        ("harm", "We were late and I shouted about the shoes. You cried. I said sorry."),
    ],
)
def test_plain_good_words_are_left_alone(subject: str, text: str):
    """Owning up, and an ordinary hard morning, sound like nothing."""
    assert content.learned().hear(subject, text).surest()[1] < -0.5
