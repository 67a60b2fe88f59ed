"""`report` and `report --supervision` as commands."""

import json
import os
import stat

import pytest

from repairlog.core.entries.model import Repair, RepairSteps
from repairlog.journal.writing import Transaction
from support.journals import START, entry, new_id
from support.program import Program


@pytest.fixture
def program(tmp_path):
    """The program on a journal with three moments, one of which stands apart."""
    program = Program(tmp_path)
    planned = Repair(id=new_id(), edited=START, steps=RepairSteps(name="I shouted at you, Wren."))
    program.hold(
        [
            entry(
                id="aaaaaaaaaaaa",
                what="Wren ran, I shouted. Maya and <script>alert(1)</script> saw it.",
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


def test_the_page_is_whole_and_for_this_account_alone(program, page):
    """One file, mode 0600, with a policy that allows nothing to be loaded or run."""
    out, err = program.run("report", str(page))
    assert out == ""
    assert str(page) in err
    text = page.read_text("utf-8")
    assert "default-src 'none'; style-src 'sha256-" in text
    assert "unsafe" not in text
    assert "http" not in text.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    if os.name == "posix":
        assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_the_page_says_by_what_it_was_chosen(program, page):
    """A page about some of the moments does not look like one about all."""
    program.run("report", str(page), "--child", "Wren", "--since", "2026-05-01")
    assert "Only child Wren, since 2026-05-01." in page.read_text("utf-8")
    program.run("report", str(page), "--force")
    assert "Only" not in page.read_text("utf-8")


def test_a_file_is_replaced_only_by_force(program, page):
    """What is there stays, unless --force says otherwise."""
    page.write_text("mine")
    _, err = program.run("report", str(page), code=2)
    assert "--force" in err
    assert page.read_text() == "mine"
    program.run("report", str(page), "--force")
    assert page.read_text().startswith("<!doctype html>")
    if os.name == "posix":
        assert stat.S_IMODE(page.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="the browser here is a shell script")
def test_it_is_opened_only_when_asked(program, page, tmp_path):
    """--open hands the page to the browser; without it nothing is opened."""
    seen, browser = tmp_path / "seen", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {seen}\n')
    browser.chmod(0o700)
    program.run_apart("report", str(page), BROWSER=str(browser))
    assert not seen.exists()
    program.run_apart("report", str(page), "--force", "--open", BROWSER=str(browser))
    assert seen.read_text().strip() == page.as_uri()


def test_a_missing_folder_is_said(program, tmp_path):
    """A page cannot go where there is no folder."""
    program.run("report", str(tmp_path / "none" / "page.html"), code=6)


def test_supervision_takes_only_what_is_chosen(program, page):
    """Each is asked for, newest first; what stands apart is not offered."""
    _, err = program.run(
        "report", str(page), "--supervision", answers="2\n1\nA quiet hour with Wren\n1\n"
    )
    assert "Held Fox back" not in err
    assert "1 moment in which someone was hurt or held is not offered" in err
    text = page.read_text("utf-8")
    assert "Fox" not in text
    assert "the door" not in text
    assert "A quiet hour with A" in text
    assert json.loads(program.run("show", "aaaa", "--json")[0])["needs"] == "A quiet hour with Wren"


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


def test_supervision_is_looked_over_before_it_is_written(program, page):
    """The preview holds the words; without a yes nothing is written."""
    _, err = program.run("report", str(page), "--id", "bbbb", answers="2\n")
    assert "A and the door." in err
    assert "Nothing was written." in err
    assert not page.exists()
    program.run("--no-input", "report", str(page), "--id", "bbbb", code=2)
    assert not page.exists()


def test_supervision_of_what_stands_apart_says_who_was_told(program, page):
    """Named one by one it comes, with that line; empty, there is a line to write on."""
    program.run("report", str(page), "--id", "cccc", answers="Rest\nThe manager, Sam\n1\n")
    assert "Who has been told" in page.read_text("utf-8")
    assert "The manager, " in page.read_text("utf-8")
    assert "Sam" not in page.read_text("utf-8")
    program.run("--no-input", "report", str(page), "--id", "cccc", "--yes", "--force")
    assert "To be written here: ____" in page.read_text("utf-8")


def test_supervision_says_what_it_is_not_and_counts_nobody(program, page):
    """Not the statutory record, confidential within the law, and no totals."""
    program.run(*("--no-input", "report", str(page), "--id", "aaaa", "--id", "bbbb", "--yes"))
    text = page.read_text("utf-8")
    assert "Not the statutory record" in text
    assert "asked for by law" in text
    assert "hard moments" not in text
    assert " : " not in text.split("<body>")[1]


def test_supervision_with_nothing_chosen_writes_nothing(program, page):
    """An empty answer ends the choosing; nobody to ask is a wrong usage."""
    program.run("report", str(page), "--supervision", answers="\n")
    assert not page.exists()
    program.run("--no-input", "report", str(page), "--supervision", code=2)
    program.run("report", str(page), "--supervision", answers="", code=2)
    assert not page.exists()


def test_what_is_needed_is_given_back_where_its_save_is_stopped(program, page, monkeypatch):
    """Ctrl-C in the middle of saving it: the words stand on the screen, as they do elsewhere."""

    def stop(*_given):
        raise KeyboardInterrupt

    monkeypatch.setattr(Transaction, "change", stop)
    _, err = program.run(
        "report", str(page), "--id", "aaaa", answers="A quiet hour with Wren\n", code=130
    )
    assert "A quiet hour with Wren" in err


def test_the_questions_of_supervision_take_the_commands_of_every_question(program, page):
    """`?` explains, `<` has nothing to go back to, `.` leaves it: none of them is kept as words."""
    _, err = program.run(
        "report", str(page), "--supervision", answers="2\n?\n<\nok\n?\n<\n.\nhelp\nback\n1\n"
    )
    assert "1 takes this moment along" in err
    assert "What would help you" in err
    assert "1 writes the page" in err
    assert json.loads(program.run("show", "aaaa", "--json")[0])["needs"] == ""
    assert page.exists()
