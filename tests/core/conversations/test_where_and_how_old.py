"""`repair` in every place and at every age: what is shown is what fits there, and nothing else."""

from datetime import datetime
from itertools import product

from repairlog import content
from repairlog.core.conversations.engine import advance
from repairlog.core.wording.fitting import BANDS
from repairlog.core.wording.ids import SETTINGS
from support.cases import each_of
from support.transcript import Transcript, open_talk

NOW = datetime(2026, 11, 20, 9, 10)  # noqa: DTZ001  a transcript's wall time
ENTRY = {"happened": datetime(2026, 11, 19), "what": "the milk", "child": "Wren"}  # noqa: DTZ001
BORN = {"0": 2025, "3": 2022, "6": 2018, "11": 2012}
CELLS = list(product([*SETTINGS, None], BANDS))
TYPED = {"First": "1", "Which, or Enter for not now": "1", "Name": "I shouted."}
TYPED |= {"Own": "That was mine.", "Do": "sit by the tub", "Around": "tea at four"}


def held(setting, band):
    """Hold `repair` to its end with words at every step; return all that was shown."""
    settings = {"setting": setting} if setting else {}
    settings["children"] = {"Wren": BORN[band]} if band in BORN else {}
    before = {"now": NOW, "entry": [ENTRY], "settings": settings}
    talk, shown = open_talk(Transcript("", before, "$ repairlog repair", {})), []
    while not talk.over:
        shown.append(talk.question.text)
        talk = advance(talk, TYPED.get(talk.question.label, ""))
        shown += [block.text for block in talk.blocks if hasattr(block, "text")]
    return "\n".join(shown)


@each_of(("setting", "band"), CELLS)
def test_examples_and_closing_are_those_of_the_place_and_the_age(setting, band):
    """Each example is one of its cell; under three there is one, for what to do."""
    cell = getattr(content.fitting(), setting or "unknown")[band]
    shown = held(setting, band)
    examples = [
        line.removeprefix("For instance: ") for line in shown.split("\n") if "For instance" in line
    ]
    fitting = {text for step in vars(cell).values() if isinstance(step, tuple) for text in step}
    assert set(examples) <= fitting
    in_care = setting in ("foster", "residential", "education")
    assert len(examples) == (1 if band == "0" else 3 if in_care else 4)
    assert cell.say in shown


@each_of(("setting", "band"), CELLS)
def test_who_must_hear_first_is_named_at_the_gate(setting, band):
    """The gate that ends a repair names somebody of this place, at any age."""
    settings = {"setting": setting} if setting else {}
    settings["children"] = {"Wren": BORN[band]} if band in BORN else {}
    hurt = {**ENTRY, "did": ["hurt"]}
    before = {"now": NOW, "entry": [hurt], "settings": settings}
    talk = open_talk(Transcript("", before, "$ repairlog repair last", {}))
    while not talk.over:  # where it was may be asked before
        talk = advance(talk, "")
    told = " ".join(block.text for block in talk.blocks if hasattr(block, "text"))
    assert getattr(content.fitting(), setting or "unknown")[band].hears in told
