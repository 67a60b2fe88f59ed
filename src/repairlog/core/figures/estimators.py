"""Estimators: the two behind the figures about coming back, as textbooks have them.

Share: the Wilson score interval without continuity correction.
  E. B. Wilson (1927), "Probable inference, the law of succession, and statistical
  inference", Journal of the American Statistical Association 22: 209-212.

Time until coming back: the Aalen-Johansen cumulative incidence, with letting rest as the
competing outcome and waiting as right-censoring.
  O. O. Aalen and S. Johansen (1978), "An empirical transition matrix for non-homogeneous
  Markov chains based on censored observations", Scandinavian Journal of Statistics 5: 141-150.
Its variance is the Greenwood-type one that follows from their covariance of the transition
matrix; written out for one outcome (as here) it is the sum that E. Marubini and
M. G. Valsecchi (1995), "Analysing Survival Data from Clinical Trials and Observational
Studies", chapter 10, give. Without competing outcomes it is Greenwood's, so the band is the
usual log-log band of 1 - Kaplan-Meier. (The formula of Aalen 1978 with n - 1 in its
denominators is another one, and has not that property.)
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

LEVEL = 0.95
"""The share of such intervals that hold the true value, chance being all that varies."""

Z = 1.959963984540054
"""The standard normal's 0.975 quantile, for a two-sided interval at LEVEL."""

MICROSECONDS_IN_HOUR = 3_600_000_000
_HALF = 0.5 - 1e-9


class IncidenceStep(NamedTuple):
    """One distinct time of return, and the share come back by then, with its variance."""

    hours: float
    returned: float
    variance: float

    @property
    def low(self) -> float | None:
        """The band's lower end; None where everybody has come back, as it is not defined there."""
        return _band(self.returned, self.variance)[0]

    @property
    def high(self) -> float | None:
        """The band's upper end; None where the lower is."""
        return _band(self.returned, self.variance)[1]


@dataclass(frozen=True, slots=True)
class Incidence:
    """How the share that was come back to grew over the hours since it happened."""

    n: int
    events: int
    steps: tuple[IncidenceStep, ...]

    @property
    def median_hours(self) -> float | None:
        """The first time at which half was come back to; None when that is not reached."""
        return next((step.hours for step in self.steps if step.returned >= _HALF), None)


def wilson(successes: int, n: int) -> tuple[float, float] | None:
    """Return the Wilson score interval of a share at LEVEL; None for 0 of 0."""
    if not n:
        return None
    share, z2 = successes / n, Z * Z
    centre = share + z2 / (2 * n)
    spread = Z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low = (centre - spread) / (1 + z2 / n) if successes else 0.0
    high = (centre + spread) / (1 + z2 / n) if successes < n else 1.0
    return low, high


def cumulative_incidence(
    returned: Iterable[int], rested: Iterable[int], waiting: Iterable[int]
) -> Incidence:
    """Return the Aalen-Johansen estimate for durations in whole microseconds.

    At equal times those who came back and those let rest leave together, and those who
    wait are still at risk: they are censored just after. One pass over the sorted times.
    """
    came, rest, waits = Counter(returned), Counter(rested), sorted(waiting)
    n = left = came.total() + rest.total() + len(waits)
    sums = _Variance()
    still, share = 1.0, 0.0
    steps = []
    for time in sorted({*came, *rest}):
        ones, gone = came[time], came[time] + rest[time]
        at_risk = left - bisect_left(waits, time)
        share += still * ones / at_risk
        variance = sums.at(share, still, at_risk, ones)
        if ones:
            steps.append(IncidenceStep(time / MICROSECONDS_IN_HOUR, share, variance))
        sums.add(share, still, at_risk, ones, gone)
        still *= (at_risk - gone) / at_risk
        left -= gone
    return Incidence(n, came.total(), tuple(steps))


class _Variance:
    """The variance's sums, as (F(t) - F(u))^2 is multiplied out: one step costs the same always.

    Var F(t) = sum over u <= t of (F(t) - F(u))^2 d / (n (n - d))
             + S(u-)^2 d1 (n - d1) / n^3  -  2 (F(t) - F(u)) S(u-) d1 / n^2
    """

    def __init__(self) -> None:
        self._own = 0.0
        self._square = (0.0, 0.0, 0.0)
        self._cross = (0.0, 0.0)

    def at(self, share: float, still: float, n: int, ones: int) -> float:
        """Return the variance at a time whose own terms are not yet in the sums."""
        self._own += still * still * ones * (n - ones) / n**3
        zero, one, two = self._square
        none, once = self._cross
        square = share * share * zero - 2 * share * one + two
        return max(square + self._own - 2 * (share * none - once), 0.0)

    def add(self, share: float, still: float, n: int, ones: int, gone: int) -> None:
        """Add a time's terms for the times after it; when nobody is left there is none."""
        if gone == n:
            return
        weight = gone / (n * (n - gone))
        zero, one, two = self._square
        self._square = (zero + weight, one + weight * share, two + weight * share * share)
        weight = still * ones / (n * n)
        none, once = self._cross
        self._cross = (none + weight, once + weight * share)


def _band(share: float, variance: float) -> tuple[float | None, float | None]:
    """Return the band on the complementary log-log scale, so that it stays within 0 and 1."""
    missing = 1 - share
    if share <= 0 or missing <= 1e-12:
        return None, None
    wide = math.exp(Z * math.sqrt(variance) / (missing * -math.log(missing)))
    return 1 - missing ** (1 / wide), 1 - missing**wide
