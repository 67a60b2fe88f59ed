"""Switch each start-up measure off in turn, and time whole processes, interleaved.

    python benchmarks/startup.py --repairlog PROGRAM --jrnl PROGRAM [--rounds 25]

PROGRAM is an installed repairlog. Its package is copied once for every measure, with that
measure taken out of the copy; nothing of this is an option of the program. Prints processor
time, which a busy machine stretches less than the clock: the medians of the program as it is,
and the medians of each copy's ratio to it within a round.
"""

import argparse
import ast
import os
import shutil
import statistics
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from generate import write
from run import ACCOUNT, Measured

START = "from repairlog.cli.app import main; main()"
COMMANDS = {
    "--version": ["--version"],
    "--help": ["--help"],
    "new --help": ["new", "--help"],
    "list -n 5": ["list", "-n", "5"],
    "new": ["new", "--what", ACCOUNT],
}

EAGER = """
for _each in COMMANDS.values():
    import_module(f"repairlog.cli.{_each.place.split(':')[0]}")
"""

AHEAD = """    for each in {ahead!r}.get(module, ()):
        import_module(each)
    alone = """

FLAG = """    made = get_command(alone)
    made.get_help_option = lambda ctx, found=made.get_help_option: _flag(found(ctx))
    return made


def _flag(option):
    option.default = False
    return option


get_help = _Commands.get_help_option
_Commands.get_help_option = lambda self, ctx: _flag(get_help(self, ctx))
"""

QUICK = """    made = get_command(alone)
    for each in made.params:
        if type(each) is TyperOption:
            each.__class__ = _Quick
    return made


from typer.core import TyperOption


class _Quick(TyperOption):
    def process_value(self, ctx, value):
        if value is None and self.callback is None and not self.required:
            return None
        return super().process_value(ctx, value)
"""


@dataclass(frozen=True)
class Patch:
    """A change to a copy of the package: this text in this file becomes that one."""

    file: str
    old: str
    new: str

    def apply(self, package: Path) -> None:
        """Make it. Leaves the benchmark where the text is not there exactly once."""
        path = package / self.file
        text = path.read_text("utf-8")
        if text.count(self.old) != 1:
            raise SystemExit(f"{self.file} does not hold {self.old!r} once; mend this benchmark.")
        path.write_text(text.replace(self.old, self.new), "utf-8")


def patches(package: Path) -> dict[str, Patch | None]:
    """Return what is compared: the program as it is, and each measure taken out or put in."""
    loader, table = "    return get_command(alone)\n", "def format_commands("
    ahead = AHEAD.format(ahead=imports_in_functions(package))
    return {
        "as it is": None,
        "without: commands imported one by one": Patch(
            "cli/commands.py", "\nclass _Commands", f"{EAGER}\n\nclass _Commands"
        ),
        "without: imports inside functions": Patch("cli/commands.py", "    alone = ", ahead),
        "without: no search for plugins": Patch("cli/startup.py", "    search_no_plugins()\n", ""),
        "without: packages' metadata deferred": Patch(
            "cli/startup.py", "    defer_metadata()\n", ""
        ),
        "without: no garbage collection": Patch("cli/startup.py", "    gc.disable()\n", ""),
        "without: nothing taken apart at exit": Patch(
            "cli/startup.py", "    atexit.register(gc.freeze)\n", ""
        ),
        "without: help from a table": Patch("cli/commands.py", table, "def unused("),
        "with: a help option that is a flag": Patch("cli/commands.py", loader, FLAG),
        "with: options without a validator": Patch("cli/commands.py", loader, QUICK),
    }


def imports_in_functions(package: Path) -> dict[str, list[str]]:
    """Return, for each module of a command, what it and its imports import inside functions."""
    modules = {
        ".".join(("repairlog", *path.relative_to(package).with_suffix("").parts)): path
        for path in package.rglob("*.py")
    }
    modules = {name.removesuffix(".__init__"): path for name, path in modules.items()}
    found = {name: list(imported(path, set(modules))) for name, path in modules.items()}

    def reached(start: str) -> list[str]:
        waiting, seen = [start], {start: False}
        while waiting:
            for name, is_inside in found.get(waiting.pop(), ()):
                if name not in seen:
                    waiting.append(name)
                seen[name] = seen.get(name, False) or is_inside
        return [name for name, is_inside in seen.items() if is_inside]

    commands = (path.stem for path in (package / "cli").glob("*.py"))
    return {name: reached(f"repairlog.cli.{name}") for name in commands}


def imported(path: Path, modules: set[str]) -> list[tuple[str, bool]]:
    """Return the modules that a file imports while it runs, and whether inside a function."""
    tree = ast.parse(path.read_text("utf-8"))
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
    }
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    found = []
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            each_name = [f"{node.module}.{each.name}" for each in node.names]
            names = [name for name in each_name if name in modules] or [node.module]
        found += [
            (name, id(node) in inside)
            for name in names
            if not name.startswith(("typer._", "repairlog.cli.app", "msvcrt"))
        ]
    return found


def ratio(one: Measured, other: Measured) -> float:
    """Return the median of the ratios of processor time, each within one round."""
    pairs = zip(one.worked, other.worked, strict=True)
    return statistics.median(mine / theirs for mine, theirs in pairs)


def main() -> None:
    """Read the command line, copy, patch, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repairlog", type=Path, required=True)
    parser.add_argument("--jrnl", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=25)
    arguments = parser.parse_args()
    python = arguments.repairlog.absolute().parent / "python"
    where = [str(python), "-c", "import repairlog; print(repairlog.__path__[0])"]
    package = Path(subprocess.run(where, check=True, capture_output=True, text=True).stdout.strip())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, 1000)
        home = {"HOME": str(folder), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        rows: dict[str, dict[str, Measured]] = {}
        for number, (what, patch) in enumerate(patches(package).items()):
            copy = folder / str(number)
            shutil.copytree(package, copy / "repairlog")
            if patch:
                patch.apply(copy / "repairlog")
            shutil.copytree(folder / "journal", copy / "journal")
            ours = [str(python), "-c", START, "--journal", str(copy / "journal")]
            rows[what] = {
                command: Measured([*ours, *typed], {**home, "PYTHONPATH": str(copy)})
                for command, typed in COMMANDS.items()
            }
        program = str(arguments.repairlog.absolute())
        jrnl = str(arguments.jrnl.absolute())
        (folder / ".config/jrnl").mkdir(parents=True)
        sides = {
            (who, option): Measured([who, option], dict(home))
            for option in ("--version", "--help")
            for who in (program, jrnl)
        }
        measured = [row for each in rows.values() for row in each.values()] + [*sides.values()]
        for row in measured:
            row.run()  # compiles what it imports
            row.forget()
        for _ in range(arguments.rounds):
            for row in measured:
                row.run()
    report(rows, arguments.rounds)
    for option in ("--version", "--help"):
        mine, other = sides[program, option], sides[jrnl, option]
        print(
            f"{option} / jrnl {option}: {ratio(mine, other):.2f} of the processor "
            f"time ({mine.processor:.0f} and {other.processor:.0f} ms), "
            f"{mine.median / other.median:.2f} by the clock"
        )


def report(rows: dict[str, dict[str, Measured]], rounds: int) -> None:
    """Print the table: milliseconds as it is, and what each change makes of them."""
    print(f"\nProcessor time, medians of {rounds} interleaved runs\n")
    print(f"{'':<42}" + "".join(f"{command:>12}" for command in COMMANDS))
    base = rows["as it is"]
    print(f"{'as it is, ms':<42}" + "".join(f"{row.processor:>12.0f}" for row in base.values()))
    for what, each in rows.items():
        if each is not base:
            ratios = (ratio(each[command], base[command]) for command in COMMANDS)
            print(f"{what:<42}" + "".join(f"{ratio:>12.2f}" for ratio in ratios))
    print()


if __name__ == "__main__":
    main()
