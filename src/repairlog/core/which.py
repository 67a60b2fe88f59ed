"""Which of several moments is meant: asked where nobody named one."""

from collections.abc import Callable
from functools import partial
from textwrap import shorten

from repairlog.core.entry import Entry
from repairlog.core.guide import Question, Say, Step, Talk, ask_again, finish, go_on
from repairlog.core.moment import title
from repairlog.core.pick import choose, numbered
from repairlog.core.prompts import Prompt

BEGINNING = 40
"""Letters of a moment's own words that tell it from another of its day."""


def which_step(prompt: Prompt, about: Callable[[Talk, Entry], Talk], none: str) -> Step:
    """Return the question; `about` opens the chosen one, `none` is said when none is."""
    return Step(
        partial(_ask, prompt),
        partial(_take, about, none),
        lambda _: prompt.help,
        lambda talk: talk.entry is None,
    )


def _titles(talk: Talk) -> list[str]:
    """Call the moments; those of one name also by how they begin."""
    titles = [title(entry, talk.scene.now) for entry in talk.picked]
    begun = [shorten(entry.what, BEGINNING, placeholder=" ...") for entry in talk.picked]
    return [
        f"{name}: {what}" if titles.count(name) > 1 else name
        for name, what in zip(titles, begun, strict=True)
    ]


def _ask(prompt: Prompt, talk: Talk) -> Question:
    return Question(f"{prompt.ask}\n{numbered(_titles(talk), listed=True)}", prompt.label)


def _take(about: Callable[[Talk, Entry], Talk], none: str, talk: Talk, answer: str) -> Talk:
    ids = [entry.id for entry in talk.picked]
    chosen = choose(answer, list(zip(ids, _titles(talk), strict=True))) if answer else None
    for entry in talk.picked:
        if entry.id == chosen:
            return go_on(about(talk, entry))
    if talk.misses or not answer:
        return finish(talk, Say(none))
    return ask_again(talk, talk.scene.retry.range_only.format(count=len(ids)))
