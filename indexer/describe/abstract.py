"""The abstract: the document's own, else its metadata's, else its first telling sentences.

A library shows where an abstract comes from: the method is `heading` when the document calls it a summary,
`metadata` when its file describes it, `extract` when these are merely its first sentences.
"""

import re

from catalogue.record import Evidence, Method, Page
from indexer.describe.folded_text import fold
from indexer.describe.proposal import Proposal
from indexer.extract.extracted import Extracted

LONGEST = 900
SHORTEST = 60
#: Characters of a page that are looked at.
REACH = 20_000
_HEADING = re.compile(
    r"^[ \t]*(?:\d{1,2}[.)]? )?(?:r[ée]sum[ée](?: de l['’]\w+| du \w+| ex[ée]cutif| analytique)?"
    r"|synth[èe]se|abstract|summary|l['’]essentiel|en (?:bref|r[ée]sum[ée]|quelques mots)"
    r"|avant-propos r[ée]sum[ée])[ \t]*(?::[ \t]*|\n|(?=(?-i:Le|La|Les|L['’]|Ce|Cette|Un|Une)(?!\w)))",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE_END = re.compile(r"(?<=[a-zà-ÿ\d»\")][.!?…])\s+(?=[«\"A-ZÀ-Ý\d•-]|$)")
#: Lines of a table of contents, addresses, legal notices: no sentence of an abstract.
_NOISE = re.compile(
    r"\.{4,}|www\.|https?:|@|(?:t[ée]l|fax)\.? ?:|issn|isbn|©|cedex|siret|tous droits", re.IGNORECASE
)
#: Folded letters of which each such line has some; « ı » stands for an i where case does not count.
_NOISE_LETTERS = (
    *("....", "www.", "http", "@", "tel", "fax", "issn", "isbn", "©", "cedex", "siret", "tous droits"),
    "ı",
)
#: What stands between the cells of a row.
_CELLS = " | "
#: A line so much shorter than the longest of its paragraph may be a heading; not one that begins a sentence.
_HEADING_SHARE = 0.7
_DETERMINER = re.compile(r"(?:Les?|La|L['’]|Une?|Des|Ces?|Cette|Cet|Nous|Il|Elle|On)(?!\w)")
#: What stands alone between spaces in no sentence: signs but those of French punctuation, letters that are no
#: word, what a scan joins by a rule. Several, and some share of the words, are bullets and frames.
_ODD = re.compile(r"(?<!\S)(?:[^\w\s«»:;!?–—&/+%€°\"'’().,…-]+|[b-xzB-XZ]|\S*_\S*)(?!\S)")
_FEWEST_ODD, _MUCH_ODD = 3, 0.03
#: Pictographs that pages of the web set before their headings.
_PICTOGRAPHS = re.compile(r"^[^\w«“\"(\[•-]+")


def propose_abstract(extracted: Extracted) -> Proposal | None:
    """An abstract of at most LONGEST characters; None for a document without sentences."""
    return _under_heading(extracted.pages) or _declared(extracted) or _first_sentences(extracted.pages)


def _under_heading(pages: tuple[Page, ...]) -> Proposal | None:
    for page in (*pages[:6], *pages[-2:]):
        for heading in _HEADING.finditer(page.text, 0, REACH):
            text = page.text[heading.end() : heading.end() + 3 * LONGEST].lstrip()
            paragraph = _shortened(_prose(re.split(r"\n\s*\n", text)[0]))
            if len(paragraph) >= 2 * SHORTEST and not _is_noise(paragraph) and len(_sentences(paragraph)) > 1:
                return Proposal(paragraph, Method.HEADING, 0.85, (Evidence(page.number, paragraph[:240]),))
    return None


def _declared(extracted: Extracted) -> Proposal | None:
    subject = " ".join(extracted.metadata.subject.split())
    real = len(subject) >= SHORTEST and subject.count(" ") >= 8 and not _is_noise(subject)
    return Proposal(_shortened(subject), Method.METADATA, 0.6) if real else None


def _first_sentences(pages: tuple[Page, ...]) -> Proposal | None:
    """The first paragraph of at least two real sentences, else the first real sentence."""
    fallback: Proposal | None = None
    for page in pages[:6]:
        for paragraph in re.split(r"\n\s*\n", page.text[:REACH]):
            sentences = [each for each in _sentences(_prose(paragraph)) if _tells(each)]
            if not sentences:
                continue
            chosen = _shortened(" ".join(sentences[:4]))
            proposal = Proposal(chosen, Method.EXTRACT, 0.4, (Evidence(page.number, sentences[0][:240]),))
            if len(sentences) > 1:
                return proposal
            fallback = fallback or proposal
    return fallback


def _sentences(text: str) -> list[str]:
    return [each.strip() for each in _SENTENCE_END.split(text) if each.strip()]


def _tells(sentence: str) -> bool:
    """Whether a piece of text is a sentence that says something, not a line of an address or of a table."""
    if not SHORTEST <= len(sentence) <= LONGEST or sentence[-1] not in ".!?…»":
        return False
    words = sentence.split()
    lower = sum(word[:1].islower() for word in words)
    is_prose = lower >= 0.6 * len(words) and _CELLS not in sentence
    return is_prose and not _is_noise(sentence) and not _is_broken(sentence)


def _is_broken(sentence: str) -> bool:
    odd = len(_ODD.findall(sentence))
    return odd >= _FEWEST_ODD and odd > _MUCH_ODD * len(sentence.split())


def _is_noise(text: str) -> bool:
    folded = fold(text)
    return any(each in folded for each in _NOISE_LETTERS) and _NOISE.search(text) is not None


def _prose(paragraph: str) -> str:
    """A paragraph in one line, without the headings that open it: they say what the title says already."""
    lines = [" ".join(line.split()) for line in paragraph.splitlines() if line.strip()]
    while len(lines) > 1 and _heads(lines[0], lines[1:]):
        lines = lines[1:]
    return _PICTOGRAPHS.sub("", " ".join(lines))


def _heads(line: str, others: list[str]) -> bool:
    """Whether a line is short, ends in no sign, begins no sentence and the next one does."""
    begins = others[0].lstrip('«“"( ')[:1]
    short = len(line) <= _HEADING_SHARE * max(map(len, others)) and not _DETERMINER.match(line)
    return short and line[-1:] not in ".,;…-" and (begins.isupper() or begins.isdigit())


def _shortened(text: str) -> str:
    """Whole sentences up to LONGEST; a sentence longer than that is cut between words."""
    if len(text) <= LONGEST:
        return text
    kept = ""
    for sentence in _sentences(text):
        if len(kept) + len(sentence) > LONGEST:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or text[: text.rfind(" ", 0, LONGEST - 1)] + "…"
