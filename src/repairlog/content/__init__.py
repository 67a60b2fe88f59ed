"""Content: the words themselves, TOML files that people can read, edit and translate.

Each name below is called for the words of one file, which is read then, once, into its shape
in `core`. That is imported no sooner: start-up time is a feature.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from repairlog.core.coach.rules import CoachExamples, CoachRules
    from repairlog.core.demo import DemoWords
    from repairlog.core.harm.hearing import Hearing
    from repairlog.core.harm.rules import HarmRules
    from repairlog.core.language.learned import Learned
    from repairlog.core.wording.card import CardWords
    from repairlog.core.wording.check_in import CheckInWords
    from repairlog.core.wording.common import Vocabulary
    from repairlog.core.wording.config import ConfigWords
    from repairlog.core.wording.conversations import (
        CaptureWords,
        CoachWords,
        ReframeWords,
    )
    from repairlog.core.wording.editor import EditorWords
    from repairlog.core.wording.entries import EntryWords
    from repairlog.core.wording.export import ExportWords
    from repairlog.core.wording.figures import FigureWords
    from repairlog.core.wording.fitting import Fitting
    from repairlog.core.wording.help import HelpPage
    from repairlog.core.wording.kept import KeptWords
    from repairlog.core.wording.learn import LearnWords
    from repairlog.core.wording.lengths import Lengths
    from repairlog.core.wording.repair import RepairWords
    from repairlog.core.wording.reports import ReportWords, TakenWords
    from repairlog.core.wording.safety import SafetyWords
    from repairlog.core.wording.screens import ScreenWords

_FOLDER = Path(__file__).parent


def text(name: str) -> str:
    """Return the text of one content file."""
    return (_FOLDER / f"{name}.toml").read_text("utf-8")


def _values(name: str) -> dict[str, Any]:
    """Return one content file as it stands. Raises WordsError for one that is not TOML."""
    import tomllib  # a listing needs no words

    try:
        return tomllib.loads(text(name))
    except tomllib.TOMLDecodeError as error:
        from repairlog.core.wording.reader import WordsError

        raise WordsError(f"{name}.toml", (), f"cannot be read: {error}") from None


def _words(file: str, shape: str, **beside: Callable[[], Any]) -> Callable[[], Any]:
    """Return what reads a file into its shape, which is named by module and class in `core`.

    `beside` are words of other files that the shape holds too.
    """

    @cache
    def words() -> Any:
        from repairlog.core.wording.reader import read

        module, _, name = shape.partition(":")
        kind = getattr(import_module(f"repairlog.core.{module}"), name)
        others = {key: other() for key, other in beside.items()}
        return read(kind, _values(file) | others, f"{file}.toml")

    return words


vocabulary: Callable[[], Vocabulary] = _words("vocabulary", "wording.common:Vocabulary")
"""What can be picked from lists."""

kept: Callable[[], KeptWords] = _words("kept", "wording.kept:KeptWords")
"""What is said about whether words are safe."""

screens: Callable[[], ScreenWords] = _words("screens", "wording.screens:ScreenWords")
"""What the commands say that are not conversations."""

config: Callable[[], ConfigWords] = _words("config", "wording.config:ConfigWords")
"""What `config` says of each key."""

editor: Callable[[], EditorWords] = _words("editor", "wording.editor:EditorWords")
"""What is said around an editor."""

entries: Callable[[], EntryWords] = _words("entries", "wording.entries:EntryWords")
"""What stands before each part of an entry."""

lengths: Callable[[], Lengths] = _words("lengths", "wording.lengths:Lengths")
"""How many words for a child are plenty."""

fitting: Callable[[], Fitting] = _words("fitting", "wording.fitting:Fitting")
"""What fits where the child is looked after, and how old they are."""

capture: Callable[[], CaptureWords] = _words("capture", "wording.conversations:CaptureWords")
"""The words of `new` and `edit`."""

repair: Callable[[], RepairWords] = _words(
    "repair", "wording.repair:RepairWords", lengths=lengths, fitting=fitting
)
"""The words of `repair`."""

card: Callable[[], CardWords] = _words("card", "wording.card:CardWords")
"""The words of `card`."""

learn: Callable[[], LearnWords] = _words("learn", "wording.learn:LearnWords")
"""The short pages to read."""

reframe: Callable[[], ReframeWords] = _words("reframe", "wording.conversations:ReframeWords")
"""The words of `reframe`."""

check_in: Callable[[], CheckInWords] = _words("check_in", "wording.check_in:CheckInWords")
"""The words of `check-in`."""

coaching: Callable[[], CoachWords] = _words("coaching", "wording.conversations:CoachWords")
"""What is said around the coach's findings."""

figures: Callable[[], FigureWords] = _words("figures", "wording.figures:FigureWords")
"""The words around the figures."""

report: Callable[[], ReportWords] = _words("report", "wording.reports:ReportWords")
"""The words of the page that `report` writes."""

export: Callable[[], ExportWords] = _words("export", "wording.export:ExportWords")
"""What is said around a file that `export` writes."""

supervision: Callable[[], TakenWords] = _words("supervision", "wording.reports:TakenWords")
"""The words of `report --supervision`."""

therapy: Callable[[], TakenWords] = _words("therapy", "wording.reports:TakenWords")
"""The words of `report --therapy`."""

help_page: Callable[[], HelpPage] = _words("help", "wording.help:HelpPage")
"""The help page's words and numbers."""

coach_rules: Callable[[], CoachRules] = _words("coach", "coach.rules:CoachRules", lengths=lengths)
"""What the coach listens for, but for what was learned."""

coach_examples: Callable[[], CoachExamples] = _words("examples", "coach.rules:CoachExamples")
"""Examples of what the coach hears and leaves alone."""

demo: Callable[[], DemoWords] = _words("demo", "demo:DemoWords", vocabulary=vocabulary)
"""The fictional journals and what is said about them."""


@cache
def safety() -> SafetyWords:
    """Return what is said when words speak of harm, with the emergency numbers in it."""
    from repairlog.core.wording.reader import read
    from repairlog.core.wording.safety import SafetyWords

    words = _values("safety")
    emergency = _values("help")["page"]["emergency"]
    for heard in words["heard"].values():
        heard["now"] = heard["now"].replace("{emergency}", emergency)
    return read(SafetyWords, words | {"fitting": fitting()}, "safety.toml")


harm: Callable[[], HarmRules] = _words("harm", "harm.rules:HarmRules")
"""What always speaks of harm."""


@cache
def learned() -> Learned:
    """Return the tables learned from the labelled sentences."""
    from repairlog.core.language.learned import read

    return read((_FOLDER / "learned.bin").read_bytes())


@cache
def hear_harm(account: str) -> Hearing:
    """Hear whether an account tells of harm; it is asked of the same one several times."""
    from repairlog.core.harm.hearing import hear

    return hear(account, harm(), learned())
