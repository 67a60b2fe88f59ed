"""Spelling as typed: contractions, shortenings, other spellings, slips. No judgement.

`language` uses them to turn typed text into words.
"""

# As typed, without apostrophes -> the words meant. `language` decides about `id`, `its` and `ill`.
EXPANSIONS: dict[str, tuple[str, ...]] = {
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "youd": ("you", "'d"),
    "youll": ("you", "will"),
    "weve": ("we", "have"),
    "theyre": ("they", "are"),
    "theyve": ("they", "have"),
    "hes": ("he", "is"),
    "shes": ("she", "is"),
    "itll": ("it", "will"),
    "itd": ("it", "'d"),
    "thats": ("that", "is"),
    "thatll": ("that", "will"),
    "theres": ("there", "is"),
    "whats": ("what", "is"),
    "hows": ("how", "is"),
    "whos": ("who", "is"),
    "lets": ("let", "us"),
    "wont": ("will", "not"),
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "shant": ("shall", "not"),
    "aint": ("is", "not"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "tryna": ("trying", "to"),
    "gimme": ("give", "me"),
    "lemme": ("let", "me"),
    "dunno": ("do", "not", "know"),
    "kinda": ("kind", "of"),
    "sorta": ("sort", "of"),
    "couldve": ("could", "have"),
    "shouldve": ("should", "have"),
    "wouldve": ("would", "have"),
    "mightve": ("might", "have"),
    "mustve": ("must", "have"),
    "coulda": ("could", "have"),
    "shoulda": ("should", "have"),
    "woulda": ("would", "have"),
    "yourself": ("yourself",),
    **{
        stem + "nt": (stem, "not")
        for stem in (
            "do does did is are was were has have had could would should must need might".split()
        )
    },
}

# One typed word -> the word meant: tired typing, spelling across the Atlantic, pet forms.
RESPELLINGS: dict[str, str] = {
    "u": "you",
    "ya": "you",
    "yous": "you",
    "yall": "you",
    "r": "are",
    "n": "and",
    "cos": "because",
    "coz": "because",
    "cuz": "because",
    "bc": "because",
    "becos": "because",
    "becuase": "because",
    "cause": "because",
    "tho": "though",
    "altho": "although",
    "pls": "please",
    "plz": "please",
    "sry": "sorry",
    "soz": "sorry",
    "sozz": "sorry",
    "okay": "ok",
    "k": "ok",
    "lil": "little",
    "abt": "about",
    "ppl": "people",
    "rly": "really",
    "v": "very",
    "til": "until",
    "till": "until",
    "alright": "alright",
    "apologize": "apologise",
    "apologized": "apologised",
    "apologizing": "apologising",
    "realize": "realise",
    "realized": "realised",
    "recognize": "recognise",
    "recognized": "recognised",
    "behavior": "behaviour",
    "behaviors": "behaviours",
    "favorite": "favourite",
    "learnt": "learned",
    "spoiled": "spoilt",
    "burned": "burnt",
    "mom": "mum",
    "mam": "mum",
    "mama": "mum",
    "mommy": "mum",
    "mummy": "mum",
    "mammy": "mum",
    "ma": "mum",
    "da": "dad",
    "dada": "dad",
    "momma": "mum",
    "mother": "mum",
    "daddy": "dad",
    "papa": "dad",
    "father": "dad",
    "wee": "little",
    "arse": "arse",
    "anyways": "anyway",
    "yep": "yes",
    "yeah": "yes",
    "yea": "yes",
    "nope": "no",
    "nowt": "nothing",
    "summat": "something",
}

# After these, "ill" is an illness; before these, "its" and "ur" carry a verb.
ILLNESS_BEFORE = frozenset("be am is are was were been feel felt feeling get got really so".split())
ARE_BEFORE = frozenset("the a an not just so such being too always right going allowed".split())
WE_ARE_BEFORE = frozenset(
    "fine ok okay good friends cool sorted sound alright mates square".split()
)
IS_BEFORE = frozenset(
    """a an the not just only all been over ok fine alright so too no my your our me you never
    always really being going still hard because what how when that this been done good bad
    like about very such""".split()
)
