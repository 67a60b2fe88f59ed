"""`search`: moments are found by any words in them, and shown with what stands around."""

import pytest

from support.cases import each_of


@pytest.fixture
def moments(program):
    """Three moments with different words in different parts."""
    program.new(
        "She would not put her red shoes on, and the bus was at the corner already. I shouted.",
        *("--when", "2026-11-02", "--child", "Zo\u00eb", "--feeling", "rushed", "--tag", "morning"),
    )
    program.new("The bath. I didn\u2019t listen.", "--when", "2026-11-09", "--child", "Fox")
    program.ok("repair", "last", "--name", "I did not listen at the bath", "--outcome", "offered")
    program.new("Shoes again\nand I walked off.", "--when", "2026-11-16", "--child", "Fox")


def whats(ran):
    """Return how each entry found begins."""
    return [entry["what"].split()[0] for entry in ran.json]


@each_of(
    ("words", "found"),
    [
        (["shoes"], ["She", "Shoes"]),
        (["SHOES", "bus"], ["She"]),
        (["shoes again"], ["Shoes"]),
        (["shoes", "-bus"], ["Shoes"]),
        (["shoes", "-nothing"], ["She", "Shoes"]),
        (["-night", "bath"], ["The"]),
        (["zoe"], ["She"]),
        (["didnt"], ["The"]),
        (["rush"], ["She"]),
        (["shoes", "--child", "zoe"], ["She"]),
        (["shoes", "-n", "1"], ["Shoes"]),
        (["shoes", "--since", "2026-11-10"], ["Shoes"]),
        (["listen", "--open"], []),
        (["shoes", "--tag", "Morning"], ["She"]),
        (["shoes", "--feeling", "RUSHED"], ["She"]),
        (["shoes", "--setting", "foster"], []),
    ],
)
def test_words_find_moments(program, moments, words, found):
    """Words, words in a row, words to leave out, and the filters of a list, oldest first."""
    assert whats(program.ok("search", *words, "--json")) == found


def test_what_stands_around_is_shown_and_what_was_found_is_marked(program, moments):
    """Asterisks mark it, a label says in which part, and dots say that there is more."""
    lines = program.ok("search", "listen").out.splitlines()
    assert lines[0].endswith("Came back.")
    assert lines[1:] == [
        "  The bath. I didn\u2019t *listen*.",
        "  Words: I did not *listen* at the bath.",
    ]
    shown = program.ok("search", "corner").out.splitlines()[1:]
    assert shown[0].startswith("  ... ")
    assert "*corner*" in " ".join(shown)


def test_a_long_account_is_shown_in_pieces(program):
    """Of a text with a word here and there only what stands around it is shown."""
    program.new("\n".join(["kettle", "word " * 200, "kettle", "word " * 200, "KETTLE"]))
    shown = " ".join(program.ok("search", "kettle").out.split())
    assert shown.count("*kettle*") + shown.count("*KETTLE*") == 3
    assert len(shown) < 500


def test_nothing_found_is_said_and_no_failure(program, moments):
    """It says so in one line; in JSON it is an empty list."""
    assert program.ok("search", "umbrella").out == "Nothing here has all of these words.\n"
    assert program.ok("search", "umbrella", "--json").json == []


@each_of("words", [["-bath"], ["!!"], [""], []])
def test_there_must_be_a_word_to_look_for(program, words):
    """What is only left out finds nothing: it is a wrong use, with an example."""
    ran = program("search", *words)
    assert ran.code == 2
    assert "search" in ran.err


def test_words_that_were_deleted_are_not_found(program, moments):
    """Neither a deleted moment nor words that an edit replaced."""
    program.ok("edit", "last", "--what", "The coat.")
    assert whats(program.ok("search", "shoes", "--json")) == ["She"]
    program.ok("delete", "last", "--yes")
    assert program.ok("search", "coat", "--json").json == []


def test_words_of_several_devices_are_one_moment(program, moments, line):
    """A moment whose words lie in the files of two devices is found by words of both."""
    first = line("Umbrella.", tags=["one"])
    program.add_line(first)
    program.add_line(
        line(
            "Umbrella.",
            repairs=[{"id": "repair234567", "edited": "2026-11-03T08:00:00Z", "note": "galoshes"}],
        ),
        "other.jsonl",
    )
    assert whats(program.ok("search", "umbrella", "galoshes", "--json")) == ["Umbrella."]


def test_lines_of_other_programs_are_found_too(program, line):
    """Letters that a line holds escaped, or without the accents that were typed."""
    program.add_line(line("The caf\u00e9, l\u2019orage."))  # json.dumps escapes them
    for words in ("cafe", "lorage", "CAF\u00c9"):
        assert whats(program.ok("search", words, "--json")) == ["The"]


def test_another_carers_name_is_not_shown(program, line):
    """What one person wrote is not for another to count: no carer is searched or named."""
    program.named("Sam")
    program.add_line(line("The kettle.", carer="Alex"))
    assert program.ok("search", "alex", "--json").json == []
    assert program.ok("search", "kettle", "--json").json[0]["carer"] == ""
