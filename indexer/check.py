"""What asks for attention in a library, each with its remedy: what `fonds check` says."""

from dataclasses import dataclass

from catalogue.centre import centre_of
from catalogue.engine import open_engine
from catalogue.errors import CatalogueError
from catalogue.facet_rules import VocabularyFacets
from catalogue.library import Library
from catalogue.log import Log
from catalogue.vocabulary import load_vocabularies
from catalogue.vocabulary.check import check_vocabularies
from indexer.ledger import Ledger
from indexer.report import Report, Trouble
from indexer.walk import walk


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to see to."""

    kind: str
    #: The file, notice or part of the index concerned.
    where: str
    #: What is wrong and what to do: a French sentence.
    message: str


def check_library(library: Library) -> list[Finding]:
    """All findings, files first; an index that cannot be opened is a finding too."""
    try:
        log = Log(library.log_path)
        log.position()
    except CatalogueError as error:
        return [Finding("index", str(library.index), str(error))]
    found, report = walk(library.corpus), Report()
    lines = Ledger(log.connection).lines()
    report.tell(lines.values(), found.unreadable, log.count())
    hidden = tuple(found.unreadable)
    late = sum(not path.startswith(hidden) for path in found.files.keys() ^ lines.keys())
    findings = [_finding(trouble) for trouble in report.attention()]
    if late:
        message = f"{late} fichier(s) ajoutés ou retirés depuis l’indexation. Lancez « fonds index »."
        findings.append(Finding("late", "corpus", message))
    return [
        *findings,
        *_vocabularies(library),
        *_descriptions(log),
        *_alike(library, log),
        *_engine(library, log),
    ]


def _finding(trouble: Trouble) -> Finding:
    return Finding(trouble.reason, trouble.path, trouble.message)


def _vocabularies(library: Library) -> list[Finding]:
    """What is wrong in the library's own vocabularies, and in those shipped."""
    said = check_vocabularies(library.vocabularies)
    return [Finding("vocabulary", "vocabularies", sentence) for sentence in said]


def _descriptions(log: Log) -> list[Finding]:
    """Records without what a search needs to narrow them."""
    findings = []
    for entry in log.entries():
        record = None if entry.centre else entry.record  # what others describe, others correct
        for missing, kind, message in (
            (record and not record.themes, "no-theme", 'Aucun thème. Ajoutez themes = ["…"] à sa notice.'),
            (record and not record.issued, "no-date", 'Aucune date. Ajoutez issued = "2007" à sa notice.'),
        ):
            if record and missing:
                findings.append(Finding(kind, record.file or record.title, message))
    return findings


def _alike(library: Library, log: Log) -> list[Finding]:
    """Documents that say nearly the same, each named with the one that came first."""
    from catalogue.likeness import SketchStore  # numpy, which every command would import

    findings = []
    for pair in SketchStore(library).pairs():
        if centre_of(pair.first) or centre_of(pair.second):
            continue  # two centres may well have the same document
        records = [entry.record for each in (pair.second, pair.first) if (entry := log.entry(each))]
        second, first = (each.file or each.title if each else "" for each in records)
        much = "Même texte que" if pair.same_text else f"Texte très proche ({pair.likeness:.0%}) de"
        message = f"{much} {first}. Gardez les deux, ou retirez celui qui est de trop."
        findings.append(Finding("alike", second, message))
    return findings


def _engine(library: Library, log: Log) -> list[Finding]:
    """Whether the engine opens and stands where the log does."""
    try:
        facets = VocabularyFacets(load_vocabularies(library.vocabularies))
        engine = open_engine(library.engine_address, log, facets)
    except CatalogueError as error:
        return [Finding("engine", library.engine_address, str(error))]
    behind = log.position() - engine.position()
    engine.close()
    if not behind:
        return []
    return [
        Finding(
            "engine", library.engine_address, "L'index est en retard sur le journal. Lancez « fonds index »."
        )
    ]
