"""The page of `report` in a real browser: whole, quiet, readable by everybody."""

import functools
import re
from datetime import timedelta

import pytest

from repairlog import content
from repairlog.core.demo import make
from repairlog.core.entries.model import Next
from repairlog.core.entries.pseudonyms import Pseudonyms
from repairlog.core.figures.statistics import collect
from repairlog.view.phrasing import Phrasing
from repairlog.view.report import report
from repairlog.view.supervision import Sheet, Teller, counted, document
from support.journals import START, entry

pytestmark = pytest.mark.xdist_group("browser")

NOW = START + timedelta(days=200)
TELLING = Phrasing(content.figures(), content.vocabulary())
HOSTILE = (
    "<script>document.title='owned'</script>",
    "</style><style>body{display:none}</style>",
    "<a href='javascript:alert(1)'>x</a>",
    "<img src=x onerror=alert(1)>",
    "[bold red]markup[/] {{ 7 * 7 }} {% raw %}",
    "\x1b[31mred\x1b[0m \u202eabc",
    "long" * 2500,
)


def page_of(entries):
    """The page of these entries."""
    stats = collect(entries, NOW, content.vocabulary().family_of)
    return report(stats, TELLING, content.report(), NOW, fictional=True)


def demo(name="home"):
    """The page of a fictional half-year."""
    return page_of(make(content.demo().worlds[name], "fictional"))


def hostile():
    """The page of entries in which every free text would like to be more than text."""
    made = []
    for number, text in enumerate(HOSTILE * 2):
        made.append(
            entry(
                START + timedelta(days=number),
                back=number + 1,
                what=text,
                child=text,
                carer=text,
                did=(text, "yelled"),
                feelings=(text, "tired"),
                body=(text,),
                child_feelings=(text,),
                capacities=(text,),
                tags=(text,),
                then="wont",
                now="cant",
            )
        )
    return page_of(made)


def supervision():
    """The page for supervision of hostile moments, one of which stands apart."""
    return _taken(content.supervision())


def therapy():
    """The page for a therapist, with counts and last steps, of the same."""
    return _taken(content.therapy())


def _taken(words):
    letters = Pseudonyms(["Wren"])
    teller = Teller(words, content.vocabulary(), content.entries(), letters, "residential")
    agreed = Next(what=HOSTILE[0], who=HOSTILE[1], when=HOSTILE[2])
    entries = [
        entry(what=text, child="Wren", meaning=text, needs=text, occasion=text, next=agreed)
        for text in HOSTILE
    ]
    entries.append(entry(did=("hurt", HOSTILE[0]), child=HOSTILE[1], then="wont", back=2))
    accounts = [teller.account(each) for each in entries]
    stats = collect(entries, NOW, content.vocabulary().family_of)
    rows = counted(stats, words.counts) if words.counts else ()
    return document(Sheet(accounts, HOSTILE, NOW, rows, HOSTILE[0]), words, NOW)


def year():
    """The page of a year and more with many moments, so that numbers are wide."""
    made = []
    for number in range(1400):
        at = START - timedelta(hours=7 * number)
        back = 1 + number % 400 if number % 3 else None
        then, now = (("wont", "cant"), ("cant", "both"), ("unsure", "wont"))[number % 3]
        made.append(entry(at, back=back, then=then, now=now, feelings=("tired", "torn")))
    return page_of(made)


MAKERS = {
    "year": year,
    "home": demo,
    "residential": lambda: demo("residential"),
    "three": lambda: page_of([entry(back=3), entry(), entry(rested=4, then="wont", now="cant")]),
    "empty": lambda: page_of([]),
    "apart": lambda: page_of([entry(did=("hurt",), back=1)]),
    "hostile": hostile,
    "supervision": supervision,
    "therapy": therapy,
}
TITLES = {"supervision": content.supervision().title, "therapy": content.therapy().title}
PHONE, DESK, NIGHT = WINDOWS = [(360, "light"), (1280, "light"), (1280, "dark")]
html = functools.cache(lambda name: MAKERS[name]())


@pytest.mark.parametrize("name", MAKERS)
def test_it_is_whole_and_quiet_and_fits(opened, name):
    """Nothing is asked of the network, nothing is blocked or complained of, nothing runs over."""
    found = opened(html(name))
    runs_over = {
        (width, scheme): found.at(width, scheme).evaluate("document.documentElement.scrollWidth")
        for width, scheme in WINDOWS
    }
    assert {window: wide for window, wide in runs_over.items() if wide > window[0]} == {}
    assert len(found.requests) == 1
    assert found.complaints == []
    assert found.page.title() == TITLES.get(name, content.report().title)
    assert found.page.locator("h1").is_visible()


@pytest.mark.parametrize("name", MAKERS)
def test_axe_finds_nothing_wrong_and_nothing_unsure(opened, axe, name):
    """No violation, and no contrast that could not be computed."""
    found = opened(html(name))
    for window in (PHONE, NIGHT):
        results = axe.run(found.at(*window)).response
        assert [each["id"] for each in results["violations"]] == [], window
        assert [each["id"] for each in results["incomplete"]] == [], window
        assert any(each["id"] == "color-contrast" for each in results["passes"]), window


@pytest.mark.parametrize("name", ["year", "home", "residential", "hostile"])
def test_printed_it_is_four_pages_at_most(opened, name):
    """Half a year is handed over on four sheets, without heavy patterns."""
    pdf = opened(html(name)).page.pdf(format="A4", prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 4
    assert len(pdf) < 500_000


@pytest.mark.parametrize("name", ["home", "residential", "three", "supervision", "therapy"])
def test_pictures_show_ink_on_paper(opened, picture, name):
    """Light or dark as the reader asks, as wide as the window, mostly paper and some ink."""
    for width, scheme in WINDOWS:
        image = picture(opened(html(name)).at(width, scheme), f"{name}-{width}-{scheme}")
        paper, shades = image.getpixel((2, 2)), image.histogram()
        assert paper > 200 if scheme == "light" else paper < 60, (width, scheme)
        assert image.width == width
        far = sum(shades[:128]) if scheme == "light" else sum(shades[128:])
        assert 0.005 < far / (image.width * image.height) < 0.3, (width, scheme)


def test_everything_is_reached_from_the_keyboard(opened):
    """The page has nothing that must be clicked, and wide parts need no scrolling of their own."""
    page = opened(html("home")).at(*PHONE)
    assert page.locator("a, button, input, select, details, [onclick]").count() == 0
    scrolled = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => e.scrollWidth > e.clientWidth + 1 &&"
        " ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)).length"
    )
    assert scrolled == 0


def test_every_chart_has_title_description_and_table(opened):
    """Whoever cannot see a chart hears its name, what it shows, and the same numbers."""
    page = opened(html("home")).page
    charts = page.locator("section.chart")
    assert charts.count() == 5
    for index in range(5):
        chart = charts.nth(index)
        drawing = chart.locator("svg[role=img]")
        assert drawing.locator("> title").text_content()
        assert drawing.locator("> desc").text_content()
        assert chart.locator("tbody tr").count() > 0


def test_nothing_is_said_by_colour_alone_and_none_is_red_or_green(opened):
    """The three states differ in fill and line too, and no colour means good or bad."""
    page = opened(html("home")).page
    looks = {
        look: page.evaluate(
            "look => { const s = getComputedStyle(document.querySelector('rect.' + look));"
            " return [s.fill, s.stroke, s.strokeDasharray] }",
            look,
        )
        for look in ("returned", "waiting", "rest")
    }
    assert looks["returned"][1] == "none"
    assert looks["waiting"][1] != "none"
    assert looks["rest"][2] != "none"
    colours = page.evaluate(
        "[...new Set([...document.querySelectorAll('svg *')].flatMap(e =>"
        " [getComputedStyle(e).fill, getComputedStyle(e).stroke]))]"
    )
    for colour in colours:
        red, green, _ = map(int, re.findall(r"\d+", colour)[:3]) if "rgb" in colour else (0, 0, 0)
        assert abs(red - green) <= 24, colour


@pytest.mark.parametrize("name", ["year", "home", "residential", "three", "hostile"])
def test_no_word_lies_on_a_mark_or_another_word(opened, name):
    """Words stand on paper, so their contrast is the page's, and each can be read."""
    page = opened(html(name)).page
    touching = page.evaluate(
        "[...document.querySelectorAll('section.chart svg[role=img]')].flatMap(svg => {"
        " const marks = [...svg.querySelectorAll('rect, path.band, path.moved, path.same')];"
        " const words = [...svg.querySelectorAll('text')];"
        " return words.filter(t => [...marks, ...words].some(m => {"
        "  if (m === t) return false;"
        "  const a = t.getBBox(), b = m.getBBox();"
        "  return a.x + 1 < b.x + b.width && b.x + 1 < a.x + a.width"
        "   && a.y + 3 < b.y + b.height && b.y + 3 < a.y + a.height }))"
        " .map(t => t.textContent) })"
    )
    assert touching == []


@pytest.mark.parametrize("name", ["hostile", "supervision", "therapy"])
def test_hostile_text_is_shown_as_it_is(opened, name):
    """Tags, links, templates and controls are letters on the page, and do nothing."""
    found = opened(html(name))
    body = found.page.locator("body").inner_text()
    assert "<script>" in body
    assert found.page.locator("script, img, a").count() == 0
    assert found.page.locator("style").count() == 1
    assert "\x1b" not in body
    assert "\u202e" not in found.page.content()
    assert "[bold red]markup[/]" in body
