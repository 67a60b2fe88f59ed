"""The notation of the sure rules, and what is quoted or told of."""

from hypothesis import given
from hypothesis import strategies as st

from repairlog.core.language.phrases import Phrases, Said
from support.cases import each_of
from support.work import work

LISTS = {"outburst": ["shout", "lose it", "<swear>"], "swear": ["swear", "call you names"]}


def found(phrase: str, text: str, **options) -> list[str]:
    """The words in which a phrase is found."""
    return [
        text[each.start : each.end] for each in Phrases([phrase], LISTS).find(Said(text), **options)
    ]


@each_of(
    ("phrase", "text", "words"),
    [
        ("you made me", "Well, YOU made me late.", "YOU made me"),
        ("bit|little of", "a little of that", "little of"),
        ("made me <outburst|cry>", "you made me lose it", "made me lose it"),
        ("made me <outburst>", "you made me call you names", "made me call you names"),
        ("made me (go and|also) <outburst>", "It made me swear.", "made me swear"),
        ("made me (go and|also) <outburst>", "made me go and shout", "made me go and shout"),
        ("made me (<swear>) today", "made me swear today", "made me swear today"),
        ("sorry ... if", "Sorry, my love, if that hurt", "Sorry, my love, if"),
        ("dont *ing", "don\u2019t keep going, don't moaning", "don't moaning"),
        ("kept * me", "it kept winding me up", "kept winding me"),
        ("^ anyway", "I shouted. Anyway, forget it, anyway.", "Anyway"),
        ("forget it .", "forget it now, just forget it!", "forget it"),
    ],
)
def test_a_phrase_is_found_where_it_stands(phrase: str, text: str, words: str):
    """Each piece of the notation finds what the module's first lines say, there and only there."""
    assert found(phrase, text) == [words]


@each_of(
    ("phrase", "text"),
    [
        ("you made me", "made you me"),
        ("made me <outburst>", "made me cry"),
        ("sorry ... but", "Sorry. But"),
        ("sorry ... but", "sorry one two three four five but"),
        ("i ... hit", "I would never ever hit"),
        ("hit", "whitest hitting"),
        ("^ anyway", "and anyway"),
        ("forget it .", "forget it again"),
        ("* *ing", "going"),
    ],
)
def test_a_phrase_is_not_found_elsewhere(phrase: str, text: str):
    """A gap has an end and steps over no `not`; sentences and words are whole."""
    assert found(phrase, text) == []


@each_of(
    "text",
    [
        'You said, "you made me".',
        "“You made me do it” was a lie.",
        "I said 'you made me', and that's not so.",
        "I said you made me, and that was wrong.",
        "She told the teacher that you made me.",
        "I'm sorry for saying that you made me.",
        "I won't say you made me.",
        "You might think you made me.",
        "You made me, I said.",
        "I shouldn't have told you that you made me shout, ever.",
    ],
)
def test_what_is_quoted_or_told_of_is_not_said(text: str):
    """Nothing stands in a quotation or a telling, unless it is looked for there, too."""
    assert found("you made me", text) == []
    assert len(found("you made me", text, also_told=True)) == 1


@each_of(
    "text",
    [
        "I said sorry, and you made me.",
        "I told you so but you made me.",
        "I'm telling you that you made me.",
        "I said it. You made me.",
        "Don't, 'cos you made me.",
        "Tell me that you made me.",
    ],
)
def test_what_comes_after_a_telling_is_said(text: str):
    """A telling ends with its clause, and an apostrophe begins no quotation."""
    assert len(found("you made me", text)) == 1


PIECES = "you made me|said|'|\"|“|”|.|,|and|but|never|\n|🙂|ﬁ".split("|")
EVERY = Phrases(["you made me", "^ ... *", "* (a|said) ... .", "<outburst> and"], LISTS)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=50).map(" ".join)))
def test_any_text_can_be_looked_through(text: str):
    """It never fails, and what is found lies inside the text."""
    for each in EVERY.find(Said(text)):
        assert 0 <= each.start < each.end <= len(text)


@each_of("piece", ["you made me ", "'a ", '"', "“", "said you ", "a, i said. ", "you\n"])
def test_work_grows_no_faster_than_the_text(piece: str):
    """Ten times the text is at most twelve times the work: a hundred would be its square."""
    few, many = (piece * (size // len(piece)) for size in (400, 4000))

    def look(text: str) -> None:
        list(EVERY.find(Said(text)))

    look(many)
    assert work(look, many) < 12 * work(look, few)
