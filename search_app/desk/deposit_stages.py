"""How far each file of a deposit is: received, read, described, searchable, or why not."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from flask import url_for

from catalogue.log import LedgerLine
from catalogue.log.ledger import FileStatus
from catalogue.record import Status
from desk.deposits import DepositItem, Fate
from desk.duplicates import alike_with
from search_app.desk.corpus import mine_waiting
from search_app.desk.desk_records import entry_of, file_states, found_by_search, visible
from search_app.language import N_, _, counted, worded
from search_app.pages.links import Link, record_url
from search_app.site_library import site_library


class Stage(StrEnum):
    """Where a file stands."""

    RECEIVED = "received"
    DESCRIBED = "described"
    SEARCHABLE = "searchable"
    #: Read and described, and nobody has published it yet.
    UNPUBLISHED = "unpublished"
    DUPLICATE = "duplicate"
    FAILED = "failed"


#: What is said of a stage, and how many of the four steps are done.
SAID = {
    Stage.RECEIVED: (N_("Reçu ; la lecture commence"), 1),
    Stage.DESCRIBED: (N_("Lu et décrit"), 3),
    Stage.SEARCHABLE: (N_("Cherchable"), 4),
    Stage.UNPUBLISHED: (N_("En attente : paraîtra quand le centre l'aura publié"), 3),
    Stage.DUPLICATE: (N_("Déjà dans le fonds ; rien n'a été ajouté"), 0),
    Stage.FAILED: (N_("Échec"), 0),
}
#: Stages that will not change by themselves.
ENDED = frozenset({Stage.SEARCHABLE, Stage.UNPUBLISHED, Stage.DUPLICATE, Stage.FAILED})


@dataclass(frozen=True, slots=True)
class DepositProgress:
    """One file as the page of its deposit shows it."""

    name: str
    stage: Stage
    label: str
    steps: int
    #: Why it failed, empty otherwise.
    message: str
    #: Its notice, or the one it is a copy of, when the person may see it.
    notice: Link | None
    #: Other documents that say the same or nearly: « Même texte que », « Très proche de ».
    alike: tuple[Link, ...]


def progress(items: list[DepositItem]) -> tuple[DepositProgress, ...]:
    """All files of a deposit."""
    states = file_states([item.path for item in items if item.path])
    records = {
        state.identifier
        for item in items
        if item.fate is Fate.KEPT and (state := states.get(item.path)) and state.identifier
    }
    others = alike_with(site_library().library, records)
    return tuple(_progress(item, states.get(item.path), others) for item in items)


def ended(files: tuple[DepositProgress, ...]) -> bool:
    """Whether nothing will change any more."""
    return all(each.stage in ENDED for each in files)


def summary(files: tuple[DepositProgress, ...]) -> str:
    """A deposit in one line, without what there is none of: « 12 ajoutés, 2 déjà là, 3 échecs »."""

    def count(*stages: Stage) -> int:
        return sum(file.stage in stages for file in files)

    added, waits = count(Stage.SEARCHABLE, Stage.UNPUBLISHED), count(Stage.UNPUBLISHED)
    known, failed = count(Stage.DUPLICATE), count(Stage.FAILED)
    going = count(Stage.RECEIVED, Stage.DESCRIBED)
    said = (
        (added, counted("%(num)s ajouté", "%(num)s ajoutés", added)),
        (waits, counted("dont %(num)s à publier", "dont %(num)s à publier", waits)),
        (known, counted("%(num)s déjà là", "%(num)s déjà là", known)),
        (failed, counted("%(num)s échec", "%(num)s échecs", failed)),
        (going, counted("%(num)s en cours", "%(num)s en cours", going)),
    )
    return ", ".join(words for number, words in said if number)


def as_object(files: tuple[DepositProgress, ...]) -> dict[str, Any]:
    """The same for the page's script."""
    return {"ended": ended(files), "files": [asdict(each) for each in files]}


def _progress(item: DepositItem, state: LedgerLine | None, others: dict[str, Any]) -> DepositProgress:
    stage = _stage(item, state)
    record = visible(state.identifier) if state else None
    label, steps = SAID[stage]
    message = item.message or (state.message if state and stage is Stage.FAILED else "")
    return DepositProgress(
        name=item.name,
        stage=stage,
        label=_(label),
        steps=steps,
        message=worded(message),
        notice=Link(record.title, record_url(record.identifier)) if record else _mine(state),
        alike=tuple(_alike(others[state.identifier])) if state and state.identifier in others else (),
    )


def _stage(item: DepositItem, state: LedgerLine | None) -> Stage:
    if item.fate is Fate.REFUSED:
        return Stage.FAILED
    if item.fate is Fate.DUPLICATE or (state and state.status is FileStatus.DUPLICATE):
        return Stage.DUPLICATE
    if state is None:
        return Stage.RECEIVED
    entry = entry_of(state.identifier)
    if state.status is not FileStatus.INDEXED or entry is None:
        return Stage.FAILED
    if entry.record is not None and entry.record.status is Status.PROPOSED:
        return Stage.UNPUBLISHED
    return Stage.SEARCHABLE if found_by_search(entry) else Stage.DESCRIBED


def _mine(state: LedgerLine | None) -> Link | None:
    """Where a depositor corrects what they sent, until it is published."""
    record = mine_waiting(state.identifier) if state and state.identifier else None
    return Link(record.title, url_for("desk.edit", identifier=record.identifier)) if record else None


def _alike(pairs: list[Any]) -> list[Link]:
    links = []
    for other, pair in pairs:
        record = visible(other)
        if record is not None:
            much = _("Même texte que") if pair.same_text else _("Texte très proche de")
            links.append(Link(f"{much} « {record.title} »", record_url(other)))
    return links
