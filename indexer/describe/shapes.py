"""What the shape of a document tells of its type when its words do not.

Slides and spreadsheets say it by their format. A sheet that goes through the rubrics of a case (context,
aims, course, results) is a case sheet. A short web page is read as a piece of the press when it is dated to
the day or written like a headline, as a note when it goes through several programmes, else as an article: the
weakest of all proposals, for a person to look at.
"""

import re

from catalogue.record import Method, Page
from indexer.describe.folded_text import fold
from indexer.describe.proposal import Proposal

_SLIDES = re.compile(r"presentationml|opendocument\.presentation|ms-powerpoint")
_TABLES = re.compile(r"spreadsheetml|opendocument\.spreadsheet|ms-excel|text/csv")
_WEB = re.compile(r"text/(html|plain|markdown)|xhtml")
#: Rubrics by which the field writes up its cases, at the head of a line or of a sentence, before a colon.
_RUBRIC = re.compile(
    r"[.;\n][ \t]{0,8}(?:le |la |les )?(contexte|origine|constats?|diagnostic|objectifs?"
    r"|finalites?|publics?|porteur|partenaires?|methode|deroulement|mise en oeuvre|demarche|moyens|budget"
    r"|financements?|resultats?|bilan|effets|difficultes|limites|points forts|leviers|perspectives"
    r"|suites)(?: [a-z ']{0,30})?\s?(?=[:\n])"
)
RUBRICS = 4
#: Characters of a page that are looked at.
REACH = 20_000
#: Words and sentences between which a web page is an article rather than a form, a menu or a report.
SHORT, SENTENCES = 700, 2
#: Words of a line that is no sentence.
SHORT_LINE = 4
#: What somebody does, in the present of headlines.
HEADLINE_VERBS = (
    "(?:signe|inaugure|lance|dévoile|annonce|présente|publie|adopte|vote|ouvre|rénove|réclame|dénonce)(?:nt)?"
)
_HEADLINE = re.compile(rf"^[^\n]{{3,120}}? {HEADLINE_VERBS} (?:une?|la|les?|l['’]|leurs?|son|sa|ses|des|du)")
#: What a site says of an article it does not give whole.
_ARTICLE = re.compile(r"(?<!\w)(article reserve|reserve aux abonnes|abonnez-vous|temps de lecture)(?!\w)")
#: Programmes from which an undated page of a site tells of them rather than of an event.
SEVERAL = 3
#: How the press tells the news of the week.
_NEWS = re.compile(
    r"(?<!\w)(hier|aujourd.hui|(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?! \d)|(a|ont"
    r"|vient de|viennent de) (annonce|declare|inaugure|reuni|visite|signe|devoile|lance)e?r?s?"
    r"|s.est reunie?|se sont reunis|est alle|sont alles|interview|nos articles|reportage)(?!\w)"
)


def type_by_shape(
    pages: tuple[Page, ...], media_type: str, issued: Proposal | None, programmes: int = 0
) -> Proposal | None:
    """The type the format, the rubrics or the length suggest; the method says which.

    `programmes` are those the document names.
    """
    if _SLIDES.search(media_type):
        return Proposal("presentation", Method.FORMAT, 0.8)
    if _TABLES.search(media_type):
        return Proposal("donnees", Method.FORMAT, 0.6)
    return _case_sheet(pages) or (_web_page(pages, issued, programmes) if _WEB.search(media_type) else None)


def _case_sheet(pages: tuple[Page, ...]) -> Proposal | None:
    rubrics: set[str] = set()
    for page in pages[:6]:
        text = fold(page.text[:REACH]).replace("œ", "oe")
        rubrics.update(rubric[1].rstrip("s") for rubric in _RUBRIC.finditer(f"\n{text}"))
    if len(rubrics) < RUBRICS:
        return None
    return Proposal("fiche-experience", Method.RUBRICS, min(0.4 + 0.05 * len(rubrics), 0.8))


def _web_page(pages: tuple[Page, ...], issued: Proposal | None, programmes: int) -> Proposal | None:
    text = "\n".join(page.text[:REACH] for page in pages[:2])
    if len(pages) > 1 or len(text.split()) > SHORT or not _is_prose(text):
        return None
    dated = issued is not None and len(issued.value) == 10 and issued.method != Method.METADATA
    folded = fold(text)
    if dated or _NEWS.search(folded) or _HEADLINE.search(text):
        return Proposal("presse", Method.SHAPE, 0.3)
    explains = programmes >= SEVERAL and not _ARTICLE.search(folded)
    return Proposal("fiche-repere" if explains else "article", Method.SHAPE, 0.3)


def _is_prose(text: str) -> bool:
    """Sentences rather than the cells of a form or the lines of a menu."""
    lines = [len(line.split()) for line in text.splitlines() if line.strip()]
    sentences = len(re.findall(r"[a-zà-ÿ»)]{2}[.!?…](?=\s|$)", text))
    return sentences >= SENTENCES and sum(length > SHORT_LINE for length in lines) * 2 >= len(lines)
