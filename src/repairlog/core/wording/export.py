"""Export: the shape of what is said around a file that leaves the journal."""

from repairlog.core.wording.plural import Plural
from repairlog.core.wording.reader import Shape


class ExportWords(Shape):
    """`export`."""

    carers: str
    unknown: str
    letters: str
    newer: Plural
    letters_about: str
    letters_about_hint: str
    reading: str
    nothing_about: str
    nothing_about_hint: str
    about: str
    about_note: str
    decides: str
