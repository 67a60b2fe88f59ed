"""`report --supervision` and `--therapy` as commands: choosing, asking, looking over, writing."""

import json
import os
import stat
from datetime import timedelta

import pytest

from repairlog import content
from repairlog.core.entries.model import Next, Repair, RepairSteps
from repairlog.journal.writing import Transaction
from support.cases import each_of
from support.journals import START, entry, new_id
from support.program import Program

DAY = timedelta(days=1)


@pytest.fixture
def program(tmp_path):
    """The program on a journal with three moments, one of which stands apart."""
    program = Program(tmp_path)
    planned = Repair(id=new_id(), edited=START, steps=RepairSteps(name="I shouted at you, Wren."))
    program.hold(
        [
            entry(
                id="aaaaaaaaaaaa",
                what="Wren ran, I shouted. Maya saw <script>alert(1)</script>, as did J.",
                child="Wren",
                carer="Sam",
                did=("yelled",),
                meaning="wren keeps away from Sam",
                then="wont",
                now="cant",
                repairs=(planned,),
            ),
            entry(id="bbbbbbbbbbbb", what="Fox and the door.", child="Fox", back=5, needs="Time."),
            entry(id="cccccccccccc", what="Held Fox back.", child="Fox", did=("restrained",)),
        ]
    )
    return program


@pytest.fixture
def page(tmp_path):
    """Where the page is to go."""
    return tmp_path / "page.html"


def shown(program, entry_id):
    """Return a moment as it is kept."""
    return json.loads(program.run("show", entry_id, "--json")[0])


# Choosing


@each_of(
    ("answer", "fox", "wren"),
    [
        ("all", True, True),
        ("1-2", True, True),
        ("1 and 2", True, True),
        ("aaaa", False, True),
        ("bbbb, aaaa", True, True),
        ("since 2026-01-01", True, True),
    ],
)
def test_moments_are_chosen_on_one_list(tmp_path, answer, fox, wren):
    """By numbers, ranges, days and ids; only what is chosen is on the page."""
    program, page = Program(tmp_path / answer.replace(" ", "")), tmp_path / f"{answer}.txt"
    program.home.mkdir()
    program.hold(
        [
            entry(id="aaaaaaaaaaaa", what="The shoes.", child="Wren", needs="x"),
            entry(id="bbbbbbbbbbbb", what="The door.", child="Fox", needs="x"),
        ]
    )
    program.run(
        "report", str(page), "--supervision", answers=f"{answer}\n" + "\n" * fox * wren + "\n1\n"
    )
    text = page.read_text("utf-8")
    assert ("The door." in text, "The shoes." in text) == (fox, wren)


def test_what_stands_apart_is_not_on_the_list_and_comes_by_its_id(program, page):
    """It is said that there is one; "all" leaves it out."""
    _, err = program.run("report", str(page), "--supervision", answers="all\n\n\n\n1\n")
    assert "Held Fox back" not in err
    assert "1 moment in which someone was hurt or held is not offered" in err
    program.run("report", str(page), "--force", "--supervision", answers="cccc\n\n\n1\n")
    text = page.read_text("utf-8")
    assert "Held A back" in text
    assert "It waits" not in text


def test_what_names_nothing_chooses_nothing(program, page):
    """A number beyond the list, a word: it is said, and nothing of the answer is taken."""
    for answer in ("7", "1, 9", "all but 1", "shoes", "since last time", "since whenever"):
        _, err = program.run("report", str(page), "--supervision", answers=f"{answer}\n1\n", code=2)
        assert "Nothing is chosen yet." in err, answer
        assert not page.exists()


def test_with_nothing_chosen_nothing_is_written(program, page):
    """Enter takes none; nobody to ask is a wrong usage."""
    for answer in ("\n", "none\n", ".\n"):
        program.run("report", str(page), "--supervision", answers=answer)
        assert not page.exists()
    program.run("--no-input", "report", str(page), "--supervision", code=2)
    program.run("report", str(page), "--supervision", answers="", code=2)
    program.run("report", str(page), "--supervision", "--therapy", code=2)
    assert not page.exists()


def test_the_list_is_of_what_the_filters_find(program, page):
    """--child narrows it, and a number counts on what is listed."""
    options = ("--supervision", "--child", "Wren")
    _, err = program.run("report", str(page), *options, answers="1\n\n\n1\n")
    assert "Fox" not in err
    assert "A ran, I shouted." in page.read_text("utf-8")


# What is asked there, and kept


def test_next_and_needs_are_asked_where_they_are_empty_and_kept(program, page):
    """What, by whom and by when, each as such: letters on the page, names in the journal."""
    answers = "aaaa\ntell Wren I was wrong, Sam, by Friday\nA quiet hour with Wren\n1\n"
    program.run("report", str(page), "--supervision", answers=answers)
    kept = shown(program, "aaaa")
    assert kept["next"]["what"] == "tell Wren I was wrong"
    assert (kept["next"]["who"], kept["next"]["when"]) == ("Sam", "by Friday")
    assert kept["needs"] == "A quiet hour with Wren"
    text = page.read_text("utf-8")
    assert "A quiet hour with A" in text
    assert "tell A I was wrong" in text
    _, err = program.run("report", str(page), "--force", "--supervision", answers="aaaa\n1\n")
    assert "what needs to happen next between you" not in err


def taken_before(**fields):
    """Return a moment that was taken along the day after it happened."""
    agreed = Next(what="tell Wren I was wrong", who="Sam", when="by Friday", sheet=START + DAY)
    return entry(id="dddddddddddd", what="The shoes.", child="Wren", next=agreed, **fields)


def test_since_last_time_takes_what_is_new_and_shows_the_last_next_steps(program, page):
    """What was written down later, and what was to happen next; by other choices no steps."""
    program.hold([taken_before()])
    program.run("new", "--what", "The stairs.", "--child", "Fox")
    options = ("report", str(page), "--force", "--supervision")
    for _ in range(2):  # a page of today may be written again
        _, err = program.run(*options, answers="since last time\n.\n1\n")
        assert "since last time takes what you wrote down since 5 May 2026" in " ".join(err.split())
        text = page.read_text("utf-8")
        assert "On 5 May 2026 this was to happen next:" in text
        assert "tell B I was wrong, C, by Friday" in text
        assert "The stairs." in text
        assert "The shoes." not in text
    program.run(*options, answers="1\n.\n1\n")
    assert "Since last time" not in page.read_text("utf-8")


def test_a_page_of_what_stands_apart_alone_is_a_last_time_too(program, page):
    """It says since when; its steps come along by its id alone."""
    program.hold([taken_before(did=("hurt",))])
    program.run("new", "--what", "The stairs.", "--child", "Fox")
    options = ("report", str(page), "--supervision")
    program.run(*options, answers="since last time\n.\n1\n")
    text = page.read_text("utf-8")
    assert "The stairs." in text
    assert "I was wrong" not in text


def test_what_was_not_written_is_no_last_time(program, page):
    """Without a yes nothing is marked; a mark is undone as every change is."""
    program.run("report", str(page), "--id", "bbbb", answers="\n2\n")
    assert shown(program, "bbbb")["next"] is None
    program.run("--no-input", "report", str(page), "--id", "bbbb", "--yes")
    assert shown(program, "bbbb")["next"]["sheet"]
    program.run("undo", "--yes")
    assert shown(program, "bbbb")["next"] is None


def test_blank_lines_are_for_the_hand_and_never_kept(program, page):
    """Where it was recorded, who was told, whether the young person was spoken to: on paper."""
    program.run("--no-input", "report", str(page), "--id", "cccc", "--yes")
    text = page.read_text("utf-8")
    for blank in content.supervision().blanks:
        assert f"[ ] {blank}" in text
        assert all(
            blank.encode() not in path.read_bytes() for path in program.journal.rglob("*.jsonl")
        )


def test_a_full_stop_ends_the_questions_and_keeps_what_was_answered(program, page):
    """Whoever takes many moments need not press Enter for each."""
    answers = "aaaa, cccc\nTell Wren\n.\n1\n"
    _, err = program.run("report", str(page), "--supervision", answers=answers)
    assert "a full stop goes on to the page" in " ".join(err.split())
    assert shown(program, "aaaa")["next"]["what"] == "Tell Wren"
    assert (shown(program, "aaaa")["needs"], shown(program, "cccc")["needs"]) == ("", "")
    assert "Held C back" in page.read_text("utf-8")


# Names


def test_supervision_names_are_letters_everywhere(program, page):
    """Children and carers in any case; other names by --name, and what is left is pointed out."""
    _, err = program.run(
        *("--no-input", "report", str(page), "--id", "aaaa", "--name", "Maya", "--yes")
    )
    text = page.read_text("utf-8")
    for name in ("Wren", "wren", "Sam", "Maya"):
        assert name not in text
        assert name not in err
    assert "I shouted at you, A." in text
    assert "&lt;script&gt;" in text
    assert "<script>" not in text
    program.run("--no-input", "report", str(page), "--id", "aaaa", "--yes", "--force")
    assert "Maya" in page.read_text("utf-8")


def test_supervision_says_what_it_is_not_and_counts_nobody(program, page):
    """Not the statutory record, confidential within the law, and no totals."""
    program.run(*("--no-input", "report", str(page), "--id", "aaaa", "--id", "bbbb", "--yes"))
    text = page.read_text("utf-8")
    assert "Not the statutory record" in text
    assert "asked for by law" in text
    assert "hard moments" not in text
    assert " : " not in text.split("<body>")[1]


def test_what_may_be_a_name_is_pointed_out_before_it_is_written(program, page):
    """Names in the middle of a sentence and single initials; without a yes nothing is written."""
    _, err = program.run("report", str(page), "--id", "aaaa", answers="\n\n2\n")
    told = " ".join(err.split())
    assert "These may be some: J, Maya." in told
    assert told.index("These may be some") < told.index("Write it?")
    assert "A ran, I shouted." in told
    assert "Nothing was written." in told
    assert not page.exists()
    program.run("--no-input", "report", str(page), "--id", "bbbb", code=2)
    assert not page.exists()


def test_one_person_keeps_one_letter_also_by_an_earlier_name(program, page):
    """A child that was renamed is the same letter by both names."""
    program.run("children", "rename", "Wren", "Robin", answers="1\n")
    program.run("edit", "aaaa", "--meaning", "Wren, now Robin, keeps away")
    program.run("--no-input", "report", str(page), "--id", "aaaa", "--yes")
    assert "A, now A, keeps away" in page.read_text("utf-8")


# What is written


@each_of("ending", ["md", "txt"])
def test_it_is_also_markdown_and_plain_text(tmp_path, ending):
    """By the file's ending: the same words, for this account alone, nothing replaced unasked."""
    program, page = Program(tmp_path / ending), tmp_path / f"sheet.{ending}"
    program.home.mkdir()
    program.hold([entry(id="aaaaaaaaaaaa", what="Wren *ran* <b>off</b>.", child="Wren")])
    program.run("--no-input", "report", str(page), "--supervision", "--id", "aaaa", "--yes")
    text = page.read_text("utf-8")
    assert text.startswith("# For supervision\n" if ending == "md" else "For supervision\n")
    assert ("A \\*ran\\* \\<b\\>off\\</b\\>." if ending == "md" else "A *ran* <b>off</b>.") in text
    assert "Not the statutory record" in text
    assert "<html" not in text
    assert text.rstrip().endswith("law.")
    if os.name == "posix":
        assert stat.S_IMODE(page.stat().st_mode) == 0o600
    program.run("--no-input", "report", str(page), "--id", "aaaa", "--yes", code=2)


def test_what_is_needed_is_given_back_where_its_save_is_stopped(program, page, monkeypatch):
    """Ctrl-C in the middle of saving it: the words stand on the screen, as they do elsewhere."""

    def stop(*_given):
        raise KeyboardInterrupt

    monkeypatch.setattr(Transaction, "change", stop)
    _, err = program.run(
        "report", str(page), "--id", "aaaa", answers="A quiet hour with Wren\n", code=130
    )
    assert "A quiet hour with Wren" in err


def test_the_questions_take_the_commands_of_every_question(program, page):
    """`?` explains, `<` has nothing to go back to, `.` leaves it: none of them is kept as words."""
    _, err = program.run(
        *("report", str(page), "--supervision"),
        answers="?\n<\naaaa\n?\n\n?\n<\n.\nhelp\nback\n1\n",
    )
    assert "a range such as 2-5" in err
    assert "One thing is plenty" in err
    assert "What would help you" in err
    assert "1 writes the page" in err
    kept = shown(program, "aaaa")
    assert (kept["needs"], kept["next"]["what"]) == ("", "")
    assert page.exists()


# For a therapist


def test_a_page_for_a_therapist_is_in_the_words_of_a_parent(program, page):
    """The same choosing; nothing of a workplace, nothing asked of next steps, no counts unasked."""
    _, err = program.run("report", str(page), "--therapy", answers="aaaa\nSleep, and Sam\n1\n")
    assert shown(program, "aaaa")["needs"] == "Sleep, and Sam"
    assert "what needs to happen next" not in err
    text = page.read_text("utf-8")
    assert "To talk about" in text
    assert "Sleep, and B" in text
    assert "What needs to happen next" not in text
    for word in ("Wren", "Sam", "supervision", "statutory", "Recorded", "In numbers"):
        assert word not in text, word


def test_a_page_for_a_therapist_says_before_it_is_written_that_it_can_be_asked_for(program, page):
    """In family proceedings: on the screen above the last question, in a script too."""
    _, err = program.run("report", str(page), "--therapy", "--id", "aaaa", answers="\n2\n")
    told = " ".join(err.split())
    assert told.index("in family proceedings") < told.index("Write it?")
    assert not page.exists()
    _, err = program.run("--no-input", "report", str(page), "--therapy", "--id", "aaaa", "--yes")
    assert "in family proceedings" in " ".join(err.split())
    _, err = program.run("report", str(page), "--force", "--id", "aaaa", answers="\n\n2\n")
    assert "family proceedings" not in err


def test_the_first_page_of_counts_comes_only_when_asked_and_equals_stats(program, page):
    """The same numbers as `stats --json`; supervision has none."""
    text = page.with_suffix(".txt")
    program.run(
        *("--no-input", "report", str(text), "--therapy", "--counts", "--id", "aaaa", "--yes")
    )
    told = text.read_text("utf-8")
    found = json.loads(program.run("stats", "--json")[0])
    assert f"Hard moments: {found['ratio']['rupture']}\n" in told
    assert f"Came back to: {found['ratio']['repair']}\n" in told
    assert f"hurt or held: {found['apart']}\n" in told.replace("\n  ", " ")
    _, err = program.run("report", str(page), "--supervision", "--counts", code=2)
    assert "A page for supervision has no counts." in err
