"""The labelled sentences: each once, one label each, nothing odd in them, and explained."""

import re

import pytest

from check import mistakes
from labelled import COLUMNS, FOLDER, SUBJECTS, digest, names, read
from repairlog import content

HEAD = "\t".join(COLUMNS)
GOOD = "flag\tblaming\thome\t7\tmum, Leeds\tYou made me shout."


def test_nothing_is_wrong_with_the_sentences_that_are_here():
    """Columns, verdicts, settings, ages and characters are right; no text stands twice."""
    assert mistakes() == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (GOOD.replace("\tmum, Leeds", ""), "5 columns"),
        (GOOD.replace("flag", "bad"), "neither flag nor fine"),
        (GOOD.replace("blaming", "blaming, shaming"), "is no kind"),
        (GOOD.replace("blaming", "none"), "has a kind"),
        (GOOD.replace("home", "house"), "no setting"),
        (GOOD.replace("7", "seven"), "no age"),
        (GOOD.replace("7", "71"), "no age"),
        (GOOD.replace("You made me shout.", "..."), "no text"),
        (GOOD.replace("made me", "made  me"), "spaces"),
        (GOOD + " ", "spaces"),
        (GOOD.replace("made me", "made\xa0me"), r"odd characters: '\xa0'"),
        (GOOD.replace("made me", "made\u200bme"), r"odd characters: '\u200b'"),
        (GOOD.replace("made me", "made\rme"), r"odd characters: '\r'"),
        (GOOD.replace("made me", "ma\ufffde me"), r"odd characters: '\ufffd'"),
        (GOOD.replace("made me", "made me\u0301"), "accents apart"),
        (GOOD + "\n" + GOOD.replace("You", "“you"), "stands in coach-robin.tsv, line 2 too"),
        (GOOD + "\n" + GOOD.replace("flag", "fine"), "not so in coach-robin.tsv, line 2"),
        (GOOD + "\n", "1 columns"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, lines, said):
    """A slip in a line is told once, with the file and the line where it stands."""
    (tmp_path / "coach-robin.tsv").write_text(f"{HEAD}\n{lines}\n", encoding="utf-8", newline="")
    (told,) = [what for what in mistakes(tmp_path) if said in what]
    assert told.startswith(f"coach-robin.tsv, line {2 + lines.count(chr(10))}: ")


def test_the_same_words_may_be_fine_in_one_setting_and_not_in_another(tmp_path):
    """What a parent may promise, a rota may break: only then are both labels right."""
    other = GOOD.replace("home", "foster").replace("flag", "fine")
    (tmp_path / "coach-robin.tsv").write_text(f"{HEAD}\n{GOOD}\n{other}\n", encoding="utf-8")
    assert mistakes(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "head", "said"),
    [
        ("robin.tsv", HEAD, "is called like"),
        ("coach-Robin.tsv", HEAD, "is called like"),
        ("coach-robin.tsv", HEAD.replace("voice\t", ""), "line 1: 5 columns"),
    ],
)
def test_a_wrong_name_or_head_is_told(tmp_path, name, head, said):
    """A file that nothing would read is not passed over."""
    (tmp_path / name).write_text(f"{head}\n", encoding="utf-8")
    (told,) = mistakes(tmp_path)
    assert said in told


def page(heading: str) -> set[str]:
    """Return the first cells of the table below a heading of the page."""
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    part = re.split(rf"^#+ {heading}\n", text, flags=re.MULTILINE)[1].split("\n#")[0]
    return set(re.findall(r"^\| `([^|`]*)` \|", part, re.MULTILINE))


def test_the_page_tells_of_every_author():
    """Who reads a file can look up where it comes from; nobody is named who wrote none."""
    authors = {line.author for subject in SUBJECTS for line in read(*names(subject))}
    assert page("Who wrote them") == authors


@pytest.mark.parametrize(
    ("heading", "subjects"),
    [("Words for a child", ("coach", "scripts")), ("Harm", ("harm",))],
)
def test_the_page_explains_every_kind_that_is_flagged(heading, subjects):
    """Each label has its line, and each line its sentences."""
    lines = (line for subject in subjects for line in read(*names(subject)))
    assert page(heading) == {kind for line in lines if line.flagged for kind in line.kinds}


def test_there_are_enough_of_each_verdict():
    """Both verdicts of each subject come from several authors: one alone would teach a manner."""
    for subject in SUBJECTS:
        for flagged in (True, False):
            lines = [line for line in read(*names(subject)) if line.flagged == flagged]
            assert len({line.author for line in lines}) >= 5
            assert len(lines) >= 100


def test_the_tables_were_learned_from_these_sentences():
    """Whoever changes a sentence runs sentences/learn.py, and sees what is heard otherwise."""
    assert content.learned().source == digest()


def test_any_change_of_a_sentence_is_told(tmp_path, monkeypatch):
    """The digest differs once a label does."""
    monkeypatch.setattr("labelled.FOLDER", tmp_path)
    file = tmp_path / "coach-robin.tsv"
    file.write_text(f"{HEAD}\n{GOOD}\n", encoding="utf-8")
    before = digest()
    file.write_text(f"{HEAD}\n{GOOD.replace('flag', 'fine')}\n", encoding="utf-8")
    assert digest() != before
