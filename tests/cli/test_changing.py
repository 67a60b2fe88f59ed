import pytest


def test_edit_by_options_changes_those_fields_alone(program):
    """Options of `new` change an entry; all else stays, and it is newer."""
    before = program.new("First.", "--child", "Wren", "--feeling", "tired", "--moment", "wont")
    program.ok("reframe", "last", "--moment", "cant")
    after = program.ok("edit", "last", "--what", "Second.", "--feeling", "sad", "--json").json
    assert (after["what"], after["feelings"], after["child"]) == ("Second.", ["sad"], "Wren")
    assert after["moment"] == {"then": "wont", "now": "cant"}
    assert after["logged"] == before["logged"]
    assert after["edited"] > before["edited"]
    moved = program.ok("edit", "last", "--moment", "both", "--json").json
    assert moved["moment"] == {"then": "both", "now": "cant"}


def test_edit_takes_every_option_of_new(program):
    """Whatever `new` can set, `edit` can set afterwards."""
    program.named("Sam")
    program.new("First.")
    options = ("--when", "2026-11-02T08:00", "--child", "Fox", "--child-age", "14")
    options += ("--carer", "Sam", "--did", "sarcasm,own", "--body", "teeth", "--meaning", "M.")
    options += ("--child-feeling", "sad", "--tag", "a,b", "--before", "B.", "--what", "-")
    after = program.ok("edit", "last", *options, "--json", typed="From a pipe.\n").json
    assert after["what"] == "From a pipe."
    assert (after["happened"], after["precision"]) == ("2026-11-02T08:00:00Z", "minute")
    assert (after["child"], after["child_age"], after["carer"]) == ("Fox", 14, "Sam")
    assert (after["did"], after["body"]) == (["sarcasm", "own"], ["teeth"])
    assert (after["child_feelings"], after["tags"]) == (["sad"], ["a", "b"])
    assert (after["meaning"], after["before"]) == ("M.", "B.")


def test_edit_to_another_child_takes_that_childs_age(program):
    """The age of one child is never kept for another that the settings know."""
    program.settings.parent.mkdir(parents=True, exist_ok=True)
    program.settings.write_text("[children]\nWren = 2022\nFox = 2012\n")
    assert program.new("First.", "--child", "Fox")["child_age"] == 14
    ages = {"Wren": 4, "Fox": 14, "Stranger": None}
    for child, age in ages.items():
        changed = program.ok("edit", "last", "--child", child, "--json").json
        assert (changed["child"], changed["child_age"]) == (child, age)
    given = program.ok("edit", "last", "--child", "Wren", "--child-age", "5", "--json").json
    assert given["child_age"] == 5


def test_a_name_stays_on_one_line(program):
    """A line break in a name would break every line that it stands in."""
    assert program.new("First.", "--child", "Wren\n  B")["child"] == "Wren B"


def test_edit_asks_the_questions_with_what_is_there(program):
    """Piped answers change what they answer; an empty one leaves it as it is."""
    program.new("First.", "--child", "Wren", "--feeling", "tired")
    ran = program.ok("edit", "last", "--json", typed="\nFox\n")
    assert (ran.json["what"], ran.json["child"]) == ("First.", "Fox")
    assert ran.json["feelings"] == ["tired"]
    assert "So far: Wren" in ran.err


@pytest.mark.parametrize(
    "options",
    [["--what", " "], ["--when", "tomorrow"], ["--moment", "maybe"], ["--child-age", "200"], []],
)
def test_edit_with_nothing_usable_exits_2(program, options):
    """A refused edit changes nothing."""
    program.new()
    before = program.files()
    ran = program("--no-input", "edit", "last", *options)
    assert (ran.code, ran.out) == (2, "")
    assert program.files() == before


def test_edit_cannot_move_a_moment_past_its_writing(program):
    """Nothing happens after it was written down."""
    program.new()
    program.now = program.now.replace(day=22)
    ran = program("edit", "last", "--when", "2026-11-21")
    assert ran.code == 2
    assert program.entry()["happened"] == "2026-11-19T12:00:00Z"


def test_rest_and_its_undo(program):
    """A moment rests with a reason, and waits again."""
    entry = program.new()
    rested = program.ok("rest", entry["id"], "--why", "We are fine.", "--json").json
    assert rested["rest"]["why"] == "We are fine."
    assert program.ok("waiting", "--json").json == []
    back = program.ok("rest", "last", "--undo", "--json").json
    assert back["rest"] is None
    assert len(program.ok("waiting", "--json").json) == 1
    assert f"rest --undo {entry['id']}" in program.ok("rest", "last").err


@pytest.mark.parametrize(("typed", "gone"), [("1\n", True), ("yes\n", True), ("2\n", False)])
def test_delete_asks(program, typed, gone):
    """Only a yes deletes; anything else leaves it, and both are done (exit 0)."""
    program.new()
    ran = program.ok("delete", "last", typed=typed)
    assert (program.entries() == []) is gone
    assert ran.out == ""


@pytest.mark.parametrize("arguments", [["--no-input", "delete"], ["delete"]])
@pytest.mark.parametrize("forever", [[], ["--forever"]])
def test_delete_with_nobody_to_ask_exits_2(program, arguments, forever):
    """Without an answer or --yes nothing is deleted."""
    program.new()
    before = program.files()
    typed = "1\n" if "--no-input" in arguments else ""
    ran = program(*arguments, "last", *forever, typed=typed)
    assert (ran.code, ran.out) == (2, "")
    assert program.files() == before


def test_a_deletion_can_be_undone(program):
    """Delete names undo, and undo brings all of it back."""
    entry = program.new("Back.", "--child", "Wren")
    program.ok("repair", "last", "--name", "I shouted.")
    assert "undo" in program.ok("delete", "last", "--yes").err
    assert program("show", entry["id"]).code == 3
    program.ok("undo")
    back = program.entry(entry["id"])
    assert (back["what"], back["child"]) == ("Back.", "Wren")
    assert back["repairs"][0]["steps"]["name"] == "I shouted."


def test_delete_forever_removes_every_version(program, line):
    """No word of it is left in this device's files; copies it cannot reach are named."""
    program.new("Stays.")
    entry = program.new("Secret first.")
    program.ok("edit", "last", "--what", "Secret second.")
    program.ok("repair", "last", "--note", "Secret note.")
    program.add_line(line(id=entry["id"], what="Secret copy.", logged=entry["logged"]), "b.jsonl")
    ran = program.ok("delete", "--forever", entry["id"], "--yes")
    own = {name: data for name, data in program.files().items() if name != "b.jsonl"}
    assert b"Secret" not in b"".join(own.values())
    assert "b.jsonl" in ran.err
    for copy in ("Backups", "exports", "scrollback"):
        assert copy in ran.err
    assert [each["what"] for each in program.entries()] == ["Stays."]
    program("undo")
    assert [each["what"] for each in program.entries()] == []
    assert program("undo").code == 3


def test_delete_forever_says_of_each_file_what_can_be_done(program, line):
    """Other devices' files, their past and copies are told apart; files without words are not."""
    entry = program.new("Secret.")
    words = line(id=entry["id"], what="Secret.", logged=entry["logged"])
    (program.journal / "past").mkdir()
    other = "2026-11.phone-abcdef.jsonl"
    for name in (other, f"past/{other}", "2026-11.phone-abcdef (conflicted copy).jsonl"):
        program.add_line(words, name)
    program.add_line(line(), "2026-11.clean-abcdef.jsonl")
    program.add_line(
        {name: words[name] for name in ("v", "id", "logged")} | {"deleted": "2027-01-01T00:00:00Z"},
        "2026-11.gone-abcdef.jsonl",
    )
    said = program.ok("delete", "--forever", entry["id"], "--yes", "--plain").err
    told = [" ".join(each.split()) for each in said.split("\n\n")]
    copy, device, past = (each for each in told if "still holds it" in each)
    assert device.startswith(f"{other} ")
    assert "when it next writes to that month" in device
    assert past.startswith(f"past/{other} ")
    assert copy.startswith("2026-11.phone-abcdef (conflicted copy).jsonl ")
    assert "You can delete that file" in copy
    assert "You can delete" not in device + past
    assert "clean-abcdef" not in said
    assert "gone-abcdef" not in said


def test_delete_forever_takes_an_entry_that_was_deleted_before(program):
    """What was deleted the ordinary way still lies in the past; it can be removed from there."""
    entry = program.new("Secret.")
    program.ok("delete", "last", "--yes")
    assert b"Secret" in b"".join(program.files().values())
    program.ok("delete", "--forever", entry["id"], "--yes")
    assert b"Secret" not in b"".join(program.files().values())


def test_undo_goes_back_again_and_again(program):
    """Each undo reverses one change more, whatever it was, until nothing is left: exit 3."""
    entry = program.new("First.")
    program.ok("edit", "last", "--what", "Second.")
    program.ok("repair", "last", "--name", "I shouted.")
    program.ok("rest", "last")
    program.ok("delete", "last", "--yes")
    assert program.ok("undo", "--json").json["rest"] is not None
    assert program.ok("undo", "--json").json["rest"] is None
    assert program.ok("undo", "--json").json["repairs"] == []
    assert program.ok("undo", "--json").json["what"] == "First."
    gone = program.ok("undo", "--json").json
    assert (gone["id"], "what" in gone) == (entry["id"], False)
    assert program.entries() == []
    left = program("undo")
    assert (left.code, left.out) == (3, "")
    assert program("undo", "--json").code == 3


def test_one_conversation_is_one_change(program):
    """However many answers it took, one undo takes them all back."""
    program.new("Stays.")
    program.ok("new", typed="I shouted.\nWren\ntired\nwont\n")
    program.ok("undo")
    assert [each["what"] for each in program.entries()] == ["Stays."]


def test_undo_says_what_can_be_typed_next(program):
    """After undoing a `new` the words can still be read with history."""
    entry = program.new()
    ran = program.ok("undo")
    assert ran.out == ""
    assert f"repairlog history {entry['id']}" in ran.err


def test_redo_puts_back_what_undo_took(program):
    """And again, one change further, with --json as undo has; until there is no more: exit 3."""
    entry = program.new("First.")
    program.ok("edit", "last", "--what", "Second.")
    program.ok("rest", "last")
    rested = program.entry()
    for _ in range(3):
        program.ok("undo")
    assert program.entries() == []
    assert program.ok("undo", "--redo", "--json").json["what"] == "First."
    assert program.ok("undo", "--redo", "--json").json["what"] == "Second."
    again = program.ok("undo", "--redo")
    assert again.out == ""
    assert f"repairlog show {entry['id']}" in again.err
    ticks = dict.fromkeys(("edited", "deleted", "ticks"))
    assert program.entry() | ticks == rested | ticks
    left = program("undo", "--redo")
    assert (left.code, left.out) == (3, "")


def test_undo_says_how_to_put_it_back(program):
    """What was taken by mistake is one command away."""
    program.new()
    assert "undo --redo" in program.ok("undo").err
    program.ok("undo", "--redo")
    program.ok("delete", "last", "--yes")
    program.ok("undo")
    assert "history" in program.ok("undo", "--redo").err, "deleted again"


@pytest.fixture
def shared(program, line):
    """A new entry that another device has come back to since."""
    entry = program.new("Mine.")
    repair = {"id": "r" * 12, "edited": "2026-11-20T08:00:00Z", "note": "Theirs."}
    theirs = entry | {"repairs": [repair]}
    program.add_line(theirs, "2026-11.phone-abcdef.jsonl")
    return entry


@pytest.mark.parametrize(("typed", "gone"), [("1\n", True), ("2\n", False), ("\n", False)])
def test_undo_asks_where_somebody_else_has_written_since(program, shared, typed, gone):
    """It says what would go, and goes on only with a yes; either is done (exit 0)."""
    ran = program.ok("undo", typed=typed)
    assert "Another device has written to this moment since" in ran.err
    assert "Mine." in ran.err
    assert (program.entries() == []) is gone
    if gone:
        program.ok("undo", "--redo")
        assert program.entry(shared["id"])["repairs"][0]["note"] == "Theirs."


@pytest.mark.parametrize(
    "arguments", [["--no-input", "undo"], ["undo"], ["undo", "--json"]], ids=" ".join
)
def test_undo_with_nobody_to_ask_refuses(program, shared, arguments):
    """Without an answer or --yes nothing is done, and it is said why: exit 2."""
    before = program.files()
    ran = program(*arguments, typed="1\n" if len(arguments) > 1 else "")
    assert (ran.code, ran.out) == (2, "")
    assert program.files() == before
    assert program.ok("undo", "--yes", "--json").json["id"] == shared["id"]
    assert program.entries() == []


@pytest.mark.parametrize(("typed", "deleted"), [("?\n<\nok\n", True), ("help\nback\n.\n", False)])
def test_the_question_before_deleting_takes_the_commands_of_every_question(typed, deleted, program):
    """`?` explains, `<` has nothing to go back to, `.` leaves the moment as it is."""
    program.new()
    ran = program.ok("delete", "last", typed=typed)
    assert "1 or yes deletes." in ran.err
    assert (program.entries() == []) is deleted


def test_changes_by_options_say_what_they_kept_and_never_what_it_says(program):
    """One line each on stderr, like `new`: the id and the parts; nothing beside --json."""
    entry_id = program.ok("new", "--what", "the shoes", "--json").json["id"]
    said = program.ok("edit", "--feeling", "tired, guilty", "--tag", "hallway").err
    assert said.splitlines()[-1] == f"Saved. {entry_id}: felt; tags"
    said = program.ok("edit", "--tag", "hallway").err
    assert said.splitlines()[-1] == f"Saved. {entry_id}"
    said = program.ok("repair", "--name", "I shouted by the door.").err
    assert said.splitlines()[-1] == f"Saved. {entry_id}: words; words ready, not yet said"
    said = program.ok("repair", "--outcome", "offered", "--note", "we sat").err
    assert said.splitlines()[-1] == f"Saved. {entry_id}: note; came back"
    said = program.ok("reframe", entry_id, "--moment", "cant", "--reframe", "worn out").err
    assert said.splitlines()[-1] == f"Saved. {entry_id}: looks now; sentence"
    assert "Saved" not in program.ok("edit", "--tag", "stairs", "--json").err


def test_the_coach_looks_at_words_that_come_by_options(program):
    """Once, on stderr, with no effect on anything; not with --no-coach."""
    program.ok("new", "--what", "the shoes")
    words = ("--own", "I'm sorry, but you were not listening.")
    found = program.ok("repair", *words).err
    assert "but you were not listening" in found
    assert "but you were not listening" not in program.ok("repair", *words, "--no-coach").err
    assert program.ok("repair", "--own", "That was mine.").err.count("\n") == 1
