"""Two children in one event: a moment with each, told once."""

import pytest

GROUP = ("--child", "Wren", "--child", "Fox")


def with_each(program, what="They fought.", *options):
    """Put down a moment with Wren and one with Fox, and return both."""
    return program.ok("new", "--what", what, *GROUP, *options, "--json").json


@pytest.mark.parametrize("options", [GROUP, ("--child", "Wren, Fox"), ("--child", "Wren,fox,WREN")])
def test_two_children_by_options_are_two_moments_of_one_group(program, options):
    """`--json` is then an array; all but the child is told of both, and one `undo` takes both."""
    program.new("x", "--child", "Fox")
    ran = program.ok("new", "--what", "They fought.", *options, "--did", "yelled", "--json")
    one, other = ran.json
    assert [one["child"], other["child"]] == ["Wren", "Fox"]
    assert one["group"] == other["group"] != ""
    assert one["id"] != other["id"]
    for entry in (one, other):
        assert (entry["what"], entry["did"]) == ("They fought.", ["yelled"])
    assert len(program.entries()) == 3
    program.ok("undo")
    assert [entry["what"] for entry in program.entries()] == ["x"]


def test_each_child_has_its_own_age(program):
    """As the settings know them; an age that is given is that of whom they do not know."""
    program.ok("children", "born", "Wren", "2022")
    assert [each["child_age"] for each in with_each(program)] == [4, None]


def test_saved_names_both(program):
    """Without `--json` the line that says what was saved has both ids."""
    ran = program.ok("new", "--what", "They fought.", *GROUP)
    assert all(entry["id"] in ran.err for entry in program.entries())


def test_in_a_pipe_commas_part_names_and_nothing_is_asked(program):
    """The order of the questions is as ever; what is answered goes with both."""
    ran = program.ok("new", "--json", typed="They fought.\nWren, Fox\ntired\nwont\n")
    assert [each["child"] for each in ran.json] == ["Wren", "Fox"]
    for entry in program.entries():
        assert (entry["what"], entry["feelings"]) == ("They fought.", ["tired"])
        assert entry["moment"]["then"] == "wont"
    assert program.ok("new", "--json", typed="x\nSalt and Pepper\n").json["child"] == (
        "Salt and Pepper"
    )
    program.ok("undo")
    program.ok("undo")
    assert program.entries() == []


def test_options_and_answers_together_make_both(program):
    """Children by options, the account by questions."""
    made = program.ok("new", *GROUP, "--json", typed="They fought.\ntired\n").json
    assert [(each["child"], each["feelings"]) for each in made] == [
        ("Wren", ["tired"]),
        ("Fox", ["tired"]),
    ]


def test_edit_takes_one_child_and_new_no_more_than_six(program):
    """What cannot be done is refused with a sentence, and nothing is written."""
    entry = program.new("x", "--child", "Wren")
    assert program("edit", entry["id"], *GROUP).code == 2
    many = ",".join(f"child{number}" for number in range(7))
    assert program("new", "--what", "y", "--child", many).code == 2
    assert [each["child"] for each in program.entries()] == ["Wren"]


def test_list_shows_them_on_one_line_with_both_names(program):
    """One line while both tell the same; how each stands is said by name where it differs."""
    one, other = with_each(program)
    program.new("Later.")
    lines = program.ok("list").out.splitlines()
    assert len(lines) == 4
    assert lines[0] == f"{one['id'][:4]} {other['id'][:4]} Thursday, with Wren and Fox. Waiting."
    program.ok("repair", other["id"], "--outcome", "offered")
    assert "with Wren and Fox. Wren: waiting. Fox: came back." in program.ok("list").out
    waiting = program.ok("waiting").out.splitlines()
    assert waiting[0] == f"{one['id'][:4]} Thursday, with Wren. Waiting."
    assert len(program.ok("list", "--json").json) == 3
    assert "with Fox" in program.ok("list", "--child", "fox").out
    program.ok("edit", other["id"], "--what", "Told otherwise.")
    assert len(program.ok("list").out.splitlines()) == 6


def test_figures_of_the_adult_count_a_group_once_and_coming_back_each(program):
    """Shouting at two is shouting once; each of them can be come back to."""
    said = ("--did", "yelled", "--feeling", "angry", "--body", "jaw", "--when", "today 18:00")
    _, other = with_each(program, "They fought.", *said)
    program.ok("edit", other["id"], "--did", "yelled,blamed")
    program.ok("repair", other["id"], "--outcome", "offered")
    found = program.ok("stats", "--json").json
    assert found["did"] == [["blamed", 1], ["yelled", 1]]
    assert (found["feelings"], found["body"]) == ([["angry", 1]], [["jaw", 1]])
    assert found["feeling_families"] == [["angry", 1]]
    assert sum(map(sum, found["by_hour"])) == 1
    assert (found["entries"], found["states"]["returned"], found["states"]["waiting"]) == (2, 1, 1)
    assert [each["entries"] for each in found["by_child"]] == [1, 1]


def test_each_has_its_own_repair_and_look(program):
    """Coming back to one, or looking again, leaves the other as it is."""
    one, other = with_each(program)
    program.ok("repair", one["id"], "--outcome", "offered")
    program.ok("reframe", one["id"], "--moment", "cant")
    assert program.entry(other["id"]) == other


def test_both_are_one_change(program):
    """`undo` takes both, `undo --redo` puts both back."""
    with_each(program)
    program.ok("undo")
    assert program.entries() == []
    program.ok("undo", "--redo")
    assert sorted(each["child"] for each in program.entries()) == ["Fox", "Wren"]
