"""Learning: the same sentences give the same tables, and what changed is told."""

import hashlib

import pytest

from labelled import read
from repairlog.core.language.learned import Learned
from repairlog.core.language.learned import read as read_tables

pytest.importorskip("sklearn", reason="it is learned with the train extra")
learn = pytest.importorskip("learn")


@pytest.fixture(scope="module")
def built() -> bytes:
    """Make tables of few sentences."""
    return build()


def build() -> bytes:
    """Make tables of two scores of sentences of each subject."""
    files = {"coach": "coach-larch", "harm": "harm-alder-5"}
    return learn.build(*(learn.corpus(subject, read(name)) for subject, name in files.items()))


def test_the_same_sentences_give_the_same_tables(built: bytes):
    """A second making gives the same bytes, so that a change of the tables is one of sentences."""
    assert hashlib.sha256(build()).digest() == hashlib.sha256(built).digest()


def test_what_it_learned_from_is_heard(built: bytes):
    """Each subject has a row for anything and one for each kind, and few lines are misread."""
    tables = read_tables(built)
    lines = [*read("coach-larch", "harm-alder-5")]
    wrong = [
        line.text
        for line in lines
        if (tables.hear(line.subject, line.text).score("any") > 0) != line.flagged
    ]
    assert len(wrong) * 20 < len(lines), wrong
    assert set(tables.tables["coach"]) == {"any", *(line.kinds[0] for line in read("coach-larch"))}


def test_what_is_heard_otherwise_is_told(built: bytes):
    """A table that hears nothing differs from this one in the lines that are flagged."""
    tables = read_tables(built)
    rows = {"coach": {"any": learn.Row(bytes(1 << 17), 0.0, -1.0)}}
    deaf = Learned(rows, levels=tables.levels)
    told = learn.changes(deaf, tables, read("coach-larch"))
    assert any(
        "now right  flag  I know things got a bit heated yesterday." in line for line in told
    )
    assert learn.changes(tables, tables, read("coach-larch")) == []
