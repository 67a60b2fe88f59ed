"""A headless Chromium for pages, and what every page must hold in it.

Without a Chromium these tests are skipped and say so; with REPAIRLOG_NEED_BROWSER=1 (as in
CI) they fail instead. REPAIRLOG_CHROMIUM names another program.
"""

import os
import shutil
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

import pytest

NEEDED = os.environ.get("REPAIRLOG_NEED_BROWSER") == "1"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


def without(reason):
    """Skip for want of a browser, or fail where one is needed."""
    if NEEDED:
        pytest.fail(f"REPAIRLOG_NEED_BROWSER=1, but {reason}")
    pytest.skip(f"No browser test: {reason}")


def needed(module):
    """Import what only these tests want."""
    try:
        return import_module(module)
    except ImportError:
        without(
            f"{module} cannot be imported (pip install playwright axe-playwright-python pillow)"
        )


@pytest.fixture(scope="session")
def axe():
    """What looks for barriers."""
    return needed("axe_playwright_python.sync_playwright").Axe()


@pytest.fixture(scope="session")
def picture(tmp_path_factory):
    """Take a picture of a whole page; REPAIRLOG_PICTURES names a folder to keep them in."""
    image = needed("PIL.Image")
    folder = Path(os.environ.get("REPAIRLOG_PICTURES") or tmp_path_factory.mktemp("pictures"))

    def take(page, name):
        path = folder / f"{name}.jpg"
        page.screenshot(path=path, full_page=True, type="jpeg", quality=95)
        return image.open(path).convert("L")

    return take


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium."""
    found = filter(None, [os.environ.get("REPAIRLOG_CHROMIUM"), *map(shutil.which, PROGRAMS)])
    program = next(found, None)
    if not program:
        without("there is no program called chromium (Debian: apt-get install chromium)")
    with needed("playwright.sync_api").sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page, and what it asked for or complained of while it was loaded."""

    page: object
    requests: list = field(default_factory=list)
    complaints: list = field(default_factory=list)

    def at(self, width, scheme):
        """Return the page in a window of so many pixels, light or dark."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)
        return self.page


@pytest.fixture(scope="session")
def opened(chromium, tmp_path_factory):
    """Open HTML, each once, in a usual window: a page is a process of its own."""
    folder, pages = tmp_path_factory.mktemp("pages"), {}
    context = chromium.new_context()

    def open_page(html):
        if html not in pages:
            path = folder / f"{len(pages)}.html"
            path.write_text(html, encoding="utf-8")
            found = Opened(context.new_page())
            found.page.on("request", lambda request: found.requests.append(request.url))
            found.page.on("console", lambda message: found.complaints.append(message.text))
            found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
            found.page.on("dialog", lambda dialog: found.complaints.append(dialog.message))
            found.at(1280, "light").goto(path.as_uri())
            pages[html] = found
        found = pages[html]
        found.at(1280, "light")
        return found

    return open_page
