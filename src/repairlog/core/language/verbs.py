"""Verbs of English and their forms, as far as words about and between people need them.

An unknown word is simply a word; an unknown *-ed* may be a past.
"""

from functools import lru_cache

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
