"""The estimates agree with scipy, lifelines and the textbook to 1e-9."""

import itertools
import math
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repairlog.core.figures.estimators import (
    LEVEL,
    MICROSECONDS_IN_HOUR,
    Z,
    cumulative_incidence,
    wilson,
)
from support.cases import each_of

CLOSE = 1e-9

# Computed once with lifelines 0.30.3 (numpy 2.4.6, Python 3.11), no two times being equal:
#   from lifelines import AalenJohansenFitter
#   f = AalenJohansenFitter().fit(TIMES, KINDS, event_of_interest=1)
#   f.cumulative_density_, f.variance_
TIMES = [2, 3.5, 5, 8, 9.25, 12, 17, 20, 26.5, 31, 33, 40, 47, 52, 60.75, 72, 80, 96, 120, 150]
KINDS = [1, 1, 0, 2, 1, 1, 0, 1, 1, 2, 1, 0, 1, 2, 0, 1, 1, 0, 2, 0]  # 0 waits, 2 at rest
LIFELINES = [
    (2, 0.05, 0.002375),
    (3.5, 0.1, 0.0045),
    (9.25, 0.15294117647058822, 0.006624058619987786),
    (12, 0.20588235294117643, 0.008449521677182981),
    (20, 0.2628959276018099, 0.01029579447984368),
    (26.5, 0.31990950226244336, 0.011760046798823885),
    (33, 0.37692307692307686, 0.012842278634123601),
    (47, 0.4410633484162895, 0.01400312532541646),
    (72, 0.5180316742081448, 0.015396965745447813),
    (80, 0.595, 0.015535073311869145),
]

DURATIONS = st.lists(st.integers(0, 30), max_size=25)


def hours(*values):
    """Hours as whole microseconds."""
    return [round(value * MICROSECONDS_IN_HOUR) for value in values]


def of_kind(kind):
    """The times that ended in one way."""
    return hours(*(time for time, each in zip(TIMES, KINDS, strict=True) if each == kind))


def direct_variance(times, kinds, until):
    """The variance as a plain sum over the times of leaving, each looked at anew."""
    shares, terms, still, share = {}, [], 1.0, 0.0
    for time in sorted(set(times)):
        at_risk = sum(each >= time for each in times)
        ones = sum(t == time and k == 1 for t, k in zip(times, kinds, strict=True))
        gone = sum(t == time and k > 0 for t, k in zip(times, kinds, strict=True))
        if time > until or not gone:
            continue
        share += still * ones / at_risk
        shares[time] = share
        terms.append((time, at_risk, ones, gone, still))
        still *= 1 - gone / at_risk
    total = 0.0
    for time, n, ones, gone, before in terms:
        rise = share - shares[time]
        total += rise**2 * gone / (n * (n - gone)) if n > gone else 0.0
        total += before**2 * ones * (n - ones) / n**3 - 2 * rise * before * ones / n**2
    return total


def variance_of(step):
    """The variance that a step's band was made from."""
    missing = 1 - step.returned
    wide = math.log(1 - step.high) / math.log(missing)
    return (math.log(wide) * missing * -math.log(missing) / Z) ** 2


@pytest.fixture(scope="session")
def stats():
    """What scipy says: a second to import, so one worker alone compares with it."""
    return import_module("scipy.stats")


with_scipy = pytest.mark.xdist_group("scipy")


@with_scipy
def test_the_quantile_is_the_normal_one(stats):
    """The constant is the two-sided 95 % quantile, to the last digit."""
    assert stats.norm.ppf((1 + LEVEL) / 2) == pytest.approx(Z, abs=1e-15)


@with_scipy
@each_of("n", [1, 2, 5, 10, 27, 1000])
def test_wilson_is_scipys_wilson(stats, n):
    """Every share of n has scipy's Wilson interval without continuity correction."""
    for successes in range(n + 1):
        theirs = stats.binomtest(successes, n).proportion_ci(LEVEL, method="wilson")
        assert wilson(successes, n) == pytest.approx((theirs.low, theirs.high), abs=CLOSE)


def test_wilson_of_none_is_none():
    """0 of 0 has no interval."""
    assert wilson(0, 0) is None


def test_a_share_known_from_print():
    """21 of 27 is 59 to 89 in 100."""
    low, high = wilson(21, 27)
    assert (round(low, 3), round(high, 3)) == (0.592, 0.894)


@with_scipy
@pytest.mark.filterwarnings("ignore:The confidence interval is undefined:RuntimeWarning")
@settings(deadline=None)  # a busy computer is no failure
@given(st.lists(st.integers(0, 30), min_size=1, max_size=40), DURATIONS)
def test_without_rest_it_is_scipys_kaplan_meier(stats, came, waiting):
    """With nothing at rest, share and band are scipy's, whatever is tied."""
    ours = cumulative_incidence(hours(*came), [], hours(*waiting))
    theirs = stats.ecdf(stats.CensoredData(uncensored=came, right=waiting)).cdf
    share = dict(zip(theirs.quantiles, theirs.probabilities, strict=True))
    assert [step.hours for step in ours.steps] == sorted(set(came))
    for step in ours.steps:
        assert step.returned == pytest.approx(share[step.hours], abs=CLOSE)
    if ours.steps[-1].returned < 1 - CLOSE:
        band = theirs.confidence_interval(LEVEL, method="log-log")
        low = dict(zip(theirs.quantiles, band.low.probabilities, strict=True))
        high = dict(zip(theirs.quantiles, band.high.probabilities, strict=True))
        for step in ours.steps:
            assert step.low == pytest.approx(low[step.hours], abs=CLOSE)
            assert step.high == pytest.approx(high[step.hours], abs=CLOSE)


def test_with_rest_it_is_lifelines_aalen_johansen():
    """With rest as a competing outcome, share and variance are lifelines'."""
    ours = cumulative_incidence(of_kind(1), of_kind(2), of_kind(0))
    assert (ours.n, ours.events) == (20, 10)
    assert [step.hours for step in ours.steps] == [row[0] for row in LIFELINES]
    for step, (_, share, variance) in zip(ours.steps, LIFELINES, strict=True):
        assert step.returned == pytest.approx(share, abs=CLOSE)
        assert variance_of(step) == pytest.approx(variance, abs=CLOSE)


def test_ties_are_the_textbooks_sum():
    """At one time 2 of 6 came back, 1 was let rest and 1 was waiting: the last is at risk."""
    ours = cumulative_incidence(hours(5, 5, 9), hours(5), hours(5, 12))
    first, second = ours.steps
    assert first.returned == pytest.approx(2 / 6, abs=CLOSE)
    assert second.returned == pytest.approx(2 / 6 + (1 - 3 / 6) * 1 / 2, abs=CLOSE)


@settings(deadline=None)  # a busy computer is no failure
@given(
    st.lists(st.tuples(st.integers(0, 12), st.sampled_from([0, 1, 1, 2])), min_size=1, max_size=40)
)
def test_the_variance_is_the_direct_sum(pairs):
    """Multiplied out and summed once, the variance is the sum as it is printed in books."""
    kinds = {kind: [time for time, each in pairs if each == kind] for kind in (0, 1, 2)}
    ours = cumulative_incidence(*(hours(*kinds[kind]) for kind in (1, 2, 0)))
    for step in ours.steps:
        if step.high is not None:
            times, which = zip(*pairs, strict=True)
            direct = direct_variance(times, which, step.hours)
            missing = 1 - step.returned
            wide = math.exp(Z * math.sqrt(max(direct, 0)) / (missing * -math.log(missing)))
            assert step.low == pytest.approx(1 - missing ** (1 / wide), abs=CLOSE)
            assert step.high == pytest.approx(1 - missing**wide, abs=CLOSE)


@settings(deadline=None)  # a busy computer is no failure
@given(DURATIONS, DURATIONS, DURATIONS)
def test_it_only_rises_and_stays_between_none_and_all(came, rested, waiting):
    """The curve and its band lie within 0 and 1, in order, and the curve never falls."""
    ours = cumulative_incidence(hours(*came), hours(*rested), hours(*waiting))
    assert ours.n == len(came) + len(rested) + len(waiting)
    for before, after in itertools.pairwise(ours.steps):
        assert before.hours < after.hours
        assert before.returned < after.returned
    for step in ours.steps:
        assert 0 < step.returned <= 1 + CLOSE
        assert (step.low is None) == (step.high is None)
        if step.low is not None:
            assert 0 <= step.low <= step.returned <= step.high <= 1
    bound = len(came) / ours.n if ours.n and not waiting else 1
    assert not ours.steps or ours.steps[-1].returned <= bound + CLOSE


@settings(deadline=None)  # a busy computer is no failure
@given(DURATIONS, DURATIONS, DURATIONS, st.randoms())
def test_the_order_of_entries_is_no_matter(came, rested, waiting, random):
    """Shuffled entries give the same curve to the last digit."""
    before = cumulative_incidence(hours(*came), hours(*rested), hours(*waiting))
    for each in (came, rested, waiting):
        random.shuffle(each)
    assert cumulative_incidence(hours(*came), hours(*rested), hours(*waiting)) == before


def test_the_median_is_the_first_time_at_half():
    """Exactly half counts, in spite of rounding; below half there is no median."""
    half = cumulative_incidence(hours(1, 2, 3), [], hours(9, 9, 9))
    assert half.median_hours == 3
    below = cumulative_incidence(hours(1, 2), [], hours(9, 9, 9))
    assert below.median_hours is None
    # In floats, five of ten is 0.49999999999999994 here.
    rounded = cumulative_incidence(hours(1, 3, 4, 4, 4), hours(2, 4, 4), hours(4, 4))
    assert rounded.steps[-1].returned < 0.5
    assert rounded.median_hours == 4


def test_where_all_came_back_the_band_is_not_defined():
    """The last step reaches 1, and says nothing rather than something wrong."""
    last = cumulative_incidence(hours(1, 2, 4), [], []).steps[-1]
    assert last.returned == pytest.approx(1)
    assert (last.low, last.high) == (None, None)


def test_nothing_gives_nothing():
    """No entries: no steps, no median."""
    none = cumulative_incidence([], [], [])
    assert (none.n, none.events, none.steps, none.median_hours) == (0, 0, (), None)
