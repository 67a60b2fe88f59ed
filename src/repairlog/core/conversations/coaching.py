"""Coaching: how a finding of the coach is said, in `coach` and in `repair`."""

from repairlog.core.coach.reading import Finding
from repairlog.core.conversations.blocks import Block, Quote, Say
from repairlog.core.wording.conversations import CoachWords


def told(words: CoachWords, finding: Finding) -> tuple[Block, ...]:
    """Return a finding as it is said: the words in question, why, and a form to try."""
    return (
        Say(words.found.format(pattern=finding.name)),
        Quote(finding.text),
        Say(f"{finding.why}\n{words.try_.format(try_=finding.try_)}"),
    )
