"""The acts of people that the campaign interrupts, what each tells them is done, and what repeating it gives.

Each act gets a library and says what it acknowledges, at the moment it does: a file (`corpus/a.md`), a record
that is found from the next run on (`+title`), or one that never is again (`-identifier`). Documents and
answers of other catalogues are read in the process itself rather than in limited ones, and a repository is
asked without a network: how those die is another matter (`tests/confined`, `test_fetching.py`).
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import exchange.harvesting.harvest
import exchange.incoming.importing
import indexer.pipeline
from catalogue.decided import Decisions
from catalogue.deposit import place
from catalogue.library import Library, create_library, open_library
from catalogue.log import Register
from catalogue.notice import SUFFIX, Notice
from catalogue.record import Record, Withdrawing
from catalogue.rights import STAFF_READER
from catalogue.vocabulary import load_vocabularies
from catalogue.vocabulary.importing import import_vocabulary
from desk.accounts import Accounts, Role
from desk.backup import back_up, restore
from desk.notices import Edit, Notices
from desk.trash import Trash
from exchange.bundles.shelf import publish, published
from exchange.harvesting.harvest import Harvested, harvest
from exchange.harvesting.harvest_state import HarvestState
from exchange.harvesting.messages import HarvestAnswer
from exchange.harvesting.parsing import read_answer
from exchange.incoming import import_notices
from exchange.incoming.parsing import handle as read_import
from exchange.oai.provider import answer
from exchange.received import Sent, receive
from indexer.erase import erase
from indexer.follow import follow_received
from search.reading import open_catalogue
from tests.exchange.centres import VILLE
from tests.exchange.oai.repositories import put, repository
from tests.indexer import histories

DOCUMENTS = 12
PASSWORD = "une phrase assez longue"
THEMES = b"identifier;prefLabel_fr;prefLabel_en;broader\njardins;Jardins partages;Gardens;cadre-de-vie\n"
TABLE = "id;titre;date\n" + "".join(f"{number};Notice venue {number};2007\n" for number in range(8))
#: The repository that is harvested: a library of its own, so many records a page.
THEIRS, A_PAGE = "theirs", 2
#: Beside the library: the identifier of the record that somebody has a right to have erased.
TO_ERASE = "to-erase"
Say = Callable[[str], None]


def text(name: str, word: str) -> str:
    return f"# Quartier {name}\n\nLa rénovation du quartier {name} avance, {word}.\n"


def made(folder: Path) -> None:
    """The library that every trial begins with, and another one that may be harvested."""
    create_library(folder / "fonds")
    settings = '[library]\ncentre = "ici"\nname = "Ici"\n[index]\ncommit_every = 2\nworkers = 1\n'
    (folder / "fonds/fonds.toml").write_text(settings, encoding="utf-8")
    library = open_library(folder / "fonds")
    for number in range(DOCUMENTS):
        histories.write(library, f"{number}.md", text(str(number), "ancien"))
        if number % 3 == 0:
            histories.write(library, f"{number}.md{SUFFIX}", 'access = "internal"\n')
    histories.run(library)
    (folder / TO_ERASE).write_text(records_of(library)[0].identifier, encoding="utf-8")
    theirs = create_library(folder.parent / THEIRS)
    put(theirs, *(Record(f"r{number}", f"Bilan voisin {number}") for number in range(5)))


def here(theirs: Path) -> None:
    """Have everything that reads in limited processes, or asks a network, do it in this process."""
    indexer.pipeline.Pool = histories.PoolHere  # type: ignore[attr-defined]

    class ImportPool(histories.PoolHere):
        task = staticmethod(read_import)

    exchange.incoming.importing.Pool = ImportPool  # type: ignore[attr-defined]

    class Repository:
        """The one at `theirs`, asked without a network."""

        def __init__(self, *_: object) -> None:
            return

        def __enter__(self) -> "Repository":
            return self

        def __exit__(self, *_: object) -> None:
            return

        def ask(self, **arguments: str) -> HarvestAnswer:
            given = [(name, value) for name, value in arguments.items() if value]
            return read_answer(answer(repository(open_library(theirs), A_PAGE), given))

    exchange.harvesting.harvest.RemoteRepository = Repository  # type: ignore[attr-defined]


def records_of(library: Library) -> list[Record]:
    with closing(open_catalogue(library)) as catalogue:
        return sorted(catalogue.records(STAFF_READER), key=lambda each: each.identifier)


def add(library: Library, say: Say) -> None:
    for number in range(4):
        source = library.folder.parent / f"source{number}"
        source.write_text(text(f"n{number}", "neuf"), encoding="utf-8")
        say("corpus/" + place(library, source, Path(f"n{number}.md"), Notice({"access": "internal"})).path)
    histories.run(library)


def update(library: Library, _say: Say) -> None:
    for number in range(0, DOCUMENTS, 2):
        histories.write(library, f"{number}.md", text(str(number), "corrigé"))
        histories.write(library, f"{number}.md{SUFFIX}", 'access = "internal"\n')
    histories.run(library)


def withdraw(library: Library, _say: Say) -> None:
    for number in range(4):
        histories.delete(library, f"{number}.md")
    histories.move(library, "5.md", "cinq.md")
    histories.run(library)


def bulk(library: Library, say: Say) -> None:
    notices = Notices(library, Decisions(load_vocabularies(library.vocabularies)))
    records = [Record(f"{number}", f"{number}", file=f"{number}.md") for number in range(6)]
    notices.write([Edit(each, {"publisher": "Un centre"}) for each in records], by="claire")
    for each in records:
        say(f"corpus/{each.file}{SUFFIX}")
    histories.run(library)


def vocabulary(library: Library, say: Say) -> None:
    import_vocabulary(library, THEMES, file="themes.csv", name="themes")
    say("vocabularies/themes.ttl")
    histories.run(library)


def mount(library: Library, say: Say) -> None:
    receive(library, VILLE, [Sent(Record(f"v{number}", f"Reçu {number}"), ()) for number in range(6)])
    say("+Reçu 5")
    follow_received(library)


def harvest_theirs(library: Library, say: Say) -> None:
    def on_page(seen: Harvested) -> None:
        for number in range(seen.received):
            say(f"+Bilan voisin {number}")

    state = HarvestState("https://voisin.example/oai")
    told = harvest(library, "voisin", state, follow=follow_received, on_page=on_page)
    if told.failure is not None:
        raise told.failure


def import_table(library: Library, say: Say) -> None:
    done = import_notices(library, TABLE.encode(), form="csv")
    for each in done.created:
        say(f"corpus/{each}")
    histories.run(library)


def erase_one(library: Library, say: Say) -> None:
    identifier = (library.folder.parent / TO_ERASE).read_text(encoding="utf-8")
    erase(library, identifier)
    say(f"-{identifier}")


def trash(library: Library, say: Say) -> None:
    records = records_of(library)[:4]
    Trash(library).discard(records, by="claire")
    for each in records:
        say(f"-{each.identifier}")
    histories.run(library)


def untrash(library: Library, say: Say) -> None:
    """What was thrown away comes back: all that the trash lists."""
    bin_ = Trash(library)
    for item in bin_.all():
        say("corpus/" + bin_.restore(item.key, by="claire"))
    histories.run(library)


def thrown_and_back(library: Library, say: Say) -> None:
    """Both ways in one act, so that the way back is interrupted too."""
    trash(library, lambda _: None)
    untrash(library, say)


def account(library: Library, say: Say) -> None:
    Accounts(library.state).add("claire", Role.LIBRARIAN, PASSWORD)
    say("+account claire")


def publish_shelf(library: Library, say: Say) -> None:
    publish(library, published(library))
    say("state/published/index.json")


def backup(library: Library, say: Say) -> None:
    back_up(library, library.folder.parent / "sauvegarde.zip")
    say("../sauvegarde.zip")


def restore_there(library: Library, say: Say) -> None:
    back_up(library, library.folder.parent / "sauvegarde.zip")
    restore(library.folder.parent / "sauvegarde.zip", library.folder.parent / "ailleurs")
    say("../ailleurs/fonds.toml")


def rebuild(library: Library, _say: Say) -> None:
    histories.run(library, rebuild=True)


@dataclass(frozen=True, slots=True)
class Act:
    """One act, and what a person does next when it was cut short: then all must be as if nothing had been."""

    do: Callable[[Library, Say], None]
    #: None where doing it again means something else.
    again: Callable[[Library, Say], None] | None = None


ACTS = {
    "add": Act(add, add),
    "update": Act(update, update),
    "withdraw": Act(withdraw),
    "bulk": Act(bulk, bulk),
    "vocabulary": Act(vocabulary, vocabulary),
    "mount": Act(mount, mount),
    "harvest": Act(harvest_theirs, harvest_theirs),
    "erase": Act(erase_one, erase_one),
    "import": Act(import_table, import_table),
    "publish": Act(publish_shelf, publish_shelf),
    "trash": Act(trash, untrash),
    "untrash": Act(thrown_and_back, untrash),
    "account": Act(account),
    "backup": Act(backup, backup),
    "restore": Act(restore_there),
    "rebuild": Act(rebuild, rebuild),
}


def told(library: Library) -> str:
    """What a library tells: records with texts, what is found, who may come in, what was erased by right."""
    records, found = histories.told(library)
    accounts = Accounts(library.state)
    known = [f"account {each.name}" for each in accounts.all() if accounts.verify(each.name, PASSWORD)]
    gone = Register(library.state).withdrawals()
    erased = [name[::-1] for name, each in gone.items() if each.reason is Withdrawing.BY_RIGHT]
    return repr((sorted(records.items()), found, known, sorted(erased)))


def unsound(library: Library) -> list[str]:
    """SQLite files of `state/` that are no longer what SQLite wrote."""
    found = []
    for path in sorted(library.state.rglob("*.sqlite")):
        with closing(sqlite3.connect(path)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                found.append(path.name)
    return found
