"""A moment in an editor: only what was changed is kept, and a slip loses nothing."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repairlog import content
from repairlog.core.entries import form
from support.cases import each_of
from support.faults import STEPS_OF_A_WRITE, Died, failing

EACH = dict(content.editor().headings)


def under(name):
    """Return the heading of a part as a `sed` address of the line behind it."""
    heading = EACH[name].replace("/", "\\/").replace("(", "[(]")
    return f"/^## {heading}/"


@pytest.fixture
def edit(program, tmp_path, monkeypatch):
    """Run `edit last --editor` with an editor that runs this `sed` script."""

    def run(script, *options, typed=""):
        path = tmp_path / "script.sed"
        path.write_text(script, "utf-8")
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"sed -i -f '{path}'")
        return program("edit", "last", "--editor", *options, typed=typed)

    return run


def drafts(program):
    """Return what an editor left of the moment."""
    return [path for path in (program.home / "state").rglob("drafts/*") if path.is_file()]


def test_parts_are_changed_and_the_draft_is_gone(program, edit):
    """Words, lists, names, times and readings, each as the questions take them."""
    program.new("I shouted.", "--child", "Wren", "--feeling", "tired")
    script = [
        f"{under('what')}{{n;s/.*/I shouted, twice.\\nThen I left./}}",
        f"{under('when')}{{n;s/.*/yesterday 7pm/}}",
        f"{under('feelings')}{{n;s/.*/Angry, wrung out/}}",
        f"{under('did')}{{n;s/.*/shouted/}}",
        f"{under('then')}{{n;s/.*/Won't/}}",
        f"{under('child_age')}{{n;s/.*/4/}}",
        f"{under('helped')}{{n;s/.*/a glass of water/}}",
        f"{under('harm')}{{n;s/.*/no/}}",
    ]
    ran = edit("\n".join(script))
    assert ran.code == 0, ran.err
    entry = program.entry()
    assert entry["what"] == "I shouted, twice.\nThen I left."
    assert entry["happened"].startswith("2026-11-18T19:00")
    assert entry["feelings"] == ["angry", "wrung out"]
    assert entry["did"] == ["yelled"]
    assert entry["moment"]["then"] == "wont"
    assert (entry["child"], entry["child_age"], entry["harm"]) == ("Wren", 4, "no")
    assert entry["helped"] == "a glass of water"
    assert drafts(program) == []
    program.ok("undo")
    assert program.entry()["what"] == "I shouted."


def test_nothing_is_saved_where_nothing_was_changed(program, edit):
    """Not a byte of the journal, and no draft stays; another line end at the end is no change."""
    program.new("I shouted.\n## a heading\n\\## another", "--when", "yesterday evening, bath time")
    before = program.files()
    for script in ("", "$s/$/\\n/"):
        ran = edit(script)
        assert ran.code == 0
        assert "Nothing was changed" in ran.err
        assert program.files() == before
        assert drafts(program) == []


def test_an_empty_part_empties_that_answer(program, edit):
    """As none does at a question; a part that is taken out whole stays as it is."""
    program.new("I shouted.", "--child", "Wren", "--feeling", "tired", "--moment", "cant")
    emptied = [f"{under(name)}{{n;s/.*//}}" for name in ("feelings", "then")]
    ran = edit("\n".join([*emptied, f"{under('child')}{{N;d}}"]))
    assert ran.code == 0, ran.err
    entry = program.entry()
    assert (entry["feelings"], entry["moment"]["then"], entry["child"]) == ([], None, "Wren")


@each_of(
    ("script", "said"),
    [
        (f"{under('when')}{{n;s/.*/the other week/}}", "When it was"),
        (f"{under('when')}{{n;s/.*/2026-12-24/}}", "still to come"),
        (f"{under('child_age')}{{n;s/.*/four/}}", "a number of years"),
        (f"{under('then')}{{n;s/.*/perhaps/}}", "can't, won't, both, not sure"),
        (f"{under('harm')}{{n;s/.*/maybe/}}", "yes, unsure, no"),
        (f"{under('what')}{{n;s/.*//}}", "cannot be empty"),
        (f"{under('what')}{{n;s/.*/## My own/}}", "no part called"),
        (f"{under('before')}s/.*/## What happened/", "there twice"),
        ("1s/^/words of my own\\n/", "above the first heading"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line_and_kept(program, edit, script, said):
    """Exit 2, nothing saved, and the next time what was typed is opened again."""
    program.new("I shouted.")
    before = program.files()
    ran = edit(f"{script}\n{under('meaning')}{{n;s/.*/we were both worn out/}}")
    assert ran.code == 2
    assert ran.err.startswith("Line ")
    assert said in ran.err
    assert "--editor" in ran.err
    assert program.files() == before
    assert drafts(program)
    again = edit("")
    assert again.code == 2
    assert "still there" in again.err


def test_what_was_kept_goes_on_where_the_entry_changed_meanwhile(program, edit):
    """Only what was changed in the draft counts: another change since then stays."""
    program.new("I shouted.", "--child", "Wren")
    typed = (("child_age", "four"), ("meaning", "worn out"))
    assert edit("\n".join(f"{under(name)}{{n;s/.*/{text}/}}" for name, text in typed)).code == 2
    program.ok("edit", "last", "--what", "I shouted at bath time.")
    ran = edit(f"{under('child_age')}{{n;s/.*/4/}}")
    assert ran.code == 0, ran.err
    entry = program.entry()
    assert (entry["what"], entry["child_age"]) == ("I shouted at bath time.", 4)
    assert entry["meaning"] == "worn out"
    assert drafts(program) == []


def test_an_editor_that_fails_changes_nothing(program, monkeypatch, edit):
    """Left with an error, as vim is by :cq: exit 2, and what was typed is kept."""
    program.new("I shouted.")
    before = program.files()
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "sh -c 'echo more >> \"$0\"; exit 1'")
    ran = program("edit", "last", "--editor")
    assert ran.code == 2
    assert "ended with an error" in ran.err
    assert program.files() == before
    assert drafts(program)


def test_doctor_names_what_was_typed_and_forgetting_takes_it_too(program, edit):
    """It is said how to go on with it; `delete --forever` leaves none of the words."""
    entry = program.new("I shouted.")
    assert edit(f"{under('child_age')}{{n;s/.*/four/}}").code == 2
    assert f"edit {entry['id']} --editor goes on with it" in program.ok("doctor").out
    program.ok("delete", "--forever", "--yes", entry["id"])
    assert drafts(program) == []
    assert "goes on with it" not in program.ok("doctor").out


@each_of("options", [("--meaning", "x"), ("--no-input",)])
def test_an_editor_stands_alone(program, edit, options):
    """Options need no editor, and where nothing may be asked none is opened."""
    program.new("I shouted.")
    ran = edit("", *options)
    assert ran.code == 2
    assert drafts(program) == []


def test_words_of_harm_name_help_once_saved(program, edit):
    """What was typed in an editor is heard as anything else is."""
    program.new("I shouted.")
    ran = edit(f"{under('what')}{{n;s/.*/I hit him in the face and he bled./}}")
    assert ran.code == 0
    assert "help-now" in ran.err


LINES = st.text(st.sampled_from("# \\ab\n"), max_size=40)


@given(st.dictionaries(st.sampled_from(sorted(EACH)), LINES, max_size=5))
def test_no_line_of_a_text_is_taken_for_a_heading(texts):
    """Whatever is written under the headings is read back, outer space aside."""
    sections = {EACH[name]: text for name, text in texts.items()}
    opening = content.editor().opening
    read = form.read(form.write(opening, sections), opening, EACH)
    assert {name: section.text for name, section in read.items()} == {
        name: text.strip() for name, text in texts.items()
    }


def named(monkeypatch, editor):
    """Name an editor by a line of shell, to which the file is `$0`."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"sh -c '{editor}'")


def test_a_name_that_cannot_be_read_is_no_failure_of_ours(program, monkeypatch):
    """Such as one with half a pair of quotation marks: exit 2, and it is said."""
    program.new("I shouted.")
    monkeypatch.delenv("VISUAL", raising=False)
    for editor in ('vim "', "'"):
        monkeypatch.setenv("EDITOR", editor)
        ran = program("edit", "last", "--editor")
        assert ran.code == 2
        assert editor in ran.err


def test_what_an_editor_saves_later_is_taken_up(program, monkeypatch, edit):
    """Some say at once that they have ended, and save when the draft is gone already."""
    entry = program.new("I shouted.", "--child", "Wren")
    named(monkeypatch, 'cp "$0" "$HOME/open"')
    monkeypatch.setenv("HOME", str(program.home))
    assert program("edit", "last", "--editor").code == 0
    opened = (program.home / "open").read_text("utf-8")
    (late,) = (each for each in (program.home / "state").rglob("drafts"))
    path = late / f"{entry['id']}.txt"
    path.write_text(opened.replace("I shouted.", "I shouted, and then cried."), "utf-8")
    assert f"edit {entry['id']} --editor goes on with it" in program.ok("doctor").out
    ran = edit("")
    assert (ran.code, "still there" in ran.err) == (0, True)
    assert program.entry()["what"] == "I shouted, and then cried."
    assert drafts(program) == []


@each_of("left", ["$0.save", "${0%/*}/.${0##*/}.swp", "${0%/*}/#${0##*/}#"])
def test_what_an_editor_put_beside_when_it_was_ended_stays(program, monkeypatch, edit, left):
    """What nobody saved may be there alone: it is named, and goes once the words are kept."""
    program.new("I shouted.")
    named(monkeypatch, f'echo typed > "{left}"; kill -9 $$')
    ran = program("edit", "last", "--editor")
    assert ran.code == 2
    assert "Your editor left" in ran.err
    assert any(path.read_text("utf-8") == "typed\n" for path in drafts(program))
    again = edit("")  # looked at, and closed without a change
    assert (again.code, "Your editor left" in again.err) == (2, True)
    assert any(path.read_text("utf-8") == "typed\n" for path in drafts(program))
    assert edit(f"{under('meaning')}{{n;s/.*/typed/}}").code == 0
    assert drafts(program) == []


def test_a_text_that_is_gone_changes_nothing(program, monkeypatch):
    """An editor that took the file away has emptied nothing."""
    program.new("I shouted.")
    before = program.files()
    named(monkeypatch, 'rm "$0"')
    ran = program("edit", "last", "--editor")
    assert (ran.code, "Nothing was changed" in ran.err) == (0, True)
    assert program.files() == before
    assert drafts(program) == []


@pytest.mark.parametrize("how", ["fails", "dies"])
def test_no_fault_of_the_disk_loses_what_was_typed(program, monkeypatch, edit, tmp_path, how):
    """Whichever step fails: it is in the journal, in the draft or on the screen."""
    program.new("I shouted.")
    typed = f"{under('meaning')}{{n;s/.*/worn out, N/}}"
    for at in range(99):
        script = tmp_path / "editor"
        sed = typed.replace("N", str(at))
        script.write_text(f"#!/bin/sh\nsed -i '{sed}' \"$1\"\n: > '{tmp_path}/opened{at}'\n")
        script.chmod(0o755)
        monkeypatch.setenv("EDITOR", str(script))
        said = ""
        with failing(at, how) as faults, contextlib.suppress(Died):
            ran = program("edit", "last", "--editor")
            assert ran.code in (0, 6)
            said = ran.err
        held = [path.read_text("utf-8") for path in drafts(program)]
        if (tmp_path / f"opened{at}").exists():
            assert f"worn out, {at}" in "\n".join([*held, said, program.entry()["meaning"]])
        if not faults.hit:
            break
        edit("")  # what is there is opened again, and kept
        assert drafts(program) == []
    assert at > len(STEPS_OF_A_WRITE)
    assert program.entry()["meaning"] == f"worn out, {at}"
