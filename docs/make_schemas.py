"""Write the JSON Schemas of `--json`: `PYTHONPATH=src python docs/make_schemas.py`."""  # noqa: INP001  a script beside the docs

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from repairlog.core.entries.model import Entry
from repairlog.view.stats_json import StatsJson

FOLDER = Path(__file__).parent / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Return each schema's file name and text."""
    shapes: dict[str, Any] = {"entry": Entry, "stats": StatsJson}
    return {
        f"{name}.json": json.dumps(
            {"$schema": DIALECT} | TypeAdapter(shape).json_schema(), indent=2, sort_keys=True
        )
        + "\n"
        for name, shape in shapes.items()
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file_name, text in schemas().items():
        (FOLDER / file_name).write_text(text, encoding="utf-8")
