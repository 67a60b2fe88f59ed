"""The coach: what it must hear and leave alone, its rules' own examples, its promises."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelled import FOLDER, names
from labelled import read as labelled
from repairlog.content import coach_examples, coach_rules, learned
from repairlog.core.coach.reading import Length, count_words, nearest, read, sounds
from repairlog.core.coach.rules import Pattern, Rule
from repairlog.core.language.ngrams import words
from repairlog.core.wording.reader import WordsError
from repairlog.core.wording.reader import read as read_words
from support.cases import each_of
from support.work import work

RULES, LEARNED = coach_rules(), learned()
EVERY_RULE = [(pattern, rule) for pattern in RULES.pattern for rule in pattern.rule]
IDS = set(
    """minimising conditional justifying blaming no-agent demanding burdening shaming threatening
    overpromising glossing lecturing mind-reading private-channel bringing-in-others
    asking-after-harm""".split()
)


def found(text: str, **options):
    """What is found in a text, weightiest first."""
    return read(text, RULES, LEARNED, **options).findings


def patterns(text: str, **options) -> list[str]:
    """Name the patterns found in a text, weightiest first."""
    return [finding.pattern for finding in found(text, **options)]


def by_rule(text: str, pattern: Pattern) -> bool:
    """Whether the sure rules alone hear the pattern."""
    reading = read(text, RULES, None, setting="residential", after_harm=pattern.after_harm)
    return pattern.id in [finding.pattern for finding in reading.findings]


@each_of(("pattern", "rule"), EVERY_RULE)
def test_a_rule_finds_its_own_examples_and_leaves_its_near_misses(pattern: Pattern, rule: Rule):
    """Each sentence under `finds` is found, none under `leaves`, by the rules alone."""
    assert [text for text in rule.finds if not by_rule(text, pattern)] == []
    assert [text for text in rule.leaves if by_rule(text, pattern)] == []


def test_there_are_the_patterns_of_the_contract():
    """The names that `coach --json` may print are these, each once, and each has been learned."""
    assert sorted(pattern.id for pattern in RULES.pattern) == sorted(IDS)
    assert set(LEARNED.tables["coach"]) == IDS | {"any"}


def test_the_rules_stay_few():
    """Who wants more to be heard adds sentences: a rule is for what must always hold."""
    assert sum(len(rule.says) for _, rule in EVERY_RULE) < 100


def test_the_coach_speaks_kindly():
    """No why and no try shouts or grades; each why is one sentence, each try never apologises."""
    for pattern in RULES.pattern:
        assert "!" not in pattern.why + pattern.try_
        assert pattern.why.rstrip(".").count(". ") == 0
        assert "I'm sorry" not in pattern.try_


@each_of(
    "text",
    [
        "I will not hit you.",
        "I won't hit you.",
        "I will never hit you again.",
        "I shouted. I'm sorry. I will not smack you, and I will never smack you.",
        "I promise I won't ever hurt you like that again.",
        "Im not going to hit you",
    ],
)
def test_a_promise_not_to_hit_is_never_softened(text: str):
    """Whatever else was learned, the one promise that must be made is left alone."""
    assert patterns(text) == []


@each_of(
    "text",
    [
        "You said, “You made me shout.” I heard that.",
        'You said "do you forgive me, am I forgiven" and I did not answer.',
        "I said you were a naughty boy, and that was unfair of me.",
        "I shouldn't have told you to stop being such a baby.",
        "I called you manipulative.",
        "You might think you made me angry.",
        "I said it was no big deal.",
        "I told you that you made me shout.",
    ],
)
def test_what_is_quoted_or_told_of_is_not_read_as_said(text: str):
    """What was said or thought then, by either, is not what is said now."""
    assert patterns(text) == []


@each_of(
    ("text", "pattern"),
    [
        ("You made me shout.", "blaming"),
        ("im sorry if i hurt u", "conditional"),
        ("I\u2019m sorry if I hurt you", "conditional"),
        ("I only shouted a little bit.", "minimising"),
        ("I cried all night because of you.", "burdening"),
        ("I've said sorry, now it's your turn.", "demanding"),
        ("Do you forgive me?", "demanding"),
        ("You've got to start thinking before you speak.", "lecturing"),
        ("You're such a spoilt brat.", "shaming"),
        ("Mistakes were made.", "no-agent"),
        ("Anyway, let's forget it.", "glossing"),
        ("I'll never shout again.", "overpromising"),
        ("If you do that again the sleepover is off.", "threatening"),
        ("You must have felt so scared and so angry with me.", "mind-reading"),
    ],
)
def test_plain_flaws_are_heard(text: str, pattern: str):
    """What every author has many of is heard as what it is, however it is typed."""
    assert patterns(text) == [pattern]


@each_of(
    "text",
    [
        "I shouted at you about the shoes. That was not OK, and it was not your fault. I'm sorry.",
        "You didn't make me shout.",
        "You don't have to forgive me.",
        "I was tired. That's no excuse.",
        "Sorry.",
        "I wonder if that was scary.",
        "I lost my temper. I'm going to try to leave the room next time.",
        "I was a useless dad today. That's mine.",
        "I told myself it was just a little tiff. It wasn't.",
        "I rolled my eyes as if you were being dramatic.",
        "I read your diary. That was childish.",
    ],
)
def test_owning_up_is_left_alone(text: str):
    """Correcting somebody who is just owning up is far worse than missing something."""
    assert patterns(text) == []


def test_some_patterns_are_listened_for_only_where_they_matter():
    """Secrets in care and school, asking after harm only after harm."""
    secret = "Text me on my own number, it's between us."
    assert "private-channel" in patterns(secret, setting="residential")
    assert "private-channel" not in patterns(secret, setting="home") + patterns(secret)
    quiet = "I grabbed you too hard. Don't tell Mummy, it will only worry her."
    assert "asking-after-harm" in patterns(quiet, after_harm=True)
    assert "asking-after-harm" not in patterns(quiet)


def test_a_finding_shows_the_words_in_question():
    """The clauses in question are shown as typed, with their place in code points."""
    text = "🙂 I came in late. You made me shout, you know."
    (finding,) = found(text)
    assert finding.pattern == "blaming"
    assert "You made me shout" in finding.text
    assert "late" not in finding.text
    assert text[finding.start : finding.end] == finding.text


def test_the_weightiest_finding_comes_first():
    """Findings are in order of weight, not of place; a sentence has one at most."""
    assert patterns("Anyway, let's forget it. You're a spoilt brat.") == ["shaming", "glossing"]


def test_a_pattern_can_be_switched_off():
    """`without` silences a pattern, says nothing else of its sentence, and no other."""
    text = "You made me shout. Anyway, let's forget it."
    assert patterns(text, without={"blaming"}) == ["glossing"]
    assert patterns("You made me shout.", without={"blaming"}) == []


def marked() -> list[tuple[str, str, int, int]]:
    """The sentences in which a person marked the words in question: kind, text, and where."""
    lines = (FOLDER / "spans.tsv").read_text("utf-8").splitlines()[1:]
    found = []
    for kind, text in (line.split("\t") for line in lines):
        start, end = text.index("["), text.index("]") - 1
        found.append((kind, text.replace("[", "").replace("]", ""), start, end))
    return found


def test_the_marked_sentences_are_of_the_labelled_ones():
    """Two hundred of them, as they stand in the files, flagged as of that kind."""
    flagged = {
        (kind, line.text)
        for line in labelled(*names("coach"))
        if line.flagged
        for kind in line.kinds
    }
    assert len(marked()) == 200
    assert {(kind, text) for kind, text, *_ in marked()} <= flagged


def test_the_words_shown_are_those_that_a_person_would_mark():
    """In 85 of 100 at least half of what is shown was marked, and half of what was marked is shown.

    The decision record has the figure for authors from whom nothing was learned.
    """
    right = 0
    for _, text, start, end in marked():
        level = LEARNED.levels["coach"][0]
        best = next(sounds(text, RULES, LEARNED, above=level), None)
        shown, wanted = (
            {word.start for word in words(text)[1:-1] if word.start < stop and begin < word.end}
            for begin, stop in ((best.start, best.end) if best else (0, 0), (start, end))
        )
        both = len(shown & wanted)
        right += 2 * both >= len(shown) and 2 * both >= len(wanted)
    assert right >= 170


@each_of(
    ("age", "setting", "guide"),
    [
        (None, "home", None),
        (None, None, None),
        (2, "home", (1, 10)),
        (4, "home", (10, 25)),
        (8, "education", (20, 45)),
        (14, "foster", (20, 45)),
        (None, "residential", (1, 45)),
        (14, "residential", (20, 45)),
        (4, "residential", (10, 25)),
    ],
)
def test_length_follows_age_and_setting(age, setting, guide):
    """The guide is that of the age, held to 45 words in care and in school; else there is none."""
    reading = read("I shouted. I'm sorry.", RULES, LEARNED, setting=setting, age=age)
    assert reading.words == 4
    assert reading.length == (None if guide is None else Length(4, guide))


def test_words_are_counted_as_people_count_them():
    """Contractions and hyphenated words are one word, a lone dash is none."""
    assert count_words("I can't - well-meant 🙂 .") == 3


def test_nothing_is_found_in_nothing():
    """Empty text, spaces and marks are no words and hold no findings."""
    for text in ["", "   ", "...!?", "'\"“", "\n\n"]:
        assert read(text, RULES, LEARNED) == read("", RULES, LEARNED)


PIECES = st.sampled_from(
    "you made me shout|I'm sorry|but|if|never|again|'|“|”|,|.|—|\n|🙂|ﬁ|it got out of hand|"
    "let's forget it|said|don't|was|because|just|I will not hit you".split("|")
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join)))
def test_any_text_can_be_read(text: str):
    """It never fails, findings do not overlap, and their places give their text back."""
    reading = found(text, setting="foster", age=6, after_harm=True)
    for finding in reading:
        assert text[finding.start : finding.end] == finding.text != ""
        assert finding.pattern in IDS
    for one, other in pairwise(sorted(reading, key=lambda finding: finding.start)):
        assert one.end <= other.start


@each_of(
    "piece",
    [
        "you made me ",
        "'",
        '"a ',
        "but you ",
        "said you ",
        "sorry if ",
        "\ufdfa",
        "you\n",
        "You made me shout. ",
        "I will not hit you. ",
        "Do you forgive me? ",
    ],
)
def test_work_grows_no_faster_than_the_text(piece: str):
    """Ten times the text is at most twelve times the work: a hundred would be its square."""
    few, many = (piece * (size // len(piece) + 1) for size in (300, 3000))
    found(many)  # a phrase is opened when it is first met
    assert work(found, many) < 12 * work(found, few)


def test_examples_are_told_nearest_first():
    """Each pattern has examples of both kinds, and those with most in common come first."""
    every = coach_examples().pattern
    assert set(every) == IDS
    text = "you better not push me"
    assert nearest(every["threatening"].hears, text)[0].startswith("you better not push me")
    assert nearest(every["threatening"].hears, "") == list(every["threatening"].hears)


def test_the_examples_are_labelled_so():
    """What `--explain` shows is heard as that pattern, or left alone."""
    for pattern in RULES.pattern:
        there = {"setting": "residential", "after_harm": pattern.after_harm}
        examples = coach_examples().pattern[pattern.id]
        assert [text for text in examples.hears if pattern.id not in patterns(text, **there)] == []
        assert [text for text in examples.leaves if patterns(text, **there)] == []


def test_a_misspelt_rule_is_refused():
    """A key that does not exist, or too few examples, is said at once."""
    few = {"note": "x", "worth": "x", "says": "x", "finds": "a", "leaves": "b\nc"}
    with pytest.raises(WordsError, match="finds needs two examples"):
        read_words(Rule, few, "coach.toml")
    with pytest.raises(WordsError, match="say is unknown"):
        read_words(Rule, few | {"say": "x"}, "coach.toml")
