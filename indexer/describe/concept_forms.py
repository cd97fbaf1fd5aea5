"""The written forms of concepts, and what each kind of hit is worth: shared by themes and programmes.

These forms come from the vocabularies (labels, synonyms, acronyms, cues), so a library teaches the
recognisers by editing SKOS, never code; `theme_cues` has looser ones of the themes that are shipped.
"""

import re
from collections.abc import Iterator

from catalogue.vocabulary.concepts import Concept, Vocabulary
from catalogue.vocabulary.labels import is_acronym
from indexer.describe.folded_text import Passage, normal
from indexer.describe.recogniser import Form, Hit, Writing
from indexer.describe.wordings import Wording

_BRACKETS = re.compile(r"\s*\([^)]*\)")
#: « Vieillissement, personnes âgées » is two forms, « Mixité sociale / de l'habitat » one.
_PIECES = re.compile(r"\s*[,/](?!\s*(?:d[eu]s?|et)\b)\s*")
#: Characters on each side in which a context word has to stand.
CONTEXT = 150
#: Characters before it in which the name of a body begins.
NAMED = 60
#: The name of a body right before: « ministère de l'emploi » says little of employment.
_BODY_BEFORE = Wording(
    r"(?<!\w)(minist(ere|re)s?|secretaire d.etat|secretariat d.etat|agences? regionales?|direction"
    r"|directeur|directrice|caisse|inspection|haute autorite|conseil superieur|commission|adjointe?"
    r"|observatoire regional|pole emploi)( \w+)? (charge[e]? )?(de |du |des |d.|a |au )?(la |l.|les )?$"
)


def concept_forms(field: str, vocabulary: Vocabulary) -> Iterator[Form]:
    """Every form of every concept offered that has none below it: documents are described precisely."""
    parents = {parent for concept in vocabulary.offered.values() for parent in concept.broader}
    for concept in vocabulary.offered.values():
        if concept.identifier not in parents:
            yield from dict.fromkeys(_forms(field, concept))


def _forms(field: str, concept: Concept) -> Iterator[Form]:
    contexts = tuple(normal(word) for word in concept.contexts)
    for label in concept.labels.values():
        pieces = _PIECES.split(_BRACKETS.sub("", label))
        for piece in pieces:
            whole = len(pieces) == 1 or " " in piece
            yield from _form(field, concept.identifier, piece, contexts, names=whole)
    for name in (*concept.alternatives, *concept.acronyms):
        yield from _form(field, concept.identifier, _BRACKETS.sub("", name), contexts, names=True)
    for cue in concept.cues:
        yield from _form(field, concept.identifier, cue, contexts, names=False)


def _form(
    field: str, identifier: str, text: str, contexts: tuple[str, ...], *, names: bool
) -> Iterator[Form]:
    """A form of at least two letters; contexts bind acronyms only, words speak for themselves."""
    if sum(map(str.isalpha, text)) < 2:
        return
    if is_acronym(text):
        yield Form(field, identifier, text, Writing.ACRONYM, names, contexts)
    else:
        yield Form(field, identifier, text, Writing.WORDS, names)


def in_context(hit: Hit, passage: Passage, reach: int = CONTEXT) -> bool:
    """Whether one of the form's context words stands near; always, for a form that needs none."""
    if not hit.form.contexts:
        return True
    around = normal(passage.text[max(0, hit.start - reach) : hit.end + reach])
    return any(word in around for word in hit.form.contexts)


def named_by_a_body(hit: Hit, passage: Passage) -> bool:
    """Whether the hit is part of the name of a ministry, a fund, an agency."""
    if not _BODY_BEFORE.may_be_in(passage.folded[max(0, hit.start - NAMED) : hit.start]):
        return False
    before = f"{passage.before(hit.start, NAMED).strip()} "
    return bool(_BODY_BEFORE.search(before.replace("' ", "'").replace("’ ", "’")))
