"""Names: who wrote a document, told as a person (family, given) or as a body.

A notice writes « Nom, Prénom » for a person and a body by its name; the name of a body may hold a comma of
its own (« Ministère de la Ville, Direction générale »), which makes no person of it.
"""

import re
import unicodedata
from dataclasses import dataclass

from catalogue.vocabulary.labels import fold

#: What the name of a body begins with or holds, folded.
_BODIES = frozenset(
    """
    academie administration agence agglomeration amicale assemblee association atelier bureau cabinet
    caisse centre cerema chambre cite club collectif college comite commissariat commission commune
    communaute confederation conference conseil consortium cooperative cour delegation departement
    direction division ecole editions entreprise equipe etablissement etat federation fondation fonds
    forum france gouvernement groupe groupement haut hopital inspection institut laboratoire ligue
    maison mairie metropole ministere mission mouvement musee nations observatoire office organisation
    organisme parlement plateforme pole prefecture programme reseau secretariat senat service societe
    syndicat tribunal union universite ville agency board council department institute ministry national
    organization university
    """.split()  # noqa: SIM905 - a list of words
)
#: Words a given name may hold beside those that begin with a capital.
_PARTICLES = frozenset("de du des d le la les van von der den di da del dos y e et jr sr".split())  # noqa: SIM905
_WORD = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*\.?")
_LONGEST_GIVEN = 5
#: Letters of the longest article before the name of a body.
_ARTICLE = 2


@dataclass(frozen=True, slots=True)
class CreatorName:
    """Who wrote it: a person, or a body, which has no given name."""

    family: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


def name_of(written: str) -> CreatorName:
    """A creator as a notice writes it, whatever form its accents have."""
    written = unicodedata.normalize("NFC", written)
    family, comma, given = (each.strip() for each in written.partition(","))
    if not comma or not family or not given or is_body(written):
        return CreatorName(written.strip(" ,") if comma else written.strip())
    return CreatorName(family, given)


def as_body(name: str) -> str:
    """A body as a notice writes it: a comma that would make a person of it becomes a full stop."""
    return name if is_body(name) else re.sub(r"\s*,\s+", ". ", name)


def is_body(written: str) -> bool:
    """Whether a name is that of a body, by its first words or by what stands behind its comma."""
    before, comma, behind = written.partition(",")
    words = fold(before).split()
    if len(words) > 1 and (
        words[0] in _BODIES or (len(words[0]) <= _ARTICLE and words[1] in _BODIES) or "(" in before
    ):
        return True
    return bool(comma) and not _is_given(behind)


def _is_given(text: str) -> bool:
    """Whether this may be somebody's given names: few words, capitals, no word of a body."""
    words = _WORD.findall(text)
    if len(words) > _LONGEST_GIVEN or any(fold(each) in _BODIES for each in words[:1]):
        return False
    return all(each[0].isupper() or not each[0].islower() or fold(each) in _PARTICLES for each in words)
