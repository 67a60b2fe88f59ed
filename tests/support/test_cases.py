"""What tests share is tested too, where a mistake in it could let another test pass."""

import pytest

from support.cases import each_of


def test_every_wrong_case_is_told_of():
    """Whatever fails, a wrong answer, an error or a missing one, is named beside the others."""

    @each_of(("number", "half"), [(4, 2), (3, 1), (0, 0), ("8", 4), (9, 5)])
    def halves(number, half):
        assert number / 2 == half

    with pytest.raises(pytest.fail.Exception) as failed:
        halves()
    said = str(failed.value)
    assert "3 of 5" in said
    assert "3, 1\n" in said
    assert "'8', 4\n" in said
    assert "TypeError" in said
    assert "9, 5\n" in said
    assert "4, 2" not in said


def test_no_case_at_all_is_a_failure():
    """A table that was lost does not pass."""
    with pytest.raises(pytest.fail.Exception, match="0 of 0"):
        each_of("nothing", [])(lambda nothing: nothing)()


@each_of("number", [1, 2])
def test_fixtures_are_given_to_each_case(tmp_path, number):
    """A check may take fixtures beside its case."""
    assert tmp_path.is_dir()
    assert number in (1, 2)
