"""The fictional journals are fictional, the same each time, and in words the program knows."""

from collections import Counter
from itertools import pairwise

from repairlog import content
from repairlog.core.coach.reading import read
from repairlog.core.demo import make
from repairlog.core.entries.codec import dump, parse
from support.cases import each_of

WORLDS = content.demo().worlds
FIRST = "bcwgxmitronw"
"""The first id that the seed gives, in every version of Python."""


def half_year(name):
    """Return the entries of a world."""
    return list(make(WORLDS[name], "fictional"))


@each_of("name", WORLDS)
def test_the_same_each_time(name):
    """The seed decides everything that the file does not, so that pictures can be made again."""
    once, again = ([dump(entry) for entry in half_year(name)] for _ in range(2))
    assert once == again
    assert all(dump(parse(line)) == line for line in once)
    assert parse(once[0]).id == FIRST


@each_of("name", WORLDS)
def test_half_a_year_in_which_every_state_occurs(name):
    """There is something for every figure, and every entry says that it is fictional."""
    entries = half_year(name)
    assert 15 <= len(entries) <= 60
    assert {entry.state for entry in entries} == {"waiting", "returned", "at_rest"}
    assert (entries[-1].happened - entries[0].happened).days > 150
    assert {entry.precision for entry in entries} == {"minute", "day"}
    assert all("fictional" in entry.tags for entry in entries)
    assert any(entry.planned for entry in entries)
    assert len([entry for entry in entries if entry.apart]) == 1
    assert any(entry.looked_after for entry in entries if entry.apart)
    assert any(entry.kind == "steady" and entry.helped for entry in entries)
    assert any(entry.check_ins for entry in entries if not entry.apart)
    assert any(repair.they_came for entry in entries for repair in entry.returns)


@each_of("name", WORLDS)
def test_it_is_uneven_as_half_years_are(name):
    """Months differ, some weeks have several moments, and some have none."""
    days = [entry.happened.date() for entry in half_year(name)]
    assert days == sorted(days)
    by_month = Counter(day.month for day in days)
    assert max(by_month.values()) >= 2 * min(by_month.values())
    weeks = Counter(day.isocalendar().week for day in days)
    assert max(weeks.values()) >= 2
    gaps = [(after - before).days for before, after in pairwise(days)]
    assert len([gap for gap in gaps if gap >= 14]) >= 2


@each_of("name", WORLDS)
def test_nothing_happens_before_it_can(name):
    """It is logged after it happened; returns, rests and looks back come later."""
    for entry in half_year(name):
        assert entry.happened <= entry.logged
        for repair in entry.returns:
            assert repair.at.date() >= entry.happened.date()
        for check in entry.check_ins:
            assert check.at > entry.logged
        assert not entry.rest or entry.rest.at > entry.logged
        assert not (entry.apart and (entry.returns or entry.rest))


def test_words_are_those_of_the_lists():
    """Every feeling, deed, sign of the body and capacity can be picked in the program."""
    words = content.vocabulary()
    deeds, readings = {deed.id for deed in words.did}, {each.id for each in words.readings}
    capacities = {each.id for each in words.capacities}
    for world in WORLDS.values():
        for moment in world.moments:
            assert all(words.family_of(word) for word in moment.feelings), moment.feelings
            assert set(moment.child_feelings) <= set(words.child_feelings.words)
            assert set(moment.body) <= set(words.body.words), moment.body
            assert set(moment.did) <= deeds, moment.did
            assert set(moment.capacities) <= capacities, moment.capacities
            assert {moment.then, moment.now} - {None} <= readings


@each_of("name", WORLDS)
def test_only_what_stands_apart_speaks_of_harm(name):
    """The other stories are of the everyday kind that this is for."""
    for entry in half_year(name):
        assert entry.apart == (content.hear_harm(entry.narrative).level == "notice"), entry.what


@each_of("name", WORLDS)
def test_the_coach_finds_nothing_in_the_words(name):
    """They are what somebody looks at first: each can be said as it is."""
    for entry in half_year(name):
        for repair in entry.attempts:
            said = read(
                repair.script, content.coach_rules(), content.learned(), setting=entry.setting
            )
            assert said.findings == (), repair.script
