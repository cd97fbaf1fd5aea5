"""What asks for attention in a library, each with its remedy: what `fonds check` says."""

import sqlite3

from catalogue.errors import TOLD
from catalogue.library import Library
from catalogue.log import Log
from catalogue.log.ledger import Ledger
from catalogue.settings import FILE_NAME
from catalogue.vocabulary import Vocabularies, load_vocabularies
from catalogue.vocabulary.check import check_vocabularies
from desk.quality import Finding, ProblemKind, alike_findings, notice_finding, record_findings
from desk.setting_faults import setting_faults
from exchange.received import damaged_stores
from indexer.report import Report, Trouble
from indexer.walk import walk
from search.engine import open_engine
from search.facet_rules import VocabularyFacets


def check_library(library: Library) -> list[Finding]:
    """All findings, files first; an index that cannot be opened is a finding too."""
    try:
        log = Log(library.log_path)
        log.position()
    except TOLD as error:
        return [Finding("index", str(library.index), str(error))]
    found, report = walk(library.corpus), Report()
    lines = Ledger(log.connection).lines()
    report.tell(lines.values(), found.unlisted, log.count())
    late = sum(not found.hides(path) for path in found.files.keys() ^ lines.keys())
    findings = [_finding(trouble) for trouble in report.attention()]
    if late:
        message = f"{late} fichier(s) ajoutés ou retirés depuis l’indexation. Lancez « fonds index »."
        findings.append(Finding("late", "corpus", message))
    return [
        *findings,
        *_centres(library, log),
        *(Finding("setting", FILE_NAME, said) for said in setting_faults(library)),
        *_vocabularies(library),
        *record_findings(log, _readable_vocabularies(library)),
        *_alike(library, log),
        *_engine(library, log),
    ]


def _centres(library: Library, log: Log) -> list[Finding]:
    """Centres of which what is kept cannot be read."""
    shown = {centre.identifier for centre in log.centres()}
    damaged = {
        name: why or "il n'y a plus rien."
        for name, why in damaged_stores(library).items()
        if why or name in shown  # else it was cut short while it first came
    }
    return [
        Finding("centre", name, f"Ce qui en est gardé est endommagé : {why}") for name, why in damaged.items()
    ]


def _alike(library: Library, log: Log) -> list[Finding]:
    """Documents that resemble each other; where that cannot be known, why."""
    try:
        return list(alike_findings(library, log))
    except (*TOLD, sqlite3.Error):
        message = "Ce fichier ne peut plus être lu. Lancez « fonds index », qui le refait."
        return [Finding("damaged", "index/likeness.sqlite", message)]


def _finding(trouble: Trouble) -> Finding:
    if trouble.reason == ProblemKind.NOTICE:
        return notice_finding(trouble.path, trouble.message)
    return Finding(trouble.reason, trouble.path, trouble.message)


def _vocabularies(library: Library) -> list[Finding]:
    """What is wrong in the library's own vocabularies, and in those shipped."""
    said = check_vocabularies(library.vocabularies)
    return [Finding("vocabulary", "vocabularies", sentence) for sentence in said]


def _readable_vocabularies(library: Library) -> Vocabularies:
    """The library's vocabularies, or those shipped while one of its files is broken, which is told apart."""
    try:
        return load_vocabularies(library.vocabularies)
    except TOLD:
        return load_vocabularies()


def _engine(library: Library, log: Log) -> list[Finding]:
    """Whether the engine opens and stands where the log does."""
    try:
        facets = VocabularyFacets(load_vocabularies(library.vocabularies))
        engine = open_engine(library.engine_address, log, facets)
    except TOLD as error:
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
