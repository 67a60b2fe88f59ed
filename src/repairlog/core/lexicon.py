"""Small closed tables about English words: contractions, verbs, pronouns, connectives.

Nothing here judges anything. `language` uses these tables to turn typed text into words,
and `clauses` uses them to find who does what. They are kept short on purpose: an unknown
word is simply a word.
"""

from functools import lru_cache

# As typed, without apostrophes -> the words meant. Ambiguous ones stand in `AMBIGUOUS`.
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

IRREGULAR = """
be am is are was were been being
have has had having
do does did done doing
go goes went gone going
say said
tell told
make made
feel felt
think thought
know knew known
get got gotten
give gave given
take took taken
come came
see saw seen
hear heard
find found
leave left
lose lost
keep kept
let
put
hit
hurt
cut
shut
set
quit
read
mean meant
break broke broken
throw threw thrown
speak spoke spoken
swear swore sworn
shake shook shaken
hold held
stand stood
understand understood
forget forgot forgotten
forgive forgave forgiven
drive drove driven
run ran
bite bit bitten
fight fought
sleep slept
weep wept
eat ate eaten
fall fell fallen
wind wound
tear tore torn
bring brought
teach taught
catch caught
buy bought
begin began begun
blow blew blown
spill spilt
wake woke woken
write wrote written
ride rode ridden
rise rose risen
sit sat
lie lied lay lain lying
spend spent
send sent
meet met
pay paid
show showed shown
sing sang sung
stick stuck
strike struck
spit spat
win won
wear wore worn
hide hid hidden
shine shone
build built
burn burnt
learn learned
grow grew grown
draw drew drawn
choose chose chosen
freeze froze frozen
shoot shot
sell sold
cost
deal dealt
steal stole stolen
fling flung
lend lent
lead led
slide slid
swing swung
spin spun
creep crept
kneel knelt
shrink shrank shrunk
sink sank sunk
split
spread
leap leapt
undo undid undone
cling clung
ring rang rung
fly flew flown
bear bore borne
forbid forbade forbidden
feed fed
become became
sweep swept
swim swam swum
bend bent
dig dug
grind ground
hang hung
bind bound
beat beaten
sting stung
stink stank stunk
tread trod trodden
light lit
bet
bid
cast
burst
shed
dream dreamt
dive dove
flee fled
lean leant
smell smelt
spell spelt
spoil spoilt
speed sped
wring wrung
weave wove woven
overhear overheard
oversleep overslept
mistake mistook mistaken
misread
misjudge misjudged
withhold withheld
withdraw withdrew withdrawn
outdo outdid
rewrite rewrote
mishear misheard
overdo overdid overdone
""".strip()

REGULAR = """
shout yell scream snap raise slam kick push pull grab smack slap spank punch shove pinch bark
roar growl hiss mutter whisper call blame shame threaten lecture nag accuse tease mock laugh
joke kid mess wreck ruin smash start stop finish try want need like love hate help listen look
watch wait walk talk ask answer reply apologise promise cancel miss ignore refuse push provoke
upset scare frighten worry embarrass humiliate disappoint annoy irritate frustrate trigger
escalate happen occur calm settle breathe count step move turn open close play tidy clean clear
pick drop use act behave treat pretend imply suggest hint claim insist announce label describe
assume decide believe figure reckon suppose guess imagine wonder doubt expect hope wish plan
care cry sob deserve trust earn learn realise recognise remember remind explain teach punish
ground ban confiscate remove lock allow force cause trick manipulate cheer smile hug cuddle kiss
bother matter fix mend repair sort solve handle manage cope struggle fail work cook wash dress
drag rush hurry argue row bicker clash exchange cross flare fray spiral deteriorate explode
erupt boil overreact restrain touch harm respect obey follow warn text phone ring report
accept reject share show carry bear end begin live die stay visit join offer invite thank
notice check change improve own admit justify excuse minimise dwell drop leave save trash bin
swear curse wind whine moan whinge complain sulk pout stamp stomp spill knock tip dump
chuck hang plug unplug weigh dig pour peel slip hurl fling yank wrench poke shove prod jab lunge
flip scare startle alarm terrify intimidate bully gloat sneer grin scowl frown stare gaze peek
howl bawl blub wail sniff shiver tremble shudder faint collapse ache bleed heal nap doze rest
remain seem appear sound taste smell depend belong contain consist exist matter suit fit
add adjust aim apply approach arrange arrive attack attend avoid await bang beg borrow brush bury
carry cater celebrate chase chat cheat chew clap climb collect comfort compare complete concentrate
confuse connect consider contact continue control cooperate copy crack crash crawl create creep
criticise cuddle curl dance dare dawdle decide delay delete deliver deny describe destroy discover
discuss dispose disrupt distract disturb doubt draft earn edge embarrass empty encourage enjoy
enter entertain establish examine exaggerate expel expect explore express extend face fasten fetch
file fill fold fool forbid forward frame gather glance glue grumble guard guide hand handle hang
hide hint hog hop hover hunt hurtle imitate improve include inform injure insult intend interfere
introduce issue itch jeer join judge juggle jump keep kneel knit knock label lack land last lead
lean leap lend lick lift light limp link litter load lob lower lump march mark match
melt mend mention mind mimic misplace mix moan nick nod nudge obey offend oppose organise owe
pack paint panic park paste pat pause peek pinch plonk poison possess pray prefer prepare present
preserve pretend prevent print proceed prod produce protect prove provide pry puff quarrel race
rage raid rain rattle rave reach realise rebel receive recover reflect regret relax rely rescue
retreat return reveal reward rip rub rule rumble scold scrape scratch scream search separate serve
settle shatter shift shock shred shrug shush skip slander slide slouch smack sneak soak
sort spare sparkle speed splash split spread squash squeal squeeze squirm stack stammer startle
steal steer stretch strip stumble stutter submit succeed suck suffer sulk supervise support
suppose surprise survive suspect switch tackle tangle taunt tease tempt tend test thrash threaten
tick tickle tire toss trample transform trap travel tread treat tremble trip trouble tuck
tug undo unpack unlock untidy vanish vary wander waste water wave wear weigh whack wipe wobble
wonder worsen wrap wriggle yawn zip storm overstep react
respond interrupt dismiss belittle roll sigh tut glare point
""".strip()


def _irregular_table() -> tuple[dict[str, str], frozenset[str]]:
    """Forms of irregular verbs -> their lemma, and the forms that can be past."""
    lemma_of: dict[str, str] = {}
    past: set[str] = set()
    for line in IRREGULAR.splitlines():
        lemma, *forms = line.split()
        lemma_of[lemma] = lemma
        for form in forms:
            lemma_of[form] = lemma
        past.update(form for form in forms or [lemma] if not form.endswith(("ing", "es")))
    return lemma_of, frozenset(past - {"am", "is", "are", "has", "does", "goes"})


IRREGULAR_LEMMAS, IRREGULAR_PAST = _irregular_table()
SAME_IN_PAST = frozenset("split spread let put hit hurt cut shut set quit read cost upset".split())
VERBS = frozenset(REGULAR.split()) | frozenset(IRREGULAR_LEMMAS.values())
NOT_PAST = frozenset("bed red shed weed seed speed indeed hundred sacred naked".split())


def _bases(stem: str) -> tuple[str, ...]:
    """Give what a verb may be whose ending was cut off: stop(p), smil(e), cr(i -> y)."""
    doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
    softened = stem[:-1] + "y" if stem.endswith("i") else stem
    return stem, stem + "e", doubled, softened


@lru_cache(maxsize=4096)
def lemma(word: str) -> str:
    """Give the dictionary form of a verb form (`shouted` -> `shout`), else the word itself."""
    if word in IRREGULAR_LEMMAS:
        return IRREGULAR_LEMMAS[word]
    if word in VERBS:
        return word
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            for base in _bases(word[: -len(ending)]):
                if base in VERBS:
                    return base
    return word


def is_verb(word: str) -> bool:
    """Say whether the word can be a form of a verb of these tables."""
    return lemma(word) in VERBS


def is_past(word: str) -> bool:
    """Say whether the word can be a past tense or past participle."""
    if word in IRREGULAR_PAST or word in SAME_IN_PAST:
        return True
    return word.endswith("ed") and (lemma(word) != word or word not in VERBS | NOT_PAST)


def is_participle(word: str) -> bool:
    """Say whether the word can follow `was` or `got` in a passive."""
    return (is_past(word) and word not in {"was", "were", "went", "did", "came", "said"}) or (
        word == "said"
    )


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
