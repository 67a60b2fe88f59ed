"""What fits where and at what age: nothing is missing, and nothing is said in the wrong place."""

import re
from itertools import product

from repairlog import content
from repairlog.core.coach.reading import count_words, read
from repairlog.core.conversations.repair_steps import CARE_STEPS, HOME_STEPS
from repairlog.core.wording.fitting import BANDS, GROWN, WORDS_FROM, band_of
from repairlog.core.wording.ids import SETTINGS
from support.cases import each_of

SAID = ("name", "own", "grow", "reconnect")
"""The steps whose examples are meant for a child's ears."""

AGE = {"0": 1, "3": 4, "6": 8, "11": 14, "unknown": None}
CELLS = list(product([*SETTINGS, None], BANDS))
IN_CARE = ("foster", "residential", "education")


def fit(setting, band):
    """What fits in one cell, as `repair` finds it."""
    return content.fitting().of(setting, AGE[band])


def said(setting, band):
    """Every example of a cell that is meant for a child's ears."""
    return [example for step in SAID for example in fit(setting, band).examples(step)]


def told(setting, band):
    """Every text of a cell."""
    doing = [text for step in ("presence", "few") for text in fit(setting, band).examples(step)]
    return [*said(setting, band), *doing, fit(setting, band).say, fit(setting, band).hears]


@each_of(("setting", "band"), CELLS)
def test_every_place_and_age_has_all_that_is_asked_there(setting, band):
    """Each step with an example has one, and there is a closing and somebody who hears first."""
    steps = {*(CARE_STEPS if setting in IN_CARE else HOME_STEPS), "few"} - {"share"}
    cell = fit(setting, band)
    assert [step for step in steps if not all(cell.examples(step) or [""])] == []
    assert len(cell.name) == len(set(cell.name)) > 1  # one is about another deed than the entry's
    assert cell.say.endswith(".")
    assert cell.hears.rstrip(".") == cell.hears != ""


def test_ages_part_where_lengths_part():
    """One who is eleven has the examples and the length of eleven; the same for every age."""
    starts = [str(each.from_) for each in content.lengths().ages]
    assert [*starts, "unknown"] == [*BANDS]
    assert {str(WORDS_FROM), str(GROWN)} < {*BANDS}
    assert {age: band_of(age) for age in (0, 2, 3, 5, 6, 10, 11, 99, None)} == {
        0: "0",
        2: "0",
        3: "3",
        5: "3",
        6: "6",
        10: "6",
        11: "11",
        99: "11",
        None: "unknown",
    }


@each_of(("setting", "band"), CELLS)
def test_examples_are_shorter_than_is_plenty_there(setting, band):
    """The longest of each step, said one after the other, stay within the guide of their cell."""
    longest = [max(fit(setting, band).examples(step), key=count_words, default="") for step in SAID]
    plenty = content.lengths().plenty(setting, AGE[band])
    assert count_words(" ".join(longest)) <= (plenty[1] if plenty else 45)


@each_of(("setting", "band"), CELLS)
def test_the_coach_finds_nothing_in_an_example(setting, band):
    """Alone or together, what is offered as an example is nothing that the coach would stop at."""
    rules, learned = content.coach_rules(), content.learned()
    quoted = [quote for text in fit(setting, band).few for quote in re.findall('"(.*?)"', text)]
    texts = [*said(setting, band), *quoted, " ".join(said(setting, band))]
    found = [(text, read(text, rules, learned, setting=setting).findings) for text in texts]
    assert [(text, each[0].pattern) for text, each in found if each] == []


@each_of(("setting", "band"), [cell for cell in CELLS if cell[0] in IN_CARE])
def test_in_care_it_is_two_to_four_sentences(setting, band):
    """Name and Own together, as the opening says."""
    for name in fit(setting, band).name:
        sentences = re.findall(r"[.?]", " ".join([name, *fit(setting, band).own]))
        assert 2 <= len(sentences) <= 4


TOUCH = r"\b(hug|cuddl|kiss|hold|lap|squeez|arm|strok|pick them up)(s|e|es|ing)?\b"


@each_of(("setting", "band"), CELLS)
def test_touch_is_offered_nowhere_but_to_the_smallest_at_home(setting, band):
    """In care, in a school and where nobody has said where, never; nor to bigger children."""
    touching = [t for t in told(setting, band) if re.search(TOUCH, t, re.IGNORECASE)]
    assert not touching or (setting, band) == ("home", "0")


@each_of(("setting", "band"), [cell for cell in CELLS if cell[1] != "11"])
def test_what_is_for_young_people_is_said_to_nobody_younger(setting, band):
    """No house meetings, curfews, phone rules and walking off for a child of five or ten."""
    grown = r"\b(house meeting|curfew|phones|phone rule|back by|walk off|shift|essay|report)\b"
    assert not [text for text in told(setting, band) if re.search(grown, text, re.IGNORECASE)]


@each_of(("setting", "band"), CELLS)
def test_each_place_is_spoken_of_in_its_own_words(setting, band):
    """No young person at home, no class or manager there, and nobody of eleven walks off school."""
    text = " ".join(told(setting, band))
    assert not re.search("young (person|people)", text)
    if setting not in IN_CARE:
        assert not re.search(r"\b(class|manager|safeguarding|lesson|on call|head)\b", text)
    assert ("walk off" in text) == (band == "11" and setting in ("home", "foster", "residential"))


@each_of(("setting", "band"), CELLS)
def test_nothing_is_promised_asked_for_or_put_into_them(setting, band):
    """No always and no never, no eye contact, no thanks, and no feelings of theirs."""
    forbidden = r"\b(always|never|promise|eye contact|look at me|forgive|thank|you felt|you feel)\b"
    texts = told(setting, band)
    assert not [text for text in texts if re.search(forbidden, text, re.IGNORECASE)]
    assert not [text for text in texts if re.search(r"\b(brave|proud|should|must)\b|!", text)]


@each_of(("setting", "band"), [cell for cell in CELLS if cell[0] in IN_CARE])
def test_in_care_nobody_meets_a_child_out_of_the_way(setting, band):
    """No own phone, no time off shift, no secret: who hears first is somebody at work."""
    text = " ".join(told(setting, band)).casefold()
    assert not re.search(r"my phone|my number|between us|secret|my house|after work", text)
    who = {"foster": "supervising social worker", "residential": "manager"}
    assert who.get(setting, "safeguarding lead") in fit(setting, band).hears


def test_the_words_around_the_steps_in_care_promise_nothing_either():
    """The same for what is said in care whatever the age."""
    words = content.repair()
    around = [words.opening.care, words.closing.still, words.closing.around, words.closing.record]
    for prompt in (words.name_care, words.own_care, words.presence, words.few):
        around += [prompt.ask, prompt.help]
    forbidden = r"\b(always|never|promise|eye contact|forgive|thank|young person|hug|cuddle)\b"
    assert not [text for text in around if re.search(forbidden, text, re.IGNORECASE)]
