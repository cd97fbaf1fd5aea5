"""What the words around a date make of it: the day a document came out, or the date of another thing.

The wordings are those of French pages, covers, minutes, letters and visas; `dates` asks how surely each date
it finds is that of issue.
"""

import re

from catalogue.record import Method
from indexer.describe.ending import Ending
from indexer.describe.folded_text import fold
from indexer.describe.wordings import Wording
from indexer.describe.written_dates import WrittenDate

#: Characters in which an act names itself, and of the first page in which an article says when.
OWN, OPENING = 300, 600
#: Words beside the date that a piece of a line may hold and still be a date by itself: « Tours, le ».
COMPANY = 3
#: Documents whose title bears the year they report on, whenever they were printed.
PERIODIC = re.compile(
    r"rapports? (annuel|d.activite|moral|d.execution|(19|20)\d\d)|bilan|compte[s-]? ?(rendu )?(d.activite"
    r"|administratif|annuel)|annuaire|chiffres|exercice|barometre|observatoire|activity report"
    r"|annual report"
)
CONTRACT = re.compile(
    r"contrat|convention|avenant|protocole|plan|programme|schema|charte|projet|pacte|strategie|"
    r"feuille de route"
)
#: A year after these words names an aim or an act, not the day the document came out.
AIM = re.compile(
    r"(agenda|horizon|objectifs?|ambitions?|quartiers?|france|plan|strategie|vision|trajectoires?|loi"
    r"|mandat|d.ici)[ a-z]{0,8}$"
)
#: What stands before the date on which a document came out, in the same sentence.
_PUBLISHED = Wording(
    r"(?<!\w)(publi(e|ee|es|cation|shed)|paru(e|tion)?|edite|edition|depot legal|version|remise?s?"
    r"|date( de (publication|parution|l.entretien|la reunion|redaction))?(?=\W*$)|enregistree?"
    r"|signee?|copyright|annee|issued|a la une)(?!\w)[^.;]{0,45}$|©[^.;]{0,45}$"
    # The number of a review goes before its month: « n° 74 – juillet 2018 ».
    r"|(?<!\w)(?:(?:no|n°|numero|number) ?|#)\d+ ?[–,(-]? ?$"
)
#: A page is put right long after it came out, so that a day told beside it may be the document's.
_UPDATED = Wording(r"(?<!\w)(mise? a jour|modifiee?|actualisee?|updated)(?!\w)[^.;]{0,25}$")
#: The year of a report that a first line gives: « RAPPORT D'ACTIVITÉ 2006 ».
_REPORTED = Wording(r"(?<!\w)(rapports? (annuel|d.activites?|moral)|bilan|exercice)[^.;:\n]{0,15}$")
SIGNED = re.compile(
    r"(?<!\w)(fait (a [^.;]{2,40})?(le|en) |(depot legal|imprime|acheve d.imprimer)[^.;]{0,40})$"
)
#: The head of minutes: « Conseil municipal du 3 décembre 2004 ».
_COUNCIL = Wording(r"(^|\n)[\s«*#-]{0,3}(conseil|comite|commission)( [a-z]+){0,3} du $")
#: What stands before the date of the event a document reports.
_EVENT = Wording(
    r"(?<!\w)(seance|reunion|reunie?s?|journee|rencontre|seminaire|colloque|debut|compte[- ]rendu"
    r"|deliberation|soutenue?|soutenance|stage)(?!\w)[^.;]{0,60}$"
)
_ACT = (
    r"(?<!\w)(lois?|decrets?|arretes?|circulaires?|directives?|ordonnances?|reglement|instruction|amendement)"
    r"(?!\w)"
)
#: The act a document cites, and the act it is: the same words, which then begin one of the first lines.
CITED = Wording(
    _ACT + r"[^.;]{0,70}$|(?<!\w)(article|code|comite|civ|ciat|conseil)(?!\w)[^.;]{0,70} du $"
    r"|(?<!\w)(approbation|validation|adoption)(?!\w)[^.;]{0,60}$|n°\s?[\w-]+ du $"
    # Visas, and what a council decided elsewhere: « Vu la délibération du … ».
    r"|(?<!\w)vus? l(a|e|es|.)(?!\w)[^;]{0,70}$|\([^)]*(?<!\w)deliberations?(?!\w)[^)]{0,40}$"
)
_OWN_ACT = Wording(r"(^|\n)[\s«*#-]{0,3}" + _ACT + r"[^.;\n]{0,60}$")
_DEADLINE = Wording(
    r"(?<!\w)(avant|jusqu.(au|en|a)|depuis|apres|a compter|a partir|d.ici|au-dela|entre|echeance"
    r"|horizon|en vigueur)(?!\w)[^.;]{0,12}$"
)
#: Dates of a web page or of a picture.
_ELSEWHERE = Wording(
    r"(?<!\w)(en ligne|upload(ed)?|telecharge|consultee?|submitted|deposee?|accessed|rev\.|figures?|generated"
    r"|generee?|premiere edition"
    r"|nee?s?|naissance|agrement|post|recrutee?|creee?|tableau|photo|source|decedee?s?|mariee?s?|rcs|siren"
    r"|siret|date d.impression)(?!\w)[^.;]{0,25}$"
)
#: The same, where sites that share documents write the day before: « 12.07.2015 Views ».
_PUT_THERE = re.compile(r"[ \n|·•–—-]{1,4}(views?|downloads?|uploads?)(?!\w)", re.IGNORECASE)
#: The day of which figures are given, and what goes on as a range or as the mark of a printed page.
_DAY_OF_FIGURES = re.compile(r"(?<!\w)(au|depuis le|a compter du) $")
_GOES_ON = re.compile(
    r"\s+(a|au|jusqu.a[u]?)\s+(\d{1,2}(er)?\s+)?(19|20)?[a-z\d]{2,9}\s+(19|20)\d\d|\s+[–-]\s+\d+/\d+"
)
#: « (5 août 1912 - 22 janvier 2007) »: what ends a life, a mandate, a show.
_ENDS_A_SPAN = re.compile(r"\d{4}\s?[-–—]\s?$")
#: « les années 1990 », « 2 000 habitants en 1999 ».
_OF_A_COUNT = Ending(r"annees $|habitants?\)? en $")
#: The end of a line within a paragraph.
_LINE_END = re.compile(r"\n(?<!\n\n)(?!\n)")
_SINCE = re.compile(r"[dD]ès +(?:le )?$")
_OPENING = re.compile(r"(^|\W)(le|on|ce)\s+(((lun|mar|mercre|jeu|vendre|same)di|dimanche)\s+)?$")
#: « Le 14 décembre 1999, au vu d'une étude… », « …, l'a lancé jeudi 1er octobre 2020 »: sentences, no cover.
_TELLS = re.compile(r"^\W*(le|ce|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)?\s*$", re.IGNORECASE)
_GOES_ON_BEFORE = re.compile(r" *[a-zà-ÿ]['’\w]+ ")
#: « Fuori dalla crisi 2014 numero 39 », « No 39 2014 »: a review says its number beside its year.
_ISSUE_BEFORE = re.compile(r"(?<!\w)(?:no|n°|numero|number) ?\d+ ?[–,(-]? ?$")
_ISSUE_AFTER = re.compile(r" ?[,(–-]? ?(?:n°|nos?|num[eé]ro|number|vol)\b\.? ?\d", re.IGNORECASE)
#: What parts a line of a cover or of a header into its pieces.
_PIECE = re.compile(r"[\n;|–—•]|\.(?=\s)| - |,(?! le )")
_SAYS_YEAR = Wording(r"(annee(?!s)[^.;:]{0,30}|publication|copyright|©|parution|edition)\W*$")


def is_cited(title: str, found: WrittenDate) -> bool:
    """Whether a date in a title is that of an act it names, without being that act, or of a machine."""
    before = title[: found.start]
    if before.strip() and re.fullmatch(r"\d{4}-\d\d-\d\d", title[found.start : found.end]):
        return True  # as machines write the day on which a file was put on line
    return bool(re.search(_ACT + r"[^.;]{0,40}$", before)) and not re.match(r"\W*" + _ACT, before)


def weighed(text: str, found: WrittenDate) -> tuple[Method, float]:
    """How the words before it make a date one of issue, and how surely; 0 when they do not."""
    before = fold(text[max(0, found.start - 80) : found.start])
    if found.start < OWN and _OWN_ACT.search(before):
        return Method.STATED, 0.85
    if found.start < OWN and _COUNCIL.search(before):
        return Method.EVENT, 0.85
    before = _LINE_END.sub(" ", before)
    if is_of_another_thing(text, found):
        return Method.STATED, 0.0
    if len(found.value) == 4:
        return _weighed_year(text, found, before)
    if _UPDATED.search(before):
        return Method.STATED, 0.8
    if _PUBLISHED.search(before):
        return Method.STATED, 0.95
    if _EVENT.search(before):
        return Method.EVENT, 0.89
    told = len(found.value) == 7 and bool(re.search(r"\w{3,}e?s? en $", before))
    if not told and _alone(text, found, COMPANY):
        return Method.COVER, 0.87
    opens = len(found.value) == 10 and found.start < OPENING and _OPENING.search(before)
    return Method.OPENING, 0.55 if opens else 0.0


def _weighed_year(text: str, found: WrittenDate, before: str) -> tuple[Method, float]:
    """The same of a year by itself, which tells less than a day."""
    if found.start < OWN and _REPORTED.search(before):
        return Method.STATED, 0.85
    if _ISSUE_AFTER.match(text, found.end) or _ISSUE_BEFORE.search(before):
        return Method.STATED, 0.85
    if _SAYS_YEAR.search(before):
        return Method.STATED, 0.8
    alone = not before.endswith(" en ") and _alone(text, found, company=1)
    return Method.COVER, 0.65 if alone else 0.0


def is_of_another_thing(text: str, found: WrittenDate) -> bool:
    """Whether a date is that of a law, a deadline, a picture, figures, or one end of a stretch of time."""
    before = fold(text[max(0, found.start - 80) : found.start])
    before = _LINE_END.sub(" ", before)
    if any(other.search(before) for other in (CITED, _DEADLINE, _ELSEWHERE)) or _is_of_figures(text, found):
        return True
    if _OF_A_COUNT.ends(before):
        return True
    return bool(
        _ENDS_A_SPAN.search(before)
        or _PUT_THERE.match(text, found.end)
        or _GOES_ON.match(fold(text[found.end : found.end + 40]))
        or _SINCE.search(text[max(0, found.start - 80) : found.start])
    )


def _is_of_figures(text: str, found: WrittenDate) -> bool:
    """« au 1er janvier 2014 »: figures are of that day, the document of another."""
    return found.value.endswith("-01-01") and bool(_DAY_OF_FIGURES.search(fold(text[: found.start])))


def _alone(text: str, found: WrittenDate, company: int) -> bool:
    """Whether the piece of line that holds the date holds at most `company` other words."""
    starts = [border.end() for border in _PIECE.finditer(text, 0, found.start)]
    border = _PIECE.search(text, found.end)
    left = text[starts[-1] if starts else 0 : found.start]
    right = text[found.end : border.start() if border else len(text)]
    if _TELLS.search(left) and re.match(r",? *[a-zà-ÿ]", text[found.end :]):
        return False
    if text[: starts[-1] if starts else 0].endswith(",") and _GOES_ON_BEFORE.match(left):
        return False
    if len(found.value) == 4 and re.match(r" ?:", text[found.end :]):
        return False  # a line of a chronology
    words = re.findall(r"[^\W\d_]{2,}", left + " " + right)
    in_brackets = left.count("(") > left.count(")") and len(found.value) == 4
    return len(words) <= company and not in_brackets and not re.search(r"\bp\.? ?\d|%", right)
