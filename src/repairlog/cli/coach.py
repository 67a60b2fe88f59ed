"""`coach`: a second pair of ears for words meant for a child. Nothing of them is kept."""

from typing import Annotated, Any

import typer

from repairlog import content
from repairlog.cli.options import Json, Plain, session
from repairlog.cli.session import Session
from repairlog.core.coach.reading import Reading, nearest, read
from repairlog.core.coach.rules import CoachRules, Pattern
from repairlog.core.conversations.blocks import Block, Say
from repairlog.core.conversations.coaching import told
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
        str | None,
        typer.Option(
            metavar="PATTERN", help="Show what a pattern is; with words, what is nearest to them."
        ),
    ] = None,
    rules_only: Annotated[
        bool, typer.Option("--rules-only", help="Only the few sure rules, not what was learned.")
    ] = False,
    after_harm: Annotated[
        bool, typer.Option("--after-harm", help="For a child who may have been hurt.")
    ] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Look kindly at words meant for a child; nothing is kept, nothing is scored."""
    run = session(ctx, plain=plain, as_json=as_json)
    rules = content.coach_rules()
    if explain is not None:
        near = run.input.whole() if text == "-" else text or ""
        run.data(_explained(_pattern(rules, explain), well_formed(near)))
        return
    off = [*run.preferences.without, *_listed(rules, without or [])]
    words = _words(run, text)
    reading = read(
        words,
        rules,
        None if rules_only else content.learned(),
        setting=setting or run.preferences.setting,
        age=age,
        without=off,
        after_harm=after_harm,
    )
    if as_json:
        run.json(_json(reading))
    else:
        run.data("\n".join(_said(run, reading)))


def _words(run: Session, text: str | None) -> str:
    """Return the words as they were given. Raises UsageError when there are none."""
    said = content.coaching()
    if text is None and run.interactive:
        from repairlog.cli.asking import ask  # noqa: PLC0415  only where something is asked
        from repairlog.core.conversations.engine import Question  # noqa: PLC0415  as above

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


def _explained(pattern: Pattern, near: str) -> str:
    """Return what a pattern is, with examples: nearest first to the words `near`, if any."""
    words = content.coaching()
    examples = content.coach_examples().pattern[pattern.id]
    lines = [words.rules.format(pattern=pattern.name, id=pattern.id), pattern.why]
    lines += [words.try_.format(try_=pattern.try_), ""]
    lines += [words.finds.format(example=each) for each in nearest(examples.hears, near)]
    lines += ["", *(words.leaves.format(example=each) for each in nearest(examples.leaves, near))]
    return "\n".join([*lines, "", words.off.format(id=pattern.id)])
