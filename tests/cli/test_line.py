"""The line editor: keys in, a line and what shows it out. No terminal is needed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from repairlog.cli.keys import Key, Keys
from repairlog.cli.line import Line
from repairlog.cli.line_display import Display, Size
from support.cases import each_of

pyte = pytest.importorskip("pyte")

LABEL = "Happened: "
ROWS = 300
TEXT = st.text(
    st.sampled_from([*"ab c,e\n", "\u00e9", "\u6c34", "\U0001f600"]), min_size=1, max_size=50
)
EDITING = [key for key in Key if key not in (Key.ENTER, Key.SHOW_AGAIN)]
PRESSED = st.lists(st.one_of(TEXT, st.sampled_from(EDITING)), max_size=12)
PASTED = "\x1b[200~{}\x1b[201~"


def read(*pieces):
    """Return the line that these bytes make, sent piece by piece."""
    keys, line = Keys("utf-8"), Line()
    for piece in pieces:
        for key in keys.read(piece):
            line.press(key)
    return line


class Seen:
    """A screen that understands what is written to it."""

    def __init__(self, columns):
        self.screen = pyte.Screen(columns, ROWS)
        self.stream = pyte.Stream(self.screen)
        self.screen.set_mode(pyte.modes.LNM)  # as a terminal turns a line feed into two

    def write(self, text):
        """Show what is written."""
        self.stream.feed(text)

    @property
    def text(self):
        """What stands on it."""
        # not `display`, which stumbles over half of a wide character that was written over
        cells = (self.screen.buffer[row] for row in range(self.screen.lines))
        rows = ("".join(row[x].data for x in range(self.screen.columns)) for row in cells)
        return "\n".join(row.rstrip() for row in rows).rstrip("\n")


def shown(pressed, columns, rows=ROWS, *, escapes):
    """Press keys and show the line after each; return the line, the display and the screen."""
    line, seen = Line(), Seen(columns)
    display = Display(LABEL, Size(columns, rows), escapes=escapes)
    written = display.begin()
    seen.write(written)
    for key in pressed:
        line.press(key)
        change = display.change(line.text, line.cursor)
        written += change
        seen.write(change)
    return line, display, seen, written


def plainly(text, columns):
    """Return what a screen shows of a text that was written at once."""
    seen = Seen(columns)
    seen.write(Display(LABEL, Size(columns, ROWS), escapes=True).begin(text, len(text)))
    return seen


@given(PRESSED, st.integers(12, 40))
def test_with_escape_sequences_the_screen_shows_the_line_and_where_the_cursor_is(pressed, columns):
    """After every key it looks as if the line had been written at once."""
    line, _, seen, _ = shown(pressed, columns, escapes=True)
    whole = plainly(line.text, columns)
    assert seen.text == whole.text
    before = plainly(line.text[: line.cursor], columns).screen.cursor
    assert (seen.screen.cursor.y, seen.screen.cursor.x) in {
        (before.y, before.x),
        (before.y + 1, 0),  # the wide character that follows stands on the next row
    }


@given(PRESSED, st.integers(12, 40))
@example(["aa", "a\u6c34", "aaaaa\u6c34", "aaaaa\u6c34", Key.LEFT, "a", Key.BACKSPACE], 15)
def test_without_escape_sequences_the_entered_line_stands_whole_at_the_end(pressed, columns):
    """Nothing is escaped, and nothing of the line or its label is out of sight."""
    line, display, seen, written = shown(pressed, columns, escapes=False)
    end = display.end()
    seen.write(end)
    assert "\x1b" not in written + end
    assert seen.text.endswith(plainly(line.text, columns).text.rstrip("\n"))


@given(PRESSED, st.integers(12, 40))
def test_a_line_taller_than_the_screen_stands_whole_when_it_is_entered(pressed, columns):
    """What has gone off the top cannot be changed there; it is shown anew below."""
    line, display, seen, _ = shown(pressed, columns, rows=2, escapes=True)
    seen.write(display.end())
    assert seen.text.endswith(plainly(line.text, columns).text.rstrip("\n"))


@given(st.text(max_size=60), st.data())
def test_typed_text_arrives_whole_wherever_its_bytes_are_cut(text, data):
    """Letters, wide ones too, and pastes may come in any pieces."""
    sent = PASTED.format(text.replace("\x1b", "").replace("\r", "")).encode()
    cut = data.draw(st.integers(0, len(sent)))
    other = data.draw(st.integers(cut, len(sent)))
    line = read(sent[:cut], sent[cut:other], sent[other:])
    assert line.text == text.replace("\x1b", "").replace("\r", "")


@each_of(
    ("sent", "text"),
    [
        (b"shoe\x1b[D\x1b[Ds\x1b[H>\x1b[F!", ">shsoe!"),
        (b"one two three\x17", "one two "),
        (b"one two\x1bb\x0b", "one "),
        (b"one two\x01\x1bd", " two"),
        (b"gone\x15left", "left"),
        (b"ab\x1b[D\x04", "a"),
        (b"e\xcc\x81\x7fx", "x"),
        (b"up\x1b[A\x1b[B\x1b[5~ nothing", "up nothing"),
        (b"\x1b[200~one\r\n\rtwo\x1b[201~", "one\n\ntwo"),
        (b"\x1b[200~never ended", "never ended"),
    ],
)
def test_keys_edit_the_line(sent, text):
    """Arrows, Home and End, whole words, erasing; what is not known does nothing."""
    assert read(sent).text == text


def test_escape_pressed_alone_takes_no_letter_away():
    """What is typed after it is typed, and a sequence cut in two is still one."""
    assert read(b"a\x1b", b"bc").text == "abc"
    assert read(b"ab\x1b", b"[D", b"c").text == "acb"
    assert read(b"ab\x1b[", b"D", b"c").text == "acb"
