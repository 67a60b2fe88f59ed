"""Words about time: numbers, days that have a name, and what the day of a family is made of."""

from repairlog.core.dates.clock import DAY_ENDS
from repairlog.core.dates.naming import MONTHS, WEEKDAYS
from repairlog.core.dates.phrase import Occasion

SMALL = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
TENS = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50}
MINUTES = {"ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
MINUTES |= {"oh five": 5, "twenty-five": 25, "twenty five": 25, "thirty-five": 35}
MINUTES |= {"thirty five": 35, "forty-five": 45, "forty five": 45, "fifty-five": 55}
HALVES = {"midnight": "a", "12 midnight": "a", "noon": "p", "12 noon": "p", "midday": "p"}
HOURS = SMALL | dict.fromkeys(HALVES, 12)
LEADS = SMALL | {"quarter": 15, "twenty": 20, "twenty-five": 25, "twenty five": 25}
COUNTS = SMALL | TENS | {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a couple": 2}
SPANS = {"day": 1, "sleep": 1, "d": 1, "week": 7, "wk": 7, "w": 7, "fortnight": 14}
AGO = {
    "now": 0,
    "just now": 0,
    "right now": 0,
    "a moment ago": 0,
    "a few minutes ago": 5,
    "a quarter of an hour ago": 15,
    "half an hour ago": 30,
    "half an hr ago": 30,
    "half hour ago": 30,
    "half a hour ago": 30,
    "an hour or so ago": 60,
    "an hour and a half ago": 90,
}
DAYS_BACK = {"tomorrow": -1, "yesterday": 1, "day before yesterday": 2}
PARTS = ("morning", "afternoon", "evening", "night")

NAMED_DAYS = {
    "new year's day": (1, 1),
    "new years day": (1, 1),
    "valentine's day": (2, 14),
    "valentines day": (2, 14),
    "halloween": (10, 31),
    "hallowe'en": (10, 31),
    "bonfire night": (11, 5),
    "guy fawkes night": (11, 5),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "hogmanay": (12, 31),
    "nye": (12, 31),
}
"""Days that have the same date each year. Easter and the like have not, and are refused."""

SPELLINGS = {
    "yday": "yesterday",
    "y'day": "yesterday",
    "yest": "yesterday",
    "yesturday": "yesterday",
    "yesteday": "yesterday",
    "yesterdy": "yesterday",
    "ystday": "yesterday",
    "ystdy": "yesterday",
    "ystrday": "yesterday",
    "yestarday": "yesterday",
    "yesterdat": "yesterday",
    "yesterdya": "yesterday",
    "2day": "today",
    "tody": "today",
    "todya": "today",
    "tonite": "tonight",
    "2nite": "tonight",
    "nite": "night",
    "nigth": "night",
    "lst": "last",
    "b4": "before",
    "avo": "arvo",
    "aft": "afternoon",
    "prob": "probably",
    "probs": "probably",
    "qtr": "quarter",
    "brekkie": "breakfast",
    "brekky": "breakfast",
    "brekkers": "breakfast",
    "lastnight": "last night",
    "xmas": "christmas",
    "wensday": "wednesday",
    "wednsday": "wednesday",
    "thrusday": "thursday",
    "thurday": "thursday",
    "tuseday": "tuesday",
    "satuday": "saturday",
    "saterday": "saturday",
}
"""Usual short and wrong spellings that can be nothing else."""

BEFORE_HOURS = frozenset({"at", "about", "around", "roughly", "approximately", "approx", "@"})
FILLERS = BEFORE_HOURS | {"on", "in", "the", "of", "during", "sometime", "or so"}
FILLERS |= {"earlier", "early", "late", "mid", "maybe", "probably", "perhaps", "possibly"}
FILLERS |= {"it was", "i think", "think", "some time", "first thing", "just", "um", "erm"}

# The school run and naps come at more than one time of day, so they name none.
_BY_PART = {
    ("morning", DAY_ENDS): "breakfast, before breakfast, after breakfast, before school, "
    "before nursery, before lunch",
    ("morning", 6): "drop off",
    ("", 6): "school run, at school",
    ("", 7): "nap, before nap, after nap",
    ("afternoon", 11): "lunch, after lunch, pick up, after nursery",
    ("afternoon", 14): "after school",
    ("evening", 15): "tea, after tea",
    ("evening", 16): "dinner, after dinner, supper, after supper, bath, after bath, before bath, "
    "before bed, bed",
}
# Of every week, so that "thursday after football" is Thursday.
_OF_EVERY_WEEK = (
    "football, swimming, gymnastics, gym, ballet, dance, dancing, karate, judo, rugby, cricket, "
    "tennis, netball, hockey, piano, music, choir, scouts, cubs, beavers, brownies, rainbows, "
    "guides, clubs, club, breakfast club, after school club, homework, church, mosque, work, "
    "contact, training, practice, playgroup, handover, shift, playtime, story, screen, snack"
)


def _occasions() -> dict[str, Occasion]:
    found = {
        name: Occasion(part, earliest, name)
        for (part, earliest), names in _BY_PART.items()
        for name in names.split(", ")
    }
    for name in _OF_EVERY_WEEK.split(", "):
        for lead in ("", "before ", "after ", "at "):
            found[lead + name] = Occasion("", DAY_ENDS, lead + name)
    return found


OCCASIONS = _occasions()


def _short(names: tuple[str, ...], *more: str) -> dict[str, int]:
    """Map names, their first three letters and other usual abbreviations to their index."""
    lower = [word.lower() for word in names]
    starts = [*lower, *(word[:3] for word in lower), *more]
    return {start: next(i for i, w in enumerate(lower) if w.startswith(start)) for start in starts}


MONTH_INDEX = _short(MONTHS, "sept")
WEEKDAY_INDEX = _short(WEEKDAYS, "tues", "thur", "thurs") | {"weds": 2}

NAMES_A_TIME = frozenset(
    "yesterday today tonight tomorrow midnight noon midday last next ago week weeks weekend month "
    "months year years day days night morning afternoon evening then or not some before after "
    "half quarter past until till since".split()
).union(SMALL, MONTH_INDEX, WEEKDAY_INDEX)
"""Words that may name another time: what holds one of them is no part of a day."""
