"""Where the name of a body ends though words with capitals go on, and where that of a person does.

Covers and letterheads set one after the other what a body is called, its acronym, what it made, where it is
and who heads it; persons are followed by what they are.
"""

import re

from indexer.describe.folded_text import fold

#: Letters of the longest acronym.
LONGEST = 9
#: What stands behind a name and is no part of it, unless a little word leads to it.
_NEXT = re.compile(
    r"(contrat|convention|protocole|projet|programme|appel|rapport|compte|bilan|diagnostic|etude|guide|avenant"
    r"|charte|reglement|deliberation|enquete|evaluation|dossier|lettre|bulletin|plan)s?(-cadre)?"
    r"|monsieur|madame|mme|mm|adresse|siege|hotel|bp|cs|cedex|tel|telephone|fax|siret|contact"
    r"|directeur|directrice|president|presidente"
    r"|(?:co)?financee?s?|realisee?s?|approuvee?s?|representee?s?|signee?s?|relati(?:f|ve)s?|annee|page|version|sommaire|entre|par|dans|avec"
    r"|qui|que|dont|est|sont|sera|vers|selon|ci-apres|objet|concernant"
    r"|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
)
_OF_TOWN = re.compile(r"(ville|commune|mairie) ")
#: What somebody is, behind the name.
_OFFICE = re.compile(
    r" (?:Inspect|Pr[ée]sident|Direct|Maire|Adjoint|D[ée]put|S[ée]nat|Pr[ée]f[eè]t|Ministre|Secr[ée]taire"
    r"|Conseill|Professeur|Chef|Charg[ée]|D[ée]l[ée]gu|Responsable|Ing[ée]nieur|Docteur|Architecte|Sociologue"
    r"|Urbaniste|Journaliste|Consultant|Vice-).*"
)
_LINKS = frozenset(("de", "du", "des", "la", "le", "les", "pour", "of", "the", "and", "for", "et"))


def ends_before(name: str, written: str, folded: str) -> bool:
    """Whether a word is no part of the body's name before it: what it made, its acronym, its street."""
    if _NEXT.fullmatch(folded):
        return True
    if written.isdigit():
        return bool(_OF_TOWN.match(fold(name)))
    return written.isupper() and not name.isupper() and len(written) > 2 and is_short_for(folded, name)


def is_short_for(acronym: str, name: str) -> bool:
    """Whether letters are those that the words of a name begin with, as in « Agence d'urbanisme (AU) »."""
    words = [word for word in re.findall(r"[^\W\d_]+", fold(name)) if len(word) > 1 and word not in _LINKS]
    return 1 < len(words) <= len(acronym) <= LONGEST and _taken_from(acronym, words)


def _taken_from(acronym: str, words: list[str]) -> bool:
    """Whether every word gives its first letters, one or more, in their order."""
    if not words:
        return not acronym
    return any(
        _taken_from(acronym[taken:], words[1:])
        for taken in range(1, len(acronym) + 1)
        if words[0].startswith(acronym[:taken])
    )


def without_office(name: str) -> str:
    """« Philippe Schmit Inspecteur général »: who somebody is, is no part of the name."""
    found = _OFFICE.search(name)
    return name[: found.start()] if found and " " in name[: found.start()] else name
