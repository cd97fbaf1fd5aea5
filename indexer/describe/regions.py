"""Names of regions, past and present, and of départements, and whether a word is one of them here.

Many of their names are other things too: the centre, the north, a lot, a sum, the rivers most départements
are called after. Such a name counts only where the words around it make it a place.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from catalogue.vocabulary.concepts import Vocabulary
from catalogue.vocabulary.departements import NAMES
from indexer.describe.ending import Ending
from indexer.describe.folded_text import Passage
from indexer.describe.place_names import GROUP_BEFORE
from indexer.describe.recogniser import Form, Hit, Writing
from indexer.describe.wordings import Wording

FIELD = "places"
#: The département that is one town, whose name is that of streets everywhere.
PARIS = "75"
#: Names of one word that mean hardly anything but the département; the others are rivers, mountains, words
#: (`Lot`, `Nord`, `Somme`) or towns, while those of several words (`Seine-Saint-Denis`) are safe.
_UNMISTAKABLE = frozenset(
    {"Aveyron", "Calvados", "Cantal", "Corrèze", "Essonne", "Finistère", "Hérault", "Loiret", "Lozère"}
    | {"Morbihan", "Vaucluse", "Vendée", "Yvelines"}
)
#: Overseas, the département is also the region of that name.
_SAME_AS_REGION = frozenset(("971", "972", "973", "974", "976"))
_OF = r" ?(de la |du |des |de l['’]|de |d['’]|l['’]|en |dans l[ea]s? |dans l['’]|: )?$"
_DEPARTEMENT_BEFORE = Wording(
    r"(?<!\w)(departements?|conseils? (general|departemental)|prefecture|prefete?|sous-prefecture|cpam"
    r"|caf|msa|mdph|udaf|dd[a-z]{1,4}"
    r"|chambre \w+|habitants|communes?|villes?|agglomerations?)" + _OF
)
_INSIDE_BEFORE = Ending(r"(?<!\w)(dans l[ea]s? |dans l['’]|en )$")
#: What stands before the name when a body bears it: that does not make the document one about the place.
_BODY_BEFORE = Wording(
    r"(?<!\w)(dr[a-z]{2,6}|ars|ors|creai(-ors)?|cres|ireps|academie|universites?|prefets?"
    r"|(sous-)?prefecture|sgar|dd[a-z]{1,4}|cpam|caf|msa|mdph|udaf|comite regional|union regionale"
    r"|federation|agence regionale [a-z ]+|direction regionale [a-z ]+|caisse [a-z ]+|editions?|crpv)" + _OF
)
#: « rue de Bourgogne », « quai de l'Yonne »: the name of a street.
_WAY_BEFORE = Wording(
    r"(?<!\w)(?:rues?|avenues?|av\.|boulevards?|bd|chemin|quais?|allees?|impasse|square|faubourg)"
    r" (?:du |de la |de l['’]|des |de |d['’])?$|(?<!\w)place d(?:e |['’])$"
)
#: « ADEME Normandie », « USH Centre »: a capital word right before makes one name of both.
_PROPER_NAME_BEFORE = re.compile(
    r"(?<!\w)(?!(R[ée]gion|R[ÉE]GION|D[ée]partement|Dan|Pour|Avec|Le|La|En|De|Du|Au|Et|L[’'])(?:[sx]|S)? )"
    r"[A-ZÀ-Ý][\w’'-]* $"
)
#: « Est Creuse », « Nord Aisne ».
_PART_BEFORE = re.compile(r"(?<!\w)(?:Nord|Sud|Est|Ouest|Centre|Haut|Bas|Grand|Cœur)[ -](?:de )?$")
#: « l'Orne », « de l'Yonne »: the département, or the river.
_BARE_BEFORE = Ending(r"(?<!\w)(l[ea]s? |l['’]|du |des |de |d['’])$")
_REGION_BEFORE = Wording(
    r"(?<!\w)(regions?|conseils? regiona(l|ux)|acse|drjscs|dreal|ors|sgar|prefet|usr?h)" + _OF
)
_CODE_AFTER = re.compile(r"\s?\(\s?(\d[\dab]\d?)\s?\)")
_LINK = re.compile(r"\s*(?:,|et|&|/|ou|\||\t|-|–)\s*(?:du |de la |d['’]|en |la |le |l['’])?", re.IGNORECASE)


def place_forms(regions: Vocabulary) -> Iterator[Form]:
    """Names of all regions and départements, and « Centre » alone, which `weigh_place` looks at twice."""
    for region in regions.concepts.values():
        place = f"reg:{region.identifier}"
        yield from (Form(FIELD, place, name, Writing.NAME) for name in (region.label(), *region.alternatives))
        yield from (Form(FIELD, place, name, Writing.ACRONYM) for name in region.acronyms if len(name) > 3)
    if "24" in regions.concepts:
        yield Form(FIELD, "reg:24", "Centre", Writing.NAME)
    for code, name in NAMES.items():
        if code not in _SAME_AS_REGION:
            yield Form(FIELD, f"dep:{code}", name, Writing.NAME)


class Named(StrEnum):
    """How the words around the name of a region or département use it."""

    #: « la région Bretagne », « département du Lot », « Cher (18) ».
    STATED = "stated"
    #: « en Bretagne », « dans l'Ain ».
    IN = "in"
    PLAIN = "plain"
    #: « DDT61 », « CAUE 95 ».
    BODY_CODE = "code of a body"
    #: In the name of a body, after a capital; a river, a word, where nothing says that it is a département.
    BODY = "body"
    LONGER = "longer name"
    BARE = "bare"
    NOTHING = "nothing"


#: What one mention of each kind weighs beside others.
VALUES = {
    Named.STATED: 1.0,
    Named.IN: 1.0,
    Named.PLAIN: 1.0,
    Named.BODY_CODE: 0.4,
    Named.BODY: 0.35,
    Named.LONGER: 0.35,
    Named.BARE: 0.2,
    Named.NOTHING: 0.0,
}


def weigh_place(hit: Hit, passage: Passage, neighbours: list[Hit]) -> Named:
    """How the name of a region or département is used.

    `neighbours` are the hits just before and after it.
    """
    written = passage.text[max(0, hit.start - 60) : hit.start]
    before = passage.before(hit.start, 60)
    kind, _, code = hit.form.identifier.partition(":")
    if kind == "dep" and hit.form.writing is Writing.ACRONYM:
        return Named.BODY_CODE
    if hit.form.text == "Centre":
        stated = _REGION_BEFORE.search(before) or _beside_a_region(hit, passage.text, neighbours)
        return Named.STATED if stated else Named.NOTHING
    if _WAY_BEFORE.search(before):
        return Named.NOTHING
    if _BODY_BEFORE.search(before):
        return Named.BODY
    if kind == "dep" and not _is_departement(hit, code, before, passage.text):
        return Named.BARE if _BARE_BEFORE.ends(before) and code != PARIS else Named.NOTHING
    if kind == "epci" and GROUP_BEFORE.search(before):
        return Named.STATED
    if _PROPER_NAME_BEFORE.search(written) and not _PART_BEFORE.search(written):
        return Named.LONGER
    if _REGION_BEFORE.search(before) or _DEPARTEMENT_BEFORE.search(before):
        return Named.STATED
    return Named.IN if _INSIDE_BEFORE.ends(before) else Named.PLAIN


def _is_departement(hit: Hit, code: str, before: str, text: str) -> bool:
    """Whether the name is unmistakable, or what stands around it says that it is a département."""
    name = hit.form.text
    if not name.isalpha() or name in _UNMISTAKABLE:
        return True
    number = _CODE_AFTER.match(text, hit.end)
    if number is not None and number[1].upper() == code:
        return True
    in_brackets = before.endswith("(") and text[hit.end : hit.end + 1] == ")"
    part = _PART_BEFORE.search(text[max(0, hit.start - 12) : hit.start])
    return in_brackets or bool(part or _DEPARTEMENT_BEFORE.search(before) or _INSIDE_BEFORE.ends(before))


def _beside_a_region(hit: Hit, text: str, hits: list[Hit]) -> bool:
    """Whether another region is named next to this word: « Centre et Poitou-Charentes »."""
    others = (
        each for each in hits if each.form.identifier.startswith("reg:") and each.form.identifier != "reg:24"
    )
    return any(
        _LINK.fullmatch(text, hit.end, other.start) or _LINK.fullmatch(text, other.end, hit.start)
        for other in others
    )
