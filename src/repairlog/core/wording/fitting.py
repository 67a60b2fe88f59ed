"""Fitting: examples, closings and who must hear first, by where and how old; nothing is missing."""

from collections.abc import Mapping
from typing import Literal, TypeVar, get_args

from repairlog.core.wording.ids import Setting
from repairlog.core.wording.reader import Shape

Band = Literal["0", "3", "6", "11", "unknown"]
"""The age from which it holds, or that none is known."""

BANDS: tuple[Band, ...] = get_args(Band)


WORDS_FROM = 3
"""Years below which a repair is something to do, and no sentences."""

GROWN = 11
"""Years from which what may lie behind their doing is not for saying to them."""


class Fit(Shape):
    """What fits one place and one age. The file says what each part is."""

    name: tuple[str, ...]
    own: tuple[str, ...]
    few: tuple[str, ...]
    say: str
    hears: str

    def examples(self, step: str) -> tuple[str, ...]:
        """Return the examples of a step, none where it needs none."""
        found: tuple[str, ...] = getattr(self, step, ())
        return found


class HomeFit(Fit):
    """Where there are five steps."""

    grow: tuple[str, ...]
    reconnect: tuple[str, ...]


class CareFit(Fit):
    """Where there are three."""

    presence: tuple[str, ...]


F = TypeVar("F", bound=Fit)


class Fitting(Shape):
    """What fits, for every place and every age."""

    here: str
    home: Mapping[Band, HomeFit]
    foster: Mapping[Band, CareFit]
    residential: Mapping[Band, CareFit]
    education: Mapping[Band, CareFit]
    unknown: Mapping[Band, HomeFit]

    def in_house(self, hears: str) -> "Fitting":
        """Return what fits in care and in schools where a home names who must hear first.

        It stands beside who hears everywhere, never in their place.
        """
        return self.but(
            foster=self._named(self.foster, hears),
            residential=self._named(self.residential, hears),
            education=self._named(self.education, hears),
        )

    def _named(self, fits: Mapping[Band, F], hears: str) -> Mapping[Band, F]:
        return {
            band: fit.but(hears=self.here.format(hears=fit.hears, house=hears))
            for band, fit in fits.items()
        }

    def of(self, setting: Setting | None, age: int | None) -> Fit:
        """Return what fits here and at this age."""
        cells: Mapping[Band, Fit] = getattr(self, setting or "unknown")
        return cells[band_of(age)]


def band_of(age: int | None) -> Band:
    """Return the band that an age lies in."""
    *known, unknown = BANDS
    return unknown if age is None else [each for each in known if int(each) <= age][-1]
