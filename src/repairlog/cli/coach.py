"""`coach`: a second pair of ears for words meant for a child. Nothing of them is kept."""

from typing import Annotated, Any

import typer

from repairlog import content
from repairlog.cli.options import Json, Plain, session
from repairlog.cli.session import Session
from repairlog.core.coach.reading import Reading, read
from repairlog.core.coach.rules import CoachRules, Pattern
from repairlog.core.conversations.blocks import Block, Say
from repairlog.core.conversations.engine import Question
from repairlog.core.conversations.repair_coach import told
from repairlog.core.entries.model import OLDEST
from repairlog.core.text import tidy, well_formed
from repairlog.core.wording.ids import Setting
from repairlog.errors import UsageError


def coach(  # noqa: PLR0913  each is an option of its own
    ctx: typer.Context,
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="WORDS", help="What you want to say. With - it is read from standard input."
        ),
    ] = None,
    *,
    setting: Annotated[
        Setting | None,
        typer.Option(help="Where you would say it. If not said, as in the settings."),
    ] = None,
    age: Annotated[
        int | None, typer.Option(min=0, max=OLDEST, help="The child's age in years.")
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATTERN", help="A pattern to leave out. For several, repeat it or use commas."
        ),
    ] = None,
    explain: Annotated[
        str | None, typer.Option(metavar="PATTERN", help="Show what a pattern looks for.")
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Look kindly at words meant for a child; nothing is kept, nothing is scored."""
    run = session(ctx, plain=plain, as_json=as_json)
    rules = content.coach_rules()
    if explain is not None:
        run.data(_explained(_pattern(rules, explain)))
        return
    off = [*run.preferences.without, *_listed(rules, without or [])]
    words = _words(run, text)
    reading = read(words, rules, setting or run.preferences.setting, age, off)
    if as_json:
        run.json(_json(reading))
    else:
        run.data("\n".join(_said(run, reading)))


def _words(run: Session, text: str | None) -> str:
    """Return the words as they were given. Raises UsageError when there are none."""
    said = content.coaching()
    if text is None and run.interactive:
        from repairlog.cli.asking import ask  # noqa: PLC0415  only where something is asked

        text = ask(run, Question(said.asked, said.asked_label), said.asked_help, telling=True)
    elif text == "-" or (text is None and run.piped):
        text = run.input.whole()
    if not text or not tidy(text):
        raise UsageError(said.empty, '{repairlog} coach "..." reads them.')
    return well_formed(text)


def _listed(rules: CoachRules, given: list[str]) -> list[str]:
    names = [name.strip() for each in given for name in each.split(",") if name.strip()]
    return [_pattern(rules, name).id for name in names]


def _pattern(rules: CoachRules, name: str) -> Pattern:
    found = next((each for each in rules.pattern if each.id == name.strip().casefold()), None)
    if found is None:
        ids = ", ".join(each.id for each in rules.pattern)
        raise UsageError(content.coaching().unknown.format(id=repr(name), ids=ids))
    return found


def _json(reading: Reading) -> dict[str, Any]:
    """Return a reading as the contract has it; offsets are code points of the text as given."""
    length = reading.length
    return {
        "words": reading.words,
        "length": length and {"words": length.words, "guide": list(length.guide)},
        "findings": [
            {
                "pattern": finding.pattern,
                "start": finding.start,
                "end": finding.end,
                "text": finding.text,
                "why": finding.why,
                "try": finding.try_,
            }
            for finding in reading.findings
        ],
    }


def _said(run: Session, reading: Reading) -> list[str]:
    """Say one thing at a time: the weightiest first."""
    words = content.coaching()
    blocks: list[Block] = []
    if reading.findings:
        first, *rest = reading.findings
        blocks += told(words, first)
        if rest:
            more = words.more.of(len(rest))
            blocks.append(Say(more.format(count=len(rest), id=first.pattern)))
    else:
        blocks.append(Say(words.none))
    count = content.lengths().counted(reading.words)
    if reading.length:
        low, high = reading.length.guide
        blocks.append(Say(words.length.format(words=count, low=low, high=high)))
    else:
        blocks.append(Say(f"{count}."))
    return [run.text(block) for block in blocks]


def _explained(pattern: Pattern) -> str:
    """Return a pattern's rules, each with what it finds and what it leaves alone."""
    words = content.coaching()
    lines = [words.rules.format(pattern=pattern.name, id=pattern.id), pattern.why]
    lines += [words.try_.format(try_=pattern.try_), "", words.looks]
    for rule in pattern.rule:
        lines += ["", rule.note]
        lines += [f"  {words.finds.format(example=each)}" for each in rule.finds[:2]]
        lines += [f"  {words.leaves.format(example=each)}" for each in rule.leaves[:2]]
    return "\n".join([*lines, "", words.off.format(id=pattern.id)])
