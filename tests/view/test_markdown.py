"""Markdown for reading: whole, and what was typed stays text."""

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from repairlog import content
from repairlog.core.entries.model import Next
from repairlog.view.markdown import document, escaped, section
from support.cases import each_of
from support.journals import START, entry

INLINE = {"text", "hardbreak", "softbreak", "text_special"}


def tokens(text):
    """The kinds of all tokens inside paragraphs."""
    found = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    assert {token.type for token in found} <= {"paragraph_open", "inline", "paragraph_close"}, found
    return {child.type for token in found for child in token.children or []}


@each_of(
    "text",
    [
        "# heading",
        "- item",
        "1. item",
        "> quote",
        "**bold** _it_ `code`",
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](http://example.org/x.png)",
        "a | b\n--- | ---\n1 | 2",
        "    code",
        "```\ncode",
        "***",
        "title\n===",
        "&lt;b&gt;",
        "<http://example.org>",
        "back\\",
        "[a]: http://example.org",
    ],
)
def test_nothing_typed_is_markdown(text):
    """Every construct of Markdown or HTML is shown as the letters it was typed in."""
    assert tokens(escaped(text)) <= INLINE


@settings(deadline=None)  # a busy computer is no failure
@given(st.text("ab1 .#*_-+>`~[]()<>!|&;:\\\n=", min_size=1, max_size=60))
def test_nothing_typed_is_markdown_whatever_it_is(text):
    """Nor is any mixture of them."""
    assert tokens(escaped(text)) <= INLINE


def test_an_entry_is_all_there():
    """What happened, what was noted, and each repair."""
    whole = entry(
        what="Shoes.\n\nThen tears.",
        child="Wren",
        did=("yelled", "own_deed"),
        then="wont",
        now="cant",
        feelings=("tired",),
        meaning="distance",
        needs="sleep",
        back=3,
        outcome="reconnected",
    )
    text = section(whole, content.entries(), content.vocabulary(), START)
    story = ("## Monday 4 May", "Shoes", "Then tears", "Wren", "shouted, own\\_deed", "tired")
    later = ("won't", "can't", "distance", "sleep", "settled between us", whole.id)
    for part in (*story, *later):
        assert part in text


def test_many_entries_are_sections():
    """One heading for each."""
    text = "".join(document([entry(), entry()], content.entries(), content.vocabulary(), START))
    assert text.count("\n## ") == 2


def test_what_happens_next_between_them_is_handed_on():
    """What, by whom and by when stand in one line, as they were typed."""
    agreed = entry(next=Next(what="give it back", who="me", when="Monday"))
    text = section(agreed, content.entries(), content.vocabulary(), START)
    assert "- What needs to happen next between us: give it back, me, Monday" in text
