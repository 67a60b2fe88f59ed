"""`learn`: pages to read, each with its sources and how sure it is, and never unasked."""

import re
from datetime import timedelta

import pytest

from repairlog import content
from repairlog.view.learn import list_text, page_text
from repairlog.view.text import Page
from support.cases import each_of

WORDS = content.learn()
WIDE = Page(80, "repairlog", plain=False)
TOPICS = {
    *("why", "sorry", "baby", "toddler", "six-to-ten", "teens", "differently", "partner"),
    *("hurt", "they-came-first", "wont", "no-answer", "shame", "record"),
}
NOT_HERE = re.compile(
    r"%|per cent|percent|\b70\b|brain|cortex|amygdala|questionnaire|\bscore|\bquiz|\bdiagnos|"
    r"\bshould\b|\bmust\b|\bpromise you\b",
    re.IGNORECASE,
)
"""No share as a benchmark, no brain pictures, no instruments, no orders."""


def test_the_pages_are_those_that_were_agreed():
    """Each of the fourteen subjects has its page, and no other."""
    assert {topic.id for topic in WORDS.topic} == TOPICS


@each_of("topic", WORDS.topic)
def test_a_page_is_one_look_and_says_where_it_is_from(topic):
    """12 to 20 lines that fit a usual window; two sources at least, each with a year."""
    lines = page_text(topic, WORDS, WIDE).split("\n")
    assert 12 <= len([line for line in lines if line]) <= 20
    assert len(lines) <= 23
    assert len(topic.sources) >= 2
    for source in topic.sources:
        assert re.search(r"\b(19|20)\d\d\b", source), source
    assert len(topic.sure) > 20


@each_of("topic", WORDS.topic)
def test_a_page_measures_nobody(topic):
    """What a clinician would object to stands on none of them."""
    assert not NOT_HERE.search("\n".join((topic.title, *topic.text, topic.sure)))


def test_pages_about_danger_name_where_help_is():
    """A baby, a partner, an adult who was hurt, and shame that does not lift."""
    for name in ("baby", "partner", "hurt", "shame"):
        assert "{repairlog} help-now" in "\n".join(WORDS.find(name).text)


def test_no_two_pages_are_found_by_the_same_word():
    """What somebody types means one page."""
    names = [name for topic in WORDS.topic for name in topic.names]
    assert [name for name in names if WORDS.find(name).id == "wont"]
    for topic in WORDS.topic:
        assert {WORDS.find(name).id for name in topic.names} == {topic.id}


@pytest.mark.parametrize("typed", [["won't"], ["WONT"], ["they", "came", "first"], ["6"], ["ADHD"]])
def test_a_page_is_found_by_any_of_its_words(program, typed):
    """In any case, with apostrophes and hyphens or without, in one word or several."""
    out = program.ok("learn", *typed).out
    assert "How sure:" in out
    assert out.count("From:") >= 2


def test_without_a_topic_they_are_listed(program):
    """What to type stands before what it is about; 40 columns are enough."""
    out = program.ok("learn").out
    assert all(re.search(rf"^{name}  ", out, re.MULTILINE) for name in TOPICS)
    assert "{" not in out
    for page in (WIDE, Page(40, "repairlog", plain=False), Page(40, "repairlog", plain=True)):
        assert max(map(len, list_text(WORDS, page).split("\n"))) <= page.width
        for topic in WORDS.topic:
            assert max(map(len, page_text(topic, WORDS, page).split("\n"))) <= page.width


def test_what_is_not_there_is_said_with_the_nearest(program):
    """Exit 2, and what was probably meant."""
    ran = program("learn", "sory")
    assert (ran.code, ran.out) == (2, "")
    assert "learn sorry" in ran.err
    assert "repairlog learn\n" in program("learn", "xyzzy").err


def test_the_home_screen_names_it_for_four_weeks(program):
    """Not in an empty journal, not while somebody may be hurt, and then no more."""
    assert "learn" not in program.ok().out
    program.new("Shoes.", "--child", "Wren")
    assert "repairlog learn" in program.ok().out
    program.new("I hit him.", "--child", "Fox")
    assert "repairlog learn" not in program.ok().out
    program.ok("edit", "last", "--harm", "yes")
    assert "repairlog learn" not in program.ok().out
    program.ok("delete", "last", "--yes")
    assert "repairlog learn" in program.ok().out
    program.now += timedelta(days=27)
    assert "repairlog learn" in program.ok().out
    program.now += timedelta(days=1)
    assert "learn" not in program.ok().out
