"""An account for supervision: what happened, then and now, what is needed; never a count."""

from datetime import timedelta

from repairlog import content
from repairlog.core.entries.model import Next, Repair, RepairSteps
from repairlog.core.entries.pseudonyms import Pseudonyms
from repairlog.view.supervision import Teller, document, preview
from repairlog.view.text import Page
from support.cases import each_of
from support.journals import START, entry, new_id

WORDS = content.supervision()
TELLER = Teller(WORDS, content.vocabulary(), Pseudonyms(["Wren", "Sam"]), START + timedelta(days=9))
PARTS = WORDS.parts


def told(made, who=""):
    """The parts of an entry's account by their titles."""
    return dict(TELLER.account(made, who).parts)


def test_each_part_is_there_in_its_order():
    """Whatever was left empty says so, rather than being left out."""
    parts = told(entry())
    assert list(parts) == [
        *(PARTS.what, PARTS.did, PARTS.moment, PARTS.meaning, PARTS.next, PARTS.need)
    ]
    assert parts[PARTS.need] == parts[PARTS.meaning] == PARTS.nothing


def test_then_and_now():
    """How it looked then and how it looks now; not looked at again is said."""
    assert told(entry(then="wont", now="both"))[PARTS.moment].splitlines() == [
        "Then it looked like: won't.",
        "Now it looks like: both.",
    ]
    assert PARTS.not_now in told(entry(then="wont"))[PARTS.moment]


def test_what_happened_next():
    """Each return with its answer; else words that are ready, rest, or waiting."""
    returned = entry(back=2, outcome="reconnected")
    (repair,) = returned.repairs
    returned = returned.replace(repairs=(repair.replace(response="no-talk", note="Wren nodded"),))
    next_ = told(returned)[PARTS.next]
    assert "settled between us" in next_
    assert PARTS.no_talk in next_
    assert "A nodded" in next_
    ready = Repair(id=new_id(), edited=START, steps=RepairSteps(name="I shouted, Wren."))
    assert "I shouted, A." in told(entry(repairs=(ready,)))[PARTS.next]
    assert told(entry(rested=2))[PARTS.next] == PARTS.rest
    assert told(entry())[PARTS.next] == PARTS.waiting


def test_what_needs_to_happen_next_between_them_is_taken_along():
    """What, by whom and by when, with letters for names; nothing of it where nothing was said."""
    agreed = Next(what="tell Wren that I was wrong", who="Sam", when="by Friday")
    assert told(entry(next=agreed))[PARTS.agreed] == "tell A that I was wrong, B, by Friday"
    assert PARTS.agreed not in told(entry())


@each_of("who", ["", "The manager and Sam"])
def test_what_stands_apart_says_who_was_told_and_never_that_it_waits(who):
    """A line to write on where nothing was said; coming back is not what comes next there."""
    parts = told(entry(did=("hurt",)), who)
    assert parts[PARTS.told] == (PARTS.blank if not who else "The manager and B")
    assert parts[PARTS.next] == PARTS.nothing
    assert PARTS.told not in told(entry())


def test_preview_and_page_say_the_same():
    """What is looked over is what is written, and both say what it is not."""
    account = TELLER.account(entry(child="Wren", what="Wren <b>ran</b>", needs="Sleep"))
    text = " ".join(preview([account], WORDS, Page(60, "repairlog", plain=True)).split())
    page = " ".join(document([account], WORDS, START).split())
    assert "4 May, A" in text
    assert "A <b>ran</b>" in text
    assert "A &lt;b&gt;ran&lt;/b&gt;" in page
    for shown in (text, page):
        assert "Not the statutory record" in shown
        assert "Sleep" in shown
        assert "Wren" not in shown
