"""Card: the shape of what is said on and around the words to take along."""

from repairlog.core.wording.reader import Shape


class CardWords(Shape):
    """`card`."""

    title: str
    no_answer: str
    right: str
    around: str
    pocket: str
    name: str
    none: str
    not_ready: str
    not_ready_hint: str
    apart: str
    apart_hint: str
    unanswered: str
    unanswered_hint: str
