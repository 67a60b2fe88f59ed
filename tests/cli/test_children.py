"""Children: one name however it is typed, by options, filters and figures alike."""


def test_options_take_a_name_as_it_was_first_written(program):
    """`new --child wren` and `edit --child WREN.` mean the Wren there is."""
    program.new("First.", "--child", "Wren")
    assert program.new("Second.", "--child", "wren.")["child"] == "Wren"
    program.new("Third.", "--child", "Fox")
    assert program.ok("edit", "last", "--child", "WR\u00caN", "--json").json["child"] == "Wren"
    assert program.ok("new", "--json", typed="I shouted.\nwren\n").json["child"] == "Wren"


def test_a_name_of_the_settings_is_known_in_any_spelling(program):
    """Its age goes into the entry, and its spelling is that of the settings."""
    program.settings.parent.mkdir(parents=True, exist_ok=True)
    program.settings.write_text('[children]\n"Zo\u00eb" = 2022\n', "utf-8")
    entry = program.new("First.", "--child", "zoe")
    assert (entry["child"], entry["child_age"]) == ("Zo\u00eb", 4)


def test_what_another_device_spells_otherwise_is_the_same_child(program, line):
    """Lists, figures and the report find and count both spellings as one."""
    program.new("First.", "--child", "Wren")
    program.add_line(line(child="WREN", logged="2026-11-20T08:00:00Z"))
    found = program.ok("list", "--child", "wren", "--json").json
    assert [each["child"] for each in found] == ["WREN", "Wren"]
    counted = program.ok("stats", "--child", "w\u0155en", "--json").json
    assert counted["by_child"] == [{"child": "Wren", "entries": 2}]
    assert program.ok("stats", "children").out.count("Wren") == 1


def named(program):
    """Return the name on each moment, oldest first."""
    return [entry["child"] for entry in program.entries()]


def test_children_lists_names_with_counts(program):
    """Every name with its moments and, where the settings know it, its birth; by JSON too."""
    assert program.ok("children").out == "No child is named here yet.\n"
    assert program.ok("children", "--json").json == []
    for child in ("Wren", "Fox", "wren", ""):
        program.new("x", "--child", child)
    program.ok("children", "born", "fox", "2019-05")
    program.ok("children", "born", "Robin", "2012")
    assert program.ok("children").out.splitlines() == [
        "Fox: 1 moment, born 2019-05",
        "Robin: 0 moments, born 2012",
        "Wren: 2 moments",
    ]
    assert program.ok("children", "--json").json == [
        {"child": "Fox", "entries": 1, "born": "2019-05"},
        {"child": "Robin", "entries": 0, "born": "2012"},
        {"child": "Wren", "entries": 2, "born": None},
    ]


def test_rename_is_one_change_and_covers_the_settings(program):
    """Every moment in any month has the new name; one `undo` gives all of them back."""
    program.settings.parent.mkdir(parents=True, exist_ok=True)
    program.settings.write_text("[children]\nWren = 2022\n")
    program.new("With Wren in October.", "--child", "Wren", "--when", "2026-10-02")
    program.new("x", "--child", "Fox")
    program.new("With Wren.", "--child", "Wren")
    ran = program.ok("children", "rename", "wren", "Robin")
    assert "Robin, in 2 moments. Names inside what you wrote are left as they are." in ran.err
    assert named(program) == ["Robin", "Fox", "Robin"]
    assert program.entry()["what"] == "With Wren."
    assert program.new("x", "--child", "robin")["child_age"] == 4
    program.ok("undo")
    program.ok("undo")
    assert named(program) == ["Wren", "Fox", "Wren"]
    assert program.new("x", "--child", "Wren")["child_age"] == 4, "by the name that they have now"


def test_rename_to_a_name_that_is_there_joins_the_two(program):
    """The name is that of the child there is; another spelling of one's own name is taken."""
    for child in ("Wren", "Wrne", "Wrne"):
        program.new("x", "--child", child)
    program.ok("children", "rename", "wrne", "WREN")
    assert named(program) == ["Wren"] * 3
    program.ok("children", "rename", "Wren", "Wr\u00ean")
    assert named(program) == ["Wr\u00ean"] * 3
    assert program("children", "rename", "Nobody", "Wren").code == 3
    assert program("children", "rename", "Wren", " ").code == 2


def test_a_rename_undoes_no_edit_of_another_device(program):
    """The name has a tick of its own: words mended elsewhere meanwhile stay mended."""
    entry = program.new("Typo.", "--child", "Wrne")
    program.ok("children", "rename", "Wrne", "Wren")
    mended = {"what": "Mended.", "edited": "2026-11-20T08:00:00Z"}
    program.add_line({**entry, **mended, "ticks": {"child": entry["edited"]}})
    assert (program.entry()["what"], program.entry()["child"]) == ("Mended.", "Wren")


def test_an_earlier_name_that_comes_back_is_said_with_the_command(program, line):
    """What another device still wrote under it is joined by pasting one line."""
    program.new("x", "--child", "Wren")
    program.ok("children", "rename", "Wren", "Robin Lee")
    assert "rename" not in program.ok("children").err
    program.add_line(line(child="wren"))
    said = " ".join(program.ok("children").err.split())
    assert "wren was renamed Robin Lee here" in said
    assert "repairlog children rename wren 'Robin Lee'" in said
    program.ok("children", "rename", "wren", "Robin Lee")
    assert named(program) == ["Robin Lee"] * 2
    assert "rename" not in program.ok("children").err
    program.ok("children", "rename", "Robin Lee", "Kit")
    program.add_line(line(child="Wren", id="elsewhere235"))
    assert "children rename Wren Kit" in " ".join(program.ok("children").err.split())


def test_born_leaves_ages_unless_they_are_to_be_put_right(program):
    """Ages there are stay, and the command that puts them right, as one change, is said."""
    program.new("x", "--child", "Wren", "--child-age", "9", "--when", "2026-10-02")
    program.new("x", "--child", "Wren")
    program.new("x", "--child", "Wren", "--child-age", "8")
    ran = program.ok("children", "born", "wren", "2019-11")
    said = " ".join(ran.err.split())
    assert "Kept: Wren, born 2019-11." in said
    assert "2 moments say another age, and are left so." in said
    assert "repairlog children born Wren 2019-11 --yes" in said
    assert [entry["child_age"] for entry in program.entries()] == [9, None, 8]
    program.ok("children", "born", "Wren", "2019-11", "--yes")
    assert [entry["child_age"] for entry in program.entries()] == [6, None, 7]
    program.ok("undo")
    assert [entry["child_age"] for entry in program.entries()] == [9, None, 8]
    assert program.new("x", "--child", "Wren")["child_age"] == 7


def test_a_birth_is_a_year_or_a_year_and_month_that_has_been(program):
    """Anything else is refused, and the settings stay as they are."""
    for when in ("May", "2019-13", "2019-00", "19", "2026-12", "2027", "1899", ""):
        assert program("children", "born", "Wren", when).code == 2, when
    assert program("children", "born", " ", "2019").code == 2
    assert not program.settings.exists()
    program.ok("children", "born", "Wren", "2026-11")
    assert program.new("x", "--child", "Wren")["child_age"] == 0


def test_a_missing_name_is_asked_for_with_those_there_are(program):
    """`children rename` and `children born` alone say what to type; nothing is changed."""
    program.new("First.", "--child", "Wren")
    program.new("Second.", "--child", "Fox")
    for command in (["rename"], ["rename", "Wren"], ["born"], ["born", "Fox"]):
        ran = program("children", *command)
        said = " ".join(ran.err.split())
        assert (ran.code, ran.out) == (2, "")
        assert "There are: Fox, Wren." in said
        assert f"repairlog children {command[0]} Fox " in said
    assert named(program) == ["Wren", "Fox"]
