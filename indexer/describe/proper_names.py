"""Names that stand in a text: bodies, acronyms and persons, each from where it begins to where it ends.

A body's name begins with its kind (« agence », « direction régionale ») and goes on as French names do: over
adjectives, and over what « de », « pour » or a capital adds; it ends at a sign, a verb or another link. An
acronym is known by its capitals, a person by the shape of a forename and a name. What a name does in the
text is not looked at here.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import StrEnum

from indexer.describe.bodies import KINDS, is_body
from indexer.describe.folded_text import fold
from indexer.describe.known_bodies import known_bodies_in
from indexer.describe.name_ends import ends_before, without_office
from indexer.describe.papers import papers_in
from indexer.describe.persons import PERSON, given_names, has_given_name, is_person
from indexer.describe.wordings import Wording

#: Words of the longest body's name, and characters it may take.
LONGEST, REACH = 14, 130


class Kind(StrEnum):
    """What a name is the name of, by its shape."""

    BODY = "body"
    ACRONYM = "acronym"
    PERSON = "person"
    PROPER = "proper name"


@dataclass(frozen=True, slots=True)
class Name:
    """One name where it stands."""

    text: str
    kind: Kind
    start: int
    end: int


_TOKEN = re.compile(r"[^\W_]+(?:(?:[-•&]|-\s(?=[A-ZÀ-Ý]))[^\W_]+)*|['’]|\s*\n\s*|[^\w\s]")
#: Words that lead on to the next part of a name.
_LINKS = frozenset(("de", "du", "des", "d", "la", "le", "les", "l", "pour", "of", "the", "and", "for"))
#: Links that go on only where such names have them: « délégation à la ville », « ministère … et de … ».
_TO = frozenset(("a", "au", "aux"))
_TAKES_TO = re.compile(r"(delegation|commissariat|secretariat|inspection|mission|maison)")
_AND_OF = re.compile(r"\s+et\s+(?:de\s|du\s|des\s|d['’])")
_ADJECTIVE = re.compile(
    r"\w{2,}(able|al|ale|ales|aux|el|elle|els|elles|ique|iques|if|ive|aire|aires|ien|ienne|aine|ain"
    r"|citoyen|uni|unie|ine|oise?|aise?"
    r"|public|publique|regionaux|general|generale)"
)
_ACRONYM = re.compile(
    r"(?<![\w.•&-])(?:[A-ZÀ-Ý]{3,9}|[A-ZÀ-Ý]{2,}[•.&-][A-ZÀ-Ý]{2,}|[A-ZÀ-Ý]{2,}[a-z][\w-]*"
    r"|[A-ZÀ-Ý][a-zà-ÿé]+[A-ZÀ-Ý][\w-]*)(?:[  ]?(?:\d{2}|2[AB]|97\d)(?!\d))?(?![\w•&-])(?:[  ](?!Le |La "
    r"|Les )[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)*)?"
)
_AND_OF_COMMA = re.compile(
    r",\s+(?:de\s|du\s|des\s|d['’])[^,.;:\n]{3,60}(?:,[^,.;:\n]{3,60})?\set\s(?:de|du|d)"
)
#: « contrat de ville de Tours » names no town's council.
_NO_TOWN = re.compile(
    r"(contrats?|politiques?|projets?|ateliers?|zones?|cœurs?|centres?|ministres?|ministeres?)[- ](de "
    r"|de la |sante )?villes?$"
)
#: What stands before a person's name as one of its words would.
_TITLE = re.compile(
    r"(?:M|MM|Mme|Dr|Pr|[ÉE]tude|Rapport|M[ée]moire|Th[èe]se|Reportage|Texte|Article)\.? "
    r"|[A-ZÀ-Ý][a-zà-ÿ]+ (?:de |d['’])(?=[A-ZÀ-Ý])"
)
_INFINITIVE = re.compile(r"\w{2,}[^iy](er|ir)$")
_BRACKETED = re.compile(
    r"(?<!\w)(?P<name>[A-ZÀ-Ý][\w'’-]*(?: (?:(?:et|de|du|des|la|le|les|pour|en) "
    r"|[dl]['’])*[A-ZÀ-Ý][\w'’-]*){0,7})"
    r" \((?P<acronym>[A-ZÀ-Ý][\w-]{1,9})\)"
)
#: What tells soon that there is none of it: brackets that begin with a capital.
_BRACKETS = re.compile(r" \([A-ZÀ-Ý][\w-]{1,9}\)")
_ENDS_IN_KIND = Wording(
    r"(?<!\w)[A-ZÀ-Ý][a-zà-ÿ]+(?:[ -][A-ZÀ-Ý][a-zà-ÿ]+){0,3} (?:[Mm]étropole|Agglomération|Agglo"
    r"|Habitat)(?!\w)"
)
_REGION = re.compile(r" [A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)*(?=\W*(?:$|[–—\n.,;]|- ))")
#: What parts a running head: « PROFIL SANTÉ – ORS Bretagne ».
_DASH = re.compile(r" [–—|] ")
#: « Services de l'État dans l'Yonne ».
_STATE = re.compile(r"services de l['’]etat")
_IN_DEPARTEMENT = re.compile(
    r" (?:dans|en|à) (?:l['’]|la |le |les )?[A-ZÀ-Ý][\w-]+(?: (?:de|et) [A-ZÀ-Ý][\w-]+)?"
)
#: « la communauté de communes « Les Sorgues du Comtat » ».
_QUOTED = re.compile(r"\s+[«“\"]\s*[A-ZÀ-Ý][^«»“”\"\n]{2,50}[»”\"]")
#: « Seine-Saint-⏎Denis »: a name with hyphens that a line ends in.
_BROKEN = re.compile(r"(?<=\w)-\s+(?=[A-ZÀ-Ý])")
_QUOTES = re.compile(r"\s*[«»“”\"]\s*")
#: « Florence Gould Foundation », « Jean Monnet Habitat »: named after a person.
_INSTITUTION = re.compile(
    r" (?:renouvellement|foundation|fondation|institute?|university|habitat|metropole|agglomeration"
    r"|editions?)(?!\w)"
)
#: « le bureau Plein Sens »: the firm is called by what follows.
_CALLED = re.compile(r"(?:bureau|cabinet|bureau d['’][ée]tudes) (?=[A-ZÀ-Ý][\w’'-]+ [A-ZÀ-Ý])")
#: Two persons with nothing between them: « Mathilde Catalan Julie Pallard ».
_TWO = re.compile(r"(\S+ \S+) (\S+ \S+)")
_CAPITAL = r"[A-ZÀ-Ý]{3,}(?:-[A-ZÀ-Ý]{2,})* [A-ZÀ-Ý]{3,}(?:[-’'][A-ZÀ-Ý]+)*"
_CAPITAL_NAME = re.compile(_CAPITAL)
_CAPITAL_NAMES = re.compile(rf"^[ \t]*{_CAPITAL}(?:(?:, ?| et | & ){_CAPITAL})*[ \t]*\d?$", re.MULTILINE)
_ROMAN = re.compile(r"[IVXLCDM]+")
#: « M. Pascal Roy » is no M. of a name.
_INITIALS = re.compile(
    r"(?<![\w.])(?!M\. ?[A-ZÀ-Ý][\w-]+ [A-ZÀ-Ý])"
    r"(?:[A-ZÀ-Ý]\.(?:-?[A-ZÀ-Ý]\.)* ?(?:[A-ZÀ-Ý]{3,}|[A-ZÀ-Ý][a-zà-ÿ-]{2,})"
    r"|[A-ZÀ-Ý]{3,} [A-ZÀ-Ý]\.)(?!\w)"
)
#: « Carpenter, Juliet »: the name first, as catalogues write it.
_FORENAME_LAST = r", ([A-ZÀ-Ý][a-zà-ÿ]+)(?= [–—-] |\.|;|\n|$)"
_REVERSED = re.compile(r"(?<!\w)([A-ZÀ-Ý](?:[a-zà-ÿ]+|[A-ZÀ-Ý]+))" + _FORENAME_LAST)
#: What it ends in, found far sooner.
_LAST = re.compile(_FORENAME_LAST)


def names_in(text: str, subjects: Set[str] = frozenset()) -> Iterator[Name]:
    """Every name; `subjects` are acronyms of what documents speak of, no bodies."""
    known = [_with_region(text, body.name, *span) for body, *span in known_bodies_in(text)]
    known += [Name(text[start:end], Kind.BODY, start, end) for start, end in papers_in(text)]
    yield from known
    taken = [(each.start, each.end) for each in known]
    bodies = [
        each
        for each in (*_bodies(text), *_expanded(text), *_ending_in_kind(text))
        if not _inside((each.start, each.end), taken)
    ]
    yield from bodies
    taken += [(each.start, each.end) for each in bodies]
    for found in _ACRONYM.finditer(text):
        name = found[0]
        if name.split(" ")[0] in subjects or _ROMAN.fullmatch(name) or _inside(found.span(), taken):
            continue
        if not _in_capitals(text, found.start()):
            yield Name(name, Kind.ACRONYM, *found.span())
    yield from _persons(text, taken)


def _with_region(text: str, name: str, start: int, end: int) -> Name:
    """A known body, and which branch of it: « ORIV Alsace »."""
    region = _REGION.match(text, end) if text[start:end].isupper() else None
    return Name(name + (region[0] if region else ""), Kind.BODY, start, region.end() if region else end)


def _inside(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] < end for start, end in taken)


def _in_capitals(text: str, position: int) -> bool:
    """Whether the piece around is in capitals, or all around a short one, so that these tell nothing."""
    before, after = text[max(0, position - 25) : position], text[position : position + 40]
    around = _DASH.split(before)[-1] + _DASH.split(after)[0]
    if len(around.split()) < 3:
        around = before + after
    letters = [letter for letter in around if letter.isalpha()]
    return sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _bodies(text: str) -> Iterator[Name]:
    last = 0
    for found in KINDS.finditer(fold(text)):
        if found.start() < last or _NO_TOWN.search(fold(text[: found.end()][-40:])):
            continue
        end = _end_of_body(text, found.start(), found.end())
        if quoted := _QUOTED.match(text, end):
            end = quoted.end()
        if _STATE.fullmatch(fold(text[found.start() : end])) and (where := _IN_DEPARTEMENT.match(text, end)):
            end = where.end()
        start = found.start()
        if named := _CALLED.match(text, start):
            start = named.end()
            if _ACRONYM.fullmatch(text[start:end]) or " " in text[start:end]:
                yield Name(text[start:end], Kind.BODY, start, end)
                last = end
                continue
        name = _BROKEN.sub("-", _QUOTES.sub(" ", text[found.start() : end])).strip(" '’-–")
        name = " ".join((name[:1].upper() + name[1:]).split())
        if is_body(name) and _says_which(name):
            last = end
            yield Name(name, Kind.BODY, found.start(), end)


def _says_which(name: str) -> bool:
    """More than a kind: a capital after the first word, or three words."""
    words = name.split()
    return len(words) > 1 and (len(words) > 2 or any(word[:1].isupper() for word in words[1:]))


def _end_of_body(text: str, start: int, end: int) -> int:
    """Where the name that begins with a kind ends."""
    words, linked, to = 1, False, bool(_TAKES_TO.match(fold(text[start:end])))
    for token in _TOKEN.finditer(text, end, min(len(text), start + REACH)):
        word = fold(token[0])
        if token[0] in "'’":
            continue
        if word == "," and _AND_OF_COMMA.match(text, token.start()):
            continue
        if not word.strip() or not word[0].isalnum() or words >= LONGEST:
            break
        if not linked and ends_before(text[start:end], token[0], word):
            break
        words += 1
        if word in _LINKS or (to and word in _TO):
            linked = True
        elif _goes_on(token[0], word, linked=linked):
            end, linked = token.end(), False
        elif word == "et" and _AND_OF.match(text, token.start() - 1):
            linked = True
        else:
            break
    return end


def _ending_in_kind(text: str) -> Iterator[Name]:
    """« Vienne Condrieu Agglomération »: the kind stands last."""
    for found in _ENDS_IN_KIND.finditer(text):
        yield Name(found[0], Kind.BODY, *found.span())


def _goes_on(written: str, folded: str, *, linked: bool) -> bool:
    """Whether a word is part of a body's name: a capital, a short number, a linked noun, an adjective."""
    if written.isdigit():
        return not linked and len(written) < 4
    noun = linked and len(folded) > 2 and not _INFINITIVE.search(folded)
    return written[0].isupper() or noun or bool(_ADJECTIVE.fullmatch(folded))


def _expanded(text: str) -> Iterator[Name]:
    """« Pays et Quartiers de Nouvelle-Aquitaine (PQN-A) »: words of which the brackets hold the initials."""
    for found in _BRACKETED.finditer(text) if _BRACKETS.search(text) else ():
        words = found["name"].split()
        initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", found["name"]) if word[0].isupper())
        letters = re.sub(r"[^A-ZÀ-Ý]", "", found["acronym"])
        if len(words) > 1 and fold(letters) == fold(initials)[-len(letters) :] and len(letters) > 1:
            yield Name(found["name"], Kind.BODY, *found.span("name"))


def _persons(text: str, taken: list[tuple[int, int]]) -> Iterator[Name]:
    yield from _in_capital_lines(text)
    for found in PERSON.finditer(text):
        two = _TWO.fullmatch(found[0])
        if two and all(map(has_given_name, two.groups())) and not _inside(found.span(), taken):
            between = found.start() + two.start(2)
            yield Name(two[1], Kind.PERSON, found.start(), found.start() + two.end(1))
            yield Name(two[2], Kind.PERSON, between, found.end())
            continue
        start = found.start() + before_given_name(found[0])
        name = without_office(text[start : found.end()])
        if not _reads_as_person(name) or _inside((start, found.end()), taken) or _in_capitals(text, start):
            continue
        kind = Kind.PERSON if has_given_name(name) else Kind.PROPER
        yield Name(name, kind, start, start + len(name))
    for found in _INITIALS.finditer(text):
        yield Name(found[0], Kind.PERSON, *found.span())
    for found in _REVERSED.finditer(text) if _LAST.search(text) else ():
        if has_given_name(found[2]):
            yield Name(f"{found[2]} {found[1]}", Kind.PERSON, *found.span())


def _in_capital_lines(text: str) -> Iterator[Name]:
    """« HÉLÈNE DUMESNIL, PAUL ROY »: a line of a cover that holds nothing but names in capitals."""
    for line in _CAPITAL_NAMES.finditer(text):
        names = list(_CAPITAL_NAME.finditer(text, *line.span()))
        if all(fold(each[0].split(" ")[0].split("-")[0]) in given_names() for each in names):
            yield from (Name(each[0].title(), Kind.PERSON, *each.span()) for each in names)


def before_given_name(name: str) -> int:
    """Where the first name begins: « Reportage Claire Giroud » is by Claire."""
    words = list(re.finditer(r"\S+", name))
    for word in words[:-1]:
        if has_given_name(word[0]):
            return word.start()
    title = _TITLE.match(name)
    return title.end() if title and " " in name[title.end() :] else 0


def _reads_as_person(name: str) -> bool:
    """A forename with one capital, then a name; bodies and sentences begin otherwise."""
    first = re.split("[ -]", name)[0]
    if _INSTITUTION.search(fold(name)):
        return False
    return is_person(name) and not is_body(name) and (first.istitle() and len(first) > 2)
