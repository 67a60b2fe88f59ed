import subprocess
import sys
import tomllib
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import labelled
from repairlog.core.harm.detection import read_harm_words, speaks_of_harm
from repairlog.core.wording.reader import WordsError
from support.cases import each_of
from support.harm_figures import ROUNDS, WORDS, figures, harm_words
from support.work import work

# Measured with tests/support/harm_figures.py. They may fall, never rise.
MISSED = dict(zip(ROUNDS, (0, 0, 0, 5, 12), strict=True))
FALSE_ALARMS = dict(zip(ROUNDS, (0, 0, 0, 0, 1), strict=True))

LIST = harm_words()
PATTERNS = [pattern for group in LIST.groups for pattern in group.patterns]
SMALL = """
[words]
who = "i, dad"
struck = "hit, smacked"
her-or-him = "him, her"
[silent]
"didnt {struck}" = "I didn't hit him"
[groups.one]
why = "For the test."
[groups.one.find]
"{who} ... {struck} the? {her-or-him}" = "I hit him"
"{struck} {name} ." = "hit Maya"
"""


@each_of("name", ROUNDS)
def test_misses_and_false_alarms_stay_within_what_was_measured(name):
    """No more harm goes unnoticed, and no more else is taken for harm, than was measured."""
    measured = figures(name, LIST)
    missed, false_alarms = measured.missed, measured.false_alarms
    assert (len(missed) <= MISSED[name], len(false_alarms) <= FALSE_ALARMS[name]) == (
        True,
        True,
    ), [*missed, *false_alarms]


def test_the_sentences_are_many_and_half_are_hard():
    """The figures rest on enough sentences, and half of the silent ones are hard."""
    lines = list(labelled.read(*ROUNDS))
    silent = Counter(line.kinds[0] for line in lines if not line.flagged)
    assert len(lines) >= 1000
    assert (silent["idiom"] + silent["quote"]) * 2 >= silent.total()


@each_of("pattern", PATTERNS)
def test_each_pattern_finds_its_own_example(pattern):
    """A pattern that is there for a sentence finds it by itself."""
    alone = f"""[groups.one]
why = ""
[groups.one.find]
'{pattern.written}' = ""
"""
    words = WORDS.read_text(encoding="utf-8").split("\n[silent]\n")[0]
    assert speaks_of_harm(pattern.example, read_harm_words(f"{words}\n[silent]\n{alone}"))


@each_of("pattern", PATTERNS)
def test_each_example_is_found_by_the_whole_list(pattern):
    """Nothing silent swallows what a pattern is there for."""
    assert speaks_of_harm(pattern.example, LIST)


@each_of("pattern", LIST.silent)
def test_each_silent_example_is_silent(pattern):
    """What is listed as silent is not noticed."""
    assert not speaks_of_harm(pattern.example, LIST)


def test_every_group_says_why():
    """Whoever edits the list reads one sentence on what each group is for."""
    assert all(group.why.endswith(".") for group in LIST.groups)


@each_of(
    "text",
    [
        "I hit him",
        "i HIT him",
        "I  hit\nhim",
        "Dad\u2019s gone. Dad then really hit the him",
        "ok. hit Maya",
        "...i... hit him",
    ],
)
def test_tired_typing_is_read(text):
    """Capitals, spaces, line ends, curly quotes and trailing dots make no difference."""
    assert speaks_of_harm(text, read_harm_words(SMALL))


@each_of(
    "text",
    [
        "I didn't hit him",
        "I didn\u2019t hit him",
        "I stopped. Hit him",
        "I left\n\nhit him",
        "I one two three four hit him",
    ],
)
def test_a_pattern_keeps_within_its_sentence_and_its_gap(text):
    """Denials are silent, and the dots reach over three words of one sentence only."""
    assert not speaks_of_harm(text, read_harm_words(SMALL))


@each_of("text", ["ihit him", "slappedher", "I smackedhim"])
def test_words_typed_together_are_parted(text):
    """A lost space does not hide a blow."""
    assert speaks_of_harm(text, LIST)


@each_of(
    ("toml", "said"),
    [
        ("[words", "cannot be read"),
        ("[words]\n[silent]\n", "groups is missing"),
        (SMALL.replace("{who}", "{whom}"), r"groups\.one\.find\..*needs 'whom'"),
        (SMALL.replace("why", "despise = true\nwhy"), r"groups\.one\.despise"),
    ],
)
def test_a_list_that_cannot_be_used_says_so(toml, said):
    """Somebody who edits the list hears what is wrong with it."""
    with pytest.raises(WordsError, match=said):
        read_harm_words(toml)


@given(st.text())
@example("\u02bc")
@example("\u00b2 hit \u00b4")
def test_any_text_gets_an_answer(text):
    """No text, however odd, raises."""
    assert speaks_of_harm(text, LIST) in {True, False}


@given(st.lists(st.sampled_from([*sorted(LIST.known), "wren", "\n\n", "I\u2019ve"]), max_size=40))
def test_any_row_of_listed_words_gets_an_answer(words):
    """No row of the list's own words raises, and asking twice gives the same answer."""
    text = " ".join(words)
    assert speaks_of_harm(text, LIST) == speaks_of_harm(text, LIST)


def work_grows_with_length_only(unit):
    """Whether four times the text is about four times the work: sixteen would be its square."""
    few, many = (unit * (length // len(unit) + 1) for length in (300, 1200))
    return work(speaks_of_harm, many, LIST) < 8 * work(speaks_of_harm, few, LIST)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(sorted(LIST.known)), min_size=1, max_size=6))
def test_work_grows_with_length_only(words):
    """Any repeated words of the list take no more reading than their length asks."""
    assert work_grows_with_length_only(" ".join(words) + " ")


@each_of("unit", ["hit ", "a ", "a'", ".", "\n", "hit the road ", "scared to "])
def test_long_texts_that_hold_nothing_are_read_to_the_end(unit):
    """Text that never matches, the slowest kind, is silent, and grows with its length only."""
    assert not speaks_of_harm((unit * 100_000)[:100_000], LIST)
    assert work_grows_with_length_only(unit)


@each_of(
    "said",
    [
        "I hit you",
        "I slapped you and that was wrong",
        "I shook you",
        "I grabbed your arm",
        "I'm sorry for smacking you",
        "I put my hands on you in anger",
        "Last night I hurt your wrist",
    ],
)
def test_words_for_the_child_are_noticed(said):
    """What an adult owns up to, said to the child, is harm like any other."""
    assert speaks_of_harm(said, LIST)


@each_of(
    "said",
    [
        "I hurt you when I shouted",
        "I hurt your feelings",
        "I will never hurt you",
        "I grabbed your phone and that was not ok",
        "When you hit me I was upset and walked off",
        "I pushed you away when you came for a hug",
    ],
)
def test_other_words_for_the_child_are_silent(said):
    """Owning up to a shout, a promise, or naming what the child did is no harm."""
    assert not speaks_of_harm(said, LIST)


@each_of(
    ("denied", "done"),
    [
        ("I have never hit her", "I had never hit her like that"),
        ("I don't think he wanted to hurt her", "I didn't want to hurt him but I did"),
        ("I've never laid hands on my kids", "nobody saw me lay my hands on him"),
        ("I didn't push him", "I didn't hit him but I pushed him"),
        ("I'm not scared of him", "I'm scared of him and I'm not saying so"),
        ("I didn't shout and I didn't hit him", "I didn't just shout, I hit him"),
        ("she wasn't hurt", "I am not proud of it, I hurt her"),
    ],
)
def test_a_negation_reaches_as_far_as_it_is_meant(denied, done):
    """What is denied is silent; what stands beside a denial is not."""
    assert not speaks_of_harm(denied, LIST)
    assert speaks_of_harm(done, LIST)


@each_of(
    ("quiet", "told"),
    [
        ("she said 'you hurt my feelings'", "he told me his dad hits him"),
        ("he told me his brother hit him", "he told me his brother hit him and he needed stitches"),
        ("he shouted I'm going to hit you", "he shouted you hit me"),
        ("the boy in the film gets beaten by his dad", "after the film he said his dad beats him"),
        ("I read about a girl who was hit by her teacher", "she was hit by her teacher"),
    ],
)
def test_what_a_child_tells_stays_noticed(quiet, told):
    """Films, feelings and scuffles are silent; a disclosure never is."""
    assert not speaks_of_harm(quiet, LIST)
    assert speaks_of_harm(told, LIST)


@each_of(
    ("adult", "child"),
    [
        ("the supply teacher poked a year 3 in the chest", "she poked her brother in the chest"),
        ("she was dragged out by two members of staff", "she was dragged out by her friends"),
        ("her arm is sore where I gripped it", "her arm is sore where she banged it"),
        ("he pushed her off the wall and she had stitches", "he pushed her off the wall"),
    ],
)
def test_who_did_it_decides(adult, child):
    """An adult's hand on a child is harm; among children, only an injury is."""
    assert speaks_of_harm(adult, LIST)
    assert not speaks_of_harm(child, LIST)


def test_a_text_without_such_words_reads_no_clauses():
    """An ordinary account costs no more to save than before: nothing else is imported."""
    code = (
        "import sys; from repairlog import content;"
        "from repairlog.core.harm.detection import speaks_of_harm;"
        "speaks_of_harm('We were late and I shouted. You cried, I said sorry.', content.harm());"
        "sys.exit(any(name in sys.modules"
        " for name in ('repairlog.core.harm.actors', 'repairlog.core.language.clauses')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_list_is_read_as_toml_reads_it():
    """The quick reading of patterns gives what a TOML reader gives."""
    toml = WORDS.read_text(encoding="utf-8")
    data = tomllib.loads(toml)
    assert {each.written: each.example for each in LIST.silent} == data["silent"]
    for group in LIST.groups:
        found = {each.written: each.example for each in group.patterns}
        assert found == data["groups"][group.id]["find"]


@each_of("broken", ['"a" = "b"\n"a" = "c"', '"a" "b"', "a = 'b'", '"a" = "3" # x'])
def test_a_pattern_line_that_is_not_plain_is_left_to_toml(broken):
    """A slip in a pattern line is reported, and unusual but right TOML is read."""
    toml = SMALL + broken
    try:
        tomllib.loads(toml)
    except tomllib.TOMLDecodeError:
        with pytest.raises(WordsError, match="cannot be read"):
            read_harm_words(toml)
    else:
        assert len(read_harm_words(toml).groups[0].patterns) == 3
