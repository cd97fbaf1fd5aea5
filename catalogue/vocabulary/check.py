"""Check: what is wrong in the vocabularies of a library, said so that whoever keeps them can correct it.

The rules are those of SKOS (one preferred label per language, S14; labels that do not clash, S13; a
hierarchy without circles) and our own: years in order, successions told from both sides and without
circles, members that exist, a name in French and in English.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from catalogue.errors import ConfigurationError
from catalogue.vocabulary.concepts import Collection, Concept, Vocabularies, Vocabulary
from catalogue.vocabulary.labels import key
from catalogue.vocabulary.loading import NAMES, SHIPPED, load_vocabularies, read_scheme

#: Ranks that may stand above a concept: no thesaurus has more, and whoever reads one must come to an end.
DEEPEST = 30


def check_vocabularies(folder: Path | None = None) -> list[str]:
    """One French sentence per fault, naming file and concept; none when all is well.

    `folder` holds a library's own vocabularies; those shipped are checked along, since both are merged.
    """
    vocabularies, faults = _read(folder)
    if vocabularies is None:
        return faults
    return [*faults, *_faults_of_all(vocabularies), *_untranslated(vocabularies)]


def grave_faults(folder: Path) -> list[str]:
    """The faults for which an import is refused: all but a missing English name, which can wait."""
    vocabularies, faults = _read(folder)
    return faults if vocabularies is None else [*faults, *_faults_of_all(vocabularies)]


def new_faults(folder: Path, name: str, text: str) -> list[str]:
    """The grave faults there would be if the library's file of that name were this text, and are not yet."""
    before = set(grave_faults(folder))
    with tempfile.TemporaryDirectory() as beside:
        for other in folder.glob("*.ttl"):
            shutil.copy(other, beside)
        (Path(beside) / name).write_text(text, encoding="utf-8")
        return [fault for fault in grave_faults(Path(beside)) if fault not in before]


def _read(folder: Path | None) -> tuple[Vocabularies | None, list[str]]:
    """All vocabularies, None when a file cannot be read; and the faults of the files one by one."""
    files = [*sorted(SHIPPED.glob("*.ttl")), *(sorted(folder.glob("*.ttl")) if folder else ())]
    faults = [fault for path in files for fault in _faults_of_file(path)]
    try:
        return load_vocabularies(folder), faults
    except ConfigurationError:
        return None, faults


def _faults_of_file(path: Path) -> Iterator[str]:
    if path.stem not in NAMES:
        yield f"{path.name} n'est lu par rien ; noms admis : {', '.join(f'{name}.ttl' for name in NAMES)}."
        return
    try:
        scheme = read_scheme(path)
    except ConfigurationError as error:
        yield str(error)
        return
    for identifier in scheme.ambiguous:
        yield f"{path.name}, « {identifier} » : deux skos:prefLabel dans la même langue ; gardez-en un."
    seen: set[str] = set()
    for concept in scheme.concepts:
        if concept.identifier in seen:
            yield f"{path.name}, « {concept.identifier} » : deux concepts ont cet identifiant."
        seen.add(concept.identifier)


def _faults_of_all(vocabularies: Vocabularies) -> Iterator[str]:
    for name in NAMES:
        vocabulary: Vocabulary = getattr(vocabularies, name)
        for concept in vocabulary.concepts.values():
            for fault in (*_links(vocabulary, concept), *_years(vocabulary, concept)):
                yield f"{name}.ttl, « {concept.identifier} » : {fault}"
        for collection in vocabulary.collections.values():
            for fault in _members(vocabulary, collection):
                yield f"{name}.ttl, « {collection.identifier} » : {fault}"
        for fault in _clashes(vocabulary):
            yield f"{name}.ttl, {fault}"


def _links(vocabulary: Vocabulary, concept: Concept) -> Iterator[str]:
    for word, linked in (
        ("skos:broader", concept.broader),
        ("dcterms:replaces", concept.predecessors),
        ("dcterms:isReplacedBy", concept.successors),
    ):
        for identifier in linked:
            if identifier not in vocabulary.concepts:
                yield f"{word} nomme « {identifier} », qui n'existe pas."
    parents = (vocabulary.concepts.get(each) for each in vocabulary.ancestors(concept.identifier))
    if any(parent and concept.identifier in parent.broader for parent in parents) or (
        concept.identifier in concept.broader
    ):
        yield "il est plus large que lui-même ; retirez un skos:broader du cercle."
    elif _depth(vocabulary, concept) == DEEPEST + 1:  # said of the first alone, and not of all below it
        yield f"il est à plus de {DEEPEST} rangs du plus large ; retirez des rangs entre eux."
    if concept.identifier in _later(vocabulary, concept):
        yield "il se succède à lui-même ; retirez un dcterms:replaces du cercle."


def _depth(vocabulary: Vocabulary, concept: Concept) -> int:
    """How many ranks stand above a concept; two more than there may be stand for all that are deeper."""
    above, depth = {concept.identifier}, 0
    seen = set(above)
    while depth <= DEEPEST + 1:
        found = {each for name in above for each in vocabulary.concepts[name].broader}
        above = (found & vocabulary.concepts.keys()) - seen
        if not above:
            break
        seen |= above
        depth += 1
    return depth


def _later(vocabulary: Vocabulary, concept: Concept) -> set[str]:
    """All that came after a concept."""
    found: set[str] = set()
    waiting = list(concept.successors)
    while waiting:
        each = waiting.pop()
        if each not in found and each in vocabulary.concepts:
            found.add(each)
            waiting += vocabulary.concepts[each].successors
    return found


def _members(vocabulary: Vocabulary, collection: Collection) -> Iterator[str]:
    for member in collection.members:
        if member not in vocabulary.concepts and member not in vocabulary.collections:
            yield f"skos:member nomme « {member} », qui n'existe pas."
    if collection.start and collection.end and collection.start > collection.end:
        yield f"elle finit ({collection.end}) avant de commencer ({collection.start})."


def _untranslated(vocabularies: Vocabularies) -> Iterator[str]:
    for name in NAMES:
        vocabulary: Vocabulary = getattr(vocabularies, name)
        named: list[Concept | Collection] = [*vocabulary.concepts.values(), *vocabulary.collections.values()]
        for each in named:
            if "en" not in each.labels:
                yield f"{name}.ttl, « {each.identifier} » : pas de skos:prefLabel en anglais ; ajoutez-le."


def _years(vocabulary: Vocabulary, concept: Concept) -> Iterator[str]:
    if concept.start and concept.end and concept.start > concept.end:
        yield f"il finit ({concept.end}) avant de commencer ({concept.start})."
    for identifier in concept.successors:
        later = vocabulary.concepts.get(identifier)
        if later and later.start and concept.start and later.start < concept.start:
            yield f"« {identifier} », qui le remplace, commence avant lui ({later.start} < {concept.start})."


def _clashes(vocabulary: Vocabulary) -> Iterator[str]:
    """Labels that two concepts share without reason: kinship, succession or words of context."""
    preferred = {key(each.label()): each for each in vocabulary.concepts.values()}
    owners: dict[str, Concept] = {}
    for concept in vocabulary.concepts.values():
        labels = (concept.label(), *concept.alternatives, *concept.acronyms)
        for shared, label in {key(label): label for label in labels}.items():
            other = preferred.get(shared) or owners.setdefault(shared, concept)
            if other is not concept and not _may_share(vocabulary, concept, other):
                yield f"« {label} » désigne « {concept.identifier} » et « {other.identifier} »."


def _may_share(vocabulary: Vocabulary, one: Concept, other: Concept) -> bool:
    if one.contexts and other.contexts:
        return True
    waiting, family = [one.identifier], {one.identifier}
    while waiting:
        concept = vocabulary.concepts.get(waiting.pop())
        kin = (*concept.broader, *concept.predecessors, *concept.successors) if concept else ()
        waiting.extend(each for each in kin if each not in family)
        family.update(kin)
    return other.identifier in family or one.identifier in vocabulary.ancestors(other.identifier)
