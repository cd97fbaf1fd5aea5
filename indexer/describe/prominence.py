"""The title a page sets largest: a run of lines of one size, unless it names no subject.

A cover sets other things large too: the body that signs, the number of a part, the names of those present.
Such a run gives way to the next one, or to what a letter says it is about (« Objet : … »).
"""

import re

from catalogue.record import Evidence, Method, Page
from indexer.describe.blanks import is_left_blank
from indexer.describe.bodies import is_body
from indexer.describe.ending import Ending
from indexer.describe.folded_text import normal
from indexer.describe.persons import PERSON
from indexer.describe.proposal import Proposal
from indexer.describe.written_dates import dates_in
from indexer.extract.extracted import Extracted, Line
from indexer.extract.flow import CELL_SEPARATOR

#: Longer texts are paragraphs, not titles.
LONGEST, MOST_WORDS = 250, 38
#: Words of a sentence, and names in a list of persons, from which a run of lines is no title.
SENTENCE, PERSONS = 15, 3
#: By how much what minutes say of themselves stands out before what was discussed.
MINUTES = 1.4
#: Lines of a page without sizes among which its title is looked for.
FIRST = 6
#: Lines of a cover that are set large and say nothing of the subject.
_NOT_A_TITLE = re.compile(
    r"(page|p\.) ?\d+|www\.|https?:|@|\.{4,}"
    r"|^(sommaire|table des mati[èe]res|(table of )?contents|introduction|contexte"
    r"|pr[ée]ambule|[ée]dito(rial)?|avant-propos|r[ée]sum[ée]|abstract|accueil|menu|home|empty|transcription)$"
    # What goes with a letter, and the initials of who wrote and typed it.
    r"|^(p\.? ?j\.?|pi[èe]ces? jointes?|r[ée]f(\.|[ée]rences?)?|n/?r[ée]f|v/?r[ée]f) ?\.? ?:"
    r"|^[A-Z]{1,4}(/[A-Za-z]{1,4})+$"
    # The mark of the State, in which a scan finds other words; the signs of a drawing.
    r"|(?<!la )(?-i:R[ÉE]PUBLI[QO0]UE)(?!\w).{,30}(?-i:FRAN[ÇC]AISE)"
    r"|^(r[ée]publique|fran[çc]aise|libert[ée]|[ée]galit[ée]|fraternit[ée])$"
    r"|libert[ée]\W+[ée]galit[ée]\W+fraternit[ée]|\\|—{2,}"
    # An address or telephone, the stamp of a prefecture, a site's answer, a year and the name of a site.
    r"|(?<!\w)(BP|CS) ?\d{2,6}(?!\d)|(?<!\w)t[ée]l(\.|[ée]phone)? ?:? ?\+?\d\d"
    r"|(envoy[ée]|re[çc]u) en pr[ée]fecture|aucun r[ée]sultat|^[\W\d_]*[\w-]+(\.[\w-]+)+$"
    # What stands in place of a picture, and the labels of a form.
    r"|^logo(types?|s)?(?!\w)|^(intitul[ée]|titre) d(e l['’]|u |e la )[ée]?\w+$",
    re.IGNORECASE,
)

#: A numbered part of a document: « 1 - Planification », « II. Résultats ».
_PART = re.compile(
    r"(\d+(\.\d+)*|[IVX]+)\s?[-–.)]+\s*\D|(partie|chapitre|annexe|titre) [\dIVX]", re.IGNORECASE
)
#: What a document is or where it stands, not what it is about: « DOCUMENT DE TRAVAIL », « Rapporteurs : … ».
_LABEL = re.compile(
    r"(document de travail|(document |version )?(projet|provisoire|finale?|d[ée]finitive)|brouillon"
    r"|confidentiel|(document|diffusion) (interne|restreinte?)|comptes? rendus?|compte-rendu|note"
    r"|(extrait du )?registre des d[ée]lib[ée]rations( du conseil \w+)?"
    r"|fiche (d.exp[ée]rience|analytique|technique|projet)|version \S*\d\S*|ordre du jour)"
    r"( ?\([^)]*\)| ?[-–] ?v?\d\S*)?"
    r"|(rapporteure?s?|porteure?s?( d\w+ \w+)?( \w+)?|participante?s?|pr[ée]sente?s?|r[ée]dacteure?s?) ?:.*",
    re.IGNORECASE,
)
#: A place before a date, as letters are dated: « Toulon (Var), 22 juin 2022 ».
_DATED_PLACE = re.compile(r"[A-ZÀ-Ý][\w’' -]{1,40}(\([^)]*\))? ?, ?(le )?")
_WORDS = re.compile(r"[^\W\d_]+")
#: French and English words of one letter, with what apostrophes leave.
_WORDS_OF_ONE_LETTER = frozenset("àaâôoyildsncjmt")
#: Letters that stand apart, small ones among them, or many: an acronym may be spaced.
_LETTERS_APART = re.compile(r"(?<!\w)(?:[^\W\d_] ){3,}[^\W\d_](?!\w)")
_SPACED_ACRONYM = 5
#: So many letters by themselves that are no words, and such a share of all words, stand in no title.
_FEWEST_ALONE, _MUCH_ALONE = 3, 0.25
#: Minutes say in one run what they are and when people met, and set what was discussed as large or larger.
_MINUTES = re.compile(
    r"(compte[- ]rendu|proc[eè]s[- ]verbal|relev[eé] de (d[eé]cisions"
    r"|conclusions))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:\d+|[IVX]+)\s?[-–.)/]\s*\D")
#: Signs of a list, of the cells of a form, and of a row of a table, each value after its heading.
_LISTED = re.compile(r"[•◦▪■●]|\|[^|]*\||\w : [^|]+ \| ")
#: A line that cannot be the last of a title.
_GOES_ON = Ending(
    r"(?<!\w)(?:[aà]|d[eu]s?|d'une?|d’une?|la|les?|l['’]|et|ou|sur|pour|par|en|dans|aux?|une?|avec"
    r"|entre)$",
    re.IGNORECASE,
)
#: Where in a film words are said.
_TIME = re.compile(r"^\[(?:\d+:)?\d\d:\d\d\] ")
#: What a letter, an act or a form says it is about, on a line of its own.
_OBJECT = re.compile(
    r"^[ \t]*(?:objet|titre|intitul[ée](?: de l['’][ée]tude| du projet| de l['’]action)?)[ \t]?:[ \t]*"
    r"(\S.{10,200})$",
    re.IGNORECASE | re.MULTILINE,
)


def most_prominent(extracted: Extracted) -> Proposal | None:
    """The most prominent run of lines of the first page that has any, unless it is no subject."""
    first = min((line.page for line in extracted.lines), default=1)
    if _is_flat([line for line in extracted.lines if line.page == first]):
        return _stated_object(extracted.pages) or _opening(
            [each for each in extracted.lines if each.page == first]
        )
    groups = _groups([line for line in extracted.lines if line.page == first])
    candidates = [group for group in groups if may_be_title(_joined(group))]
    best = max(candidates, key=_prominence, default=None)
    stated = _stated_object(extracted.pages)
    if best is None or says_no_subject(_joined(best)):
        return stated or (_proposal(best, first) if best else None)
    if stated and _stands_below(best, stated, extracted.pages):
        return stated
    return _proposal(_completed(best, groups), first)


def _stands_below(best: list[Line], stated: Proposal, pages: tuple[Page, ...]) -> bool:
    """Whether a run comes after what the text says it is about: then it heads a part of it."""
    text = next((page.text for page in pages if page.number == stated.evidence[0].page), "")
    return best[0].text.strip() in text[text.find(stated.evidence[0].quote) :]


def _is_flat(lines: list[Line]) -> bool:
    """Whether all is set in one size, so that only the order of lines tells the title."""
    sizes = [line.size for line in lines]
    return len(lines) > 1 and max(sizes) <= 1.04 * min(sizes)


def _opening(lines: list[Line]) -> Proposal | None:
    """The first line that may be a title, with what goes on in small letters, not the next paragraph."""
    for place, line in enumerate(lines[:FIRST]):
        run = [line]
        for following in lines[place + 1 : place + 3]:
            if not following.text[:1].islower() or run[-1].text.rstrip().endswith((".", "!", "?")):
                break
            run.append(following)
        text = _joined(run)
        if may_be_title(text) and " " in text and not says_no_subject(text) and not _is_sentence(text):
            return Proposal(tidied(text), Method.FIRST_LINE, 0.5, (Evidence(line.page, text),))
    return None


def _is_sentence(text: str) -> bool:
    """Several sentences, one that ends like one, or what a letter begins with."""
    several = bool(re.search(r"[a-zà-ÿ»)]{2}[.!?] +[A-ZÀ-Ý]", text))
    return several or bool(
        re.search(r"[a-zà-ÿ]\.$|^(Madame|Monsieur|Mesdames|Messieurs|Bonjour|Cher)\b", text)
    )


def _proposal(lines: list[Line], page: int) -> Proposal:
    title = tidied(_joined(lines))
    return Proposal(title, Method.LAYOUT, 0.8 if " " in title else 0.6, (Evidence(page, _joined(lines)),))


def _prominence(group: list[Line]) -> float:
    """Size of a run; halved for a body or a numbered part, which are no subject, more for dated minutes."""
    text = _joined(group)
    if _MINUTES.search(text) and any(dates_in(text)):
        return group[0].size * MINUTES
    return group[0].size * (0.5 if says_no_subject(text) else 1.0)


def says_no_subject(text: str) -> bool:
    """A numbered part, a label, a sentence, a body, a date, a list of persons."""
    a_sentence = text.endswith(".") and len(text.split()) > SENTENCE
    persons = not text.isupper() and len(PERSON.findall(text)) >= PERSONS
    return (
        bool(_PART.match(text))
        or text.endswith(":")
        or a_sentence
        or persons
        or bool(_LABEL.fullmatch(text))
        or bool(_LISTED.search(text))
        or any(text.count(opens) != text.count(closes) for opens, closes in ("«»", "()", "[]"))
        or _is_body_alone(text)
        or _is_date(text)
    )


def _is_body_alone(text: str) -> bool:
    """A body, and not what one of its documents is: « Conseil local de sécurité : séance plénière »."""
    _, colon, rest = text.partition(" : ")
    return is_body(text) and not (colon and len(rest.split()) > 1 and not is_body(rest))


def _is_date(text: str) -> bool:
    """A date, alone or after the place where it was written."""
    return any(
        found.end - found.start >= len(text) - 4
        or (found.end == len(text) and bool(_DATED_PLACE.fullmatch(text[: found.start])))
        for found in dates_in(text)
    )


def _stated_object(pages: tuple[Page, ...]) -> Proposal | None:
    """What a letter or an act says it is about: « Objet : … »."""
    for page in pages[:2]:
        found = _OBJECT.search(page.text[:4000])
        if found and may_be_title(found[1]):
            title = " ".join(found[1].split()).rstrip(" .;")
            return Proposal(
                title[:1].upper() + title[1:], Method.STATED, 0.75, (Evidence(page.number, found[0].strip()),)
            )
    return None


def tidied(title: str) -> str:
    """Without the signs, brackets and pictographs around it."""
    title = _TIME.sub("", title) or title
    wrapped = title[1:-1] if title.startswith("[") and title.endswith("]") else title
    return re.sub(r"^[^\w«“\"(]+|[^\w»”\".!?…)\]%+²]+$", "", wrapped) or title


def _groups(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines set in nearly one size."""
    groups: list[list[Line]] = []
    for line in lines:
        before = groups[-1][-1] if groups else None
        alike = before is not None and abs(before.size - line.size) <= 0.04 * line.size
        goes_on = before is not None and _GOES_ON.ends(before.text.rstrip())
        if line.text.rstrip().endswith(":") and len(line.text.split()) < 4 and not (alike and goes_on):
            groups.append([line])  # « Participants : » belongs to what follows it
        elif before and _NUMBERED.match(line.text) and _MINUTES.search(before.text):
            groups.append([line])
        elif before and alike and (not before.text.rstrip().endswith(":") or len(groups[-1]) > 1):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def may_be_title(text: str) -> bool:
    """Whether the length and the signs of a text are those of a title."""
    fits = 4 <= len(text) <= LONGEST and len(text.split()) <= MOST_WORDS
    named = re.search(r"[^\W\d_]{4}|\b[A-ZÀ-Ý]{3}", text)
    if not fits or not named or is_set_apart(text) or is_left_blank(text.strip("[]")):
        return False
    return sum(map(str.isalpha, text)) >= 4 and not _NOT_A_TITLE.search(text)


def is_set_apart(text: str) -> bool:
    """Whether letters stand apart, as where each is drawn by itself: « S aint-S a u v e ur »."""
    for run in _LETTERS_APART.findall(text):
        if not run.isupper() or len(run.split()) > _SPACED_ACRONYM:
            return True
    words = _WORDS.findall(text)
    odd = [each for each in words if len(each) == 1 and each.casefold() not in _WORDS_OF_ONE_LETTER]
    return len(odd) >= _FEWEST_ALONE and len(odd) > len(words) * _MUCH_ALONE


def _completed(best: list[Line], groups: list[list[Line]]) -> list[Line]:
    """A title of one word (`RAPPORT`) with the smaller lines below that finish it (`d'activité 2007`)."""
    place = groups.index(best)
    following = groups[place + 1] if place + 1 < len(groups) else []
    if len(_joined(best).split()) > 2 or not following or following[0].size < 0.5 * best[0].size:
        return best
    rest, whole = _joined(following), _joined(best + following)
    a_sentence = rest.endswith(".") or len(rest.split()) > 12 or CELL_SEPARATOR in rest
    fits = len(whole) <= LONGEST / 2 and not _NOT_A_TITLE.search(whole)
    if a_sentence or not fits:
        return best
    # « Recommandations », then « Recommandations transversales ».
    return following if normal(rest).startswith(normal(_joined(best))) else best + following


def _in_order(lines: list[Line]) -> list[Line]:
    """Lines as one reads them: what goes on in small letters after what begins with a capital."""
    if len(lines) == 2 and lines[0].text[:1].islower() and lines[1].text[:1].isupper():
        return [lines[1], lines[0]]
    return lines


def _joined(lines: list[Line]) -> str:
    """One line; a word divided at the end of a line is put together again."""
    text = " ".join(" ".join(line.text.split()) for line in _in_order(lines))
    return re.sub(r"(?<=[a-zà-ÿ])[\u2010\u00ad] ", "", text).strip()
