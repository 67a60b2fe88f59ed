"""Names of children: which are one, and how each is written."""

from datetime import timedelta

from repairlog.core.entries.children import as_first_written, as_name, known_names
from repairlog.core.entries.listing import Filters, passes
from repairlog.core.entries.preferences import Birth, Preferences
from repairlog.core.entries.pseudonyms import Pseudonyms
from repairlog.core.figures.statistics import collect
from repairlog.core.text import name_key
from support.cases import each_of
from support.journals import START, entry


@each_of(
    "spellings",
    [
        ("Wren", "wren", "WREN", "Wren.", " Wren ", "Wren,"),
        ("Zo\u00eb", "Zoe", "ZOE\u0308", "zo\u00eb"),
        ("O'Neil", "O\u2019Neil", "oneil"),
        ("Little  Wren", "little wren"),
        ("Ni\u00f1a", "nina"),
        ("Wei\u00df", "weiss"),
        ("Zo\u00eb Mae", "Zo\u00eb-Mae", "zoe mae", "Zoe\u2011Mae", "zoe - mae"),
    ],
)
def test_spellings_of_one_name_are_one(spellings):
    """Case, accents in any form, apostrophes, spaces, hyphens, a final stop tell nobody apart."""
    assert len({name_key(each) for each in spellings}) == 1


@each_of(
    ("one", "other"),
    [
        ("Wren", "Wrenna"),
        ("Zo\u00eb Mae", "Zo\u00ebmae"),
        ("-", "--"),
        ("\u304b\u306a", "\u304c\u306a"),  # a voicing mark is no accent
        ("\u0915\u0940", "\u0915\u093f"),  # nor is a vowel
        ("...", "!"),
        ("J.", "K."),
    ],
)
def test_other_names_stay_other(one, other):
    """What makes another name in its script makes another child."""
    assert name_key(one) != name_key(other)


@each_of(
    ("typed", "kept"),
    [
        ("Wren.", "Wren"),
        (" Wren\n B. ", "Wren B."),
        ("J.", "J."),
        ("A.J.", "A.J."),
        ("Wren...", "Wren..."),
    ],
)
def test_a_name_is_kept_without_the_stop_of_a_sentence(typed, kept):
    """An initial keeps its own."""
    assert as_name(typed) == kept


def test_names_are_shown_as_first_written_the_latest_first():
    """Of several spellings the oldest stays; names of the settings come behind."""
    newest_first = [entry(child="WREN"), entry(), entry(child="Fox"), entry(child="Wren")]
    known = Preferences(birth_years={"fox": Birth(2019), "Robin": Birth(2012)})
    assert known_names(newest_first, known) == ("Wren", "Fox", "Robin")
    assert as_first_written("wr\u00e9n", known_names(newest_first, known)) == "Wren"
    assert as_first_written("Kit", known_names(newest_first, known)) == "Kit"


def test_filters_ages_and_letters_know_a_name_in_any_spelling():
    """What is asked of Zoe is answered of Zoë, and no spelling of a name is left in a text."""
    moment = entry(child="Zo\u00eb")
    assert passes(moment, Filters(child="ZOE."))
    assert not passes(moment, Filters(child="Zo"))
    known = Preferences(birth_years={"Zo\u00eb": Birth(2020)})
    assert known.age("zoe", START) == 6
    assert dict(known.with_birth("ZOE", Birth(2021)).birth_years) == {"Zo\u00eb": Birth(2021)}
    letters = Pseudonyms(["Zo\u00eb", "Zoe"])
    text = "Zoe cried, Zo\u00eb did, ZOE\u0308 too; Zoes not."
    assert letters.replace(text) == "A cried, A did, A too; Zoes not."


def test_figures_count_spellings_together_under_the_first():
    """The first is the one that was logged first, in whatever order entries come."""
    later = START + timedelta(days=1)
    moments = [entry(later, child="WREN"), entry(child="Wren"), entry(later, child="wr\u00e8n")]
    moments += [entry(child="Fox")]
    for found in (moments, moments[::-1]):
        stats = collect(found, START + timedelta(days=9), dict[str, str]().get)
        assert dict(stats.children) == {"Wren": 3, "Fox": 1}


@each_of(
    ("born", "at", "age"),
    [
        ("2019", START, 7),
        ("2019-05", START, 7),  # the fourth of May, about
        ("2019-06", START, 6),
        ("2019-12-24", START, 6),
        ("2026-05", START, 0),
        ("2027", START, 0),
    ],
)
def test_an_age_goes_by_the_year_and_where_it_is_known_the_month(born, at, age):
    """Of a year alone the age is that of the birthday in it."""
    assert Birth.read(born).age(at) == age


def test_an_age_that_the_birth_says_too_leaves_it():
    """A month that is known is not lost by confirming what follows from it."""
    known = Preferences(birth_years={"Wren": Birth(2019, 6)})
    assert known.with_age("wren", 6, START) == known
    assert known.with_age("wren", 7, START).born("Wren") == Birth(2019)


def test_an_earlier_name_has_the_age_of_the_child():
    """What another device still writes under it is about the same child, renamed twice too."""
    known = Preferences(birth_years={"Wrne": Birth(2019, 6), "Fox": Birth(2012)})
    known = known.with_renamed("wrne", "Wren").with_renamed("Wren", "Robin")
    assert known.birth_years == {"Robin": Birth(2019, 6), "Fox": Birth(2012)}
    assert (known.now_called("WRNE"), known.now_called("wren")) == ("Robin", "Robin")
    assert known.age("wrne", START) == 6
    back = known.with_renamed("Robin", "Wrne")
    assert (back.now_called("Wrne"), back.now_called("Robin")) == ("", "Wrne")
    assert known.with_renamed("Robin", "Fox").born("Fox") == Birth(2012)
