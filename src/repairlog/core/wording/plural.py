"""Plural: the shape of what is said of one or of several."""

from repairlog.core.wording.reader import Shape


class Plural(Shape):
    """What is said of one, and what of several."""

    one: str
    many: str

    def of(self, count: int) -> str:
        """Return what is said of so many, to be filled in."""
        return self.one if count == 1 else self.many
