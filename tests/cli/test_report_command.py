"""`report` as a command."""

import os
import stat

import pytest

from repairlog.core.entries.model import Repair, RepairSteps
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
