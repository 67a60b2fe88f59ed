"""Function words of English: auxiliaries, pronouns, prepositions, connectives.

Nothing here judges anything. `clauses` uses these tables to find who does what.
"""

SELF_NAMES = frozenset(
    "mum dad nan nana nanny gran granny grandma grandad grandpa miss sir".split()
)
AUXILIARIES = frozenset(
    """am is are was were be been being have has had do does did will would shall should can
    could may might must""".split()
)
MODALS = frozenset("will would shall should can could may might must".split())
NEGATORS = frozenset("not never no nothing nobody none neither nor without nowhere hardly".split())
SUBJECTS: dict[str, str] = {
    "i": "i",
    "you": "you",
    "we": "we",
    "it": "it",
    "that": "it",
    "this": "it",
    "there": "it",
    "they": "they",
    "he": "they",
    "she": "they",
    "someone": "they",
    "somebody": "they",
    "everyone": "they",
    "everybody": "they",
    "nobody": "they",
    "anyone": "they",
    "things": "it",
    "everything": "it",
    "nothing": "it",
    "what": "it",
}
NOMINATIVE = frozenset("i we they he she".split())
DETERMINERS = frozenset(
    "the a an my your our their his her its these those some any no every each all both".split()
)
PREPOSITIONS = frozenset(
    """at to with for on of than from by about in into over under like after before near
    towards around against off between without behind""".split()
)
BARE_INFINITIVE = frozenset("make let help see hear watch have feel".split())
ADVERBS = frozenset(
    """really just so very actually honestly literally totally simply quite also even maybe
    perhaps kind sort ever then now still again always only too all please well right look
    obviously clearly probably possibly absolutely completely today yesterday tonight both
    definitely certainly already finally usually often sometimes suddenly truly deeply
    sweetheart sweetie darling love honey hun babe baby mate buddy bud pal kiddo son champ
    um er oh hey like anyway first never not ok somehow""".split()
)
SUBORDINATORS = frozenset(
    """if because although though however unless until while when whenever whereas except
    which who whether once since provided providing""".split()
)
COORDINATORS = frozenset("and or so then yet plus nor".split())
OPENERS = {  # two words that open a clause together
    ("even", "if"),
    ("even", "though"),
    ("even", "when"),
    ("as", "if"),
    ("as", "though"),
    ("in", "case"),
    ("what", "if"),
    ("so", "that"),
    ("mind", "you"),
    ("that", "said"),
    ("then", "again"),
    ("in", "fairness"),
}
OPENERS_OF_THREE = {
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("as", "soon", "as"),
    ("to", "be", "fair"),
    ("in", "my", "defence"),
}
INNER_VERBS = frozenset(
    """be think know feel want need hope hear see guess suppose realise wish believe understand
    get come mean wonder have worry notice love like""".split()
)
