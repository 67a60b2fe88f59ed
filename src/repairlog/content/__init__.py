"""The words themselves: TOML files that people can read, edit and translate.

Each is loaded when first asked for and checked against its shape in `core`, which is
imported only then: start-up time is a feature.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from repairlog.core.coach.rules import CoachRules
    from repairlog.core.demo import DemoWords
    from repairlog.core.harm.detection import HarmWords
    from repairlog.core.wording.common import KeptWords, ScreenWords, Vocabulary
    from repairlog.core.wording.conversations import (
        CaptureWords,
        CoachWords,
        ReframeWords,
        RepairWords,
        SafetyWords,
    )
    from repairlog.core.wording.figures import FigureWords
    from repairlog.core.wording.help import HelpPage
    from repairlog.core.wording.reports import ReportWords, SupervisionWords

_FOLDER = Path(__file__).parent


def load(name: str) -> dict[str, Any]:
    """Return one content file as it stands."""
    import tomllib  # a listing needs no words

    return tomllib.loads(text(name))


def text(name: str) -> str:
    """Return the text of one content file."""
    return (_FOLDER / f"{name}.toml").read_text("utf-8")


@cache
def vocabulary() -> Vocabulary:
    """Return what can be picked from lists."""
    from repairlog.core.wording.common import Vocabulary

    return Vocabulary.model_validate(load("vocabulary"))


@cache
def capture() -> CaptureWords:
    """Return the words of `new` and `edit`."""
    from repairlog.core.wording.conversations import CaptureWords

    return CaptureWords.model_validate(load("capture"))


@cache
def repair() -> RepairWords:
    """Return the words of `repair`."""
    from repairlog.core.wording.conversations import RepairWords

    return RepairWords.model_validate(load("repair"))


@cache
def reframe() -> ReframeWords:
    """Return the words of `reframe`."""
    from repairlog.core.wording.conversations import ReframeWords

    return ReframeWords.model_validate(load("reframe"))


@cache
def screens() -> ScreenWords:
    """Return the words of the commands that are not conversations."""
    from repairlog.core.wording.common import ScreenWords

    return ScreenWords.model_validate(load("screens"))


@cache
def kept() -> KeptWords:
    """Return what is said about whether words are safe."""
    from repairlog.core.wording.common import KeptWords

    return KeptWords.model_validate(load("kept"))


@cache
def figures() -> FigureWords:
    """Return the words around the figures."""
    from repairlog.core.wording.figures import FigureWords

    return FigureWords.model_validate(load("figures"))


@cache
def report() -> ReportWords:
    """Return the words of the page that `report` writes."""
    from repairlog.core.wording.reports import ReportWords

    return ReportWords.model_validate(load("report"))


@cache
def supervision() -> SupervisionWords:
    """Return the words of `report --supervision`."""
    from repairlog.core.wording.reports import SupervisionWords

    return SupervisionWords.model_validate(load("supervision"))


@cache
def demo() -> DemoWords:
    """Return the fictional journals and what is said about them."""
    from repairlog.core.demo import DemoWords

    return DemoWords.model_validate(load("demo"))


@cache
def help_page() -> HelpPage:
    """Return the help page's words and numbers."""
    from repairlog.core.wording.help import HelpPage

    return HelpPage.model_validate(load("help"))


@cache
def safety() -> SafetyWords:
    """Return what is said when words speak of harm, with the emergency numbers in it."""
    from repairlog.core.wording.conversations import SafetyWords

    words = load("safety")
    emergency = load("help")["page"]["emergency"]
    words["notice"]["text"] = words["notice"]["text"].replace("{emergency}", emergency).strip()
    return SafetyWords.model_validate(words)


@cache
def harm() -> HarmWords:
    """Return the words and patterns that speak of harm."""
    from repairlog.core.harm.detection import read_harm_words

    return read_harm_words(text("harm"))


@cache
def coach() -> CoachWords:
    """Return what is said around the coach's findings."""
    from repairlog.core.wording.conversations import CoachWords

    return CoachWords.model_validate(load("coaching"))


@cache
def coach_rules() -> CoachRules:
    """Return what the coach looks for."""
    from repairlog.core.coach.rules import CoachRules

    return CoachRules.model_validate(load("coach"))
