"""What the words around the name of a town say: that it is one, which one, and whether the text is about it.

`Sens`, `Rue` and Laurent are towns, and words or persons; so is every other name of one word of which few
people live. Such a name counts only where something says that it is a town. And a town that stands in the
address of a publisher, in the name of a street, a court or a university, or where people met, is not what a
document is about.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from indexer.describe.folded_text import Passage
from indexer.describe.place_names import Name
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
_OF = r" ?(?:de la |du |des |de l['’]|de |d['’]|l['’]|: |– |- |\()?$"
#: What makes the next word a town, and the document one about it.
_TOWN_BEFORE = re.compile(
    r"(?<!\w)(?:communes?|villes?|mairies?|maires?|municipalites?|agglomerations?|bourgs?|cites?(?= de)"
    r"|metropole|agglo|unite urbaine|bassin de vie|bassin d['’]emploi|centre-ville|banlieue|elus|habitants"
    r"|habitantes|quartiers(?= de)|zus|qpv|quartiers? prioritaires?|contrat de ville|cucs|pnru|npnru|gpv"
    r"|communes? nouvelle|territoires? communal)" + _OF
)
_AT_BEFORE = re.compile(r"(?<!\w)(?:a|pres de|autour de|aux portes de|entre|vers) $|(?<!\w)(?:au|aux)$")
#: In a street, a square, a station: the name of another place.
_WAY_BEFORE = re.compile(
    r"(?<!\w)(?:rues?|avenues?|av\.|boulevards?|bd|bld|places?|routes?|chemins?|quais?|allees?|impasse|cours"
    r"|passage|faubourg|pont|portes?|gare|square|villa|hotel|chateau|parc|stade|lycee|college|ecole|eglise"
    r"|cathedrale|basilique|abbaye|paroisse|foyer|residence|batiment|tour|foret|vallee|bataille|traite"
    r"|accords?|protocole|declaration|charte|sommet|salle|cap|ile|baie|golfe|mont|plateau|rn|rd|a\d+)"
    r" (?:du |de la |de l['’]|des |de |d['’])?$"
    r"|\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|av(?:enue)?\b|bd|place)[^\n,]{0,40}$"
)
_QUARTER_BEFORE = re.compile(
    # « la régie de quartier de Chambéry » is the town's.
    r"(?<!\w)(?<!de )(?:quartier|cite|secteur|ilot|residence|grand ensemble|zac|zup|lotissement|hameau"
    r"|lieu-dit|barre|tour|centre social|groupe scolaire|ecole|college|square)" + _OF
)
#: In the name of a body that serves more than the town.
_BODY_BEFORE = re.compile(
    r"(?<!\w)(?:universites?(?: paris)?(?: \d{1,2})?|academies?|rectorat|cours? d['’]appel"
    r"|tribunal[a-z ']*|prefecture|prefete?|sous-prefecture|sous-prefete?|chru?|chu|hopital|hopitaux"
    r"|centre hospitalier|clinique|ehpad|iep|iut|ehess|ufr|irts|diocese|cour administrative[a-z ']*"
    r"|ecole [a-z' ]{0,40}|institut [a-z' ]{0,40}|editions?|presses universitaires|centre de ressources"
    r"|delegation [a-z ]{0,30}|direction [a-z ]{0,30}|cnfpt|cedex|chambre [a-z ']{0,30}|barreau"
    r"|laboratoire|urssaf|caf|cpam|ens|insa|agence d['’]urbanisme)" + _OF
)
_CONTACT_BEFORE = re.compile(r"(?<!\w)(?:contacts?|adresse|renseignements|inscriptions?) ?: ?[^\n.]{0,60}$")
_ADDRESS_BEFORE = re.compile(r"(?:\b|F-)\d{2} ?\d{3} (?:[A-Z]{2} )?$|(?<!\w)[Bb][Pp] ?\d+[ ,–-]+(?:\d{5} )?$")
_ADDRESS_AFTER = re.compile(
    r"(?: [\w-]+){0,3} cedex|,? le \d{1,2}(?:er)? |[ ,(]+\d{1,2}(?:er)? \w{3,9} (?:19|20)\d\d"
    r"|\),? (?:19|20)\d\d"
    r"| ?[:,] ?(?:l['’]harmattan|la documentation|editions?|puf|la decouverte|le seuil|economica|l['’]aube)",
    re.IGNORECASE,
)
#: Where people met, signed, studied or printed.
_MET_BEFORE = re.compile(
    r"(?<!\w)(?:fait|signee?|reuni(?:e|s|es)?|rencontres?|(?:demi-)?journees?|seminaires?|colloques?|reunions?|congres"
    r"|assises|forum|stages?|formations?|imprime(?:e|rie)?|salle|tenue?|lieu|siege|basee?s?|domicilie\w*|seance)"
    r"(?!\w)[^.;:\n]{0,40}(?<!\w)(?:a|de|d['’]|,) ?$|(?:19|20)\d\d ?[,–-] ?(?:a )?$"
)
#: « École nationale d'administration pénitentiaire à Agen »: where a body has its seat.
_SEATED_BEFORE = re.compile(
    r"(?<!\w)(?:centres? de ressources|universites?|instituts?|laboratoires?|ecoles? (?:nationale|superieure)"
    r"|cabinets?|bureaux? d['’] ?etudes|editeurs?|editions)[^.,;:\n]{0,40} a $"
)
#: « chargé de mission GPV, Marseille. »: what a person or a body is given in passing.
_GIVEN_BEFORE, _GIVEN_AFTER = re.compile(r"[A-ZÀ-Ý][\w’'-]+, $"), re.compile(r" ?(?:[.);…\n]|$)")
#: « Tours : le Sanitas inaugure… »: how the press and minutes say where.
_DATELINE_AFTER = re.compile(r" ?: |[.,] [–—-] ")
#: « le Garde des Sceaux », « la Seyne »: before the name of a town no article stands that it does not have.
_ARTICLE_BEFORE = re.compile(
    r"(?<!\w)(?:l[ae]s?|des?(?<=s)|du|une?|ces|cet(?:te)?|nos|notre|leurs?|aux?(?<=x)) $"
)
_COUNCIL_BEFORE = re.compile(
    r"(?<!\w)(?:conseils? municipa(?:l|ux)|conseil de quartier|deliberations?|bulletin municipal)"
    r"(?: de la (?:commune|ville))? ?(?:de la |du |des |de l['’]|de |d['’])$"
    r"|(?:^|\| ?)(?:ville|mairie|commune) (?:de |d['’]|du )$"
)
#: « le maire de », « députée de »: who acts, often, and often only who speaks.
_MANDATE_BEFORE = re.compile(
    r"(?<!\w)(?:(?:premiere? )?(?:adjointe?s?(?: au)? )?(?:a la |au )?maires?(?:[-–]adjointe?s?)?"
    r"|deputee?s?(?:[-–]maires?)?"
    r"|senat(?:eur|rice)s?(?:[-–]maires?)?|adjointe?s?|conseiller(?:e|s|es)? municipa\w+|elue?s?)"
    r" ?(?:de la |du |des |de l['’]|de |d['’]|a |au )$"
)
#: « le chargé de mission, Ville de Lyon »: what somebody who speaks belongs to.
_SPEAKER_BEFORE = re.compile(
    r"(?<!\w)(?:chargee? d|chefs? d|cheffes? d|direct(?:eur|rice)s?|responsables?|coordinat(?:eur|rice)s?"
    r"|consultante?s?|drh|dga|dgs|agente?s?|charges de|animat(?:eur|rice)s?)[^.;:\n]{0,70}"
    r"(?:, ?| de la | a la |pour la )(?:ville|mairie|commune|metropole|communaute[a-z ]*) ?(?:de |d['’]|du )$"
)
_CREDIT_BEFORE = re.compile(
    r"(?<!\w)(?:photos?|photographies?|credits?|copyright|©|impression|imprim\w+|source|illustrations?|visuels?"
    r"|archives)[^.;\n]{0,60}$|©[^.;\n]{0,40}$"
)
_EXAMPLE_BEFORE = re.compile(
    r"(?<!\w)(?:par exemple|notamment|comme(?: ceux| celles?| celui)?|telle?s? que|exemples? :|ainsi que ceux"
    r"|a l['’]instar|a l['’]image|ou encore|ou bien)[ ,:]*"
    r"(?:ceux |celui |celle )?(?:a |au |aux |de |d['’]|en )?$"
)
_FIRM_BEFORE = re.compile(r"(?<!\w)(?:societe|groupe|operateur|entreprise|filiale|marque|firme) $")
_PERSON_BEFORE = re.compile(r"(?<!\w)(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|Me|Monsieur|Madame|Docteur)\.? $")
#: Words that may stand right before the name of a town with a capital of their own.
_MAY_PRECEDE = re.compile(
    r"(?<!\w)(?:Ville|Villes|Commune|Communes|Mairie|Métropole|Agglomération|Quartier|Grand|Grande|Région|Depuis"
    r"|Dans|Pour|Avec|Sur|Sous|Entre|Vers|Chez|De|Du|Des|À|A|Au|Aux|En|Et|Ou|Mais|Que|Quand|Si|Le|La|Les|L|D|Contrat"
    r"|CUCS|CLS|ASV|PRE|ZUS|QPV|ZFU|GPV|NPNRU|PNRU|ANRU|CLSPD|PLH|PLU|CCAS|CAF|Zus|Cucs)[ '’:(–-]+$",
    re.IGNORECASE,
)
_CAPITAL_BEFORE = re.compile(r"[A-ZÀ-Ý][\w’'-]*\.? $")
#: « le Val de Sambre », « Val d'Orne Habitat »: a longer name begins so.
_GOES_ON = re.compile(r" (?:(?:de|du|des|en|sur|sous|l[eè]s) |d['’])?[A-ZÀ-Ý][a-zà-ÿ]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…•*|>\n«\"(\t–—-])[\s«\"(*_#–—-]*$")
_CODE_AFTER = re.compile(r" ?\(([^()\n]{2,40})\)")
_CODE = re.compile(r"(?<!\d)(97[1-6]|\d[\dAB])(?!\d)")


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
        self.before = passage.before(hit.start, 90)
        article = self.written.split(" ")[0].lower() if " " in self.written else ""
        # « au Blanc-Mesnil »: the article belongs to the name and says where at the same time.
        self.at = article in ("au", "aux") or bool(_AT_BEFORE.search(self.before))
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
    bracket = _CODE_AFTER.match(around.raw_after)
    inside = bracket[1] if bracket else ""
    said = next((said for said, is_so in _ASIDES if is_so(around)), None)
    if said is not None:
        return Judgement(said, bool(inside) or not _is_doubtful(name, around), inside)
    if name.population < TOWN and _GOES_ON.match(around.raw_after):
        return Judgement(Said.LONGER_AFTER)
    said = (
        Said.CODED
        if _CODE.search(inside)
        else next((said for said, is_so in _PLAINLY if is_so(around)), None)
    )
    if said is Said.WORD or (said is not None and VALUES[said] > 1):
        return Judgement(said, bracket=inside)
    if said is None and _is_doubtful(name, around):
        return Judgement(Said.DOUBTFUL, around.at and not _at_a_sentence_start(around), inside)
    certain = said is None or not _is_doubtful(name, around)
    if said is None and around.written.isupper():
        # In capitals a name may be anybody's: lists of those present write them so.
        return Judgement(Said.CAPITALS, certain=False, bracket=inside)
    return Judgement(said or (Said.AT if around.at else Said.PLAIN), certain, inside)


def goes_on(hit: Hit, passage: Passage) -> bool:
    """Whether a longer name begins with this one."""
    return bool(_GOES_ON.match(passage.text, hit.end))


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
    return bool(_SENTENCE_START.search(around.raw_before))


#: Kinds of mention in an address, a street, another's name, by what stands around; the first that fits.
_ASIDES: tuple[tuple[Said, Callable[[Surroundings], object]], ...] = (
    (Said.STREET, lambda around: _WAY_BEFORE.search(around.before_of)),
    (Said.PERSON, lambda around: _PERSON_BEFORE.search(around.raw_before)),
    (Said.PERSON, lambda around: _FIRM_BEFORE.search(around.before)),
    (Said.ADDRESS, lambda around: _ADDRESS_BEFORE.search(around.raw_before)),
    (Said.ADDRESS, lambda around: _CONTACT_BEFORE.search(around.before)),
    (Said.QUARTER, lambda around: _QUARTER_BEFORE.search(around.before_of) and not around.at),
    (Said.CREDIT, lambda around: _CREDIT_BEFORE.search(around.before)),
    (Said.MET, lambda around: _ADDRESS_AFTER.match(around.raw_after) or _MET_BEFORE.search(around.before_of)),
    (Said.BODY, lambda around: _BODY_BEFORE.search(around.before_of) or _SEATED_BEFORE.search(around.before)),
    (Said.LONGER, lambda around: _begins_before(around)),
    (Said.SPEAKER, lambda around: _SPEAKER_BEFORE.search(around.before_of)),
    (
        Said.GIVEN,
        lambda around: _GIVEN_BEFORE.search(around.raw_before) and _GIVEN_AFTER.match(around.raw_after),
    ),
)
#: And kinds of mention of a name by itself.
_PLAINLY: tuple[tuple[Said, Callable[[Surroundings], object]], ...] = (
    (Said.WORD, lambda around: _has_an_article(around)),
    (Said.DATELINE, lambda around: _at_a_sentence_start(around) and _DATELINE_AFTER.match(around.raw_after)),
    (Said.COUNCIL, lambda around: _COUNCIL_BEFORE.search(around.before_of)),
    (Said.MANDATE, lambda around: _MANDATE_BEFORE.search(around.before_of)),
    (Said.TOWN, lambda around: _TOWN_BEFORE.search(around.before_of)),
    (Said.EXAMPLE, lambda around: _EXAMPLE_BEFORE.search(around.before)),
)


def _begins_before(around: Surroundings) -> bool:
    return bool(_CAPITAL_BEFORE.search(around.raw_before)) and not _MAY_PRECEDE.search(around.raw_before)


def _has_an_article(around: Surroundings) -> bool:
    return bool(_ARTICLE_BEFORE.search(around.before)) and not around.of_contracted and not around.at
