"""`help-now`: where to find help, on one screen."""

import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated

import typer

from repairlog import content
from repairlog.cli.options import Plain, session
from repairlog.cli.session import Session
from repairlog.core.conversations.answers import bare
from repairlog.core.conversations.choices import choose, numbered
from repairlog.core.text import tidy
from repairlog.core.wording.help import HelpPage, HelpQuestion
from repairlog.errors import StorageError, UsageError
from repairlog.journal import settings
from repairlog.view.help_page import Wanted, emergency_text, help_text, sources_text


def help_now(  # noqa: PLR0913  each is an option
    ctx: typer.Context,
    *,
    country: Annotated[
        str, typer.Option(metavar="COUNTRY", help="The country, such as GB; not kept.")
    ] = "",
    about: Annotated[
        str,
        typer.Option(
            metavar="WORD", help="What it is about: 1 to 9, or its word, such as hurt; not kept."
        ),
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="All numbers; ask nothing.")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="Where they are from.")] = False,
    plain: Plain = False,
) -> None:
    """Say who to call when someone is hurt, or might be."""
    run = session(ctx, plain=plain)
    words = content.help_page()
    place = _place(words, country) if country.strip() else _kept(run, words)
    worry = _worry(words, about) if about.strip() else ""
    if (everything or sources) and place not in words.countries:
        place = ""  # of elsewhere there is nothing to show
    if sources:
        run.data(sources_text(words, Wanted(place, worry), run.page))
        return
    show(run, Wanted(place, worry), asks=not everything and run.interactive and sys.stdout.isatty())


def show(run: Session, wanted: Wanted, *, asks: bool) -> None:
    """Print the emergency numbers, ask what is not known where that may be, print the others."""
    words = content.help_page()
    emergency = emergency_text(words, wanted.country, run.page)
    run.data(emergency)
    wanted = _ask(run, words, *wanted[:2]) if asks else wanted._replace(everything=True)
    wanted = wanted._replace(house=_on_call(run))
    run.data(f"\n{help_text(words, wanted, run.now.date(), run.page)}")
    if wanted.everything and not wanted.country:  # a terminal shows the end of a long page
        run.data(f"\n{emergency}")


def _ask(run: Session, words: HelpPage, place: str, worry: str) -> Wanted:
    """Ask what is not known yet, each once; an answer that cannot be used shows all there is."""
    if not place:
        answer = _answer(run, words.page.where, [name for _, name, *_ in words.places])
        place = choose(answer, words.places, alone=True).id
        if not place:
            return Wanted(about=worry, everything=bool(answer))
        _keep(run, place)
    if worry or place not in words.countries:
        return Wanted(place, worry)
    answer = _answer(run, words.page.about, [each.ask for each in words.worry])
    worry = _named(words, answer)
    return Wanted(place, worry, everything=bool(answer) and not worry)


def _named(words: HelpPage, said: str) -> str:
    """Return the worry that was chosen, or whose words, some of them, were typed; else ""."""
    if chosen := choose(said, [(each.id, each.ask) for each in words.worry], alone=True).id:
        return chosen
    typed = _words(said)
    among = [each.id for each in words.worry if typed and typed <= _words(each.ask)]
    return among[0] if len(among) == 1 else ""


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", bare(text)))


def _answer(run: Session, question: HelpQuestion, choices: Sequence[str]) -> str:
    """Ask, with the choices behind the question; "" for Enter and "."."""
    from repairlog.cli.asking import ask  # noqa: PLC0415  only where somebody can be asked
    from repairlog.core.conversations.engine import Question  # noqa: PLC0415  likewise

    between = "\n" if run.is_plain else " "
    text = f"{question.ask}{between}{numbered(choices, listed=run.is_plain)}"
    return tidy(ask(run, Question(text, question.label), question.help) or "")


def _kept(run: Session, words: HelpPage) -> str:
    """Return the country that the settings have; help is there without them."""
    with suppress(StorageError):
        return words.place(settings.read(run.folders.config).preferences.country)
    return ""


def _on_call(run: Session) -> str:
    """Return the number that a home's file names; help is there without it."""
    with suppress(StorageError):
        config = run.folders.config
        if house := settings.read(config).house:
            return settings.read_house(config, house)[0].on_call
    return ""


def _keep(run: Session, place: str) -> None:
    """Keep the country in the settings, and nothing else; where that cannot be, it is not kept."""
    with suppress(StorageError):
        config = run.folders.config
        settings.write(config, settings.read(config).preferences._replace(country=place))


def _place(words: HelpPage, said: str) -> str:
    place = words.place(said)
    if not place:
        known = ", ".join(words.countries.values())
        raise _not_there(words, words.page.no_country.format(country=said, countries=known))
    return place


def _worry(words: HelpPage, said: str) -> str:
    worry = _named(words, said)
    if not worry:
        known = ", ".join(each.id for each in words.worry)
        raise _not_there(words, words.page.no_worry.format(about=said, words=known))
    return worry


def _not_there(words: HelpPage, why: str) -> UsageError:
    """Return an error that says where help is all the same."""
    hurt_now = words.page.hurt_now.format(emergency=words.page.emergency)
    return UsageError(why, f"{hurt_now}\n{words.page.elsewhere}")
