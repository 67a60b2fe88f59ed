"""Lengths: how many words for a child are plenty, a house rule by age and setting."""

from repairlog.core.wording.ids import Setting
from repairlog.core.wording.plural import Plural
from repairlog.core.wording.reader import Shape


class AgeLength(Shape):
    """From how many to how many words are plenty, from this age on."""

    from_: int
    words: tuple[int, int]


class SettingLength(Shape):
    """The same for a setting, whatever the age."""

    setting: Setting
    words: tuple[int, int]


class Lengths(Shape):
    """How long the words are, and how long is plenty; the ages rise."""

    words: Plural
    ages: tuple[AgeLength, ...]
    settings: tuple[SettingLength, ...]

    def counted(self, count: int) -> str:
        """Return a number of words as it is said."""
        return self.words.of(count).format(count=count)

    def plenty(self, setting: Setting | None, age: int | None) -> tuple[int, int] | None:
        """Return the guide for this age, held to that of the setting: the shorter wins."""
        by_age = [each.words for each in self.ages if age is not None and each.from_ <= age]
        by_setting = [each.words for each in self.settings if each.setting == setting]
        fitting = by_age[-1:] + by_setting
        if not fitting:
            return None
        high = min(high for _, high in fitting)
        return min(fitting[0][0], high), high
