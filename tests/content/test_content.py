"""The words themselves: they load, they are filled in, and they keep their tone."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

from repairlog import content
from repairlog.core.wording.conversations import Prompt
from support.cases import each_of

FOLDER = Path(content.__file__).parent
FILES = sorted(path.stem for path in FOLDER.glob("*.toml"))

FILLED = {
    "capture.retry.so_far": {"answer"},
    "capture.closing.place": {"folder"},
    "capture.cut_off.told": {"day", "time"},
    "capture.cut_off.note": {"repairlog"},
    "capture.opening.count": {"count"},
    "capture.what.ask": {"count"},
    "capture.what.brief": {"count"},
    "capture.child.ask": {"count"},
    "capture.child.brief": {"children", "count"},
    "capture.feelings.ask": {"count"},
    "capture.feelings.brief": {"count"},
    "capture.then.ask": {"count"},
    "capture.then.brief": {"count"},
    "capture.together.ask": {"child_and_others", "child"},
    "capture.several.ask": {"count"},
    "capture.several.one": {"child"},
    "capture.several.each": {"child"},
    "capture.several.kept": {"count", "each"},
    "capture.then.named": {"child", "count"},
    "capture.then.named_label": {"child"},
    "capture.then.other": {"child"},
    "capture.age.ask": {"child"},
    "capture.when.ask": {"today"},
    "capture.meaning.ask": {"child"},
    "capture.next.ask": {"child"},
    "capture.retry.number": {"count"},
    "capture.retry.range": {"count"},
    "capture.retry.range_only": {"count"},
    "capture.retry.unclear": {"answer"},
    "capture.retry.left_out": {"answer"},
    "capture.retry.feeling": {"answer"},
    "capture.retry.when": {"example", "today"},
    "capture.retry.when_unknown": {"answer"},
    "capture.retry.when_several": {"answer"},
    "capture.retry.when_future": {"answer"},
    "capture.retry.when_impossible": {"answer"},
    "capture.retry.when_later": {"answer"},
    "capture.retry.when_left": {"today"},
    "card.right": {"put_right"},
    "card.around": {"presence"},
    "card.name": {"names"},
    "card.not_ready_hint": {"id", "repairlog"},
    "card.apart_hint": {"repairlog"},
    "card.unanswered_hint": {"id", "repairlog"},
    "learn.topic.text": {"repairlog"},
    "learn.sure": {"sure"},
    "learn.source": {"source"},
    "learn.unknown": {"topic"},
    "learn.near": {"repairlog", "near"},
    "learn.all": {"repairlog"},
    "repair.was.help": {"repairlog"},
    "repair.own_care.help": {"repairlog"},
    "repair.matters.help": {"repairlog"},
    "repair.own.help": {"repairlog"},
    "repair.reconnect.help": {"repairlog"},
    "reframe.now.help": {"repairlog"},
    "export.unknown": {"words"},
    "export.newer.many": {"count"},
    "export.reading": {"format"},
    "export.nothing_about": {"child"},
    "export.nothing_about_hint": {"repairlog"},
    "export.about": {"child"},
    "export.about_note": {"child"},
    "export.decides": {"repairlog"},
    "check_in.opening.went": {"moment", "day"},
    "check_in.opening.came": {"moment", "day"},
    "check_in.opening.plain": {"moment"},
    "check_in.opening.plan": {"presence"},
    "check_in.apart_hint": {"command", "repairlog"},
    "screens.home.went_back": {"child", "day"},
    "screens.home.came": {"child", "day"},
    "capture.what.steady": {"count"},
    "capture.several.steady": {"count"},
    "capture.helped.ask": {"count"},
    "repair.closing.they_came": {"child"},
    "screens.reminder.written": {"when", "path"},
    "screens.reminder.unclear": {"at"},
    "screens.reminder.past": {"at"},
    "screens.reminder.apart_hint": {"repairlog"},
    "screens.rest_together.left.many": {"count"},
    "screens.rest_together.ask.many": {"count"},
    "screens.rest_together.done.many": {"count"},
    "screens.rest_together.none_hint": {"repairlog"},
    "screens.rest_together.alone_hint": {"repairlog"},
    "screens.list.steady_hint": {"repairlog", "id"},
    "fitting.here": {"hears", "house"},
    "repair.ideas": {"ideas"},
    "repair.house_ideas": {"ideas"},
    "help.page.house": {"house"},
    "editor.line": {"line", "why"},
    "editor.no_heading": {"heading"},
    "editor.no_heading_hint": {"heading"},
    "editor.twice": {"heading"},
    "editor.takes": {"heading", "words"},
    "editor.not_there": {"editor", "why"},
    "editor.unreadable": {"editor"},
    "editor.beside": {"file"},
    "editor.kept": {"again"},
    "kept.unusable": {"file", "key"},
    "help.page.hurt_now": {"emergency"},
    "help.page.old": {"years"},
    "help.page.years": {"first", "last"},
    "help.page.sources": {"repairlog"},
    "help.page.source": {"checked", "source"},
    "help.page.say": {"sentence"},
    "help.page.no_country": {"country", "countries"},
    "help.page.no_worry": {"about", "words"},
    "reframe.opening.looked": {"reading"},
    "reframe.closing.moved": {"then", "now"},
    "reframe.closing.same": {"then"},
    "reframe.closing.fresh": {"now"},
    "repair.instance": {"example"},
    "repair.opening.wrote": {"day"},
    "repair.opening.ready": {"day"},
    "repair.opening.begun": {"day"},
    "repair.opening.plain": {"day"},
    "repair.opening.ready_around": {"day"},
    "repair.opening.care": {"child"},
    "repair.ready.already": {"child"},
    "repair.age.ask": {"child"},
    "repair.matters.known": {"child", "matters"},
    "repair.matters.ask": {"child"},
    "repair.hard.before": {"before"},
    "reframe.opening.before": {"before"},
    "repair.name.ask": {"child", "count"},
    "repair.name_care.ask": {"child", "count"},
    "repair.own.ask": {"child", "count"},
    "repair.own_care.ask": {"child", "count"},
    "repair.share.ask": {"child", "count"},
    "repair.share.noted": {"feelings"},
    "repair.under.ask": {"word", "feelings"},
    "repair.grow.ask": {"child", "count"},
    "repair.reconnect.ask": {"child", "count"},
    "repair.presence.ask": {"child", "count"},
    "repair.put_right.ask": {"child"},
    "repair.change.right": {"put_right"},
    "repair.change.around": {"presence"},
    "repair.change.ask": {"choices"},
    "repair.part.ask": {"words", "choices"},
    "repair.guide.count": {"words"},
    "repair.guide.age": {"words", "age", "low", "high"},
    "repair.guide.small": {"words"},
    "repair.guide.care": {"words", "high"},
    "lengths.words.many": {"count"},
    "repair.closing.still": {"presence"},
    "repair.closing.around": {"presence"},
    "repair.few.ask": {"child"},
    "repair.few.help": {"repairlog"},
    "repair.closing.came_back": {"child", "day"},
    "repair.looked.offer": {"sentence"},
    "repair.change.help": {"repairlog"},
    "screens.rest.done": {"moment"},
    "screens.rest.undone": {"moment"},
    "screens.children.such_two": {"repairlog", "child"},
    "screens.children.such_born": {"repairlog", "child"},
    "screens.children.there_are": {"names"},
    "screens.list.whole": {"repairlog"},
    "screens.which.which.help": {"repairlog"},
    "screens.which.several": {"count"},
    "screens.which.such": {"command"},
    "screens.which.others": {"repairlog"},
    "repair.said.ask": {"child"},
    "repair.when.ask": {"today"},
    "repair.keep.ask": {"child"},
    "safety.notice.talk": {"repairlog"},
    "safety.notice_care.tell": {"hears"},
    "safety.notice_care.own": {"child"},
    "safety.notice_care.route": {"manager"},
    "safety.hurt.numbered": {"ask", "count"},
    "safety.hurt.stopping": {"ask"},
    "safety.hurt.named": {"ask", "child"},
    "safety.hurt.other": {"child"},
    "safety.hurt.named_label": {"child"},
    "safety.hurt.kept": {"answer"},
    "safety.hurt.lower": {"answer"},
    "safety.third.home": {"month"},
    "safety.third.care": {"month", "hears"},
    "safety.answered.lower": {"answer"},
    "safety.answered.found": {"moment"},
    "safety.gate_home.ask": {"child", "safe"},
    "safety.gate_home.choices": {"child"},
    "safety.gate_home.help": {"child"},
    "safety.gate_home.not_yet": {"child", "hears", "repairlog"},
    "safety.gate_care.ask": {"child"},
    "safety.gate_care.choices": {"child"},
    "safety.gate_care.help": {"child"},
    "safety.gate_care.not_yet": {"child", "hears", "repairlog"},
    "screens.home.waiting.many": {"count"},
    "screens.home.older": {"count"},
    "screens.home.apart.many": {"count"},
    "screens.home.apart_too.many": {"count"},
    "screens.home.cut_off": {"day", "time"},
    "screens.delete.ask_care": {"hears"},
    "screens.delete.ask_care_forever": {"hears"},
    "screens.rest.again": {"count"},
    "screens.delete.of_device": {"file"},
    "screens.delete.of_past": {"file"},
    "screens.delete.of_copy": {"file"},
    "screens.delete.of_line": {"file", "repairlog"},
    "screens.undo.done_many": {"count"},
    "screens.undo.left": {"count"},
    "screens.children.row": {"child", "moments", "born"},
    "screens.children.row_born": {"born"},
    "screens.children.count.many": {"count"},
    "screens.children.earlier": {"old", "new"},
    "screens.children.renamed.one": {"new"},
    "screens.children.renamed.many": {"count", "new"},
    "screens.children.born": {"child", "born"},
    "screens.children.ages_left.many": {"count"},
    "screens.children.ages_put.many": {"count"},
    "screens.children.ask.many": {"count"},
    "screens.undo.redone_many": {"count"},
    "kept.unreadable.one": {"repairlog"},
    "kept.unreadable.many": {"count", "repairlog"},
    "kept.unread_file": {"file", "reason", "repairlog"},
    "kept.unread_files": {"count", "repairlog"},
    "kept.help_now": {"repairlog"},
}
"""What the code fills into which text."""

FILLED_ANYWHERE = {
    "config": {
        *("does", "file", "key", "keys", "line", "repairlog", "takes", "value", "why", "words"),
    },
    "coaching": {
        *("pattern", "try_", "id", "ids", "count", "words", "low", "high", "example"),
    },
    "demo": {"folder"},
    "report": {"count", "day", "entries", "filters", "known", "last", "moved", "path"},
    "supervision": {"count", "day", "reading", "repairlog", "when", "words"},
    "therapy": {"count", "day", "reading", "span", "when", "words"},
    "figures": {
        *("changes", "child", "count", "day", "did", "entries", "family", "first", "high", "hour"),
        *("hours", "known", "last", "later", "low", "moments", "month", "next", "now", "present"),
        *("repairlog", "returned", "rupture", "sections", "settled", "share", "span", "then"),
        *("total", "within", "words"),
    },
}
"""What is filled somewhere in files whose every sentence the tests of `view` fill in."""

AMERICAN = """
    color behavior favor favorite honor neighbor labor rumor humor center theater meter fiber gray
    realize recognize apologize organize analyze summarize emphasize mom mommy diaper pacifier
    practicing canceled traveling labeled modeling counselor defense offense license judgment
    fulfill enroll program catalog dialog
"""
JUDGING = "brave proud amazing awesome perfect congratulations failed failure overdue should must"


def texts(value, path):
    """Yield every text of a file with its place; a list's texts have the list's place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts(each, f"{path}.{key}")
    elif isinstance(value, list):
        for each in value:
            yield from texts(each, path)


def all_texts(*names):
    """Return every text that people read, with its place; what is listened for is not read."""
    wanted = names or [name for name in FILES if name not in ("harm", "coach", "examples")]
    return [
        found
        for name in wanted
        for found in texts(tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")), name)
    ]


def test_every_file_loads_into_its_shape():
    """A name that is missing or too many is an error, so this holds them all."""
    renamed = {"coach": "coach_rules", "examples": "coach_examples", "help": "help_page"}
    assert all(getattr(content, renamed.get(name, name))() for name in FILES)


@each_of(("path", "text"), all_texts())
def test_every_placeholder_is_one_that_is_filled(path, text):
    """A name in curly brackets that nothing fills would be shown as it is, or stop a session."""
    if path.startswith("safety.heard."):
        assert set(re.findall(r"{(\w*)}", text)) <= {"emergency"}
        return
    assert set(re.findall(r"{(\w*)}", text)) <= FILLED.get(
        path, FILLED_ANYWHERE.get(path.partition(".")[0], set())
    )
    assert text.count("{") == text.count("}") == len(re.findall(r"{\w+}", text))


@each_of(("path", "text"), all_texts())
def test_the_tone_is_calm_and_plain(path, text):
    """No exclamation marks, no dashes that are read aloud, nothing but plain letters."""
    assert "!" not in text
    assert not re.search(r"[\u2013\u2014\u2026\u2018-\u201f]", text)
    assert path.startswith("help") or text.isascii()


@each_of(("path", "text"), all_texts())
def test_spelling_is_british(path, text):
    """As in the rest of the product; names of organisations keep theirs."""
    found = set(re.findall(r"[a-z]+", text.casefold())) & set(AMERICAN.split())
    assert not found or path.startswith("help.line")


@each_of(
    ("path", "text"),
    all_texts(
        *("capture", "check_in", "fitting", "repair", "reframe", "screens", "kept", "vocabulary")
    ),
)
def test_nothing_praises_judges_or_pushes(path, text):
    """No medals, no marks, no orders; what a journal should hold is none."""
    found = set(re.findall(r"[a-z]+", text.casefold())) & set(JUDGING.split())
    assert not found or path == "capture.closing.quiet"


def test_ids_are_unique():
    """Journals hold these ids; one id never means two things."""
    words = content.vocabulary()
    for row in (words.did, words.readings, words.capacities, words.settings):
        assert len({each.id for each in row}) == len(row)
    feelings = [word for each in words.feelings for word in (each.family, *each.words)]
    assert len(set(feelings)) == len(feelings)
    additions = [each.id for each in content.capture().add.choices]
    assert additions == ["when", "did", "body", "child_feelings", "meaning", "before"]


def test_what_is_typed_for_one_choice_never_means_another():
    """An id, a word and a line of one choice are those of no other in its list."""
    words = content.vocabulary()
    deeds = [{each.id, each.pick, each.told} for each in words.did]
    readings = [{each.id, each.word, each.line} for each in words.readings]
    ready, planned = content.repair().ready, content.repair().planned
    plain = [
        [{each} for each in (ready.steady, ready.already, ready.rest)],
        [{each} for each in (planned.said, planned.not_yet, planned.change, planned.rest)],
    ]
    for row in (deeds, readings, *plain):
        assert all(not one & other for i, one in enumerate(row) for other in row[i + 1 :])


def prompts(words):
    """Return the questions of a conversation, in the order of its file."""
    return [each for each in vars(words).values() if isinstance(each, Prompt)]


@each_of("words", [content.capture(), content.repair(), content.reframe()])
def test_labels_are_short_and_tell_questions_apart(words):
    """The label is what a screen reader reads again: never that of the question before it."""
    labels = [prompt.label for prompt in prompts(words)]
    assert all(0 < len(label) <= 30 and not label.endswith(":") for label in labels)
    written = [label for label in labels if not label.startswith("Which")]
    doubled = {"Name", "Own"} if words is content.repair() else set()
    apart = [one for one, other in pairwise(written) if one == other]
    assert set(apart) <= doubled
    assert len(set(written)) == len(written) - len(doubled)


@each_of("words", [content.capture(), content.repair(), content.reframe()])
def test_every_question_explains_itself(words):
    """`?` always has an answer, short enough for one look."""
    assert all(10 < len(prompt.help) < 320 for prompt in prompts(words))
