"""The coach: its rules' own examples, its figures on labelled sentences, its promises."""

import tomllib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelled import names
from labelled import read as labelled
from repairlog.content import coach_rules
from repairlog.core.coach.patterns import PhraseError
from repairlog.core.coach.reading import Length, read
from repairlog.core.coach.rules import Pattern, Rule
from repairlog.core.language.tokens import count_words
from repairlog.core.wording.reader import WordsError
from repairlog.core.wording.reader import read as read_words
from support.cases import each_of
from support.coach_figures import measure
from support.paths import ROOT
from support.work import work

RULES = coach_rules()
EVERY_RULE = [(pattern, rule) for pattern in RULES.pattern for rule in pattern.rule]
IDS = {
    "minimising",
    "conditional",
    "justifying",
    "blaming",
    "no-agent",
    "demanding",
    "burdening",
    "shaming",
    "threatening",
    "overpromising",
    "glossing",
    "lecturing",
}


def patterns(text: str, setting=None, **options) -> list[str]:
    """Name the patterns found in a text, weightiest first."""
    return [finding.pattern for finding in read(text, RULES, setting, **options).findings]


@each_of(("pattern", "rule"), EVERY_RULE)
def test_a_rule_finds_its_own_examples(pattern: Pattern, rule: Rule):
    """Every sentence under `finds` is found, as the pattern that the rule belongs to."""
    setting = rule.settings[0] if rule.settings else None
    assert [text for text in rule.finds if pattern.id not in patterns(text, setting)] == []


@each_of(("pattern", "rule"), EVERY_RULE)
def test_a_rule_leaves_its_near_misses_alone(pattern: Pattern, rule: Rule):
    """Nothing at all is found in the sentences under `leaves`."""
    setting = rule.settings[0] if rule.settings else None
    assert [text for text in rule.leaves if patterns(text, setting)] == []


def test_there_are_the_twelve_patterns_of_the_contract():
    """The names that `coach --json` may print are the twelve, each once."""
    assert sorted(pattern.id for pattern in RULES.pattern) == sorted(IDS)


def test_the_coach_speaks_kindly():
    """No why and no try shouts or grades; each why is one sentence, each try never apologises."""
    for pattern in RULES.pattern:
        assert "!" not in pattern.why + pattern.try_
        assert pattern.why.rstrip(".").count(". ") == 0
        assert "I'm sorry" not in pattern.try_


@pytest.mark.parametrize(
    "name",
    ["coach-apple", "coach-ash", "coach-aspen", "coach-beech", "coach-elder", "coach-fir"],
)
def test_it_reads_labelled_sentences_well(name: str):
    """On the labelled sentences the figures stay above their floors."""
    figures = measure(name)
    assert figures.recall >= 0.88
    assert figures.weakest >= 0.7
    assert figures.near_alarms <= 0.01
    assert figures.good_alarms == 0
    assert figures.precision >= 0.99
    assert figures.right_pattern >= 0.94


@pytest.mark.parametrize(
    ("name", "sentences"),
    [("coach-cedar", 1000), ("coach-cherry", 1500), ("coach-elm", 450), ("coach-hazel", 1500)],
)
def test_it_leaves_good_words_alone(name: str, sentences: int):
    """Ordinary good sentences and near-misses, written to catch it out, are left silent."""
    figures = measure(name)
    assert figures.fine.total() >= sentences
    assert figures.near_alarms <= 0.01
    assert figures.good_alarms <= 0.005


def test_it_reads_what_no_rule_was_written_with():
    """On the part that is only reported on, it reaches what it must: these figures are fair."""
    figures = measure("coach-juniper", "scripts-juniper")
    assert figures.recall >= 0.75
    assert figures.weakest >= 0.5
    assert figures.near_alarms <= 0.02
    assert figures.good_alarms <= 0.01
    assert figures.precision >= 0.95
    assert figures.right_pattern >= 0.95
    assert figures.scripts_right["fine"] == figures.scripts["fine"]
    assert figures.scripts_right["flag"] == figures.scripts["flag"]


def test_it_reads_whole_scripts_well():
    """Fine scripts are left silent and flawed ones are noticed."""
    figures = measure(*(name for name in names("scripts") if name != "scripts-juniper"))
    assert figures.scripts_right["fine"] == figures.scripts["fine"]
    assert figures.scripts_right["flag"] >= figures.scripts["flag"] - 2


def test_a_finding_shows_the_words_in_question():
    """The words after the sorry are shown as typed, with their place in code points."""
    text = "🙂 I'm sorry I yelled but you kept ignoring me."
    (finding,) = read(text, RULES).findings
    assert finding.pattern == "justifying"
    assert finding.text == "but you kept ignoring me"
    assert text[finding.start : finding.end] == finding.text


def test_the_weightiest_finding_comes_first():
    """Findings are in order of weight, not of place."""
    found = patterns("Anyway, let's forget it. You're a spoilt brat.")
    assert found == ["shaming", "glossing"]


def test_a_clause_has_one_finding():
    """Where several rules fit the same words, the best fitting one speaks."""
    assert patterns("I know it got a bit heated.") == ["minimising"]


@each_of(
    "text",
    [
        "You said, “You made me shout.” I heard that.",
        "I said you were a naughty boy, and that was unfair of me.",
        "I shouldn't have told you to stop being such a baby.",
        "I called you manipulative.",
        "I acted like it was no big deal.",
        "You might think you made me angry.",
        "I won't say it was only a joke.",
    ],
)
def test_quoted_and_reported_words_are_not_read(text: str):
    """What was said or thought then, by either, is not what is said now."""
    assert patterns(text) == []


@each_of(
    "text",
    [
        "I told myself it was just a little tiff. It wasn't.",
        "I was a useless dad today. That's mine.",
        "I swore I'd never be late again, and I was late.",
        "I'd get it if you never wanted a hug from me.",
        "I rolled my eyes as if you were being dramatic.",
        "I read your diary. That was childish.",
    ],
)
def test_owning_up_is_left_alone(text: str):
    """What is taken back, granted or told after one's own deed is not corrected."""
    assert patterns(text) == []


@each_of(
    "text",
    [
        "I pretended it never happened.",
        "I kept telling you to hurry.",
        "A bit of banter, I called it.",
        "I said the dog would have to go because of you.",
        "I went on like nothing had happened.",
        "You heard me say you were a nightmare.",
        "I can't swear I'll always keep my cool.",
        "I made it sound like you were overreacting.",
        "I chuffed off and pretended not to hear.",
    ],
)
def test_what_the_writer_did_then_is_left_alone(text: str):
    """Phrasing one's own past, and what was said or made of it then, is owning up."""
    assert patterns(text) == []


@each_of(
    ("text", "pattern"),
    [
        ("I only shouted for a second.", "minimising"),
        ("I cried all night because of you.", "burdening"),
        ("I've said sorry, now it's your turn.", "demanding"),
        ("I'm sorry if I shouted.", "conditional"),
    ],
)
def test_ones_own_past_can_be_the_flaw(text: str, pattern: str):
    """What shrinks the deed, weighs on the child or stands under an if is still noticed."""
    assert pattern in patterns(text)


@each_of(
    ("text", "pattern"),
    [
        ("Carry on with that tone and the sleepover is off.", "threatening"),
        ("I'll drop it, provided you keep your side of the bargain.", "threatening"),
        ("I apologise for my tone, but staff have targets to meet.", "justifying"),
        ("You've got to start thinking before you speak.", "lecturing"),
        ("It all started when you threw your shoe.", "blaming"),
        ("your the reason i lost it", "blaming"),
    ],
)
def test_the_shape_is_found_whatever_the_words(text: str, pattern: str):
    """An order and a penalty, a sorry and a but: the roles decide, not a stock phrase."""
    assert pattern in patterns(text)


@each_of(
    "text",
    ["im sorry if i hurt u", "I\u2019m sorry if I hurt you", "I'm sorry if I hurt you"],
)
def test_tired_typing_and_curly_quotes_are_read_alike(text: str):
    """Missing apostrophes, short forms and typographic marks change nothing."""
    assert patterns(text) == ["conditional"]


def test_always_here_depends_on_the_setting():
    """A promise that a rota can break is one in care, and none at home."""
    text = "I'll always be around for you."
    assert patterns(text, "home") == []
    assert patterns(text, "residential") == ["overpromising"]
    assert patterns(text, "foster") == ["overpromising"]


def test_never_hitting_is_never_softened():
    """A promise not to hurt the child stands as it is."""
    assert patterns("I will never hit you again.", "home") == []


def test_a_pattern_can_be_switched_off():
    """`without` silences a pattern and no other."""
    text = "You made me shout. Anyway, let's forget it."
    assert patterns(text, without={"blaming"}) == ["glossing"]


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
    reading = read("I shouted. I'm sorry.", RULES, setting, age)
    assert reading.words == 4
    assert reading.length == (None if guide is None else Length(4, guide))


def test_words_are_counted_as_people_count_them():
    """Contractions and hyphenated words are one word, a lone dash is none."""
    assert read("I can't - well-meant.", RULES).words == 3


def test_nothing_is_found_in_nothing():
    """Empty text, spaces and marks are no words and hold no findings."""
    for text in ["", "   ", "...!?", "'\"“", "\n\n"]:
        assert read(text, RULES) == read("", RULES)


PIECES = st.sampled_from(
    "you made me shout|I'm sorry|but|if|never|again|'|“|”|,|.|—|\n|🙂|ﬁ|it got out of hand|"
    "let's forget it|said|don't|was|because|just".split("|")
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join)))
def test_any_text_can_be_read(text: str):
    """It never fails, findings do not overlap, and their places give their text back."""
    findings = sorted(read(text, RULES, "home", 6).findings, key=lambda finding: finding.start)
    for finding in findings:
        assert text[finding.start : finding.end] == finding.text != ""
        assert finding.pattern in IDS
    for one, other in pairwise(findings):
        assert one.end <= other.start


@each_of(
    "piece",
    ["you made me ", "'", '"a ', "just ", "but you ", "said you ", "sorry if ", "\ufdfa", "you\n"],
)
def test_work_grows_no_faster_than_the_text(piece: str):
    """Four times the text is about four times the work: sixteen would be its square."""
    few, many = (piece * (size // len(piece) + 1) for size in (300, 1200))
    read(many, RULES, "home", 6)  # a phrase is opened when it is first met
    assert work(read, many, RULES, "home", 6) < 8 * work(read, few, RULES, "home", 6)


@each_of("piece", ["you made me ", "'"])
def test_a_hundred_thousand_characters_are_read_to_the_end(piece: str):
    """No length is too much; every word is counted."""
    text = (piece * 100_000)[:100_000]
    assert read(text, RULES, "home", 6).words == count_words(text)


def changed(shape, **values):
    """Return the same shape with other values, and nothing that was made of the old ones."""
    old = {name: value for name, value in vars(shape).items() if name != "book"}
    return type(shape)(**{**old, **values})


def test_the_first_script_is_not_kept_waiting():
    """A process that reads one script only opens few phrases, not all of them."""
    script = [line.text for line in labelled("scripts-ash")][1]
    rules = changed(RULES)
    assert rules.book is not RULES.book
    read(script, rules, "home", 4)
    lines = {id(line): line for pairs in rules.book.by_word.values() for _, line in pairs}
    opened = sum("phrase" in line.__dict__ for line in lines.values())
    assert opened < len(lines) / 10


def test_the_worked_example_of_the_guide_works():
    """The rule that docs/coach.md adds finds and leaves what it says."""
    guide = (ROOT / "docs" / "coach.md").read_text(encoding="utf-8")
    block = guide.partition("```toml\n[[pattern.rule]]\n")[2].partition("```")[0]
    rule = read_words(Rule, tomllib.loads(block), "coach.md")
    demanding = next(pattern for pattern in RULES.pattern if pattern.id == "demanding")
    rules = changed(RULES, pattern=(changed(demanding, rule=(*demanding.rule, rule)),))
    assert all(read(text, rules).findings[0].rule == rule.id for text in rule.finds)
    assert not any(read(text, rules).findings for text in rule.leaves)


def test_a_misspelt_rule_is_refused():
    """A key that does not exist, or too few examples, is said at once."""
    few = {"id": "x", "note": "x", "says": "x", "finds": "a", "leaves": "b\nc"}
    with pytest.raises(WordsError, match="finds needs two examples"):
        read_words(Rule, few, "coach.toml")
    with pytest.raises(WordsError, match="say is unknown"):
        read_words(Rule, few | {"say": "x"}, "coach.toml")


@each_of("text", ["... of it", "(so) (very)", "^ *ing"])
def test_a_phrase_must_begin_with_a_word(text: str):
    """A phrase that begins with a gap, an ending or nothing certain cannot be looked up."""
    with pytest.raises(PhraseError):
        RULES.book.reader.first_words(text)


def test_short_phrases_may_share_a_line():
    """Phrases stand on lines of their own, or with a ` ; ` between; after a | one goes on."""
    said = {"id": "x", "note": "x", "says": "a b ; c\nd|\n  e", "finds": "f\ng", "leaves": "h\ni"}
    rule = read_words(Rule, said, "coach.toml")
    assert rule.says == ("a b", "c", "d|e")
