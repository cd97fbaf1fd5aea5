"""Importing: a vocabulary or a list of quarters into a library's own `vocabularies/`, whole or not at all.

The file is read in a limited process; concepts that do not hold are refused one by one, with their place in
the file and the reason. What remains is checked together with all vocabularies before it takes the place of
the library's own file.
"""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from catalogue import disk
from catalogue.intake import IntakeError, Rejection
from catalogue.library import Library
from catalogue.vocabulary.check import new_faults
from catalogue.vocabulary.concepts import Concept, Vocabulary
from catalogue.vocabulary.gazetteer.quarters import FILE_NAME
from catalogue.vocabulary.loading import NAMES, load_vocabularies
from catalogue.vocabulary.merging import QUARTERS, Merged, MergeRequest
from confined import Limits, Pool

TASK = "catalogue.vocabulary.merging:handle"
LIMITS = Limits(memory_mb=1200, cpu_s=60, wall_s=120)
#: Largest file taken in: Rameau's subject headings are more than a vocabulary of this kind needs.
FILE_MB = 32


@dataclass(frozen=True, slots=True)
class VocabularyImport:
    """What came of one import."""

    vocabulary: str
    #: Identifiers of concepts that are new, and of those that took the place of one of the same identifier.
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    #: Those that said nothing new: they are not copied, and go on following what Fonds ships.
    unchanged: tuple[str, ...]
    rejected: tuple[Rejection, ...]
    written: bool
    #: The library's new file; empty when nothing of what was read is new.
    text: str = ""


def import_vocabulary(
    library: Library, content: bytes, *, file: str, name: str, dry_run: bool = False
) -> VocabularyImport:
    """Take a vocabulary in; `file` is its name, by whose ending a table is told from Turtle.

    Raises IntakeError when nothing can be read or when what was read would leave the vocabularies with a
    fault; nothing is written then.
    """
    if len(content) > FILE_MB << 20:
        raise IntakeError(f"{file} dépasse {FILE_MB} Mo. Découpez-le.")
    loaded = load_vocabularies(library.vocabularies)
    concepts: tuple[Concept, ...] = ()
    if name == QUARTERS:
        own = library.vocabularies / FILE_NAME
        known = {each.code.partition(":")[2] for each in loaded.places.quarters()}
    else:
        vocabulary: Vocabulary = getattr(loaded, name)
        own, concepts = library.vocabularies / f"{name}.ttl", tuple(vocabulary.concepts.values())
        known = set(vocabulary.concepts)
    table = Path(file).suffix.lower() in (".csv", ".tsv", ".txt")
    merged = _merged(MergeRequest(name, file, content, table, str(own), concepts))
    accepted = merged.accepted
    written = bool(accepted) and not dry_run
    if accepted and name != QUARTERS:
        _refuse_faults(library.vocabularies, own.name, merged.text)
    if written:
        _write(own, merged.text)
    return VocabularyImport(
        name,
        added=tuple(each for each in accepted if each not in known),
        replaced=tuple(each for each in accepted if each in known),
        unchanged=merged.unchanged,
        rejected=merged.rejected,
        written=written,
        text=merged.text if accepted else "",
    )


def guess_name(file: str) -> str:
    """The vocabulary a file's name speaks of; empty when it speaks of none."""
    stem = Path(file).stem.lower()
    if stem == QUARTERS or any(word in stem for word in ("qpv", "zus", "quartier")):
        return QUARTERS
    return next((name for name in NAMES if stem.startswith(name)), "")


def _merged(request: MergeRequest) -> Merged:
    with Pool(TASK, workers=1, limits=LIMITS) as pool:
        outcome = pool.run(msgspec.json.encode(request))
    if outcome.value is None:
        raise IntakeError(
            f"{request.file} n'a pas pu être lu : il demande trop de mémoire ou de temps. Découpez-le."
        )
    merged = msgspec.json.decode(outcome.value, type=Merged)
    if merged.error:
        raise IntakeError(merged.error)
    return merged


def _refuse_faults(folder: Path, name: str, text: str) -> None:
    """Check the new file beside the library's others; raises IntakeError for a fault that was not there."""
    faults = new_faults(folder, name, text)
    if faults:
        raise IntakeError("Rien n'a été importé. " + " ".join(faults))


def _write(own: Path, text: str) -> None:
    own.parent.mkdir(parents=True, exist_ok=True)
    disk.replace(own, text.encode())
