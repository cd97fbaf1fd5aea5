"""Pull the plug: acts of people and runs of the indexer are killed, or refused by the disk, at any operation.

`python bench/crash.py [--kills N] [--errors N] [--seed N] [--json]`. Each trial copies a small library, does
one act in a process of its own (add, update, withdraw, bulk, vocabulary, mount, erase, publish, backup,
restore, rebuild) and ends it: by SIGKILL before a counted operation (a file opened for writing, renamed,
removed, synced; a statement of SQLite), by SIGKILL at a random moment, or by ENOSPC or EIO once or from one
operation on. Then the library is indexed as if nothing had happened, and compared with an index made from
nothing. Printed: trials, differences, tracebacks (errors that no boundary turns into a sentence) and
acknowledged changes that are lost; all three must be 0. Documents are read in the process itself rather than
in limited ones, whose death is another matter (`tests/confined`).
"""

import argparse
import errno
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import indexer.pipeline
from catalogue.decided import Decisions
from catalogue.deposit import place
from catalogue.errors import TOLD
from catalogue.library import Library, create_library, open_library
from catalogue.notice import Notice
from catalogue.record import Record
from catalogue.rights import STAFF_READER
from catalogue.vocabulary import load_vocabularies
from catalogue.vocabulary.importing import import_vocabulary
from desk.backup import back_up, restore
from desk.notices import Edit, Notices
from exchange.bundles.shelf import publish, published
from exchange.received import Sent, receive
from indexer.erase import erase
from indexer.follow import follow_received
from search.reading import open_catalogue
from tests.exchange.centres import VILLE
from tests.indexer import histories

DOCUMENTS = 12
KILL, ONCE, FROM_THEN_ON = "kill", "once", "from then on"
THEMES = b"identifier;prefLabel_fr;prefLabel_en;broader\njardins;Jardins partages;Gardens;cadre-de-vie\n"
Say = Callable[[str], None]


def text(name: str, word: str) -> str:
    return f"# Quartier {name}\n\nLa rénovation du quartier {name} avance, {word}.\n"


def add(library: Library, say: Say) -> None:
    for number in range(4):
        source = library.folder.parent / f"source{number}"
        source.write_text(text(f"n{number}", "neuf"), encoding="utf-8")
        say(place(library, source, Path(f"n{number}.md"), Notice({"access": "internal"})).path)
    histories.run(library)


def update(library: Library, _say: Say) -> None:
    for number in range(0, DOCUMENTS, 2):
        histories.write(library, f"{number}.md", text(str(number), "corrigé"))
        histories.write(library, f"{number}.md.toml", 'access = "internal"\n')
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
        say(f"{each.file}.toml")
    histories.run(library)


def vocabulary(library: Library, say: Say) -> None:
    import_vocabulary(library, THEMES, file="themes.csv", name="themes")
    say("../vocabularies/themes.ttl")
    histories.run(library)


def mount(library: Library, _say: Say) -> None:
    receive(library, VILLE, [Sent(Record(f"v{number}", f"Reçu {number}"), ()) for number in range(6)])
    follow_received(library)


def erase_one(library: Library, _say: Say) -> None:
    catalogue = open_catalogue(library)
    identifier = sorted(record.identifier for record in catalogue.records(STAFF_READER))[0]
    catalogue.close()
    erase(library, identifier)


def publish_shelf(library: Library, _say: Say) -> None:
    publish(library, published(library))


def backup(library: Library, say: Say) -> None:
    back_up(library, library.folder.parent / "sauvegarde.zip")
    say("../../sauvegarde.zip")


def restore_there(library: Library, say: Say) -> None:
    back_up(library, library.folder.parent / "sauvegarde.zip")
    restore(library.folder.parent / "sauvegarde.zip", library.folder.parent / "ailleurs")
    say("../../ailleurs/fonds.toml")


def rebuild(library: Library, _say: Say) -> None:
    histories.run(library, rebuild=True)


ACTS = {
    "add": add, "update": update, "withdraw": withdraw, "bulk": bulk, "vocabulary": vocabulary,
    "mount": mount, "erase": erase_one, "publish": publish_shelf, "backup": backup, "restore": restore_there,
    "rebuild": rebuild,
}  # fmt: skip


@dataclass(slots=True)
class Injected:
    """What happens at which operation; counts them."""

    how: str = ""
    at: int = 0
    code: int = errno.ENOSPC
    count: int = 0

    def operation(self) -> None:
        self.count += 1
        due = self.count == self.at or (self.how == FROM_THEN_ON and self.count > self.at)
        if not self.how or not due:
            return
        if self.how == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(self.code, os.strerror(self.code))


class Connection(sqlite3.Connection):
    """SQLite whose statements are operations too; a refused one is what SQLite raises on such a disk."""

    injected = Injected()

    def execute(self, *arguments: object) -> sqlite3.Cursor:  # type: ignore[override]
        try:
            self.injected.operation()
        except OSError as error:
            if self.in_transaction:
                super().execute("ROLLBACK")  # as SQLite does by itself on a full disk
            raise sqlite3.OperationalError("database or disk is full") from error
        return super().execute(*arguments)


def inject(injected: Injected, below: str) -> None:
    """Count and spoil every operation of this process on files below a folder."""
    Connection.injected = injected
    connect, fsync = sqlite3.connect, os.fsync
    sqlite3.connect = lambda *a, **k: connect(*a, **{**k, "factory": Connection})  # type: ignore[assignment]

    def synced(handle: int) -> None:
        injected.operation()
        fsync(handle)

    os.fsync = synced

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            writes = isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        else:
            writes = event in {"os.rename", "os.remove", "os.mkdir", "os.link", "os.truncate"}
        if writes and str(arguments[0]).startswith(below):
            injected.operation()

    sys.addaudithook(hook)


@dataclass(slots=True)
class Child:
    """How a process ended and what it had acknowledged."""

    killed: bool = False
    said: list[str] = field(default_factory=list)
    #: What it would have told a person, `TRACEBACK` first when no boundary knows the error.
    error: str = ""
    count: int = 0


def in_child(task: Callable[[Say], int], after_s: float = 0) -> Child:
    """Run a task in a process of its own; killed after so many seconds when that is not 0."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        tell = os.fdopen(writing, "w", buffering=1)
        try:
            count = task(lambda name: print(json.dumps(name), file=tell))
            print(f"#{count}", file=tell)
        except (*TOLD, OSError, sqlite3.Error) as error:
            print(f"!{error!r}"[:300].replace("\n", " "), file=tell)
        except BaseException:  # noqa: BLE001 - told to the parent
            print("!TRACEBACK " + traceback.format_exc()[-700:].replace("\n", " | "), file=tell)
        os._exit(0)
    os.close(writing)
    if after_s:
        time.sleep(after_s)
        os.kill(pid, signal.SIGKILL)
    child = Child()
    with os.fdopen(reading) as told:
        for line in told.read().splitlines():
            if line.startswith("!"):
                child.error = line[1:]
            elif line.startswith("#"):
                child.count = int(line[1:])
            elif line.endswith('"'):
                child.said.append(json.loads(line))
    child.killed = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    return child


def doing(act: str, library: Library, injected: Injected) -> Callable[[Say], int]:
    def task(say: Say) -> int:
        inject(injected, str(library.folder.parent))
        ACTS[act](library, say)
        return injected.count

    return task


def told_of(folder: Path, **options: bool) -> tuple[str, str]:
    """What a library tells after a run, as text that can be compared; and the error, if one came."""
    told: list[str] = []

    def task(say: Say) -> int:
        library = open_library(folder)
        histories.run(library, **options)
        records, found = histories.told(library)
        say(repr(sorted(records.items())) + repr(found))
        return 0

    child = in_child(task)
    told += child.said
    return "".join(told), child.error


def made(folder: Path) -> Path:
    """The library that every trial begins with."""
    create_library(folder / "fonds")
    (folder / "fonds/fonds.toml").write_text(
        '[library]\ncentre = "ici"\nname = "Ici"\n[index]\ncommit_every = 2\nworkers = 1\n'
    )
    library = open_library(folder / "fonds")
    for number in range(DOCUMENTS):
        histories.write(library, f"{number}.md", text(str(number), "ancien"))
    told_of(library.folder)
    return folder


def trial(template: Path, at: Path, act: str, injected: Injected, after_s: float) -> list[str]:
    """One trial; what was wrong."""
    shutil.rmtree(at, ignore_errors=True)
    shutil.copytree(template, at)
    library = open_library(at / "fonds")
    child = in_child(doing(act, library, injected), after_s)
    wrong = [f"traceback: {child.error}"] if child.error.startswith("TRACEBACK") else []
    wrong += [f"lost: {name}" for name in child.said if not (library.corpus / name).exists()]
    told, error = told_of(library.folder)
    wrong += [f"next run: {error}"] if error else []
    shutil.rmtree(at / "vierge", ignore_errors=True)
    shutil.copytree(library.folder, at / "vierge", ignore=shutil.ignore_patterns("index"))
    (at / "vierge/index").mkdir()
    fresh, error = told_of(at / "vierge")
    wrong += [f"fresh run: {error}"] if error else []
    return [*wrong, *(["difference from a fresh index"] if told != fresh else [])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--errors", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    indexer.pipeline.Pool = histories.PoolHere  # type: ignore[misc,assignment]
    chance, done, wrong = random.Random(asked.seed), Counter[str](), []
    with tempfile.TemporaryDirectory(prefix="fonds-crash-") as temporary:
        template, at = made(Path(temporary, "modele")), Path(temporary, "essai")
        costs = {act: counted(template, at, act) for act in ACTS}
        for number in range(asked.kills + asked.errors):
            act = list(ACTS)[number % len(ACTS)]
            count, seconds = costs[act]
            kills = number < asked.kills
            after = chance.uniform(0.01, seconds) if kills and number % 2 else 0.0
            how = ("" if after else KILL) if kills else chance.choice([ONCE, FROM_THEN_ON])
            injected = Injected(how, chance.randint(1, count), chance.choice([errno.ENOSPC, errno.EIO]))
            done["kills" if kills else "errors"] += 1
            for each in trial(template, at, act, injected, after):
                wrong.append(f"{act}, {how or 'random moment'} {injected.at}/{count}: {each}")
                print(wrong[-1], file=sys.stderr, flush=True)
    result = {
        **done,
        "acts": len(ACTS),
        "operations": {act: cost[0] for act, cost in costs.items()},
        "wrong": wrong,
    }
    print(json.dumps(result, ensure_ascii=False) if asked.json else _said(result))
    sys.exit(1 if wrong else 0)


def counted(template: Path, at: Path, act: str) -> tuple[int, float]:
    """How many operations an act has, and how long it takes, undisturbed."""
    shutil.rmtree(at, ignore_errors=True)
    shutil.copytree(template, at)
    started = time.perf_counter()
    child = in_child(doing(act, open_library(at / "fonds"), Injected()))
    if child.error or not child.count:
        raise SystemExit(f"{act} fails undisturbed: {child.error}")
    return child.count, time.perf_counter() - started


def _said(result: dict[str, object]) -> str:
    wrong = result["wrong"]
    assert isinstance(wrong, list)
    counts = (
        f"{result.get('kills', 0)} kills, {result.get('errors', 0)} disk errors over {result['acts']} acts"
    )
    return f"{counts}: {len(wrong)} wrong"


if __name__ == "__main__":
    main()
