"""What the words around the name of a town say: that it is one, which one, and whether the text is about it.

`Sens`, `Rue` and Laurent are towns, and words or persons; so is every other name of one word of which few
people live. Such a name counts only where something says that it is a town. And a town that stands in the
address of a publisher, in the name of a street, a court or a university, or where people met, is not what a
document is about.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from indexer.describe import place_wordings as wordings
from indexer.describe.folded_text import Passage, fold
from indexer.describe.homonyms import departement_called
from indexer.describe.listed_names import Name
from indexer.describe.recogniser import Hit, Writing

#: Inhabitants from which a name of one word is believed by its capital alone.
TOWN = 9000
#: Towns whose names are words, forenames or firms: a capital that begins a sentence does not tell.
_TOWNS_LIKE_WORDS = (
    "Tours Sens Orange Nice Cannes Vannes Rennes Saintes Moulins Plaisir Avion Croix Pantin Trappes Romans"
    " Tulle Lens Gap Antony Vernon Laval Thiers Olivet Bron Foix Loos Stains Agen Vallet Bezons Roques Ham"
    " Bagnols Sorgues Vence Grasse Dole Auch Royan Verdun Berre Crosne Marines Cluses Sceaux Fosses Carros"
    " Castres Somain Marly Oignies Harnes Aire Boulogne Chelles Montreuil Noyon Bourg Lure Dives Port Robert"
    " François Tampon Possession Moule Union"
)
_WORDS = frozenset(_TOWNS_LIKE_WORDS.split())
#: Towns that are also départements, rivers or countries' towns: nothing but what stands around them counts.
_ELSEWHERE = frozenset(("Vienne", "Valence", "Grenade", "Saint-Martin", "La Réunion", "Le Port"))


class Said(StrEnum):
    """How the words around a name use it; each is one sign of whether the document is about the town."""

    #: « la ville de Tours », « Tours (37) », « Tours : le Sanitas inaugure… », « à Tours », the name alone.
    TOWN = "said to be a town"
    #: « le conseil municipal de Tours s'est réuni », « Ville de Tours » alone on a line.
    COUNCIL = "its council"
    #: « les Tourangeaux », where the name is told by its beginning: « Bezonnais ».
    GENTILE = "its people"
    CODED = "with its département"
    DATELINE = "dateline"
    AT = "at"
    PLAIN = "plain"
    #: A word, or a small town's name that may be anybody's.
    DOUBTFUL = "doubtful"
    CAPITALS = "capitals"
    #: « le maire de Tours », « la directrice, Ville de Tours », « comme à Tours ».
    MANDATE = "mandate"
    SPEAKER = "speaker"
    EXAMPLE = "example"
    #: « près de Tours »: another place is said to lie there.
    NEAR = "near"
    #: After a person's name; in another's name; in the name of a body; where people met, write from, print.
    GIVEN = "given"
    LONGER = "longer name"
    BODY = "body"
    MET = "met"
    ADDRESS = "address"
    CREDIT = "credit"
    #: No mention of the town at all.
    WORD = "word"
    LONGER_AFTER = "begins a longer name"
    STREET = "street"
    PERSON = "person"
    QUARTER = "quarter"


#: What one mention of each kind weighs beside others when quotes are chosen and mentions added up.
VALUES = {
    Said.TOWN: 1.2,
    Said.COUNCIL: 1.2,
    Said.GENTILE: 0.4,
    Said.CODED: 1.2,
    Said.DATELINE: 1.2,
    Said.MANDATE: 1.1,
    Said.AT: 1.0,
    Said.PLAIN: 1.0,
    Said.DOUBTFUL: 0.8,
    Said.CAPITALS: 0.6,
    Said.GIVEN: 0.5,
    Said.EXAMPLE: 0.5,
    Said.NEAR: 0.5,
    Said.SPEAKER: 0.3,
    Said.BODY: 0.3,
    Said.LONGER: 0.15,
    Said.MET: 0.15,
    Said.ADDRESS: 0.15,
    Said.CREDIT: 0.15,
    Said.WORD: 0.0,
    Said.LONGER_AFTER: 0.0,
    Said.STREET: 0.0,
    Said.PERSON: 0.0,
    Said.QUARTER: 0.0,
}


#: Mentions that say that it is a town, and those that are no sign that the document is about it.
INTRODUCED = frozenset((Said.TOWN, Said.CODED, Said.DATELINE, Said.COUNCIL, Said.MANDATE))
ASIDE = frozenset(kind for kind, value in VALUES.items() if value <= 0.3)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one mention is worth."""

    said: Said
    #: Whether it is sure to be a town.
    certain: bool = True
    #: What stands in brackets after it: « 93 », « Seine-Saint-Denis ».
    bracket: str = ""

    @property
    def value(self) -> float:
        """0 is no mention of the town."""
        return VALUES[self.said]


class Surroundings:
    """The text around one hit, cut and folded once."""

    def __init__(self, hit: Hit, passage: Passage) -> None:
        text = passage.text
        self.written = text[hit.start : hit.end]
        self.raw_before = text[max(0, hit.start - 90) : hit.start]
        self.raw_after = text[hit.end : hit.end + 60]
        # What another paragraph says is not said of it: a heading ends without a full stop.
        paragraph = text.rfind("\n\n", max(0, hit.start - 90), hit.start)
        self.before = passage.before(hit.start, 90 if paragraph < 0 else hit.start - paragraph - 1)
        article = self.written.split(" ")[0].lower() if " " in self.written else ""
        # « au Blanc-Mesnil »: the article belongs to the name and says where at the same time.
        self.at = article in ("au", "aux") or wordings.AT_BEFORE.ends(self.before)
        self.of_contracted = article in ("du", "des")

    @property
    def before_of(self) -> str:
        """What precedes, with the « de » that the name's article has swallowed."""
        return f"{self.before}de " if self.of_contracted else self.before


def judge(hit: Hit, passage: Passage, name: Name) -> Judgement:
    """What the words around a commune's name say of it."""
    around = Surroundings(hit, passage)
    if hit.form.writing is Writing.WORDS:
        return Judgement(Said.GENTILE, certain=False)
    bracket = wordings.BRACKET_AFTER.match(around.raw_after)
    inside = bracket[1] if bracket else ""
    said = next((said for said, is_so in _ASIDES if is_so(around)), None)
    if said is not None:
        return Judgement(said, bool(inside) or not _is_doubtful(name, around), inside)
    if name.population < TOWN and wordings.GOES_ON.match(around.raw_after):
        return Judgement(Said.LONGER_AFTER)
    said = (
        Said.CODED
        if wordings.CODE.search(inside) or departement_called(inside)
        else next((said for said, is_so in _PLAINLY if is_so(around)), None)
    )
    if said is Said.WORD or (said is not None and VALUES[said] > 1):
        return Judgement(said, bracket=inside)
    if said is None and _is_doubtful(name, around):
        return Judgement(Said.DOUBTFUL, around.at and not _at_a_sentence_start(around), inside)
    certain = said is None or not _is_doubtful(name, around)
    if said is None and around.written.isupper():
        # In capitals a name may be anybody's: lists of those present write them so.
        of_it = around.at or wordings.PLACED_BEFORE.ends(around.before_of)
        return Judgement(Said.CAPITALS, of_it or not name.form.text.isalpha(), inside)
    return Judgement(said or (Said.AT if around.at else Said.PLAIN), certain, inside)


def is_also_a_word(name: Name, passage: Passage) -> bool:
    """Whether a passage writes a name of one word in small letters too: `Ville` beside « la ville »."""
    word = fold(name.form.text)
    if not word.isalpha() or passage.folded_words.count(word) < 2:
        return False
    return any(
        passage.text[start].islower()
        for start, each in zip(passage.starts, passage.folded_words, strict=True)
        if each == word
    )


def goes_on(hit: Hit, passage: Passage) -> bool:
    """Whether a longer name begins with this one."""
    return bool(wordings.GOES_ON.match(passage.text, hit.end))


def _is_doubtful(name: Name, around: Surroundings) -> bool:
    """Whether the word may be no town at all."""
    text = name.form.text
    core = text.split(" ", 1)[1] if text.startswith(("Le ", "La ", "Les ")) else text
    core = core[2:] if core.startswith("L'") else core
    if text in _ELSEWHERE:
        return True
    if not core.isalpha():
        return False
    if name.population < TOWN:
        return True
    small_article = core != text and around.written[0].islower()
    if core != text and not around.at:  # « L'Union signe », « La Garde »: an article and a word
        return True
    return core in _WORDS and (small_article or _at_a_sentence_start(around) or around.written.isupper())


def _at_a_sentence_start(around: Surroundings) -> bool:
    return bool(wordings.SENTENCE_START.search(around.raw_before))


#: Kinds of mention in an address, a street, another's name, by what stands around; the first that fits.
_ASIDES: tuple[tuple[Said, Callable[[Surroundings], object]], ...] = (
    (Said.STREET, lambda around: wordings.WAY_BEFORE.ends(around.before_of)),
    (Said.PERSON, lambda around: wordings.PERSON_BEFORE.ends(around.raw_before)),
    (Said.PERSON, lambda around: wordings.FIRM_BEFORE.search(around.before)),
    (Said.ADDRESS, lambda around: wordings.ADDRESS_BEFORE.ends(around.raw_before)),
    (Said.ADDRESS, lambda around: wordings.CONTACT_BEFORE.search(around.before)),
    (Said.QUARTER, lambda around: wordings.QUARTER_BEFORE.search(around.before_of) and not around.at),
    (Said.CREDIT, lambda around: wordings.CREDIT_BEFORE.search(around.before)),
    (
        Said.MET,
        lambda around: (
            wordings.ADDRESS_AFTER.match(around.raw_after) or wordings.MET_BEFORE.search(around.before_of)
        ),
    ),
    (
        Said.BODY,
        lambda around: (
            wordings.BODY_BEFORE.search(around.before_of) or wordings.SEATED_BEFORE.search(around.before)
        ),
    ),
    (Said.BODY, lambda around: _is_a_university(around)),
    (Said.LONGER, lambda around: _begins_before(around)),
    (Said.SPEAKER, lambda around: wordings.SPEAKER_BEFORE.search(around.before_of)),
    (
        Said.GIVEN,
        lambda around: (
            wordings.GIVEN_BEFORE.search(around.raw_before) and wordings.GIVEN_AFTER.match(around.raw_after)
        ),
    ),
)
#: And kinds of mention of a name by itself.
_PLAINLY: tuple[tuple[Said, Callable[[Surroundings], object]], ...] = (
    (Said.WORD, lambda around: _has_an_article(around)),
    (
        Said.DATELINE,
        lambda around: _at_a_sentence_start(around) and wordings.DATELINE_AFTER.match(around.raw_after),
    ),
    (Said.COUNCIL, lambda around: wordings.COUNCIL_BEFORE.search(around.before_of)),
    (Said.MANDATE, lambda around: wordings.MANDATE_BEFORE.search(around.before_of)),
    (Said.TOWN, lambda around: wordings.TOWN_BEFORE.search(around.before_of)),
    (Said.EXAMPLE, lambda around: wordings.EXAMPLE_BEFORE.search(around.before)),
    (Said.NEAR, lambda around: wordings.NEAR_BEFORE.search(around.before_of)),
)


def _begins_before(around: Surroundings) -> bool:
    before = wordings.CAPITAL_BEFORE.search(around.raw_before)
    if before is None or wordings.MAY_PRECEDE.search(around.raw_before):
        return False
    # Where all is written in capitals they part no names: « PLAN LOCAL INTERCOMMUNAL Grande-Synthe ».
    return not wordings.IN_CAPITALS.search(around.raw_before)


def _is_a_university(around: Surroundings) -> bool:
    return bool(
        wordings.UNIVERSITY_AFTER.match(around.raw_after) and wordings.OF_STUDIES.search(around.before)
    )


def _has_an_article(around: Surroundings) -> bool:
    return wordings.ARTICLE_BEFORE.ends(around.before) and not around.of_contracted and not around.at
