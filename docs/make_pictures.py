"""Make the README's pictures from the fictional journal: `python docs/make_pictures.py`.

The first screen of `stats` is text and goes into the README itself; the page of `report` is a
picture beside this file, for which Chromium is needed (`apt-get install chromium`).
"""  # noqa: INP001  a script beside the docs

import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURE = Path(__file__).parent / "report.png"
README = ROOT / "README.md"

WIDE, HIGH = 920, 1180
"""Of the page, in pixels: as much as is looked at first."""

_STATS = re.compile(r"(?<=^```text\n\$ repairlog stats\n\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
_START = """
import sys
sys.argv[0], sys.orig_argv = "repairlog", ["repairlog"]
from repairlog.cli.app import main
main()
"""


def said(home: Path, *arguments: str) -> str:
    """Return what the program prints in a home of its own, on the fictional journal in it."""
    journal = next(home.glob("repairlog-demo-*"), home)
    environment = {
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(home),
        "TMPDIR": str(home),
        "COLUMNS": "80",
        "REPAIRLOG_JOURNAL": str(journal),
    }
    ran = subprocess.run(  # noqa: S603  this Python, and words of ours
        [sys.executable, "-c", _START, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=True,
    )
    return ran.stdout


def readme(text: str) -> str:
    """Return the README with the screen of `stats` as it is now."""
    with tempfile.TemporaryDirectory() as folder:
        said(Path(folder), "demo")
        screen = said(Path(folder), "stats")
    return _STATS.sub(lambda _: screen, text)


def picture() -> bytes:
    """Return the page of `report`, as far as it is looked at first."""
    from PIL import Image  # noqa: PLC0415  only for the picture
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  likewise

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "page.html"
        said(Path(folder), "demo")
        said(Path(folder), "report", str(page_file))
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": WIDE, "height": HIGH})
        page.goto(page_file.as_uri())
        taken = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    made = io.BytesIO()
    taken.convert("RGB").quantize(64).save(made, "png", optimize=True)  # a quarter of the size
    return made.getvalue()


if __name__ == "__main__":
    README.write_text(readme(README.read_text("utf-8")), encoding="utf-8")
    PICTURE.write_bytes(picture())
