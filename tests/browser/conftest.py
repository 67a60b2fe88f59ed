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


@pytest.fixture
def picture(tmp_path):
    """Take a picture of a whole page; REPAIRLOG_PICTURES names a folder to keep them in."""
    image = needed("PIL.Image")

    def take(page, name):
        folder = Path(os.environ.get("REPAIRLOG_PICTURES") or tmp_path)
        path = folder / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return image.open(path).convert("L")

    return take


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium."""
    program = os.environ.get("REPAIRLOG_CHROMIUM") or shutil.which("chromium")
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


@pytest.fixture
def opened(chromium, tmp_path):
    """Open HTML in a window of so many pixels, light or dark."""
    contexts = []

    def open_page(html, width=1280, scheme="light"):
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        contexts.append(context)
        found = Opened(context.new_page())
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.on("console", lambda message: found.complaints.append(message.text))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.on("dialog", lambda dialog: found.complaints.append(dialog.message))
        found.page.goto(path.as_uri())
        return found

    yield open_page
    for context in contexts:
        context.close()
