"""Harm is heard on two levels; what is said outright always is."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repairlog import content
from repairlog.core.harm.hearing import LONGEST, hear, pieces
from repairlog.core.language.learned import Learned, Row
from repairlog.core.language.phrases import Said
from support.cases import each_of
from support.work import work

RULES = content.harm()
KNOWN = sorted({word for rule in RULES.rule for row in rule.says for word in row.split()})


def tables(bias, *levels):
    """Tables by which every text sounds alike, and as sure as this; with the two levels."""
    rows = {label: Row(bytes([128]) * 2, 1.0, bias) for label in ("any", "a", "b")}
    return Learned({"harm": rows}, levels={"harm": levels})


DEAF = tables(-1.0, 0.0, -0.5)
"""Tables that hear nothing: what is heard with them is heard by a rule."""


def level(text):
    """Say how surely harm is heard in a text."""
    return content.hear_harm(text).level


def ruled(text):
    """Name the kinds that the sure rules hear."""
    return set(hear(text, RULES, DEAF).kinds)


@each_of(("kind", "text"), [(rule.kind, text) for rule in RULES.rule for text in rule.finds])
def test_each_rule_finds_its_examples(kind, text):
    """What a rule is there for is heard by the rules alone."""
    assert kind in ruled(text)


@each_of("text", [text for rule in RULES.rule for text in rule.leaves])
def test_each_rule_leaves_alone_what_looks_alike(text):
    """What a rule might be mistaken for is heard by no rule."""
    assert not ruled(text)


def test_every_row_of_a_rule_can_be_found():
    """No row names a list that is not there, or nests what the notation cannot."""
    lists = set(RULES.words)
    for row in [*RULES.silent, *(row for rule in RULES.rule for row in rule.says)]:
        named = set(row.replace("<", "|").replace(">", "|").split("|"))
        assert {word for word in named if word.isupper() and word.isalpha()} <= lists, row
        assert row.count("<") == row.count(">"), row


def test_the_rules_are_few():
    """They are for what must always be heard; the rest is learned."""
    assert len(content.text("harm").splitlines()) <= 210


@each_of(
    "text",
    [
        "physical intervention with D at 4pm",
        "I hit you and that was wrong",
        "a child disclosed to me today",
        "he's been self-harming",
        "he went limp",
        "my manager told me not to record the hold",
        "my partner checks my phone",
        "I slapped you and that was wrong",
        "I shook you",
        "I grabbed your arm",
        "I'm sorry for smacking you",
        "I put my hands on you in anger",
        "Last night I hurt your wrist",
        "I had never hit her like that",
        "I didn't want to hurt him but I did",
        "nobody saw me lay my hands on him",
        "I didn't hit him but I pushed him",
        "I'm scared of him and I'm not saying so",
        "I didn't just shout, I hit him",
        "I am not proud of it, I hurt her",
        "he told me his dad hits him",
        "he told me his brother hit him and he needed stitches",
        "after the film he said his dad beats him",
        "she was hit by her teacher",
        "the supply teacher poked a year 3 in the chest",
        "she was dragged out by two members of staff",
        "her arm is sore where I gripped it",
        "he pushed her off the wall and she had stitches",
        "ihit him",
        "slappedher",
        "I smackedhim",
        "I left them alone all night",
        "a man online asked her for pictures",
        "prone hold, nine minutes",
        "life is not worth living",
        "I lashed out at him",
        "she took a load of tablets",
        "I gave her a good hiding",
        "ended up smacking the boys",
        "I was wrong to hit you",
        "she whispered that her nana hits me",
        "we had to restrain her on the landing",
        "he had bruises all over his legs",
        "one of my group told me she's being abused",
    ],
)
def test_what_is_said_plainly_is_always_noticed(text):
    """Nobody who says it outright is passed over, whoever did it and to whom it is said."""
    assert level(text) == "notice"


@each_of(
    "text",
    [
        "I hurt you when I shouted",
        "I hurt your feelings",
        "I will never hurt you",
        "I grabbed your phone and that was not ok",
        "When you hit me I was upset and walked off",
        "I pushed you away when you came for a hug",
        "I have never hit her",
        "I don't think he wanted to hurt her",
        "I've never laid hands on my kids",
        "I didn't push him",
        "I'm not scared of him",
        "I didn't shout and I didn't hit him",
        "she wasn't hurt",
        "she said 'you hurt my feelings'",
        "he shouted I'm going to hit you",
        "the boy in the film gets beaten by his dad",
        "I read about a girl who was hit by her teacher",
        "she poked her brother in the chest",
        "her arm is sore where she banged it",
        "he pushed her off the wall",
        "the bath",
        "he would not put his coat on",
        "He would not put on his shoes.",
        "lost it at the school gate again",
        "homework. she said she couldnt and I said stop being so lazy",
        "we hit the road at six",
        "my youngest kicked him",
        "he pushed her and she pushed him back",
        "I pushed him on the swing",
        "I gently shook him awake",
        "it was a slap in the face",
        "there's a mark on the sofa",
        "he wouldn't stop crying and I left him in the cot and shut the door for five minutes",
        "gave them a slap-up tea",
        "gave the rug a good beating",
    ],
)
def test_denials_films_and_hard_days_are_not(text):
    """A notice on an ordinary evening teaches people to look past it."""
    assert level(text) != "notice"


@each_of(
    "text",
    [
        "i smaked his legs agian and he wodnt stop cryin",
        "so he woudnt put his shoes on and i lost it and i hit him and we were late i feel sick",
        "I HIT HIM",
        "I\u2019ve hit him",
        "I  hit\nhim",
    ],
)
def test_slips_and_missing_marks_hide_nothing(text):
    """Misspelt and dictated words are heard like any others."""
    assert level(text) == "notice"


def test_nothing_learned_takes_back_what_a_rule_hears():
    """A rule is heard by itself, and beside whatever else is said."""
    quiet = "We had pancakes and played cards until the light went. " * 20
    assert level(f"{quiet}I hit him. {quiet}") == "notice"
    assert ruled("I hit him")


def test_two_levels_are_learned():
    """Above the first is the notice, above the second a quiet line, and no kind is named for it."""
    notice, quiet = content.learned().levels["harm"]
    assert notice > quiet
    for bias, heard in ((1.0, "notice"), (0.1, "quiet"), (-1.0, "")):
        hearing = hear("the bath", RULES, tables(bias, 1.0, 0.0))
        assert hearing.level == heard
        assert bool(hearing.kinds) is (heard == "notice")


@given(
    st.lists(st.sampled_from(["one", "two.", "three!\n", "vier", "\u2026", "x" * 30]), max_size=400)
)
def test_pieces_hold_every_word_and_none_is_too_long(words):
    """Nothing of a long account goes unread."""
    cut = list(pieces(" ".join(words)))
    assert " ".join(cut).split() == " ".join(words).split()
    assert all(len(piece.split()) <= LONGEST for piece in cut)


@given(st.text())
def test_any_text_gets_an_answer(text):
    """No text, however odd, raises, and asking twice gives the same answer."""
    assert hear(text, RULES, content.learned()) == hear(text, RULES, content.learned())


def grows_with_length_only(unit):
    """Whether four times the text is about four times the work: sixteen would be its square."""
    few, many = (unit * (length // len(unit) + 1) for length in (600, 2400))
    learned = content.learned()
    return work(hear, many, RULES, learned) < 6 * work(hear, few, RULES, learned)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(KNOWN), min_size=1, max_size=6))
def test_work_grows_with_length_only(words):
    """Any repeated words of the rules take no more reading than their length asks."""
    assert grows_with_length_only(" ".join(words) + " ")


@pytest.mark.parametrize("unit", ["hit ", "a", ".", "\n", "scared to ", "i hit him. if i hit "])
def test_repeated_words_are_read_to_the_end(unit):
    """The slowest texts grow with their length only."""
    assert grows_with_length_only(unit)


@each_of(("denial", "rest"), product(["I never hit him", "nobody was restrained"], ["", " today"]))
def test_a_denial_is_heard_by_no_rule(denial, rest):
    """What is said not to have been is not taken for what was."""
    assert not list(RULES.kinds_in(Said(denial + rest)))
