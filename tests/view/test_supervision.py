"""An account to take along: what happened, then and now, what is needed; never a count."""

from datetime import timedelta

from repairlog import content
from repairlog.core.entries.model import CheckIn, Next, Repair, RepairSteps
from repairlog.core.entries.pseudonyms import Pseudonyms
from repairlog.core.figures.statistics import collect
from repairlog.view.supervision import (
    Sheet,
    Teller,
    counted,
    document,
    markdown,
    plain_text,
    preview,
)
from support.cases import each_of
from support.journals import START, entry, new_id

WORDS = content.supervision()
NOW = START + timedelta(days=9)
TELLER = Teller(
    WORDS, content.vocabulary(), content.entries(), Pseudonyms(["Wren", "Sam"]), "residential"
)
PARTS = WORDS.parts


def told(made):
    """The parts of an entry's account by their titles."""
    return dict(TELLER.account(made).parts)


def test_each_part_is_there_in_its_order():
    """Whatever was left empty says so, rather than being left out."""
    parts = told(entry())
    assert list(parts) == [
        *(PARTS.where, PARTS.what, PARTS.did, PARTS.felt, PARTS.moment, PARTS.meaning),
        *(PARTS.said, PARTS.next, PARTS.need),
    ]
    assert parts[PARTS.need] == parts[PARTS.meaning] == PARTS.nothing
    assert parts[PARTS.where] == "care home"
    assert told(entry(setting="foster"))[PARTS.where] == "foster home"


def test_the_date_is_in_full_and_no_name_changes_it():
    """It is plain in a year, and the month stays where a child is called as a month is."""
    teller = Teller(WORDS, content.vocabulary(), content.entries(), Pseudonyms(["May"]))
    made = entry(child="May", what="May ran in May.", occasion="May's tea", precision="day")
    account = teller.account(made)
    assert account.title == "Monday 4 May 2026, A's tea, with A"
    assert account.parts[1][1] == "A ran in A."


def test_what_i_did_is_in_the_first_person():
    """Ours as a sentence; own words as they were written."""
    parts = told(entry(did=("yelled", "sarcasm", "slammed the door at Wren")))
    assert parts[PARTS.did] == "I shouted, was sarcastic.\nslammed the door at A"


def test_feelings_stay_a_guess_where_they_are_theirs():
    """Mine, my body, and what they might have felt."""
    parts = told(entry(feelings=("tired",), body=("hot",), child_feelings=("scared",)))
    assert parts[PARTS.felt].split("\n") == [
        *("tired", "In my body: hot", "They might have felt: scared")
    ]


def test_then_and_now():
    """How it looked then and how it looks now; not looked at again is said."""
    assert told(entry(then="wont", now="both"))[PARTS.moment].splitlines() == [
        "Then it looked like: won't.",
        "Now it looks like: both.",
    ]
    assert PARTS.not_now in told(entry(then="wont"))[PARTS.moment]


def test_what_i_said_and_how_it_was():
    """Each return with its day and answer; else words that are ready, rest, or waiting."""
    returned = entry(back=2, outcome="reconnected")
    (repair,) = returned.repairs
    returned = returned.replace(repairs=(repair.replace(response="no-talk", note="Wren nodded"),))
    said = told(returned)[PARTS.said]
    assert "settled between us" in said
    assert "May 2026" in said
    assert PARTS.no_talk in said
    assert "A nodded" in said
    ready = Repair(id=new_id(), edited=START, steps=RepairSteps(name="I shouted, Wren."))
    assert "I shouted, A." in told(entry(repairs=(ready,)))[PARTS.said]
    assert told(entry(rested=2))[PARTS.said] == PARTS.rest
    assert told(entry())[PARTS.said] == PARTS.waiting


def test_being_around_is_what_was_planned_and_what_was_said_later():
    """The presence of each attempt, then the looks back with their day."""
    ready = Repair(id=new_id(), edited=START, presence="sit with Wren")
    check = CheckIn(id=new_id(), at=START, edited=START, present=True, note="Wren hummed")
    around = told(entry(repairs=(ready,), check_ins=(check,)))[PARTS.around]
    assert around.split("\n") == [
        "I mean to: sit with A",
        "On 4 May 2026: around as usual; A hummed",
    ]


def test_what_needs_to_happen_next_between_them_is_taken_along():
    """What, by whom and by when, with letters for names."""
    agreed = Next(what="tell Wren that I was wrong", who="Sam", when="by Friday")
    assert told(entry(next=agreed))[PARTS.next].split("\n") == [
        *("tell A that I was wrong", "Who: B", "By when: by Friday")
    ]
    assert told(entry(next=Next(sheet=START)))[PARTS.next] == PARTS.nothing
    assert TELLER.step(entry(next=agreed, child="Wren")) == (
        "4 May 2026, A: tell A that I was wrong, B, by Friday"
    )


def test_what_nearly_happened_says_what_helped_and_what_comes_of_it():
    """Nothing about coming back; what is to happen next and what is needed are both there."""
    made = entry(kind="steady", helped="The door.", needs="Sleep", next=Next(what="swap"))
    parts = told(made)
    assert list(parts) == [
        *(PARTS.where, PARTS.what, PARTS.helped, PARTS.felt, PARTS.meaning, PARTS.next, PARTS.need)
    ]
    assert (parts[PARTS.helped], parts[PARTS.next], parts[PARTS.need]) == (
        *("The door.", "swap", "Sleep"),
    )
    assert PARTS.did in told(made.replace(harm="unsure"))


def test_what_stands_apart_says_who_looks_after_it_and_never_that_it_waits():
    """Coming back is not what comes next there."""
    note = CheckIn(id=new_id(), at=START, edited=START, note="The manager and Sam")
    parts = told(entry(did=("hurt",), check_ins=(note,)))
    assert parts[PARTS.with_me] == "The manager and B"
    assert parts[PARTS.said] == PARTS.nothing
    assert PARTS.with_me not in told(entry(check_ins=(note,)))


def test_preview_page_text_and_markdown_say_the_same():
    """What is looked over is what is written; what it is not stands at the end of each."""
    made = entry(child="Wren", what="Wren <b>ran</b>", needs="Sleep", precision="day")
    sheet = Sheet([TELLER.account(made)], ["4 May 2026, A: sit down"], START)
    shown = preview(sheet, WORDS, NOW, 40)
    text, page = plain_text(sheet, WORDS, NOW), document(sheet, WORDS, NOW)
    for told_ in (shown, text, page, markdown(sheet, WORDS, NOW)):
        said = " ".join(told_.replace("&#39;", "'").split())
        assert "Sleep" in said
        assert "Monday 4 May 2026, with A" in said
        assert "On 4 May 2026 this was to happen next:" in said
        assert "4 May 2026, A: sit down" in said
        assert "[ ] Told, and whom" in said
        assert said.index("Sleep") < said.index("Not the statutory record")
        assert "Wren" not in said
    assert "A &lt;b&gt;ran&lt;/b&gt;" in page
    assert max(map(len, shown.split("\n"))) <= 40


def test_hostile_words_are_text_in_markdown():
    """Nothing that was typed is a heading, a link, a list or a tag."""
    made = entry(what="# big\n- [x](javascript:1)\n<script>", needs="`x` **y**")
    lines = markdown(Sheet([TELLER.account(made)]), WORDS, NOW).split("\n")
    assert sum(line.startswith("# ") for line in lines) == 1
    assert not any("](" in line.replace("\\](", "") or "<script>" in line for line in lines)
    assert "\\`x\\` \\*\\*y\\*\\*" in lines


def test_a_page_of_counts_says_what_stands_apart_only_where_something_does():
    """The five counts that every page has, and two that only some have."""
    words = content.therapy().counts
    few = dict(counted(collect([entry(back=2), entry()], NOW, {}.get), words))
    assert few == {
        words.written: "2",
        words.returned: "1",
        words.settled: "0",
        words.waiting: "1",
        words.rest: "0",
    }
    more = collect([entry(did=("hurt",)), entry(kind="steady")], NOW, {}.get)
    assert dict(counted(more, words))[words.apart] == "1"
    assert dict(counted(more, words))[words.steady] == "1"


@each_of("words", [content.supervision(), content.therapy()])
def test_both_pages_can_be_told_in_every_part(words):
    """No name in curly brackets is left over."""
    agreed = Next(what="x", who="y", when="z")
    made = entry(back=2, feelings=("tired",), body=("hot",), child_feelings=("sad",), next=agreed)
    teller = Teller(words, content.vocabulary(), content.entries(), Pseudonyms(["Wren"]))
    rows = [("Hard moments", "2")]
    sheet = Sheet([teller.account(made)], ["x"], START, rows, "Of these.")
    for shown in (plain_text(sheet, words, NOW), document(sheet, words, NOW).split("<body>")[1]):
        assert "{" not in shown
