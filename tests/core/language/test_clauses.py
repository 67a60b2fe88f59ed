"""Typed text as sentences of words, and the roles in a clause."""

from hypothesis import given
from hypothesis import strategies as st

from repairlog.core.language.clauses import Parsed, parse
from repairlog.core.language.tokens import QUOTED, count_words, normalise, sentences
from support.cases import each_of


def words(text: str) -> list[list[str]]:
    """Give the words of each sentence."""
    return [[token.word for token in sentence.tokens] for sentence in sentences(text)]


def reported(text: str) -> list[str]:
    """Give the words that are told of rather than said."""
    return [t.word for s in sentences(text) for t in s.tokens if t.reported]


def only(text: str) -> Parsed:
    """Parse a text of one sentence."""
    (sentence,) = sentences(text)
    return parse(sentence)


@each_of(
    ("typed", "meant"),
    [
        ("I don't", ["i", "do", "not"]),
        ("i dont", ["i", "do", "not"]),
        ("I don\u2019t", ["i", "do", "not"]),
        ("ur being silly", ["you", "are", "being", "silly"]),
        ("ur coat", ["your", "coat"]),
        ("ill come", ["i", "will", "come"]),
        ("you are ill", ["you", "are", "ill"]),
        ("you'd listened", ["you", "had", "listened"]),
        ("you'd listen", ["you", "would", "listen"]),
        ("cos u apologized", ["because", "you", "apologised"]),
        ("attention-seeking", ["attention", "seeking"]),
        ("gonna", ["going", "to"]),
    ],
)
def test_words_are_those_that_were_meant(typed, meant):
    """Contractions are opened, tired typing and spellings are evened out."""
    assert words(typed) == [meant]


def test_sentences_end_at_marks_and_lines():
    """Full stops, question marks and new lines end a sentence; an inner point does not."""
    assert words("I shouted. Was it you?\nNo") == [["i", "shouted"], ["was", "it", "you"], ["no"]]


def test_a_quotation_is_one_word():
    """What stands in quotation marks, of any make, is folded; apostrophes open nothing."""
    for text in ["You said 'go away' then", "You said “go away” then", 'You said "go away" then']:
        assert words(text) == [["you", "said", QUOTED, "then"]]
    assert words("the boys' and dogs' room") == [["the", "boys", "and", "dogs", "room"]]


def test_a_text_all_in_quotation_marks_is_read():
    """Someone who pastes the whole script in quotation marks still means it."""
    assert words('"I shouted at you."') == [["i", "shouted", "at", "you"]]


@each_of(
    ("text", "told"),
    [
        ("I said you never listen, and that was unfair", ["you", "never", "listen"]),
        ("I called you naughty", ["naughty"]),
        ("I told you to grow up", ["to", "grow", "up"]),
        ("I acted like you were in the way", ["like", "you", "were", "in", "the", "way"]),
        ("Tell me you forgive me", []),
        ("I shouted at you", []),
        ("I'm telling you it was fine", []),
        ("Like I said it was fine", []),
    ],
)
def test_reported_speech_is_marked(text, told):
    """What follows a verb of saying or thinking then is told of; a demand to say is not."""
    assert reported(text) == told


@each_of(
    ("text", "subject", "verb", "tense"),
    [
        ("You made me late", "you", "make", "past"),
        ("I will never hit you", "i", "hit", "future"),
        ("Mummy shouted", "i", "shout", "past"),
        ("Your mum shouted", "thing", "shout", "past"),
        ("It got too loud", "it", "get", "past"),
        ("We should talk", "we", "talk", "should"),
        ("Did I scare you?", "i", "scare", "past"),
        ("Give me a hug", "", "give", ""),
    ],
)
def test_a_clause_has_a_subject_a_verb_and_a_tense(text, subject, verb, tense):
    """Who does what, and when."""
    (clause,) = only(text).clauses
    assert (clause.subject, clause.verb, clause.tense) == (subject, verb, tense)


def test_clauses_begin_at_connectives_and_new_subjects():
    """`but`, `if` and a new subject after a verb open a clause."""
    assert [c.opens for c in only("I'm sorry I shouted but you laughed").clauses] == ["", "", "but"]
    assert [c.subject for c in only("Sorry you feel that way").clauses] == ["", "you"]


def test_a_passive_without_a_doer_is_agentless():
    """`by me` names the doer."""
    assert only("The lid got dropped").clauses[0].agentless
    assert not only("The lid got dropped by me").clauses[0].agentless


def test_negation_reaches_to_the_next_break():
    """What stands after a `not` is under it, up to the next `but` or comma."""
    parsed = only("Nothing you did made me shout, but I did")
    flags = dict(zip([t.word for t in parsed.tokens], parsed.negated, strict=True))
    assert flags["made"]
    assert not flags["i"]


def test_a_negative_question_negates_nothing():
    """`aren't you going to` asks; it does not deny."""
    assert not any(only("Aren't you going to say sorry?").negated)


@each_of(
    ("text", "kind"),
    [
        ("Stop crying", "order"),
        ("Will you stop?", "question"),
        ("Was I loud?", "question"),
        ("You stopped.", "statement"),
    ],
)
def test_orders_and_questions_are_known(text, kind):
    """An order begins with its verb, a question ends with its mark."""
    (clause,) = only(text).clauses
    assert clause.kind == kind


def test_words_are_counted_between_spaces():
    """What holds no letter or digit is no word."""
    assert count_words("I can't — well-meant 🙂 .") == 3


@given(st.text(max_size=200))
def test_every_character_keeps_its_place(text):
    """The evened-out text knows where each of its characters came from."""
    plain, places = normalise(text)
    assert len(places) == len(plain) + 1
    assert places == sorted(places)


@given(st.text(max_size=200))
def test_clauses_cover_every_word_once(text):
    """No word is lost between clauses, and none is in two."""
    for sentence in sentences(text):
        parsed = parse(sentence)
        covered = [at for clause in parsed.clauses for at in range(clause.first, clause.last)]
        assert covered == list(range(len(parsed.tokens)))


def test_a_title_ends_no_sentence():
    """The stop of `Mrs. Bell` is part of the name; a new line after it still ends one."""
    assert len(sentences("I've got Mrs. Bell to talk to. And Nan.")) == 2
    assert len(sentences("I rang Mrs.\nBell was out.")) == 2
