"""The fictional journals are fictional, the same each time, and in words the program knows."""

from repairlog import content
from repairlog.core.demo import make
from repairlog.core.entries.codec import dump, parse
from support.cases import each_of

WORLDS = content.demo().worlds
HOME, RESIDENTIAL = "nkzwevcq46sy", "wgeikfnkzwev"
"""The first ids that the seed gives, in every version of Python."""


@each_of("name", WORLDS)
def test_the_same_each_time(name):
    """The seed decides everything, so that pictures can be made again."""
    once, again = ([dump(entry) for entry in make(WORLDS[name], "fictional")] for _ in range(2))
    assert once == again
    assert all(dump(parse(line)) == line for line in once)
    first = {"home": HOME, "residential": RESIDENTIAL}[name]
    assert parse(once[0]).id == first


@each_of("name", WORLDS)
def test_half_a_year_in_which_every_state_occurs(name):
    """There is something for every figure, and every entry says that it is fictional."""
    entries = list(make(WORLDS[name], "fictional"))
    assert 15 <= len(entries) <= 60
    assert {entry.state for entry in entries} == {"waiting", "returned", "at_rest"}
    assert (entries[-1].happened - entries[0].happened).days > 150
    assert {entry.precision for entry in entries} == {"minute", "day"}
    assert all("fictional" in entry.tags for entry in entries)
    assert any(entry.planned for entry in entries)
    for entry in entries:
        for repair in entry.returns:
            assert repair.at.date() >= entry.happened.date()


def test_words_are_those_of_the_lists():
    """Every feeling, deed, sign of the body and capacity can be picked in the program."""
    words = content.vocabulary()
    scenes = [scene for world in WORLDS.values() for scene in world.scenes]
    deeds, readings = {deed.id for deed in words.did}, {each.id for each in words.readings}
    capacities = {each.id for each in words.capacities}
    for scene in scenes:
        assert all(words.family_of(word) for word in scene.feelings), scene.feelings
        assert set(scene.child_feelings) <= set(words.child_feelings.words), scene.child_feelings
        assert set(scene.body) <= set(words.body.words), scene.body
        assert set(scene.did) <= deeds, scene.did
        assert set(scene.capacities) <= capacities, scene.capacities
        assert {scene.then, scene.now} - {None} <= readings


def test_only_what_stands_apart_speaks_of_harm():
    """The other stories are of the everyday kind that this is for."""
    for world in WORLDS.values():
        for scene in world.scenes:
            if not {"hurt", "restrained"} & set(scene.did):
                assert not any(content.hear_harm(what).level == "notice" for what in scene.what)
