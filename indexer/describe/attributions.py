"""Whom a document says it comes from, where no line of its own says it: « une étude réalisée par … ».

Read in the title and on the first page: what is said to be made, organised or published by somebody; « les
cahiers de … »; a body that stands alone between dashes beside a date, as running heads and covers have it;
the person who signs a text beside its date; the council whose minutes they are. Each wording has its
confidence, measured on the half of the documents that rules are written on.
"""

import re
from collections.abc import Iterator

from catalogue.record import Evidence, Method, Page
from indexer.describe.bodies import body_name, is_body, line_at
from indexer.describe.folded_text import fold
from indexer.describe.persons import is_person
from indexer.describe.proper_names import before_given_name
from indexer.describe.proposal import Proposal
from indexer.describe.wordings import Wording

#: Characters of the first page that are read for wordings, and those of its head for names between dashes.
REACH, HEAD = 3000, 900
_END = (
    r"(?=\s*(?:[,.;:!?(«»|\n]|\s[–—-]\s|\s(?:et|avec|en|dans|sur|qui|au|aux|à|le|lors)\s"
    r"|\spour\s(?!l['’]|la\s|les\s|le\s)|$))"
)
_LOWER_OF = r"(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+|d['’])"
_ARTICLE = r"(?:l['’]|la\s+|le\s+|les\s+)?"
#: An acronym, or words of which the first has a capital.
_NAME = r"(?P<name>[A-ZÀ-Ý](?:[^,.;:!?(«»|\n–—]|(?<=[A-Z])\.){2,90}?)"
_MADE_BY = Wording(
    r"(?<!\w)(?:r[ée]alis[ée]|r[ée]dig[ée]|[ée]labor[ée]|con[çc]u|produit|[ée]dit[ée]|publi[ée]|organis[ée]"
    rf"|anim[ée]|coordonn[ée]|conduit|men[ée])e?s?\s+par\s+(?:les\s+[ée]quipes\s+{_LOWER_OF}|le\s+cabinet\s+)?{_ARTICLE}{_NAME}{_END}"
)
_ISSUE_OF = Wording(
    r"(?<!\w)(?:[Pp]ublications?|[Cc]ahiers?|CAHIERS|[Rr]evue|REVUE|[Bb]ulletin|[Ll]ettre|[ÉEé]tude"
    r"|ATELIERS PERMANENTS|[Aa]teliers permanents|[Nn]ote|[Gg]uide|[Dd]ossier|[Cc]ollection)\s+"
    rf"(?:{_LOWER_OF}|DE L['’]|DU |DE LA |DES ){_NAME}{_END}"
)
_DOES = Wording(
    rf"(?:^|[.\n:]\s*|,\s+){_ARTICLE}(?P<name>[A-ZÀ-Ý][^,.;:!?(«»|\n]{{2,70}}?)(?:\s+\([A-ZÀ-Ý][\w-]{{1,12}}\))?"
    r"\s+(?:a\s+organis[ée]|organise|a\s+publi[ée]|publie|a\s+r[ée]alis[ée]|vous\s+propose|propose\s+(?:un|une|ce|cette)"
    r"|lance\s+(?:un|une|son))(?!\w)"
)
_MORAL = re.compile(
    r"Auteur(?:e?s?|\(s\))\s+mora(?:l|ux|l\(aux\))\s*:\s*(?P<names>(?:(?:France\.\s)?[^.;\n]{3,120}(?:;\s*|(?=[.\n]|$))){1,8})",
    re.IGNORECASE,
)
_COUNCIL = re.compile(
    r"(?<!\w)(?i:conseil\s+municipal)\s+(?:de\s+la\s+(?P<kind>commune|ville)\s+)?(?:d['’]|de\s+)"
    r"(?P<name>[A-ZÀ-Ý][\w’'-]+(?:[ -](?:(?:de|du|des|la|le|les|l|en|sur|sous)[ -])*[A-ZÀ-Ý][\w’'-]+){0,5})"
)
_COMMUNE = re.compile(r"^(?:Commune|COMMUNE|Mairie|MAIRIE) (?=d[eu] |d['’]|DE |D['’])")
_MEETS = re.compile(r"(?<!\w)(conseil municipal|conseil de quartier)(?!\w)")
_MINUTES = Wording(r"(seance|absents?|excuses?|delibere|proces-verbal|compte[- ]rendu)")
#: What parts a head into pieces, and the pieces beside which a name alone is that of who signs.
_PIECE = re.compile(r"\s+[–—|]\s+|\n|(?<=[a-zà-ÿ\d»)])\.\s+|(?<=[A-ZÀ-Ý]{3})\.\s+|\s-\s")
_DATE = Wording(
    r"((19|20)\d\d|\d{1,2} ?/ ?\d{1,2}|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre"
    r"|novembre|decembre|november|january|n° ?\d|rapport (final|d|(19|20))|(?<!\w)by |auteurs?)"
)
_ROLE = Wording(
    r"(?<!\w)(by|auteure?s?|memoire|these|chercheure?s?|sociologue|consultante?s?|journaliste)(?!\w)"
)
_ACRONYM = re.compile(
    r"(?:[A-ZÀ-Ý]{2,6}|[A-ZÀ-Ý]{2,}[a-z•.&-][A-ZÀ-Ýa-z•.&-]*|[A-ZÀ-Ý][a-zà-ÿ]+[A-ZÀ-Ý][\w-]*)"
    r"(?: [A-ZÀ-Ý][a-zà-ÿ-]+)?"
)
_SIGNED = re.compile(r"[A-ZÀ-Ý]\. ?(?:[A-ZÀ-Ý]{3,}|[A-ZÀ-Ý][a-zà-ÿ-]{2,})")
_LISTED = re.compile(r"\s*(?:,|;|/|&|(?<!\w)et(?!\w)|(?<!\w)and(?!\w))\s*")
#: A person by the shape of the name.
_PERSON = r"\s+(?P<name>[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?(?: [A-ZÀ-Ý][\w’-]+){1,2})"
_BY = Wording(
    r"(?:publi[ée]\s+le\s+[\d/. ]+\w*\s*\w*\s+par|^by|(?<!\w)by|[Aa]uteure?s?\s*:"
    r"|[Pp]ropos\s+recueillis\s+par|[Ff]iche\s+[ée]tablie\s+par|(?:[Mm][ée]moire|[Tt](?:hèse|hese))\s+de"
    rf"|[Qq]uestion\s[^.;\n]{{0,40}}?de\s+(?:M\.|Mme)){_PERSON}"
)
#: « Présenté par Mme Petit », and what of, in the same sentence.
_PRESENTED = Wording(
    r"(?<!\w)(?:pr[ée]sent[ée]|remis|d[ée]pos[ée])e?s?(?:[^.;]|M\.){0,70}?\spar"
    rf"(?:\s+(?:MM?\.|Mmes?|Madame|Monsieur))?{_PERSON}"
)
_REPORT = re.compile(r"(?<!\w)(?:[Rr]apport|[Aa]vis|[ÉEé]tude|[Pp]acte|[Mm]ission)(?!\w)(?:[^.;]|M\.)*$")
#: Characters before it in which the report is named.
REPORT = 160


def attributions(pages: tuple[Page, ...], title: str, subjects: frozenset[str]) -> Iterator[Proposal]:
    """Those a document is said to come from; `subjects` are acronyms of what is spoken of, no bodies."""
    if not pages:
        return
    page = pages[0]
    text = page.text[:REACH]
    for wording, confidence in ((_MADE_BY, 0.75), (_ISSUE_OF, 0.7), (_DOES, 0.65), (_BY, 0.8)):
        for found in wording.finditer(text):
            named = wording is _MADE_BY or wording is _DOES
            written = _as_written(found["name"], person=wording is _BY, proper=named, subjects=subjects)
            if written:
                method = Method.BYLINE if wording is _BY else Method.STATED
                yield Proposal(written, method, confidence, _line(page, found.start()))
    for found in _PRESENTED.finditer(text):
        if _REPORT.search(text[max(0, found.start() - REPORT) : found.start()]):
            yield Proposal(found["name"], Method.BYLINE, 0.8, _line(page, found.start()))
    yield from _beside_a_date(page, subjects)
    yield from _in_title(title, page, subjects)
    yield from _signature(pages)


def labelled(pages: tuple[Page, ...], subjects: frozenset[str]) -> Iterator[Proposal]:
    """Bodies that stand behind the very word: « Auteur moral : France. Inspection générale … ; … »."""
    for page in pages[:1]:
        for found in _MORAL.finditer(page.text[:REACH]):
            for name in re.split(r"\s*;\s*", found["names"]):
                if written := _as_written(name, person=False, proper=True, subjects=subjects):
                    yield Proposal(written, Method.STATED, 0.85, _line(page, found.start()))


def _line(page: Page, position: int) -> tuple[Evidence, ...]:
    return (Evidence(page.number, line_at(page.text, position)[:240]),)


def _as_written(name: str, *, person: bool, proper: bool, subjects: frozenset[str]) -> str:
    """A name as it is kept; empty when it is neither a body's nor, where one may stand, a person's.

    `proper`: where any name with capitals may stand.
    """
    name = re.sub(r"^France\.\s+|\s+\([^)]*\)?$", "", " ".join(name.split())).strip(" .,;:")
    if person:
        return name
    if name in subjects or not (is_body(name) or _ACRONYM.fullmatch(name) or (proper and body_name(name))):
        return ""
    return body_name(name) or name


def _beside_a_date(page: Page, subjects: frozenset[str]) -> Iterator[Proposal]:
    """Bodies and persons that stand alone between dashes, next to a date or a number."""
    head = page.text[:HEAD]
    borders = [0, *(border.end() for border in _PIECE.finditer(head)), len(head)]
    starts = [border.start() for border in _PIECE.finditer(head)]
    pieces = [
        (start, head[start:end].strip(" .,"))
        for start, end in zip(borders, [*starts, len(head)], strict=False)
    ]
    for number, (start, piece) in enumerate(pieces):
        around = " ".join(text for _, text in pieces[max(0, number - 1) : number + 2] if text != piece)
        first = re.split(r",\s+(?=\d)", re.sub(r"\s*\([^)]*\)$", "", piece))
        if not (_DATE.search(fold(around)) or len(first) > 1):
            continue
        persons = [name.strip() for name in _LISTED.split(first[0])]
        by_role = len(first) > 1 or bool(_ROLE.search(fold(around)))
        if all(_SIGNED.fullmatch(name) or (by_role and _signs(name)) for name in persons):
            yield from (Proposal(_cased(name), Method.BYLINE, 0.65, _line(page, start)) for name in persons)
            continue
        name = re.split(r",\s+", first[0])[0]
        if len(name.split()) > 12 or re.search(r"[\d:]", name):
            continue
        if (_ACRONYM.fullmatch(name) and name not in subjects) or (is_body(name) and _says_which(name)):
            yield Proposal(body_name(name) or name, Method.COVER, 0.6, _line(page, start))


def _signs(name: str) -> bool:
    """Whether a name alone is a person's: forename and name, neither in capitals nor with a small word."""
    return is_person(name) and not is_body(name) and all(word.istitle() for word in re.split("[ -]", name))


def _signature(pages: tuple[Page, ...]) -> Iterator[Proposal]:
    """« … la mobilité. Alexandre Fleury. »: the name that ends an item of news."""
    page = pages[-1]
    last = re.split(r"(?<=[.!?»…])\s+|\n", page.text.rstrip())[-1].rstrip(". ")
    last = last[before_given_name(last) :]
    if _signs(last):
        yield Proposal(last, Method.BYLINE, 0.65, _line(page, page.text.rfind(last)))


def _says_which(name: str) -> bool:
    """Whether the name of a body says more than its kind: « Service fermé », « Cabinet du Maire » do not."""
    words = name.split()
    return len(words) > 2 and not re.match(r"(cabinet d|service )", fold(name))


def _in_title(title: str, page: Page, subjects: frozenset[str]) -> Iterator[Proposal]:
    """« Mission locale du Nord – Rapport 2016 », « Rapport d'activité – Mission locale du Nord »."""
    pieces = re.split(r"\s+[–—|]\s+", title)
    evidence = (Evidence(page.number, title[:240]),)
    for piece in pieces if len(pieces) > 1 else ():
        if (
            piece not in subjects
            and not re.search(r"\d|:", piece)
            and is_body(piece)
            and 1 < len(piece.split()) < 8
        ):
            yield Proposal(body_name(piece) or piece, Method.TITLE, 0.65, evidence)


def council(pages: tuple[Page, ...], town: str) -> Iterator[Proposal]:
    """The town whose council's minutes these are: named by the text, else the document's own."""
    if not pages:
        return
    page, text = pages[0], pages[0].text[:REACH]
    if not (_MINUTES.search(fold(text)) or _MEETS.match(fold(text))):
        return
    found = _COUNCIL.search(text)
    meets = _MEETS.search(fold(text))
    if found and found["name"][:1].isupper():
        kind = "Commune" if (found["kind"] or "").lower() == "commune" else "Ville"
        yield Proposal(
            f"{kind} {of_town(_cased(found['name']))}", Method.STATED, 0.7, _line(page, found.start())
        )
    elif town and meets:
        yield Proposal(f"Ville {of_town(town)}", Method.STATED, 0.65, _line(page, meets.start()))


def of_town(name: str) -> str:
    """« d'Ambert », « du Mans », « de Tours »."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    return f"d'{name}" if fold(name[:1]) in "aeiouyh" else f"de {name}"


def as_town(name: str) -> str:
    """A commune or its town hall under the one name by which authors are listed: « Ville de Tours »."""
    return _COMMUNE.sub("Ville ", name)


def _cased(name: str) -> str:
    """`BEZONS` as Bezons; names that are not all in capitals stay."""
    return " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in name.split())
