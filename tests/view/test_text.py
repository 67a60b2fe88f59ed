"""Text on the screen: fitted to its width, whole, and unable to do anything."""

import itertools
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from repairlog.view.safe import safe
from repairlog.view.text import one_line, wrap
from support.cases import each_of

COUPLE = "\U0001f468\U0001f3fd\u200d\U0001f469\U0001f3fd"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
NASTY = (
    "a\x1b[31mred\x1b]0;title\x07 [bold]x[/bold] \u202egnp\u2066 \x00\x08\x7f\x9b e\u0301 \t"
    + FAMILY
)
ANY_TEXT = st.one_of(
    st.text(),
    st.text(alphabet="ab \n\t\x1b[]\u202e\u0301\u200d\u6f22" + FAMILY),
    st.text(alphabet="\u6f22\u5b57 ", max_size=200),
)


@each_of("text", [NASTY, NASTY * 50])
def test_controls_show_themselves_and_do_nothing(text):
    """No escape, no bell, no change of direction is left; markup stays the letters that it is."""
    shown = safe(text)
    assert not [c for c in shown if unicodedata.category(c) == "Cc" and c != "\n"]
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f") & set(shown)
    assert "[bold]x[/bold]" in shown
    assert "\N{SYMBOL FOR ESCAPE}[31mred" in shown
    assert FAMILY in shown


@given(ANY_TEXT)
def test_safe_text_is_safe_already(text):
    """Making text safe twice changes nothing more."""
    assert safe(safe(text)) == safe(text)


@settings(max_examples=300)
@given(ANY_TEXT, st.integers(20, 100), st.sampled_from(["", "  "]))
def test_no_line_runs_over_and_nothing_is_lost(text, width, indent):
    """Every line fits; together they hold every letter in its order, and spaces alone are lost."""
    lines = wrap(text, width, indent, after="  ")
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(safe(text).split())


@given(st.lists(st.text("abcdefghij'.,", min_size=1, max_size=18), min_size=1, max_size=60))
def test_words_that_fit_are_never_cut(words):
    """Lines break between words only."""
    lines = wrap(" ".join(words), 20)
    assert [word for line in lines for word in line.split(" ")] == words


@each_of("sign", [COUPLE, "\U0001f44d\U0001f3fd", "\u2764\ufe0f", FAMILY, "e\u0301"])
def test_what_is_seen_as_one_character_is_never_torn(sign):
    """A skin tone, a variant and an accent stay with what they belong to, wherever a line ends."""
    for before in range(16, 21):
        lines = wrap("x" * before + sign + "yyy", 20)
        assert any(sign in line for line in lines)
        assert all(cell_len(line) <= 20 for line in lines)


def test_a_number_stays_with_its_choice():
    """A space that does not break keeps both on one line, and is an ordinary space there."""
    lines = wrap("1\u00a0angry, 2\u00a0scared, 3\u00a0overloaded, 4\u00a0sad", 20)
    assert lines == ["1 angry, 2 scared,", "3 overloaded, 4 sad"]


def test_empty_lines_and_line_ends_stay():
    """A pasted account keeps its paragraphs, whichever line ends it came with."""
    assert wrap("one\r\n\r\ntwo\u2028three", 40) == ["one", "", "two", "three"]


@each_of("text", ["word " * 20_000, "x" * 100_000, FAMILY * 14_000, "e\u0301" * 50_000])
def test_a_hundred_thousand_characters_are_wrapped_whole(text):
    """However long, and with or without a space in it."""
    lines = wrap(text, 80)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert max(map(cell_len, lines)) <= 80


LONG_AND_SHORT = [NASTY * 20, "x" * 100_000, FAMILY * 40, "", "short", "a\nb"]


@each_of(("text", "width"), itertools.product(LONG_AND_SHORT, [20, 40, 78]))
def test_a_beginning_is_one_line_that_fits(text, width):
    """It says with three dots that there is more, and only then."""
    line = one_line(text, width)
    assert "\n" not in line
    assert cell_len(line) <= width
    whole = " ".join(safe(text).split())
    assert line == whole or (line.endswith(" ...") and whole.startswith(line[:-4]))


@given(ANY_TEXT, st.integers(20, 80))
def test_every_beginning_is_a_beginning(text, width):
    """What is shown of a text is how it begins."""
    line = one_line(text, width)
    whole = " ".join(safe(text).split())
    assert cell_len(line) <= width
    assert line == whole or whole.startswith(line.removesuffix(" ...").rstrip())
