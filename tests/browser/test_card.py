"""The page of `card` in a real browser: one postcard, and readable by everybody."""

import re

import pytest

from repairlog import content
from repairlog.core.entries.model import Repair, RepairSteps
from repairlog.view.card import card, card_page
from support.journals import START, new_id

pytestmark = pytest.mark.xdist_group("browser")

LINE = "I raised my voice at you over the shoes. "


def page_of(text, presence="toast at nine", age=12):
    """The page of words that are ready."""
    planned = Repair(id=new_id(), edited=START, steps=RepairSteps(name=text), presence=presence)
    return card_page(card(planned, content.card(), (), age), content.card())


@pytest.mark.parametrize("count", [1, 2, 4, 8, 12])
def test_it_is_one_postcard(opened, count):
    """From one sentence to a dozen: the type gives way, and the card stays one."""
    pdf = opened(page_of(LINE * count)).page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, count
    width, height = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)", pdf).groups())
    assert (round(width), round(height)) == (420, 298), "148 by 105 mm, in points"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 390, 1280])
def test_it_has_no_barriers(opened, axe, picture, width, scheme):
    """In both themes and at every width: no violation, no unknown contrast, nothing runs over."""
    found = opened(page_of(LINE * 3))
    page = found.at(width, scheme)
    results = axe.run(page).response
    assert [each["id"] for each in results["violations"]] == []
    assert [each["id"] for each in results["incomplete"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in found.requests if not url.startswith("file:")] == []
    assert found.complaints == []
    picture(page, f"card-{width}-{scheme}")


def test_hostile_words_only_show_themselves(opened):
    """Nothing that was typed becomes more than text."""
    text = "<script>document.title='owned'</script> </style><img src=x onerror=alert(1)> {{ 7 }}"
    found = opened(page_of(text, presence="<b>x</b>"))
    assert found.page.title() == "A few words"
    assert "{{ 7 }}" in found.page.inner_text("main")
    assert found.page.query_selector("main b") is None
    assert found.complaints == []
