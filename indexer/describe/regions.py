"""Names of regions, past and present, and of départements, and whether a word is one of them here.

Many of their names are other things too: the centre, the north, a lot, a sum, the rivers most départements
are called after. Such a name counts only where the words around it make it a place.
"""

import re
from collections.abc import Iterator

from catalogue.vocabulary.concepts import Vocabulary
from catalogue.vocabulary.departements import NAMES
from indexer.describe.folded_text import Passage
from indexer.describe.mentions import Weight
from indexer.describe.recogniser import Form, Hit, Writing

FIELD = "places"
#: Names of one word that mean hardly anything but the département; the others are rivers, mountains, words
#: (`Lot`, `Nord`, `Somme`) or towns, while those of several words (`Seine-Saint-Denis`) are safe.
_UNMISTAKABLE = frozenset(
    {"Aveyron", "Calvados", "Cantal", "Corrèze", "Essonne", "Finistère", "Hérault", "Loiret", "Lozère"}
    | {"Morbihan", "Vaucluse", "Vendée", "Yvelines"}
)
#: Overseas, the département is also the region of that name.
_SAME_AS_REGION = frozenset(("971", "972", "973", "974", "976"))
_OF = r" ?(de la |du |des |de l['’]|de |d['’]|l['’]|en |dans l[ea]s? |dans l['’]|: )?$"
_DEPARTEMENT_BEFORE = re.compile(
    r"(?<!\w)(departements?|conseils? (general|departemental)|prefecture|prefete?|sous-prefecture|cpam"
    r"|caf|msa|mdph|udaf|dd[a-z]{1,4}"
    r"|chambre \w+|habitants|communes?|villes?|agglomerations?)" + _OF
)
_INSIDE_BEFORE = re.compile(r"(?<!\w)(dans l[ea]s? |dans l['’]|en )$")
#: What stands before the name when a body bears it: that does not make the document one about the place.
_BODY_BEFORE = re.compile(
    r"(?<!\w)(dr[a-z]{2,6}|ars|ors|creai(-ors)?|cres|ireps|academie|universites?|prefets?"
    r"|(sous-)?prefecture|sgar|dd[a-z]{1,4}|cpam|caf|msa|mdph|udaf|comite regional|union regionale"
    r"|federation|agence regionale [a-z ]+|direction regionale [a-z ]+|caisse [a-z ]+|editions?|crpv)" + _OF
)
#: « ADEME Normandie », « USH Centre »: a capital word right before makes one name of both.
_PROPER_NAME_BEFORE = re.compile(
    r"(?<!\w)(?!(R[ée]gion|R[ÉE]GION|D[ée]partement|Dan|Pour|Avec|Le|La|En|De|Du|Au|Et|L[’'])(?:[sx]|S)? )"
    r"[A-ZÀ-Ý][\w’'-]* $"
)
_REGION_BEFORE = re.compile(
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


def weigh_place(hit: Hit, passage: Passage, neighbours: list[Hit]) -> Weight:
    """1 for the name of a region or département, less inside the name of a body, 0 for another word.

    `neighbours` are the hits just before and after it.
    """
    written = passage.text[max(0, hit.start - 60) : hit.start]
    before = passage.before(hit.start, 60)
    kind, _, code = hit.form.identifier.partition(":")
    if kind == "dep" and not _is_departement(hit, code, before, passage.text):
        return Weight(0)
    if hit.form.text == "Centre":
        stated = _REGION_BEFORE.search(before) or _beside_a_region(hit, passage.text, neighbours)
        return Weight(1.0 if stated else 0.0)
    in_a_name = _BODY_BEFORE.search(before) or _PROPER_NAME_BEFORE.search(written)
    return Weight(0.35 if in_a_name else 1.0)


def _is_departement(hit: Hit, code: str, before: str, text: str) -> bool:
    """Whether the name is unmistakable, or what stands around it says that it is a département."""
    name = hit.form.text
    if not name.isalpha() or name in _UNMISTAKABLE:
        return True
    number = _CODE_AFTER.match(text, hit.end)
    if number is not None and number[1].upper() == code:
        return True
    in_brackets = before.endswith("(") and text[hit.end : hit.end + 1] == ")"
    return in_brackets or bool(_DEPARTEMENT_BEFORE.search(before) or _INSIDE_BEFORE.search(before))


def _beside_a_region(hit: Hit, text: str, hits: list[Hit]) -> bool:
    """Whether another region is named next to this word: « Centre et Poitou-Charentes »."""
    others = (
        each for each in hits if each.form.identifier.startswith("reg:") and each.form.identifier != "reg:24"
    )
    return any(
        _LINK.fullmatch(text, hit.end, other.start) or _LINK.fullmatch(text, other.end, hit.start)
        for other in others
    )
