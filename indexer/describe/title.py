"""The title: what the file says when that is a title, else what the first page sets largest, else its name.

Programs fill the title of a file with whatever they have: "Microsoft Word - doc1.doc", the title of the
template, the author. So a declared title is believed when it reads like one, and more when the first
pages say it too.
"""

import re
from pathlib import PurePosixPath

from catalogue.record import Evidence, Page
from indexer.describe.prominence import LONGEST, may_be_title, most_prominent, says_no_subject, tidied
from indexer.describe.proposal import Proposal
from indexer.describe.reading import normal
from indexer.extract.extracted import Extracted, Metadata

_EMPTY_TITLE = re.compile(
    r"(sans[ -]?(titre|nom)|untitled|no ?name|titre|title|sujet|document|doc|pr[ée]sentation|presentation"
    r"|diaporama|pr[ée]sentation powerpoint|powerpoint presentation|slide|diapositive|classeur|book"
    r"|workbook|template|mod[èe]le|normal|layout|mise en page|print(ing)?|impression|imprimer|couverture"
    r"|cover|page de garde|page|bookmark|nouveau (document|dossier)[\w ]*|new document|microsoft (word"
    r"|powerpoint|excel|office)[\w ]*|scan|image|img|fax|t[ée]l[ée]copie|courrier|texte|feuil|sheet"
    r"|r[ée]sum[ée]|sommaire)?[\W\d_]*(de )?[\W\d_]*",
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
    r"|version)[ ._-]?\d*(?:[._]\d+)*(?=$|[ _.-])|(?<=[ _.-])(?:d[ée]f(?:initif|initive)?|final[e]?|ok|bd"
    r"|hd|web|copie|copy)(?=$|[ _.-])|\(\d+\)$",
    re.IGNORECASE,
)


def propose_title(extracted: Extracted, file: str) -> Proposal:
    """The best title; always one, since a record without a title cannot be listed."""
    declared = _declared(extracted, file)
    laid_out = most_prominent(extracted)
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


def _first_line(pages: tuple[Page, ...]) -> Proposal | None:
    """The first short paragraph of a text that has no layout, on one line."""
    for page in pages[:2]:
        for paragraph in re.split(r"\n\s*\n", page.text[:2000])[:12]:
            lines = [" ".join(line.split()) for line in paragraph.splitlines()]
            whole = " ".join(line for line in lines if line)
            found = whole if len(whole) <= LONGEST / 2 else next(filter(None, lines), "")
            if _may_open(found) and not says_no_subject(found):
                evidence = Evidence(page.number, lines[0] or found)
                return Proposal(tidied(found), "first line", 0.4, (evidence,))
    return None


def _may_open(text: str) -> bool:
    return " " in text and len(text) <= LONGEST / 2 and may_be_title(text) and reads_as_title(text)


def _from_name(file: str) -> Proposal:
    """The file's name made readable: no extension, no date in figures, no version mark."""
    stem = PurePosixPath(file).stem
    words = " ".join(re.sub(r"[_+]|%20|(?<=\w)-(?=\w{4})", " ", _NAME_NOISE.sub(" ", stem)).split()).strip(
        " -."
    )
    title = words or stem
    return Proposal(title[:1].upper() + title[1:], "file name", 0.2)
