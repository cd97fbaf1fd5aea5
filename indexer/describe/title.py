"""The title: what the file says when that is a title, else what the first page sets largest, else its name.

Programs fill the title of a file with whatever they have: "Microsoft Word - doc1.doc", the title of the
template, the author. So a declared title is believed when it reads like one, and more when the first
pages say it too.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from catalogue.record import Evidence, Method, Page, TextSource
from indexer.describe.blanks import is_left_blank
from indexer.describe.folded_text import fold, normal
from indexer.describe.prominence import (
    LONGEST,
    is_set_apart,
    may_be_title,
    most_prominent,
    says_no_subject,
    tidied,
)
from indexer.describe.proposal import Proposal
from indexer.describe.title_noise import without_noise
from indexer.describe.written_dates import MONTHS, edtf
from indexer.extract.extracted import Extracted, Metadata
from indexer.extract.legibility import is_language

_EMPTY_TITLE = re.compile(
    r"(sans[ -]?(titre|nom)|untitled|no ?name|titre|title|sujet|document|doc|pr[ée]sentation|presentation"
    r"|diaporama|pr[ée]sentation powerpoint|powerpoint presentation|slide|diapositive|classeur|book"
    r"|workbook|template|contract|contrat|(le )?journal|la lettre|dossier|publication|mod[èe]le|normal"
    r"|layout|mise en page|print(ing)?|impression|imprimer|couverture"
    r"|cover|page de garde|page|bookmark|nouveau (document|dossier)[\w ]*|new document|microsoft (word"
    r"|powerpoint|excel|office)[\w ]*|scan|image|img|fax|t[ée]l[ée]copie|courrier|texte|feuil|sheet"
    r"|r[ée]sum[ée]|sommaire|folie|folia|diapositive num[ée]ro|document sans (titre|nom)"
    r"|titre d(u|e la|e l.)? ?(document|page|pr[ée]sentation)|(cliquez|appuyez) .*titre|click to .*title.*"
    r"|klicken sie .*|haga clic .*)?[\W\d_]*(de )?[\W\d_]*",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"^(microsoft )?(word|powerpoint|excel|office)\d* ?[-–:] +", re.IGNORECASE)
_EXTENSION = re.compile(
    r"\.(docx?|dotx?m?|pptx?|xlsx?|od[tspg]|ott|indd?|qx[pd]|pdf|ai|eps|cdr|pub|rtf|txt|tmp|fm|html?"
    r"|jpe?g|tiff?|md)$",
    re.IGNORECASE,
)
#: Where no program sets type, a title is underlined with signs (reStructuredText, Setext, typists).
_UNDERLINED = re.compile(r"^[ \t]*(\S.{3,200})\n[ \t]*={4,}[ \t]*$", re.MULTILINE)
#: Runs that file names carry and titles do not: dates in figures, version marks, identifiers.
_NAME_NOISE = re.compile(
    r"^(?:\d{6,8}|\d{4}-\d\d(?:-\d\d)?)(?=[ _.-])|(?<=[ _.-])(?:v|vf|vd|vdef"
    r"|version)[ ._-]?\d*(?:[._]\d+)*(?=$|[ _.-])|(?<=[ _.-])(?:d[ée]f(?:initif|initive)?|final[e]?|ok|bd"
    r"|hd|web|copie|copy)(?=$|[ _.-])|\(\d+\)$",
    re.IGNORECASE,
)

#: What a title has one of at least, where nothing else tells that it is one: a letterhead reads « E IGN ».
_WORD = re.compile(r"[^\W\d_]{4}")
#: What OCR makes of rules and frames, and the names of columns.
_DRAWN = re.compile(r"\||(?<!\w)_|_(?!\w)")

#: How sure the largest lines of a scan are: 43 titles of 69 were good (`bench/scans.py`).
_OF_SCAN = 0.6
#: Lines of a page that sites add their name to.
OPENING = 3
#: Lines of a scan among which its title is looked for.
_MOST_OPENING = 6
#: A day at the beginning of a file's name, and titles that come again: « 230512_Suivi.pdf ».
_DAY = re.compile(r"(?P<year>(?:20)?[0-3]\d)[-_.]?(?P<month>[01]\d)[-_.]?(?P<day>[0-3]\d)(?!\d)")
_RECURRING = re.compile(
    r"(suivi|comptes? ?-?rendu|cr|reunion|ordre du jour|odj|releve|notes? de version|calendrier|bulletin"
    r"|lettre|appel a commentaires|seance|conseil|comite|groupe de travail|gt|revue)(?!\w)"
)


def propose_title(extracted: Extracted, file: str) -> Proposal:
    """The best title; always one, since a record without a title cannot be listed."""
    return _dated(_best(_without_noise(extracted), file), file)


def _without_noise(extracted: Extracted) -> Extracted:
    """The same with its declared title and its first lines as a librarian writes them down."""
    text = extracted.pages[0].text if extracted.pages else ""
    metadata = replace(extracted.metadata, title=without_noise(extracted.metadata.title, text))
    opening = extracted.lines[:OPENING]
    following = [line.text for line in extracted.lines[1 : OPENING + 1]] + [""]
    lines = (
        replace(line, text=_heading(line.text, after, text))
        for line, after in zip(opening, following, strict=False)
    )
    return replace(extracted, metadata=metadata, lines=(*lines, *extracted.lines[OPENING:]))


def _heading(line: str, after: str, text: str) -> str:
    """A line without noise; one that the next goes on is not completed, or the title would say that twice."""
    cleaned = without_noise(line, text)
    added = normal(cleaned).removeprefix(normal(line).rstrip()).split()
    return without_noise(line, "") if added and added[:1] == normal(after).split()[:1] else cleaned


def _best(extracted: Extracted, file: str) -> Proposal:
    declared = _declared(extracted, file)
    if declared and extracted.metadata.by_hand:
        return declared
    laid_out = _of_scan(most_prominent(extracted), extracted.pages)
    if declared and laid_out and laid_out.method == Method.FIRST_LINE and not _alike(declared, laid_out):
        laid_out = None  # where all is of one size the first line is a guess
    if declared and (declared.evidence or not laid_out) and not _is_part(declared, laid_out):
        return declared if declared.evidence else _told_apart(declared, file)
    if laid_out and _is_empty(laid_out.value):
        return _first_line(extracted.pages) or laid_out
    return laid_out or _first_line(extracted.pages) or _from_name(file)


def _of_scan(laid_out: Proposal | None, pages: tuple[Page, ...]) -> Proposal | None:
    """The same, less sure where letters and sizes are what Tesseract made of a picture."""
    if laid_out is None or laid_out.method is not Method.LAYOUT:
        return laid_out
    seen = {page.number for page in pages if page.source is TextSource.OCR}
    is_seen = any(each.page in seen for each in laid_out.evidence)
    return replace(laid_out, confidence=min(laid_out.confidence, _OF_SCAN)) if is_seen else laid_out


def _declared(extracted: Extracted, file: str) -> Proposal | None:
    title = " ".join(_PROGRAM.sub("", extracted.metadata.title).split())
    if (
        not reads_as_title(title)
        or not may_be_title(title)
        or _names_something_else(title, extracted.metadata, file)
    ):
        return None
    found = _where(title, extracted.pages[:3])
    sure = 0.9 if found or extracted.metadata.by_hand else 0.5
    return Proposal(title, Method.METADATA, sure, found)


def _alike(declared: Proposal, laid_out: Proposal) -> bool:
    """Whether two titles share half of their words: the printed one is the file's, not its template's."""
    one, other = (set(normal(each.value).split()) for each in (declared, laid_out))
    return 2 * len(one & other) >= min(len(one), len(other))


def _dated(title: Proposal, file: str) -> Proposal:
    """What comes again and again, with the day its file is named by: « Suivi, 12 mai 2023 »."""
    day = _DAY.match(PurePosixPath(file).name)
    if not day or not _RECURRING.match(fold(title.value)) or re.search(r"\d{2}", title.value):
        return title
    year, month, date = int(day["year"][-2:]) + 2000, int(day["month"]), int(day["day"])
    if not edtf(year, month, date):
        return title
    return replace(title, value=f"{title.value}, {date if date > 1 else '1er'} {MONTHS[month - 1]} {year}")


def _told_apart(declared: Proposal, file: str) -> Proposal:
    """A title that no page says, with what the file's name adds: templates give many files one title."""
    named = _from_name(file).value
    if _is_of_another(declared.value, named):
        return Proposal(named, Method.FILE_NAME, 0.2)
    said, added = set(normal(declared.value).split()), [word for word in named.split() if len(word) > 1]
    new = [word for word in added if normal(word).strip() not in said]
    if " " not in named or len(new) < 2 or len(new) < len(added) / 2 or not reads_as_title(named):
        return declared
    return Proposal(f"{declared.value} – {named}", declared.method, declared.confidence)


def _is_of_another(declared: str, named: str) -> bool:
    """Whether half of the words are the same, and the acronyms that tell which are not (PLU, SCOT)."""
    one, other = (set(re.findall(r"(?<!\w)[A-ZÀ-Ý]{3,}(?!\w)", text)) for text in (declared, named))
    if one & other or not one or not other or " " not in named:
        return False
    words, others = (set(normal(text).split()) for text in (declared, named))
    return 2 * len(words & others) >= len(others)


def _is_part(declared: Proposal, laid_out: Proposal | None) -> bool:
    """Whether the page goes on where the file stops: « Copropriétés » for « Sauver une copropriété : … »."""
    if laid_out is None or len(laid_out.value) > LONGEST / 2:
        return False
    short, whole = set(normal(declared.value).split()), set(normal(laid_out.value).split())
    return short < whole


def reads_as_title(text: str) -> bool:
    """Whether a person could have written this as a title, rather than a program or a file system."""
    if not 4 <= len(text) <= LONGEST or _is_empty(text) or _EXTENSION.search(text):
        return False
    letters = sum(map(str.isalpha, text))
    if letters < 4 or letters < len(text) / 2 or _reads_as_name(text):
        return False
    return not is_set_apart(text) and is_language(text)


def _is_empty(title: str) -> bool:
    """Whether it is what a program or a template puts where no title was written."""
    return bool(_EMPTY_TITLE.fullmatch(title)) or is_left_blank(title)


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
    """The first underlined line of a text that has no layout, else its first short paragraph on one line."""
    for page in pages[:2]:
        head = page.text[:2000]
        scanned = _first_lines(head) if page.source is TextSource.OCR else ()
        for written, found in (*_underlined(head), *_opening(head), *scanned):
            if _may_open(found) and not says_no_subject(found):
                return Proposal(tidied(found), Method.FIRST_LINE, 0.4, (Evidence(page.number, written),))
    return None


def _underlined(text: str) -> Iterator[tuple[str, str]]:
    """Lines that a row of signs underlines, twice: as written, and as a title."""
    for found in _UNDERLINED.finditer(text):
        line = " ".join(found[1].split())
        yield line, line


def _opening(text: str) -> Iterator[tuple[str, str]]:
    """First line of each of the first paragraphs, and what of the paragraph may be a title."""
    for paragraph in re.split(r"\n\s*\n", text)[:12]:
        lines = [line for line in (" ".join(line.split()) for line in paragraph.splitlines()) if line]
        whole = " ".join(lines)
        if lines:
            yield lines[0], whole if len(whole) <= LONGEST / 2 else lines[0]


def _first_lines(text: str) -> Iterator[tuple[str, str]]:
    """Lines below a letterhead, which OCR gives as one paragraph with it."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return ((line, line) for line in lines[:_MOST_OPENING] if not line.endswith((".", ",", ";", "-")))


def _may_open(text: str) -> bool:
    fits = " " in text and len(text) <= LONGEST / 2 and bool(_WORD.search(text))
    return fits and not _DRAWN.search(text) and may_be_title(text) and reads_as_title(text)


def _from_name(file: str) -> Proposal:
    """The file's name made readable: no extension, no date in figures, no version mark."""
    stem = PurePosixPath(file).stem
    words = " ".join(re.sub(r"[_+]|%20|(?<=\w)-(?=\w{4})", " ", _NAME_NOISE.sub(" ", stem)).split()).strip(
        " -."
    )
    title = words or stem
    return Proposal(title[:1].upper() + title[1:], Method.FILE_NAME, 0.2)
