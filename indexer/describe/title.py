"""The title: what the file says when that is a title, else what the first page sets largest, else its name.

Programs fill the title of a file with whatever they have: "Microsoft Word - doc1.doc", the title of the
template, the author. So a declared title is believed when it reads like one, and more when the first
pages say it too.
"""

import re
from pathlib import PurePosixPath

from catalogue.record import Evidence, Page
from indexer.describe.creators import PERSON, is_body
from indexer.describe.proposal import Proposal
from indexer.describe.reading import normal
from indexer.describe.written_dates import dates_in
from indexer.extract.extracted import Extracted, Line, Metadata

#: Longer texts are paragraphs, not titles.
LONGEST = 250
#: Words of a sentence, and names in a list of persons, from which a run of lines is no title.
SENTENCE, PERSONS = 15, 3
_EMPTY_TITLE = re.compile(
    r"(sans[ -]?(titre|nom)|untitled|no ?name|titre|title|sujet|document|doc|pr[ée]sentation|presentation"
    r"|diaporama"
    r"|pr[ée]sentation powerpoint|powerpoint presentation|slide|diapositive|classeur|book|workbook"
    r"|template|mod[èe]le"
    r"|normal|layout|mise en page|print(ing)?|impression|imprimer|couverture|cover|page de garde|page"
    r"|bookmark"
    r"|nouveau (document|dossier)[\w ]*|new document|microsoft (word|powerpoint|excel|office)[\w ]*|scan"
    r"|image|img"
    r"|fax|t[ée]l[ée]copie|courrier|texte|feuil|sheet|r[ée]sum[ée]|sommaire)?[\W\d_]*(de )?[\W\d_]*",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"^(microsoft )?(word|powerpoint|excel|office)\d* ?[-–:] +", re.IGNORECASE)
_EXTENSION = re.compile(
    r"\.(docx?|dotx?m?|pptx?|xlsx?|od[tspg]|ott|indd?|qx[pd]|pdf|ai|eps|cdr|pub|rtf|txt|tmp|fm|html?"
    r"|jpe?g|tiff?|md)$",
    re.IGNORECASE,
)
#: Runs that file names carry and titles do not: dates in figures, version marks, identifiers.
_NAME_NOISE = re.compile(
    r"^(?:\d{6,8}|\d{4}-\d\d(?:-\d\d)?)(?=[ _.-])|(?<=[ _.-])(?:v|vf|vd|vdef"
    r"|version)[ ._-]?\d*(?:[._]\d+)*(?=$|[ _.-])"
    r"|(?<=[ _.-])(?:d[ée]f(?:initif|initive)?|final[e]?|ok|bd|hd|web|copie|copy)(?=$|[ _.-])|\(\d+\)$",
    re.IGNORECASE,
)
#: Lines of a cover that are set large and say nothing of the subject.
_NOT_A_TITLE = re.compile(
    r"(page|p\.) ?\d+|www\.|https?:|@|\.{4,}|^(sommaire|table des mati[èe]res|contents|introduction|contexte"
    r"|pr[ée]ambule|[ée]dito(rial)?|avant-propos|r[ée]sum[ée]|abstract)$",
    re.IGNORECASE,
)

#: A numbered part of a document: « 1 - Planification », « II. Résultats ».
_PART = re.compile(
    r"(\d+(\.\d+)*|[IVX]+)\s?[-–.)]+\s*\D|(partie|chapitre|annexe|titre) [\dIVX]", re.IGNORECASE
)
_OBJECT = re.compile(r"^[ \t]*objet[ \t]?:[ \t]*(\S.{10,200})$", re.IGNORECASE | re.MULTILINE)


def propose_title(extracted: Extracted, file: str) -> Proposal:
    """The best title; always one, since a record without a title cannot be listed."""
    declared = _declared(extracted, file)
    laid_out = _laid_out(extracted)
    if declared and (declared.evidence or not laid_out):
        return declared
    return laid_out or _first_line(extracted.pages) or _from_name(file)


def _declared(extracted: Extracted, file: str) -> Proposal | None:
    title = " ".join(_PROGRAM.sub("", extracted.metadata.title).split())
    if not reads_as_title(title) or _names_something_else(title, extracted.metadata, file):
        return None
    found = _where(title, extracted.pages[:3])
    return Proposal(title, "metadata", 0.9 if found else 0.5, found)


def reads_as_title(text: str) -> bool:
    """Whether a person could have written this as a title, rather than a program or a file system."""
    if not 4 <= len(text) <= LONGEST or _EMPTY_TITLE.fullmatch(text) or _EXTENSION.search(text):
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= 4 and letters >= len(text) / 2 and not _reads_as_name(text)


def _reads_as_name(text: str) -> bool:
    """One run without spaces that holds figures, underscores or inner capitals: `CR_reunion-0312`."""
    return " " not in text and bool(re.search(r"[_\d]|-.*-|[a-z][A-Z]", text))


def _names_something_else(title: str, metadata: Metadata, file: str) -> bool:
    """Whether the title is the author, the publisher, the program, or a file name that is no sentence."""
    others = (*metadata.creators, metadata.publisher, metadata.producer)
    if normal(title) in {normal(other) for other in others if other}:
        return True
    return "_" in title and normal(title) == normal(PurePosixPath(file).stem)


def _where(title: str, pages: tuple[Page, ...]) -> tuple[Evidence, ...]:
    """The page that says most of the title's words, if it says nearly all."""
    words = set(normal(title).split())
    for page in pages:
        text = page.text[:5000]
        if words and len(words & set(normal(text).split())) >= 0.8 * len(words):
            return (Evidence(page.number, _closest_line(words, text)),)
    return ()


def _closest_line(words: set[str], text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return max(lines, key=lambda line: len(words & set(normal(line).split())), default="")[:LONGEST]


def _laid_out(extracted: Extracted) -> Proposal | None:
    """The most prominent run of lines of the first page that has any, unless it is no subject."""
    first = min((line.page for line in extracted.lines), default=1)
    groups = _groups([line for line in extracted.lines if line.page == first])
    candidates = [group for group in groups if _may_be_title(_joined(group))]
    best = max(candidates, key=_prominence, default=None)
    if best is None or _says_no_subject(_joined(best)):
        return _stated_object(extracted.pages) or (_proposal(best, first) if best else None)
    return _proposal(_completed(best, groups), first)


def _proposal(lines: list[Line], page: int) -> Proposal:
    title = _tidied(_joined(lines))
    return Proposal(title, "layout", 0.8 if " " in title else 0.6, (Evidence(page, _joined(lines)),))


def _prominence(group: list[Line]) -> float:
    """Size of a run, halved for one that names a body or a numbered part rather than a subject."""
    return group[0].size * (0.5 if _says_no_subject(_joined(group)) else 1.0)


def _says_no_subject(text: str) -> bool:
    """A numbered part, a label, a sentence, a body, a date, a list of persons."""
    a_sentence = text.endswith(".") and len(text.split()) > SENTENCE
    persons = not text.isupper() and len(PERSON.findall(text)) >= PERSONS
    return (
        bool(_PART.match(text))
        or text.endswith(":")
        or a_sentence
        or persons
        or is_body(text)
        or _is_date(text)
    )


def _is_date(text: str) -> bool:
    return any(found.end - found.start >= len(text) - 4 for found in dates_in(text))


def _stated_object(pages: tuple[Page, ...]) -> Proposal | None:
    """What a letter or an act says it is about: « Objet : … »."""
    for page in pages[:2]:
        found = _OBJECT.search(page.text[:4000])
        if found and _may_be_title(found[1]):
            title = " ".join(found[1].split()).rstrip(" .;")
            return Proposal(
                title[:1].upper() + title[1:], "stated", 0.75, (Evidence(page.number, found[0].strip()),)
            )
    return None


def _tidied(title: str) -> str:
    """Without the signs, brackets and pictographs around it."""
    wrapped = title[1:-1] if title.startswith("[") and title.endswith("]") else title
    return re.sub(r"^[^\w«\"(]+|[^\w»\".!?…)\]%+²]+$", "", wrapped) or title


def _groups(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines set in nearly one size."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.text.rstrip().endswith(":") and len(line.text.split()) < 4:
            groups.append([line])  # « Participants : » belongs to what follows it
        elif (
            groups
            and not groups[-1][-1].text.rstrip().endswith(":")
            and abs(groups[-1][-1].size - line.size) <= 0.04 * line.size
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _may_be_title(text: str) -> bool:
    return 4 <= len(text) <= LONGEST and sum(map(str.isalpha, text)) >= 4 and not _NOT_A_TITLE.search(text)


def _completed(best: list[Line], groups: list[list[Line]]) -> list[Line]:
    """A title of one word (`RAPPORT`) with the smaller lines below that finish it (`d'activité 2007`)."""
    place = groups.index(best)
    following = groups[place + 1] if place + 1 < len(groups) else []
    if len(_joined(best).split()) > 2 or not following or following[0].size < 0.5 * best[0].size:
        return best
    rest, whole = _joined(following), _joined(best + following)
    a_sentence = rest.endswith(".") or len(rest.split()) > 12
    fits = len(whole) <= LONGEST / 2 and not _NOT_A_TITLE.search(whole)
    return best + following if fits and not a_sentence else best


def _joined(lines: list[Line]) -> str:
    """One line; a word divided at the end of a line is put together again."""
    text = " ".join(" ".join(line.text.split()) for line in lines)
    return re.sub(r"(?<=[a-zà-ÿ])[\u2010\u00ad] ", "", text).strip()


def _first_line(pages: tuple[Page, ...]) -> Proposal | None:
    """The first short paragraph of a text that has no layout, on one line."""
    for page in pages[:2]:
        for paragraph in re.split(r"\n\s*\n", page.text[:2000])[:12]:
            lines = [" ".join(line.split()) for line in paragraph.splitlines()]
            whole = " ".join(line for line in lines if line)
            found = whole if len(whole) <= LONGEST / 2 else next(filter(None, lines), "")
            if _may_open(found) and not _says_no_subject(found):
                evidence = Evidence(page.number, lines[0] or found)
                return Proposal(_tidied(found), "first line", 0.4, (evidence,))
    return None


def _may_open(text: str) -> bool:
    return " " in text and len(text) <= LONGEST / 2 and _may_be_title(text) and reads_as_title(text)


def _from_name(file: str) -> Proposal:
    """The file's name made readable: no extension, no date in figures, no version mark."""
    stem = PurePosixPath(file).stem
    words = " ".join(re.sub(r"[_+]|%20|(?<=\w)-(?=\w{4})", " ", _NAME_NOISE.sub(" ", stem)).split()).strip(
        " -."
    )
    title = words or stem
    return Proposal(title[:1].upper() + title[1:], "file name", 0.2)
