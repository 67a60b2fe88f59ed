"""`help-now` where nobody can be asked; what it asks stands in the transcripts."""

import os

import pytest

from repairlog import content

PAGE = content.help_page()
COUNTRIES = list(PAGE.countries)
WORRIES = [each.id for each in PAGE.worry]


def flat(text):
    """Return a text as one line."""
    return " ".join(text.split())


@pytest.mark.parametrize("country", COUNTRIES)
def test_help_for_one_country(program, country):
    """All numbers of that country and of no other, whatever way it is named, and nothing kept."""
    names = (country, country.lower(), f" {country} ", PAGE.countries[country])
    for asked in names:
        out = flat(program.ok("help-now", "--country", asked).out)
        assert all(f"{line.number} {line.name}" in out for line in PAGE.numbers(country))
        assert PAGE.page.emergency in out
        own = {line.number for line in PAGE.numbers(country)}
        assert not [line for line in PAGE.line if line.number in out and line.number not in own]
    assert not program.settings.exists()


@pytest.mark.parametrize("worry", WORRIES)
def test_help_about_one_worry(program, worry):
    """By its number or its word, only the lines that are for it."""
    number = str(WORRIES.index(worry) + 1)
    asked = {
        program.ok("help-now", "--country", "GB", "--about", each).out for each in (worry, number)
    }
    assert len(asked) == 1
    out = flat(asked.pop())
    shown = [line for line in PAGE.numbers("GB") if f"{line.number} {line.name}" in out]
    assert shown == PAGE.numbers("GB", worry)
    assert flat(PAGE.about(worry).now) in out


@pytest.mark.parametrize("more", [["help-now"], ["help-now", "--all"], ["--no-input", "help-now"]])
def test_in_a_pipe_nothing_is_asked_and_no_country_guessed(program, more):
    """All numbers are there, whatever the computer's language says and whatever is piped in."""
    program.patch.setenv("LANG", "en_GB.UTF-8")
    ran = program.ok(*more, typed="1\n2\n")
    out = flat(ran.out)
    assert all(f"{line.number} {line.name}" in out for line in PAGE.line)
    assert out.startswith("Hurt, or in danger now: 999")
    assert out.count(PAGE.page.emergency) == 2, "a long page ends with what is most urgent"
    assert ran.err == ""


def test_sources_are_shown_where_they_are_asked_for_alone(program):
    """Each number with its source, the day of that and the page; never on the page itself."""
    out = flat(program.ok("help-now", "--sources").out)
    for line in (*PAGE.emergency, *PAGE.line):
        assert f"Seen {line.checked.isoformat()}: {line.source}." in out
        assert line.url in "".join(out.split()), "a long address goes on in the next line"
    page = flat(program.ok("help-now", "--all").out)
    assert "http" not in page
    assert "Sources: repairlog help-now --sources" in page


@pytest.mark.parametrize(
    ("option", "value", "known"),
    [
        ("--country", "fr", PAGE.countries.values()),
        ("--about", "10", WORRIES),
        ("--about", "school", WORRIES),
    ],
)
def test_what_is_not_there_exits_2_and_says_where_help_is(program, option, value, known):
    """It names what there is, the emergency numbers, and where to look from anywhere."""
    ran = program("help-now", option, value)
    assert (ran.code, ran.out) == (2, "")
    assert ", ".join(known) in ran.err
    assert PAGE.page.emergency in ran.err
    assert "findahelpline.com" in ran.err


def test_the_country_of_the_settings_comes_without_asking(program):
    """Also as it is written by hand; one that is none of ours is as none."""
    program.settings.parent.mkdir(parents=True)
    for kept in ("GB", "uk"):
        program.settings.write_text(f'country = "{kept}"\n')
        out = program.ok("help-now").out
        assert "Childline" in out
        assert "1737" not in out
    program.settings.write_text('country = "Narnia"\n')
    assert "1737" in program.ok("help-now").out


def test_elsewhere_shows_where_to_look_and_with_all_every_country(program):
    """Whoever lives elsewhere may still ask for all there is, and where it is from."""
    program.settings.parent.mkdir(parents=True)
    program.settings.write_text('country = "elsewhere"\n')
    out = program.ok("help-now").out
    assert "findahelpline.com" in out
    assert "Samaritans" not in out
    for option in ("--all", "--sources"):
        assert all(line.number in program.ok("help-now", option).out for line in PAGE.line)


def test_help_needs_no_journal(program):
    """Help is there when nothing else works."""
    ran = program("--journal", "/nowhere/at/all", "help-now")
    assert ran.code == 0
    assert "999" in ran.out


@pytest.mark.parametrize("data", [b"country = ", b"\xff\xfe", b"country = 4", None])
def test_help_needs_no_settings(program, data):
    """A settings file that cannot be used or read is gone without, and without a word."""
    program.settings.parent.mkdir(parents=True)
    if data is None:
        os.mkfifo(program.settings) if hasattr(os, "mkfifo") else program.settings.mkdir()
    else:
        program.settings.write_bytes(data)
    ran = program.ok("help-now")
    assert "116 123" in ran.out
    assert ran.err == ""


@pytest.mark.parametrize("way", [["--plain"], []])
def test_read_aloud_each_number_comes_first_and_digit_by_digit(program, way):
    """With `--plain` and ACCESSIBLE, one sentence a line."""
    if not way:
        program.patch.setenv("ACCESSIBLE", "1")
    out = program.ok("help-now", "--country", "GB", *way).out
    lines = out.split("\n")
    assert "9 9 9, police, ambulance, fire." in lines
    assert "1 1 6, 1 2 3, Samaritans, day and night." in lines
    assert "help@nspcc.org.uk, day and night." in lines
    assert "999" not in out


def test_the_page_after_words_of_harm_begins_with_the_country_that_was_kept(program):
    """What a conversation shows is one screen: the emergency numbers, then that country's first."""
    program.settings.parent.mkdir(parents=True)
    program.settings.write_text('country = "NZ"\n')
    from repairlog.cli.session import Session  # noqa: PLC0415  after the surroundings are laid

    told = Session().help_now()
    assert told.startswith("Hurt, or in danger now: 999")
    assert "Oranga Tamariki" in told
    assert "Samaritans" not in told
    assert told.count("\n") < 24


@pytest.mark.parametrize(
    ("said", "worry"),
    [
        ("the baby wont stop", "baby"),
        ("Someone at home", "afraid"),
        ("somebody at work", "work"),
        ("self-harm", "dying"),
        ("a child told me", "told"),
    ],
)
def test_a_worry_is_found_by_its_words(program, said, worry):
    """Nobody in need has to type a label whole; what fits several is none of them."""
    by_id = program.ok("help-now", "--country", "GB", "--about", worry).out
    assert program.ok("help-now", "--country", "GB", "--about", said).out == by_id
    for unclear in ("a", "someone", "a child told my manager"):
        assert program("help-now", "--about", unclear).code == 2
