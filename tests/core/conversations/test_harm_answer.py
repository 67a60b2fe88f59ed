"""Whether anyone was hurt: only the answer is stored, nothing is guessed, nobody is blocked."""

import dataclasses
from datetime import datetime

import pytest

from repairlog import content
from repairlog.core.conversations import safety
from repairlog.core.conversations.engine import advance
from repairlog.core.entries.codec import dump
from repairlog.core.harm.hearing import Hearing
from repairlog.core.language.learned import ANY
from support.cases import each_of
from support.transcript import Transcript, open_talk

NOW = datetime(2026, 11, 20, 9, 10)  # noqa: DTZ001  a transcript's wall time
EARLIER = {"happened": datetime(2026, 11, 10), "what": "the milk", "child": "Fox"}  # noqa: DTZ001
SETTINGS = ["home", "foster", "residential", "education"]
CARE = SETTINGS[1:]
HARM = "I smacked his legs"
HELD = "person hold on the landing, nine minutes"


def opened(command, setting, *, piped=False, **entry):
    """Begin a conversation in a journal whose moments are in one place."""
    entries = [{**EARLIER, "setting": setting, **entry}]
    before = {"now": NOW, "entry": entries, "settings": {"setting": setting}, "piped": piped}
    return open_talk(Transcript("", before, f"$ repairlog {command}", {}))


def asked(talk, **answers):
    """Answer by label and Enter else; return the questions' keys and the last state."""
    keys = []
    while not talk.over:
        keys.append(talk.at)
        talk = advance(talk, answers.get(talk.question.label, ""))
    return keys, talk


@pytest.mark.parametrize("command", ["new", "edit last", "repair last"])
@pytest.mark.parametrize("setting", SETTINGS)
def test_a_conversation_without_answers_stores_nothing_of_what_was_noticed(command, setting):
    """However surely harm is heard, the line in the journal is the same, byte for byte."""
    lines = []
    for level in ("", "quiet", "notice"):
        talk = opened(command, setting)
        context = dataclasses.replace(talk.context, hear_harm=lambda _, level=level: Hearing(level))
        talk = dataclasses.replace(talk, context=context)
        _, talk = asked(talk, Happened=HARM if command == "new" else "")
        lines.append(dump(talk.entry))
    assert lines[0] == lines[1] == lines[2]


@pytest.mark.parametrize("setting", CARE)
def test_in_care_it_is_the_last_question_whatever_was_written(setting):
    """Words of harm or not; nobody is held up, and Enter keeps no answer."""
    for what in ("the phone rule", HARM):
        keys, talk = asked(opened("new", setting), Happened=what)
        assert keys[-1] == "hurt"
        assert keys.count("hurt") == 1
        assert talk.entry.harm is None


def test_at_home_it_is_asked_only_where_words_speak_of_harm():
    """Other words meet no question about it."""
    keys, _ = asked(opened("new", "home"), Happened="the milk")
    assert {"harm", "hurt"}.isdisjoint(keys)
    keys, talk = asked(opened("new", "home"), Happened=HARM, Which="2")
    assert "harm" in keys
    assert talk.entry.harm == "yes"


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_pipe_is_asked_nothing_of_it(setting):
    """Nor where it was; the order of its questions is fixed."""
    keys, talk = asked(opened("new", setting, piped=True), Happened=HARM, With="Fox")
    assert {"where", "harm", "hurt"}.isdisjoint(keys)
    assert talk.entry.harm is None


ANSWERS = {
    "1": "no",
    "No.": "no",
    "2": "yes",
    "yes": "yes",
    "3": "unsure",
    "not sure": "unsure",
    "maybe": "unsure",
    "no, but": None,
    "no not really": None,
    "2 of them": None,
    "0": None,
    "fine": None,
}


@each_of(("typed", "wanted"), ANSWERS.items())
def test_nothing_is_guessed(typed, wanted):
    """A number counts only alone, and no only as the whole answer."""
    assert safety.read_harm(typed, safety.IN_CARE) == wanted


GATES = {
    ("home", "1"): "unsure",
    ("home", "2"): "unsure",
    ("home", "3"): "no",
    ("residential", "1"): "no",
    ("residential", "2"): "yes",
    ("residential", "3"): "unsure",
    ("education", "yes"): "unsure",
    ("foster", ""): None,
    ("home", ""): None,
}


@each_of(("place", "wanted"), GATES.items())
def test_the_gates_of_repair_keep_their_answer(place, wanted):
    """As it was given; Enter keeps none."""
    setting, typed = place
    talk = advance(opened("repair last", setting, what=HARM), typed)
    assert talk.entry.harm == wanted


@pytest.mark.parametrize("kept", ["yes", "unsure"])
@pytest.mark.parametrize("setting", SETTINGS)
def test_a_lower_answer_is_confirmed_first(setting, kept):
    """One key does not take back that somebody was hurt."""
    no = "3" if setting == "home" else "1"
    talk = advance(opened("repair last", setting, harm=kept), no)
    assert (talk.at, talk.entry.harm) == ("lower", kept)
    assert advance(talk, "1").entry.harm == "no"
    left = advance(talk, "")
    assert (left.over, left.entry.harm) == (True, kept)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("entry", [{}, {"what": HARM}, {"harm": "yes"}, {"did": ["hurt"]}])
def test_no_gate_stands_in_a_pipe(setting, entry):
    """The order of questions is fixed there, and nothing is taken for an answer about harm."""
    talk = opened("repair last", setting, piped=True, **entry)
    assert talk.at == "ready"
    keys, talk = asked(talk, **{"Which, or Enter for not now": "1", "Name": "I did it."})
    assert not any(key.startswith("gate") for key in keys)
    assert talk.entry.harm == entry.get("harm")
    if entry:
        assert {"share", "reconnect"}.isdisjoint(keys)


@pytest.mark.parametrize("setting", SETTINGS)
def test_after_the_gate_nothing_is_shared_and_no_touch_is_offered(setting):
    """Name, Own, in care being around; and who looks after it, kept as a check-in's note."""
    through = {"First": "1" if setting == "home" else "2", "Which, or Enter for not now": "1"}
    said = {"Name": "I hit you.", "Own": "That was wrong.", "With you": "my sister"}
    keys, talk = asked(opened("repair last", setting, harm="yes"), **through, **said)
    assert {"share", "grow", "reconnect", "put_right", "matters", "hard"}.isdisjoint(keys)
    assert "looking_after" in keys
    (check_in,) = talk.entry.check_ins
    assert (check_in.present, check_in.interested, check_in.ordinary) == (None, None, None)
    assert talk.entry.looked_after == "my sister"
    assert talk.entry.apart


def test_every_kind_of_harm_has_its_words():
    """What is noticed, by a rule or by what was learned, has words of its own, and once."""
    named = [kind for heard in content.safety().heard.values() for kind in heard.kinds]
    assert len(named) == len(set(named))
    learned = set(content.learned().tables["harm"]) - {ANY}
    assert {*learned, *(rule.kind for rule in content.harm().rule)} <= set(named)


HEARD = {
    "I smacked his legs": "child-hurt",
    "she wants to die": "suicide",
    "she made a disclosure on the night shift": "afraid-disclosure",
    HELD: "restraint",
}


@each_of(("text", "kind"), HEARD.items())
def test_what_was_heard_is_known_by_its_kind(text, kind):
    """The notice goes by it; nothing of it is kept."""
    assert kind in content.hear_harm(text).kinds


@pytest.mark.parametrize("setting", CARE)
def test_the_notice_in_care_names_who_must_hear_and_the_way_round(setting):
    """At once after words of harm, with medical help first."""
    talk = advance(opened("new", setting), HARM)
    told = [block.text if hasattr(block, "text") else block.ways[0] for block in talk.blocks]
    assert "emergency number" in told[1]
    assert content.fitting().of(setting, None).hears in told[2]
    assert told[-1][1] == "help-now --about work"


def test_a_third_yes_with_one_child_is_said_once():
    """Not the second, not the fourth, not of another child, and not after 90 days."""
    for ago, child, said in [
        (1, "Fox", False),
        (2, "Fox", True),
        (3, "Fox", False),
        (2, "B", False),
    ]:
        talk = opened("new", "home")
        before = [("fox", talk.context.now)] * ago
        talk = dataclasses.replace(
            talk, context=dataclasses.replace(talk.context, hurt_before=before)
        )
        _, talk = asked(talk, Happened=HARM, Which="2", With=child)
        told = str(talk.blocks)
        assert ("the third since" in told) is said


def test_a_check_in_leaves_the_entry_as_it_is():
    """It has a tick of its own, and never undoes an edit made elsewhere."""
    _, talk = asked(
        opened("repair last", "home", harm="yes"),
        **{"First": "1", "Which, or Enter for not now": "1", "With you": "a nurse"},
    )
    before = opened("repair last", "home", harm="yes").entry
    assert talk.entry.edited == before.edited


@pytest.mark.parametrize("answers", [[""], ["."], ["sorry", "what do you mean"], ["0", "9"]])
def test_the_notice_at_home_ends_with_enter_and_with_a_second_unclear_answer(answers):
    """Nobody who does not take it in is led on to the next question; no answer is kept."""
    talk = advance(opened("new", "home"), HARM)
    for answer in answers:
        assert talk.at == "harm"
        talk = advance(talk, answer)
    assert (talk.over, talk.entry.harm) == (True, None)
    assert talk.blocks[-1].ways[0][1] == "help-now"


@pytest.mark.parametrize(("child", "third"), [("Fox", True), ("nobody", False), ("B", False)])
def test_a_yes_after_help_was_shown_is_asked_with_whom_and_counts(child, third):
    """Help comes first; then whether anyone was hurt, with whom, and nothing else."""
    talk = opened("new", "home")
    before = [("Fox", talk.context.now)] * 2
    context = dataclasses.replace(talk.context, hurt_before=before)
    talk = dataclasses.replace(talk, context=context)
    keys, talk = asked(talk, Happened=HARM, Which="1", Hurt="1", With=child)
    assert keys == ["what", "harm", "hurt", "hurt_child"]
    assert talk.entry.child == ("" if child == "nobody" else child)
    assert ("the third since" in str(talk.blocks)) is third


def test_a_name_that_was_left_out_before_is_not_asked_for_again():
    """Help that was shown after a deed was picked from the list: With was skipped on purpose."""
    answers = {"Happened": "the stairs", "Add": "2", "Did": "14", "Which": "1", "Hurt": "1"}
    keys, talk = asked(opened("new", "home"), **answers)
    assert keys[-2:] == ["harm_did", "hurt"]
    assert (talk.entry.child, talk.entry.harm) == ("", "yes")


@pytest.mark.parametrize("typed", ["?", "<", "."])
def test_the_commands_are_those_of_every_question_there_too(typed):
    """Explained, gone back from with the yes still there, and stopped at."""
    talk = opened("new", "home")
    for answer in [HARM, "1", "1", typed]:
        talk = advance(talk, answer)
    assert talk.entry.harm == "yes"
    assert talk.at == {"?": "hurt_child", "<": "hurt", ".": ""}[typed]


@pytest.mark.parametrize("left_at", ["hurt", "hurt_child"])
def test_what_was_cut_off_after_help_was_shown_is_carried_on(left_at):
    """Whether anyone was hurt, and with whom, are asked where they were left open."""
    before = {"now": NOW, "entry": [{**EARLIER, "setting": "home", "what": HARM, "child": ""}]}
    before["cut_off"] = {"question": left_at, "since": NOW}
    keys, talk = asked(
        open_talk(Transcript("", before, "$ repairlog new", {})), Which="1", Hurt="1", With="Ivy"
    )
    assert keys == ["cut_off", *["hurt", "hurt_child"][left_at == "hurt_child" :]]
    assert talk.entry.child == "Ivy"


@pytest.mark.parametrize("answer", ["", "2", "3"])
def test_any_other_answer_after_help_was_shown_ends_there(answer):
    """With whom it was is asked of a yes alone."""
    keys, _ = asked(opened("new", "home"), Happened=HARM, Which="1", Hurt=answer)
    assert keys == ["what", "harm", "hurt"]


def test_a_yes_after_help_with_two_children_is_asked_of_each_by_name():
    """Who of them was hurt is not taken from an answer that was given before they were named."""
    talk = opened("new", "home")
    for answer in [HARM, "1", "yes", "Fox and Wren", "1", "no", "yes"]:
        talk = advance(talk, answer)
    assert talk.over
    said = {entry.child: entry.harm for entry in (talk.entry, *talk.others)}
    assert said == {"Fox": "no", "Wren": "yes"}


LOWER = [("yes", "not sure"), ("yes", "no"), ("yes", "none"), ("unsure", "no"), ("unsure", "-")]
STORED = {"no": "no", "not sure": "unsure"}


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize(("kept", "typed"), LOWER)
def test_edit_confirms_a_lower_answer_once(setting, kept, typed):
    """One line says what was answered before; only the same again changes it."""
    talk = opened("edit last", setting, harm=kept)
    while talk.at != "hurt":
        talk = advance(talk, "")
    told = advance(talk, typed)
    assert (told.at, told.entry.harm) == ("hurt", kept)
    (line,) = told.blocks
    assert "you answered before" in line.text
    assert len(line.text) < 80
    assert advance(told, typed).entry.harm == STORED.get(typed)
    for other in ("", "fine"):
        left = advance(told, other)
        assert (left.over, left.entry.harm) == (True, kept)


@pytest.mark.parametrize(("kept", "typed"), [("unsure", "yes"), ("no", "none"), (None, "no")])
def test_edit_confirms_nothing_else(kept, typed):
    """What is no lower answer is taken at once."""
    talk = opened("edit last", "residential", harm=kept)
    while talk.at != "hurt":
        talk = advance(talk, "")
    assert advance(talk, typed).over


def test_words_changed_in_edit_do_not_lower_an_answer_by_one_key():
    """The notice's "this isn't about harm" is confirmed like any other no."""
    talk = advance(opened("edit last", "home", harm="yes"), HARM)
    told = advance(talk, "3")
    assert (told.at, told.entry.harm) == ("harm", "yes")
    assert advance(told, "3").entry.harm == "no"


FEAR, BILL = "If you fear what you might do", "A call can show on a bill"
ROUTES = {
    "my husband hit me": (False, True),
    "my partner shoved me into the door": (False, True),
    "my wife slapped me in front of Wren": (False, True),
    "my husband hit me. I am afraid of what I might do": (True, True),
    "my husband hit the baby": (True, False),
    HARM: (True, False),
}


@each_of(("text", "wanted"), ROUTES.items())
def test_who_was_hit_by_a_partner_gets_the_partners_route_alone(text, wanted):
    """They are not told what to do where they fear themselves, unless they do; medical first."""
    told = safety.help_lines(advance(opened("new", "home"), text), content.safety())
    assert tuple(any(begun in line for line in told) for begun in (FEAR, BILL)) == wanted
    assert any("could not breathe freely" in line for line in told)


@pytest.mark.parametrize(("entry", "rests"), [({}, True), ({"harm": "yes"}, False)])
def test_an_explanation_speaks_of_a_rest_only_where_there_is_one(entry, rests):
    """After harm neither the choices nor what explains them offer to leave it as it is."""
    talk = opened("repair last", "home", **entry)
    if entry:
        talk = advance(talk, "1")
    assert talk.at == "ready"
    for said in (talk.question.text, advance(talk, "?").blocks[-1].text):
        assert ("3" in said) is rests
