"""The state folder says nothing of what was written."""

import hashlib
import hmac
import json
import re
from itertools import combinations

from repairlog import content
from repairlog.core.entries.model import ReadingPair
from support.devices import R1, Device
from support.strategies import START


def small_answers() -> list[object]:
    """All values of the fields that take only a few."""
    readings = [None, "cant", "wont", "both", "unsure"]
    deeds = [each.id for each in content.vocabulary().did]
    chosen = [list(some) for size in range(3) for some in combinations(deeds, size)]
    return [
        *({"then": then, "now": now} for then in readings for now in readings),
        *readings,
        *chosen,
        *("home", "foster", "residential", "education", "day", "minute"),
        *("planned", "offered", "reconnected", "engaged", "not-yet", "no-talk"),
        *range(20),
        "",
    ]


def guessed(known: str, texts: list[bytes]) -> set[str]:
    """Hashes in a text that a guess hits, with no key or with any that stands beside them."""
    hashes = set(re.findall("[0-9a-f]{16,}", known))
    keys = [b"", *(each.encode() for each in hashes), *map(bytes.fromhex, map(even, hashes))]
    found = set()
    beginnings = {each[:16] for each in hashes}
    for text in texts:
        tried = {hashlib.sha256(text).hexdigest(), hashlib.md5(text).hexdigest()}
        for key in keys:
            tried.add(hashlib.blake2b(text, key=key[:64], digest_size=8).hexdigest())
            tried.add(hashlib.blake2b(text, key=key[:64], digest_size=16).hexdigest())
            tried.add(hmac.new(key, text, "sha256").hexdigest())
        found |= beginnings & {each[:16] for each in tried}
    return found


def even(text: str) -> str:
    """As many digits as make whole bytes."""
    return text[: len(text) // 2 * 2]


def test_no_answer_can_be_guessed_from_the_state_folder(mine: Device):
    """Every value of a field with few values, tried against every hash there: none is hit."""
    mine.create()
    mine.change(
        moment=ReadingPair(then="wont"), did=("yelled", "threatened"), setting="home", child_age=4
    )
    mine.change(moment=ReadingPair(then="wont", now="cant"))
    mine.repair(R1, outcome="offered", at=START, response="not-yet", precision="minute")
    mine.repair(R1, outcome="reconnected", response="engaged")
    mine.undo()
    state = mine.locations.state
    known = "\n".join(
        f"{path} {path.read_bytes().decode()}" for path in state.rglob("*") if path.is_file()
    )
    assert len(re.findall("[0-9a-f]{16,}", known)) > 20
    texts = []
    for value in small_answers():
        for options in ({}, {"sort_keys": True}, {"separators": (",", ":")}):
            text = json.dumps(value, **options).encode()
            texts += [text, text.strip(b'"')]
    assert not guessed(known, list(dict.fromkeys(texts)))
    told = hashlib.sha256(b'["yelled", "threatened"]').hexdigest()
    assert guessed(f"{known} {told[:16]}", texts), "a guess that hits is seen"
