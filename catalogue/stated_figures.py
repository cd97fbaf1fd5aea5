"""Stated figures: sentences of a text that say how much of what there is, « 62 % des ménages vivent en HLM ».

In comes the text of a page, out come whole sentences with the number, its unit, what is counted and the year
the sentence says it of. Only what says all of it in one sentence counts: a table, a heading, a price, a rule
(« au moins 30 % »), an aim or a condition says none. Rather none than a wrong one. Knows no notice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.vocabulary.labels import LINKING_WORDS, fold

_S = " \u00a0\u202f"
#: « 12 », « 1 200 », « 3,5 ».
_NUMBER = rf"(?<![\w.,/-])(?<!\d[{_S}])\d{{1,3}}(?:(?:[{_S}]\d{{3}})+|\d*)(?:,\d+)?"
_LARGE = rf"(?:[{_S}](?:millions?|milliards?)(?:[{_S}]d['’e])?)?"
_PER_CENT = rf"[{_S}]?(?:%|pour[{_S}]cent\b)"
#: What may stand between a number and the noun it counts.
_ADJECTIVE = (
    r"(?:(?:autres|jeunes|petite?s|grande?s|nouve(?:aux|lles)|ancien(?:ne)?s|principa(?:ux|les)"
    r"|premi[eè]re?s)\s)?"
)
#: What is counted where people, places and what is done for them are described.
_COUNTED = (
    "habitants?|habitantes|logements|ménages|personnes|jeunes|enfants|élèves|étudiante?s|femmes|hommes"
    "|familles|adultes|adolescents|seniors|retraités|adhérente?s|bénévoles|bénéficiaires|participante?s"
    "|usagers|allocataires|salariée?s|agents|professionnels|emplois|postes|apprentis|stagiaires|demandeurs"
    "|locataires|propriétaires|résidents|copropriétés|résidences|immeubles|bâtiments|maisons|hébergements"
    "|places|quartiers|communes|villes|villages|départements|régions|intercommunalités|agglomérations"
    "|collectivités|territoires|sites|entreprises|établissements|commerces|exploitations|associations"
    "|structures|écoles|collèges|lycées|crèches|équipements|centres|actions|projets|opérations|conventions"
    "|contrats|dossiers|demandes|subventions|réunions|ateliers|séances|visites|permanences|accompagnements"
    "|entretiens|formations|parcelles|hectares|friches|antennes|documents|zones|PLUi?|SCoT|visiteurs|abonnés"
    "|licences|inscrits|inscriptions|naissances|décès|consultations|passages"
)
#: Not « 12 habitants par hectare », which is a density.
_COUNT = re.compile(
    rf"(?P<number>{_NUMBER}{_LARGE})[{_S}]{_ADJECTIVE}"
    rf"(?P<noun>{_COUNTED})(?![\w-])(?![{_S}](?:par|au|à l['’])[{_S}]?(?:km|kilom|hect|ha\b|m[²2]))"
)
#: Money where it is much; else it is a price.
_MONEY = re.compile(rf"(?P<number>{_NUMBER})[{_S}](?P<noun>(?:millions|milliards|M)[{_S}]?(?:d['’]euros|€))")
#: A share, and of what it is one; « composé à 80 % des élus » may be of either.
_SHARE = re.compile(
    rf"(?<!\bà[{_S}])(?P<number>{_NUMBER}){_PER_CENT}[{_S}]"
    r"(?P<noun>(?:(?:des|du|de la|de|sont|ont|vivent|habitent)\s|de l['’]|d['’])[^.,;:()|\d]{3,80})"
)
#: A rate said before its number: « le taux de chômage est de 18 % ».
_RATE = re.compile(
    r"(?P<noun>\b(?:taux|part|proportion|pourcentage)\s(?:des?|du|de la|d['’])\s?[^.,;:()|\d]{3,70}?)\s"
    r"(?:est|était|s['’]élève|s['’]élevait|atteint|atteignait|passe|représente|reste)\s(?:de|à|encore|\s)*"
    rf"(?P<number>{_NUMBER}){_PER_CENT}"
)
_PATTERNS = ((_RATE, "%"), (_SHARE, "%"), (_COUNT, ""), (_MONEY, ""))
#: Where what is counted ends and the sentence goes on: « des emplois et se structure ».
_GOES_ON = re.compile(
    r"\s(?:et|ou)\s(?!(?:des?|du|d['’]|les?|la)\b).*$"
    r"|\s(?:dont|pour|contre|ce qui|alors|tandis|mais|car|soit)\b.*$|\s(?:en|depuis|durant)$"
)
#: A year of which the sentence speaks; one that names a version, a law or a range is none.
_YEAR = re.compile(
    r"(?<!qu['’])\b(?:en|fin|début|(?:1er\s)?janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre"
    r"|décembre|l['’]année|printemps|été|rentrée)\s(?P<year>19[5-9]\d|20[0-4]\d)(?![\d/-])",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-4])\d(?!\d)")
_ENDS = re.compile(
    r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«\"“])|(?<=\w{5}[.!?])\s+(?=\d)|\s·\s|\n\s*\n"
    r"|\n(?=\s*(?:[•▪●*o–-]|\d+[.)])\s)|\n(?=#)"
)
_BULLET = re.compile(r"^[\s•▪●▫■*–—-]+|^\d+[.)]\s+|^o\s+")
#: A verb that says that something is so: what has none is a heading, a cell or a list.
_SAYS = re.compile(
    r"\b(?:est|sont|était|étaient|a|ont|avait|avaient|compte|comptent|comptait|représent(?:e|ent|ait|aient)"
    r"|concernent?|accueille(?:nt)?|vivent|vit|habitent?|bénéficie(?:nt)?|regroupent?|rassemble|atteint"
    r"|atteignent|disposent?|emploie(?:nt)?|touche(?:nt)?|s['’]élève|totalise(?:nt)?|réuni(?:t|ssent)"
    r"|compren(?:d|nent)|se situe|déclarent|estiment|occupent?|participent|existe(?:nt)?|suivent"
    r"|reçoi(?:t|vent)"
    r"|utilisent|disent|jugent|travaillent|jardinent|augmente|diminue|passe|perçoivent)\b"
)
#: What makes of a number a rule, an aim, a condition, a forecast or a manner of speaking.
_NOT_SO = re.compile(
    r"\b(?:doi(?:t|vent)|devr(?:a|ait|ont|aient)|faut|pourr(?:a|ait|ont|aient)|peu(?:t|vent)|objectifs?"
    r"|vis(?:e|ent|ant) à|afin|minim(?:um|al|ale)|maxim(?:um|al|ale)|au (?:plus|moins)"
    r"|(?:supérieure?s?|inférieure?s?) (?:ou égale?s?|à)|seuils?|si|lorsque|exemple|ex|article"
    r"|alinéa|décrets?"
    r"|obligat\w*|sera(?:it|ient)?|seront|aur(?:a|ont|ait|aient)|prévoi(?:t|ent)|prévue?s?|d['’]ici|horizon"
    r"|envisag\w*|potentiel\w*|hypothèse|échelle|pixels?|tampon|délai|arrondi\w*|caractères|moins de"
    r"|plus de \d+ ans|jusqu['’]à|tolérance|critères?|pondération|règle|invit\w*|plafon\w*)\b",
    re.IGNORECASE,
)
#: What begins with what there is to do says what is not yet so.
_TO_DO = re.compile(r"(?!Premier|Dernier|Hier|Janvier|Février|Avenir)[A-ZÀ-Ý][a-zà-ÿ]+(?:er|ir)\b")
#: A range says no one number.
_RANGE = re.compile(
    rf"\bentre[{_S}]\d[\d{_S},.]*(?:%[{_S}])?et[{_S}]\d|\d[{_S}]?%?[{_S}](?:à|ou)[{_S}]\d", re.IGNORECASE
)
#: « pour 1 000 habitants »: by which others are divided.
_DIVISOR = re.compile(rf"\b(?:pour|par|sur)[{_S}]10{{2,5}}\b|\b(?:pour|par|sur)[{_S}]10{{0,2}}[{_S}]000\b")
_FIGURES = re.compile(r"\d[\d\s,.]*")
#: Things counted from which on it is a figure, not a manner of counting (« les deux communes »).
FEWEST = 10
#: Characters of a sentence, numbers in one, and how much of it must be letters.
SHORTEST, LONGEST, NUMBERS = 35, 320, 5
#: Characters of a heading, signs after which no line ends alone, and how what follows one begins.
LONGEST_HEADING, _GOING_ON = 70, ",;-–(«/"
_BEGINS = re.compile(r"[A-ZÀ-Ý«\d]")
_LETTERS = 0.6


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """One sentence that says how much of what there is."""

    #: As written: « 1 200 », « 3,5 millions ».
    number: str
    #: « % », or empty where things are counted.
    unit: str
    #: What is counted, as written.
    counted: str
    #: The year the sentence says it of; None where it names none, or more than one.
    year: int | None
    sentence: str


def figures_in(text: str) -> Iterator[StatedFigure]:
    """What the text of a page states, one figure a sentence, in its order."""
    for piece in _ENDS.split(_parted(text)):
        sentence = _BULLET.sub("", " ".join(piece.split()))
        if _is_told(sentence) and (found := _figure(sentence)):
            yield found


def _parted(text: str) -> str:
    """The text with its headings parted from what follows: short lines on their own that end in no sign."""
    lines, alone = text.split("\n"), True
    for at, line in enumerate(lines):
        bare = line.strip()
        opens = bare[:1].isupper() or bare[:1].isdigit()
        heads = alone and opens and len(bare) <= LONGEST_HEADING
        begins = at + 1 < len(lines) and _BEGINS.match(lines[at + 1].strip())
        if heads and begins and bare[-1] not in _GOING_ON and fold(bare.split()[-1]) not in LINKING_WORDS:
            lines[at] = line + "\n"
            alone = True
        else:
            alone = not bare or bare[-1] in ".!?:;"
    return "\n".join(lines)


def _is_told(sentence: str) -> bool:
    """Whether it is a whole sentence that says that something is so."""
    if not SHORTEST <= len(sentence) <= LONGEST or sentence[-1] not in ".!;" or "|" in sentence:
        return False
    numbers = len(_FIGURES.findall(sentence))
    if not 0 < numbers <= NUMBERS or sum(map(str.isalpha, sentence)) < _LETTERS * len(sentence):
        return False
    begins = sentence[0].isupper() or sentence[0].isdigit() or sentence[0] in '«"“'
    no = (_NOT_SO.search, _RANGE.search, _TO_DO.match, _DIVISOR.search)
    return begins and bool(_SAYS.search(sentence)) and not any(each(sentence) for each in no)


def _figure(sentence: str) -> StatedFigure | None:
    for pattern, unit in _PATTERNS:
        for found in pattern.finditer(sentence):
            number = " ".join(found["number"].split())
            if pattern is not _COUNT or not number.isdigit() or int(number) >= FEWEST:
                counted = _GOES_ON.sub("", found["noun"]).strip()
                return StatedFigure(number, unit, counted, _year(sentence, found), sentence)
    return None


def _year(sentence: str, found: re.Match[str]) -> int | None:
    """The only year there is, where no other number stands between it and the number; else None."""
    years = list(_YEAR.finditer(sentence))
    if len(years) != 1 or len(set(_ANY_YEAR.findall(sentence))) != 1:
        return None
    (start, end), (first, last) = found.span("number"), years[0].span()
    between = sentence[last:start] if last <= start else sentence[end:first]
    return None if any(map(str.isdigit, between)) else int(years[0]["year"])
