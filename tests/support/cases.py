"""A check over many cases as one test, which fails once and tells of every case that is wrong."""

import functools
import inspect
import traceback
from collections.abc import Callable, Iterable

import pytest

LONGEST = 300


def each_of(names: str | tuple[str, ...], cases: Iterable[object]) -> Callable:
    """Run a test's check on each of these cases, named as `pytest.mark.parametrize` names them.

    All cases share the test's fixtures, so it is for checks that leave these as they were: what
    needs a journal or a terminal to itself is a case of its own. No cases at all is a failure.
    """
    named = (names,) if isinstance(names, str) else names
    rows = [case if len(named) > 1 else (case,) for case in cases]

    def over_all(check: Callable) -> Callable:
        @functools.wraps(check)
        def test(**fixtures: object) -> None:
            wrong = []
            for row in rows:
                try:
                    check(**fixtures, **dict(zip(named, row, strict=True)))
                except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001  all are told
                    wrong.append(_told(row, error))
            if wrong or not rows:
                pytest.fail("\n".join([f"{len(wrong)} of {len(rows)}:", *wrong]), pytrace=False)

        signature = inspect.signature(check)
        wanted = [each for name, each in signature.parameters.items() if name not in named]
        test.__signature__ = signature.replace(parameters=wanted)
        return test

    return over_all


def _told(row: tuple[object, ...], error: BaseException) -> str:
    line = traceback.extract_tb(error.__traceback__)[-1].lineno
    case = ", ".join(map(repr, row))[:LONGEST]
    return f"{case}\n    line {line}: {type(error).__name__}: {error}"
