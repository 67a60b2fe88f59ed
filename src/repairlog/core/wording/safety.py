"""Safety: the shapes of what is said and asked where somebody may have been hurt."""

from collections.abc import Mapping

from repairlog.core.wording.conversations import Answer, Prompt
from repairlog.core.wording.fitting import Fitting
from repairlog.core.wording.reader import Shape


class Notice(Answer):
    """What is said at once when words speak of harm, and how to go on."""

    saved: str
    opening: str
    talk: str
    untold: str
    show: str
    not_harm: str
    enter: str


class CareNotice(Shape):
    """What is said besides in care and in schools."""

    tell: str
    own: str
    route: str


class Managers(Shape):
    """Whom it may be about, so that it cannot be told there."""

    foster: str
    residential: str
    education: str


class Heard(Shape):
    """What is said where one of these kinds of harm is heard: what helps first.

    Where it is heard, `covers` are kinds that tell of the same thing.
    """

    kinds: tuple[str, ...]
    covers: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    now: str
    then: tuple[str, ...]
    go_on: str
    safe: str


class HurtPrompt(Answer):
    """Whether anyone was hurt, in care and at home, of one child or of several by name."""

    care: str
    home: str
    numbered: str
    stopping: str
    named: str
    other: str
    choices_care: tuple[str, str, str]
    choices_home: tuple[str, str, str]
    named_label: str
    kept: str
    apart: str
    lower: str
    picked: str


class Third(Shape):
    """What is said at the third yes with one child."""

    home: str
    care: str


class Gate(Prompt):
    """What is asked before a repair, and what is said when it is not yet time.

    `last_too` are other ways to type the last choice.
    """

    last_too: tuple[str, ...] = ()
    choices: tuple[str, str, str]
    not_yet: str


class Answered(Answer):
    """What was kept of an answer, how it is found again, and a lower one in its place."""

    apart: str
    later: str
    found: str
    lower: str
    lower_choices: tuple[str, str]


class SafetyWords(Shape):
    """When the words speak of harm, and who must hear it by where and how old.

    Of `heard`, the first holds where none is named.
    """

    fitting: Fitting
    notice: Notice
    notice_care: CareNotice
    manager: Managers
    heard: Mapping[str, Heard]
    hurt: HurtPrompt
    third: Third
    gate_home: Gate
    gate_care: Gate
    answered: Answered
