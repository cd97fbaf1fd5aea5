"""Named people: who a text says stood for which organisation, line by line of its lists of participants.

In comes the text of a page, out come names with organisation and line as written. Only what says both counts:
a line of a list (« Arthur ALBA   Street-co »), « Mme Anne Durand (Ville de Dreux) », « M. Paul MARTIN,
directeur du CCAS de Tours ». A name alone, in a sentence or a byline, is nobody to write to. Knows no notice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.vocabulary.labels import fold

#: Words of a family name in capitals, with particles and what follows a hyphen.
_UP = "A-ZÀ-ÖØ-Ý"
_CAPITALS = rf"[{_UP}][{_UP}'’]+[{_UP}a-zé]*(?:-[{_UP}]['’{_UP}a-zé]*)*"
_PARTICLE = r"(?:d[eu]s?|de la|le|la|van|von|el|ben|d['’]|l['’]|[LD][EU]S?|DE LA|VAN)"
#: One word, or more after a particle: where columns are lost, a second word in capitals is an acronym's.
_FAMILY = rf"(?:{_PARTICLE}\s?)?{_CAPITALS}(?:\s{_PARTICLE}\s{_CAPITALS})?"
_FORENAME = rf"[{_UP}][a-zà-öø-ÿ]+(?:-[{_UP}][a-zà-öø-ÿ]+)?"
#: Endings of nouns that begin a line before an acronym (« Symbolisation PLU »), and of no forename.
_NOUN = re.compile(r"(?:[ts]ion|it[ée]|age|isme|ure)s?$")
#: Small letters are enough after « Mme » and the like.
_PLAIN = rf"[{_UP}][a-zà-öø-ÿ]+(?:-[{_UP}][a-zà-öø-ÿ]+)*"
_CIVIL = r"(?:M(?:me|lle|\.)|Madame|Monsieur|Mmes?|Dr\.?|Maître)"
_LISTED = re.compile(
    rf"^[\s•\-–*]*(?:{_CIVIL}\s+)?(?:(?P<given>{_FORENAME})\s(?P<family>{_FAMILY})|"
    rf"(?P<family2>{_FAMILY})\s(?P<given2>{_FORENAME}))(?P<after>[\s:,(–-].*)?$"
)
_CALLED = re.compile(
    rf"{_CIVIL}\s+(?P<given>{_FORENAME})\s+(?P<family>{_FAMILY}|{_PLAIN})\s*"
    r"(?:\((?P<within>[^()]{2,80})\)|,\s*(?P<after>[^.;,()\n]{4,90}))"
)
#: What ends an organisation in a list: signs of presence, an address, a telephone.
_ENDS = re.compile(
    r"\s+(?:[xX✓✔☑☒•oO]|présente?s?|excusée?s?|absente?s?|visio(?:conférence)?|P|E|A)\b.*$|\S+@\S+.*$|"
    r"\s*(?:\+33|0\d)[\d .]{8,}.*$",
    re.IGNORECASE,
)
#: What heads a list of people.
_HEADS = re.compile(
    r"^\W*(?:liste des )?(?:participants?|pr[ée]sents?|excus[ée]s?|[ée]taient pr[ée]sents|membres?"
    r"|intervenants?|nom[\s,]+pr[ée]nom|pr[ée]nom[\s,]+nom|personnes pr[ée]sentes|contacts?)\b",
    re.IGNORECASE,
)
#: Words of which no organisation is made: what follows is a sentence, not a name.
_SENTENCE = re.compile(
    r"\b(?:est|sont|a|ont|était|présente|propose|indique|rappelle|précise|demande|souligne|remercie|explique"
    r"|qui|que|dont|lors|afin|puis|informe|confirme|fait|va|peut|doit)\b"
)
#: Letters and words of an organisation or of a role.
SHORTEST, LONGEST, WORDS = 2, 90, 14
#: Listed lines that must follow one another for a list without a heading.
RUN = 3


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """One person as one line says it."""

    #: « Durand, Anne ».
    name: str
    #: The organisation, or the role in one.
    organisation: str
    quote: str

    @property
    def key(self) -> str:
        """By which the same person is known in other lines."""
        return fold(self.name)


def people_in(text: str) -> Iterator[NamedPerson]:
    """The people a page names with what they stand for, in its order."""
    lines = text.splitlines()
    listed = [_listed(line) for line in lines]
    headed, since = False, 0
    for at, line in enumerate(lines):
        person = listed[at]
        since = 0 if person else since + 1
        if _HEADS.match(line):
            headed, since = True, 0
        elif headed and since >= RUN:
            headed = False  # the list is over
        if person is not None and (headed or _run(listed, at) >= RUN):
            yield person
        else:
            yield from _called(line)


def _run(listed: list[NamedPerson | None], at: int) -> int:
    """How many lines around one are of a list, at most one foreign line between two."""
    total = 1
    for step in (-1, 1):
        place, missed = at + step, 0
        while 0 <= place < len(listed) and missed < 2:
            missed = 0 if listed[place] else missed + 1
            total += listed[place] is not None
            place += step
    return total


def _listed(line: str) -> NamedPerson | None:
    found = _LISTED.match(line.rstrip())
    if not found:
        return None
    given, family = found["given"] or found["given2"], found["family"] or found["family2"]
    organisation = _organisation(found["after"] or "")
    return _person(given, family, organisation, line) if organisation else None


def _called(line: str) -> Iterator[NamedPerson]:
    for found in _CALLED.finditer(line):
        organisation = _organisation(found["within"] or found["after"] or "")
        if organisation:
            person = _person(found["given"], found["family"], organisation, line)
            if person:
                yield person


def _organisation(text: str) -> str:
    """What a person stands for, as written; empty for what is none."""
    plain = " ".join(_ENDS.sub("", text).split()).strip(" :,;–-/|")
    if plain.count("(") != plain.count(")"):
        plain = plain.replace("(", " ").replace(")", " ")
    plain = " ".join(plain.strip("() ").split()) if plain.startswith("(") else " ".join(plain.split())
    fits = SHORTEST <= len(plain) <= LONGEST and len(plain.split()) <= WORDS
    return plain if fits and any(each.isupper() for each in plain) and not _SENTENCE.search(plain) else ""


def _person(given: str, family: str, organisation: str, line: str) -> NamedPerson | None:
    if _NOUN.search(given):
        return None
    return NamedPerson(f"{_cased(family)}, {given}", organisation, " ".join(line.split())[:240])


def _cased(family: str) -> str:
    """« DURAND-PÉRIAT » as a notice writes it: « Durand-Périat »; a name in small letters stays."""
    words = re.split(r"([\s\-'’])", family)
    return "".join(each.capitalize() if sum(map(str.isupper, each)) > 1 else each for each in words)
