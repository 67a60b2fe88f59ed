"""Pages to read, fitted to a screen, and the list of them."""

from repairlog.core.wording.learn import LearnWords, Topic
from repairlog.view.screens import ways
from repairlog.view.text import QUOTE, Page, width_of, wrap


def list_text(words: LearnWords, page: Page) -> str:
    """Return which pages there are: what to type, and what each is about.

    In plain text, or where two columns are too wide, each title follows what is typed.
    """
    column = max(width_of(topic.id) for topic in words.topic) + 3
    rows = [f"{topic.id:<{column}}{topic.title}" for topic in words.topic]
    if page.plain or max(map(width_of, rows)) > page.width:
        each = (wrap(f"{one.id}: {one.title}", page.width, after=QUOTE) for one in words.topic)
        rows = [line for lines in each for line in lines]
    head = "\n".join(wrap(words.head, page.width))
    return "\n\n".join((head, "\n".join(rows), ways(((words.one, "learn sorry"),), page)))


def page_text(topic: Topic, words: LearnWords, page: Page) -> str:
    """Return one page: its title, what it says, how sure that is, and where it is from."""
    parts = (topic.title, *topic.text)
    shown = [wrap(part.replace("{repairlog}", page.program), page.width) for part in parts]
    ground = [words.sure.replace("{sure}", topic.sure)]
    ground += [words.source.replace("{source}", each) for each in topic.sources]
    shown.append([line for each in ground for line in wrap(each, page.width, after=QUOTE)])
    return "\n\n".join("\n".join(lines) for lines in shown)
