"""Ids: what a journal stores of the two lists that are closed, how it looked and where."""

from typing import Literal, get_args

Reading = Literal["cant", "wont", "both", "unsure"]
Setting = Literal["home", "foster", "residential", "education"]

READINGS: tuple[Reading, ...] = get_args(Reading)
SETTINGS: tuple[Setting, ...] = get_args(Setting)
