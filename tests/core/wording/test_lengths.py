"""How many words are plenty: by age and setting, the shorter guide wins."""

from repairlog import content
from support.cases import each_of


@each_of(
    ("setting", "age", "plenty"),
    [
        (None, None, None),
        ("foster", None, (1, 45)),
        ("home", 0, (1, 10)),
        (None, 2, (1, 10)),
        (None, 3, (10, 25)),
        (None, 5, (10, 25)),
        (None, 6, (20, 50)),
        (None, 10, (20, 50)),
        (None, 11, (20, 60)),
        ("education", 17, (20, 45)),
        ("home", 17, (20, 60)),
        ("residential", None, (1, 45)),
        ("residential", 2, (1, 10)),
        ("residential", 4, (10, 25)),
        ("residential", 14, (20, 45)),
    ],
)
def test_the_shorter_of_age_and_setting_holds(setting, age, plenty):
    """A child of four in a care home hears no more than one at home; a big one 45 at most."""
    assert content.lengths().plenty(setting, age) == plenty
