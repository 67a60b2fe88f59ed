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
