import ast
import csv
import inspect
import json
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.main import get_group

from repairlog import errors
from repairlog.cli import app, commands
from repairlog.core.entries.codec import dump, parse
from repairlog.core.entries.model import (
    CheckIn,
    Entry,
    Next,
    ReadingPair,
    Repair,
    RepairSteps,
    Rest,
    Source,
    Ticks,
    Tombstone,
)
from repairlog.journal import settings
from repairlog.view.table import table
from support.cases import each_of
from support.paths import PACKAGE, ROOT, TESTS

README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = get_group(commands.program).list_commands(None)
HOSTS = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|crates\.io|proxy\.golang|anaconda\.org|"
    r"--index-url|--extra-index|index-url\s*=",
    re.IGNORECASE,
)
# Sam is who the transcripts are about.
MACHINE = re.compile(r"(?<![\w.<{])(/root/|/home/(?!sam/)[a-z]+/|/Users/|[A-Z]:\\\\?Users)")


def tracked():
    """Return the files that git tracks, or would."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not in a git clone")
    return [ROOT / name for name in ran.stdout.splitlines() if (ROOT / name).is_file()]


def documents():
    """Return the documents for people."""
    return [
        ROOT / name
        for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "sentences/README.md")
    ] + sorted((ROOT / "docs").rglob("*.md"))


def test_the_first_two_sh_blocks_of_the_readme_are_one_line_each():
    """One line sets up and begins; one line sets up for development and runs the tests."""
    begin, develop = re.findall(r"^```sh\n(.*?)\n```$", README, re.DOTALL | re.MULTILINE)[:2]
    for block in (begin, develop):
        assert "\n" not in block
        assert block.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert begin.endswith(" . && .venv/bin/repairlog new")
    assert "'.[test]'" in develop
    assert develop.endswith("&& .venv/bin/python -m pytest")


def test_the_readme_says_which_python_and_what_else():
    """The oldest Python there and the way with pipx and PowerShell are named."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"Python {project['requires-python'].removeprefix('>=')} or newer" in README
    for named in ("pipx install .", "PowerShell", "python3-venv"):
        assert named in README


@pytest.mark.skipif(sys.platform == "win32", reason="a start without the system's variables")
def test_the_readmes_screen_of_stats_is_what_the_demo_gives():
    """`python docs/make_pictures.py` would change nothing in it."""
    made = runpy.run_path(str(ROOT / "docs/make_pictures.py"))
    assert "$ repairlog stats" in README
    assert made["readme"](README) == README
    assert made["PICTURE"].read_bytes().startswith(b"\x89PNG")


@each_of("command", COMMANDS)
def test_every_command_is_in_the_readmes_table(command):
    """What the program can do stands in its README."""
    table = "\n".join(line for line in README.splitlines() if line.startswith("| `"))
    assert re.search(rf"`(repairlog )?{re.escape(command)}\b", table)


def test_the_readmes_table_names_no_command_that_is_not_there():
    """What it promises exists."""
    table = [line.split("|")[1] for line in README.splitlines() if line.startswith("| `")]
    named = {word for cell in table for word in re.findall(r"`(?:repairlog )?([a-z-]+)", cell)}
    assert named - {"repairlog"} == set(COMMANDS)


@each_of("command", COMMANDS)
def test_every_command_and_option_explains_itself(command, capsys):
    """--help works, and each option and argument says what it is for."""
    assert app.run_program([command, "--help"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert f"repairlog {command}" in said.out
    found = get_group(commands.program).get_command(None, command)
    assert found.help
    for parameter in found.params:
        assert getattr(parameter, "help", None), parameter.name


def test_the_changelog_names_every_command_and_has_unreleased():
    """What people may notice is written down as it comes."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "\n## [Unreleased]\n" in changelog
    for command in COMMANDS:
        assert f"`{command}`" in changelog


def documented_codes():
    """Return the codes of the table in docs/exit-codes.md."""
    text = (ROOT / "docs/exit-codes.md").read_text("utf-8")
    return {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}


def test_exit_codes_are_those_that_can_be_returned():
    """The table is the codes of the errors and of cli/app.py; the reserved ones are named so."""
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    raised = {kind.exit_code for kind in kinds if hasattr(kind, "exit_code")}
    tree = ast.parse(Path(app.__file__).read_text("utf-8"))
    returned = {
        node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Constant)
    }
    told = {
        node.args[-1].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "_told"
        and isinstance(node.args[-1], ast.Constant)
    }
    codes = {code for code in returned if type(code) is int}
    assert documented_codes() == raised | codes | told
    text = (ROOT / "docs/exit-codes.md").read_text("utf-8")
    assert "4 (locked) and 7 (sync did not complete) are reserved" in text


def code_spans(text):
    """Return what stands in backticks, in order."""
    return re.findall(r"`([^`]+)`", text)


FORMAT = (ROOT / "docs/format.md").read_text("utf-8")
AN_ENTRY = FORMAT.partition("## An entry")[2].partition("\n## ")[0]


def rows():
    """Return the rows of the table of fields: name, type and meaning."""
    lines = [line for line in AN_ENTRY.splitlines() if line.startswith("| `")]
    return {
        name: cells[1:]
        for cells in ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
        for name in code_spans(cells[0])
    }


def test_the_format_names_exactly_the_fields_of_an_entry():
    """Field for field, in the order in which they are written."""
    assert list(rows()) == list(Entry.model_fields)


@each_of(
    ("field", "shape"),
    [
        ("ticks", Ticks),
        ("moment", ReadingPair),
        ("next", Next),
        ("source", Source),
        ("rest", Rest),
        ("check_ins", CheckIn),
    ],
)
def test_the_format_names_the_fields_within(field, shape):
    """What an object or list holds stands in its row."""
    named = code_spans(" ".join(rows()[field]))
    assert set(shape.model_fields) <= set(named)


def test_the_format_names_exactly_the_fields_of_a_repair():
    """Every field, and the five steps after theirs."""
    paragraph = re.search(r"^A repair: .*?(?=\n\n)", AN_ENTRY, re.DOTALL | re.MULTILINE)[0]
    words = code_spans(paragraph)
    values = {"planned", "offered", "reconnected", "engaged", "not-yet", "no-talk"}
    steps = list(RepairSteps.model_fields)
    at = words.index("steps") + 1
    within = words[at : at + len(steps)]
    assert within == steps
    fields = [*words[:at], *words[at + len(steps) :]]
    assert [each for each in fields if each not in values] == list(Repair.model_fields)


def test_the_format_names_the_fields_of_a_deletion():
    """A deletion holds those alone."""
    paragraph = re.search(r"^A deletion is .*$", AN_ENTRY, re.MULTILINE)[0]
    stored = {name for name, field in Tombstone.model_fields.items() if not field.exclude}
    assert set(code_spans(paragraph)) == stored


def test_the_format_names_exactly_the_columns_of_a_table():
    """In their order, after the name of the format."""
    paragraph = re.search(r"^`--format csv` is .*?(?=\n\n)", FORMAT, re.DOTALL | re.MULTILINE)[0]
    (head,) = csv.reader(table([]))
    assert code_spans(paragraph)[1:] == head


def test_the_formats_choices_are_the_models():
    """Each choice that the format names can be read, and no other."""
    least = {"id": "k3x7qa2mplwe", "precision": "day", "what": "x"}
    at = "2026-11-19T18:30:00Z"
    least |= dict.fromkeys(("happened", "logged", "edited"), at)
    for field in ("kind", "precision", "part", "setting", "harm"):
        for word in code_spans(rows()[field][0]):
            parse(json.dumps(least | {field: word}).encode())
    for word in code_spans(rows()["moment"][1])[2:6]:
        parse(json.dumps(least | {"moment": {"then": word}}).encode())
    with pytest.raises(ValueError, match="moment"):
        parse(json.dumps(least | {"moment": {"then": "then"}}).encode())


def test_the_formats_example_round_trips():
    """The example is a line of the format, written exactly as the program writes it."""
    (example,) = re.findall(r"^```json\n(.*)\n```$", FORMAT, re.MULTILINE)
    assert dump(parse(example.encode())).decode() == example
    assert set(json.loads(example)) == set(Entry.model_fields)


def test_the_settings_page_names_exactly_the_keys(tmp_path: Path):
    """Its example is read by the program, and uses every key there is."""
    text = (ROOT / "docs/settings.md").read_text("utf-8")
    example, house = re.findall(r"^```toml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    settings.path(tmp_path).write_text(example, "utf-8")
    assert set(tomllib.loads(example)) == set(settings.KnownKeys.__annotations__)
    said = settings.read(tmp_path)
    assert all(said.preferences[:3])
    assert said.journals
    assert not said.unusable
    (tmp_path / said.house).write_text(house, "utf-8")
    assert all(settings.read_house(tmp_path, said.house)[0])


def test_relative_links_lead_somewhere():
    """Every link to a file of this repository has its file."""
    missing = set()
    for page in documents():
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                missing.add((page.parent / target).resolve().relative_to(ROOT).as_posix())
    assert not missing


def test_files_named_in_documents_exist():
    """A path in backticks, or in a command, is a path here."""
    missing = set()
    for page in [*documents(), ROOT / "src/repairlog/__init__.py"]:
        text = page.read_text("utf-8")
        for named in re.findall(r"\b(?:src|docs|tests|sentences|benchmarks|\.ci)/[\w./-]*\w", text):
            if not (ROOT / named).exists():
                missing.add(named)
    assert not missing


def test_no_registry_and_no_machine_is_named_in_tracked_files():
    """Nothing ties the repository to where it was made, or to one package index."""
    found = []
    for path in tracked():
        text = path.read_text("utf-8", errors="replace")
        if path != Path(__file__):
            found += [(path.name, each[0]) for each in HOSTS.finditer(text)]
            found += [(path.name, each[0]) for each in MACHINE.finditer(text)]
    assert not found


def test_no_leftovers_are_tracked():
    """No coverage data, caches, environments or temporary files."""
    odd = re.compile(r"\.coverage|__pycache__|\.venv|\.pyc$|\.tmp$|\.orig$|\.DS_Store|\.egg-info")
    assert not [path for path in tracked() if odd.search(path.relative_to(ROOT).as_posix())]


def test_the_tracker_that_a_bug_report_names_is_in_the_readme():
    """A bug says to report it where README.md names."""
    assert "issue tracker" in app.ISSUES
    assert "issue tracker" in README


def cells(path):
    """Return the rows of the first table of a document, without its head."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


def test_where_things_go_is_where_they_are():
    """Each row of CONTRIBUTING's table names files that exist, for at least fifteen wishes."""
    rows = cells(ROOT / "CONTRIBUTING.md")
    named = {wish: code_spans(where) for wish, where in rows}
    assert len(named) >= 15
    assert [wish for wish, paths in named.items() if not paths] == []
    missing = [path for paths in named.values() for path in paths if not (ROOT / path).exists()]
    assert missing == []


def names_in_the_code():
    """Return what a file, a folder, a class, a function or a field of ours is called."""
    found = set()
    for path in [*PACKAGE.rglob("*.py"), *(TESTS / "support").glob("*.py")]:
        found |= {path.stem, path.parent.name}
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.add(node.name)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                found.add(node.target.id)
            elif isinstance(node, ast.Assign):
                found |= {each.id for each in node.targets if isinstance(each, ast.Name)}
    return found


def test_every_word_of_the_glossary_still_names_something():
    """One line a word, in the order of the alphabet, and its name is in the code."""
    rows = cells(ROOT / "docs/glossary.md")
    words = [word for word, _, _ in rows]
    assert len(words) >= 40
    assert words == sorted(set(words), key=lambda word: re.sub("[^a-z]", "", word))
    names = names_in_the_code()
    gone = [
        (word, name)
        for word, name, _ in rows
        if not code_spans(name) or set(code_spans(name)) - names
    ]
    assert gone == []
