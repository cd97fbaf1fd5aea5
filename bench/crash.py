"""Pull the plug: acts of people and runs of the indexer are killed, or refused by the disk, at any operation.

`python bench/crash.py [--kills N] [--errors N] [--seed N] [--folder DIR] [--results FILE] [--only N …]`.
Each trial copies a small library, does one act (`crash_acts`) in a process of its own and ends it: by SIGKILL
before a counted operation of the C library (`faults`), by SIGKILL at a random moment, or by ENOSPC or EIO
once or from one operation on. Every other operation is one before the act is acknowledged, where there are
few beside those of the indexing that follows. Then the library is indexed as if nothing had happened, and
four things must hold:

- it tells what an index made from nothing tells;
- what the act had acknowledged is there;
- done again, the act gives what it gives undisturbed;
- no error was one that no boundary turns into a sentence.

Each trial draws from its own number and the seed, and is one line of the results as soon as it has ended: a
campaign that was cut short goes on where it was with the same file, and one trial is repeated by its number.
"""

import argparse
import errno
import hashlib
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
from dataclasses import asdict, dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import crash_acts, faults
from bench.faults import Fault, How
from catalogue.errors import TOLD
from catalogue.library import open_library
from tests.indexer import histories

Say = Callable[[str], None]
Task = Callable[[Say], None]
#: An act that is stuck is a fault too.
PATIENCE_S = 120


@dataclass(slots=True)
class Child:
    """How a process ended and what it had said."""

    killed: bool = False
    #: What was acknowledged, a file with its SHA-256 then.
    said: dict[str, str] = field(default_factory=dict)
    #: What it would have told a person, `TRACEBACK` first when no boundary knows the error.
    error: str = ""
    #: Operations, all of them and those before the last word.
    count: int = 0
    own: int = 0


def in_child(
    task: Callable[[Say], None], below: Path, fault: Fault | None = None, after_s: float = 0
) -> Child:
    """Run a task in a process of its own; killed after so many seconds when that is not 0."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        signal.alarm(PATIENCE_S)
        with os.fdopen(writing, "w", buffering=1) as tell:
            _do(task, below, fault, lambda line: print(json.dumps(line), file=tell))
        os._exit(0)
    os.close(writing)
    if after_s:
        time.sleep(after_s)
        os.kill(pid, signal.SIGKILL)
    child = Child()
    with os.fdopen(reading) as told:
        for line in told:
            if line.endswith("\n"):  # else it died on the word
                _hear(child, *json.loads(line))
    end = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    child.killed = end == -signal.SIGKILL
    if end not in (0, -signal.SIGKILL):
        child.error = f"TRACEBACK ended by {end}"
    return child


def _hear(child: Child, kind: str, name: str, digest: str, count: int) -> None:
    if kind == "said":
        child.said[name], child.own = digest, count
    elif kind == "error":
        child.error = name
    child.count = count


def _do(task: Task, below: Path, fault: Fault | None, tell: Callable[[object], None]) -> None:
    if fault is not None:
        faults.arm(fault, str(below))
    try:
        task(lambda name: tell(("said", name, _sum(below / "fonds", name), faults.counted())))
        tell(("end", "", "", faults.counted()))
    except (*TOLD, OSError, sqlite3.Error) as error:  # what `fonds.cli` says in a sentence
        tell(("error", repr(error)[:300], "", 0))
    except BaseException:  # noqa: BLE001 - told to the parent
        tell(("error", "TRACEBACK " + traceback.format_exc()[-900:].replace("\n", " | "), "", 0))


def _sum(library: Path, name: str) -> str:
    """The SHA-256 of a file that was acknowledged; empty for what is no file."""
    path = library / name
    if name[0] in "+-=":
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def told_of(at: Path, name: str = "fonds") -> tuple[str, str]:
    """What a library tells after a run, as text that can be compared; and the error, if one came."""

    def task(say: Say) -> None:
        library = open_library(at / name)
        histories.run(library)
        say(f"={crash_acts.told(library)}")

    child = in_child(task, at)
    return "".join(child.said), child.error


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What an act is when nothing happens."""

    operations: int
    #: Those before it is acknowledged.
    own: int
    seconds: float
    #: What the library tells once it was done again.
    told: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """What every trial begins with and is held against."""

    template: Path
    at: Path
    undisturbed: dict[str, "Undisturbed"] = field(default_factory=dict)

    def copy(self) -> None:
        shutil.rmtree(self.at, ignore_errors=True)
        shutil.copytree(self.template, self.at)

    def doing(self, act: str) -> Task:
        return lambda say: crash_acts.ACTS[act].do(open_library(self.at / "fonds"), say)

    def measure(self, act: str) -> None:
        """Do an act undisturbed, twice where it may be."""
        self.copy()
        started = time.perf_counter()
        child = in_child(self.doing(act), self.at, Fault())
        seconds = time.perf_counter() - started
        error, told = child.error, self._again(act)
        if error or not child.count or any(told[1:]):
            raise SystemExit(f"{act} fails undisturbed: {error} {told[1:]}")
        self.undisturbed[act] = Undisturbed(child.count, child.own or child.count, seconds, told[0])

    def _again(self, act: str) -> tuple[str, str]:
        again = crash_acts.ACTS[act].again
        if again is None:
            return "", ""
        child = in_child(lambda say: again(open_library(self.at / "fonds"), say), self.at)
        told, error = told_of(self.at)
        return told, child.error or error

    def trial(self, act: str, fault: Fault, after_s: float) -> list[str]:
        """One trial; what was wrong."""
        self.copy()
        library = open_library(self.at / "fonds")
        child = in_child(self.doing(act), self.at, fault, after_s)
        wrong = [child.error] if child.error.startswith("TRACEBACK") else []
        for name, digest in child.said.items():
            if digest and _sum(library.folder, name) != digest:
                wrong.append(f"lost: {name}")
        wrong += [f"damaged: {name}" for name in crash_acts.unsound(library)]
        told, error = told_of(self.at)
        wrong += [f"next run: {error}"] if error else []
        wrong += [f"lost: {name}" for name in child.said if name[0] == "+" and name[1:] not in told]
        wrong += [f"still there: {name}" for name in child.said if name[0] == "-" and name[1:] in told]
        shutil.copytree(library.folder, self.at / "vierge", ignore=shutil.ignore_patterns("index"))
        (self.at / "vierge/index").mkdir()
        fresh, error = told_of(self.at, "vierge")
        wrong += [f"fresh run: {error}"] if error else []
        wrong += ["difference from a fresh index"] if told != fresh else []
        told, error = self._again(act)
        wrong += [f"again: {error}"] if error else []
        return [*wrong, *(["difference when done again"] if told != self.undisturbed[act].told else [])]


@dataclass(frozen=True, slots=True)
class Trial:
    """One line of the results."""

    number: int
    seed: int
    act: str
    fault: str
    at: int
    of: int
    after_s: float
    wrong: list[str]


def drawn(campaign: Campaign, number: int, seed: int, kills: int) -> tuple[str, Fault, float]:
    """What a trial does, from its number and the seed alone."""
    chance = random.Random(f"{seed}/{number}")
    acts = [*campaign.undisturbed]
    act = acts[number % len(acts)]
    usual = campaign.undisturbed[act]
    at = chance.randint(1, chance.choice([usual.own, usual.operations]))
    code = chance.choice([errno.ENOSPC, errno.EIO])
    if number >= kills:
        return act, Fault(chance.choice([How.ONCE, How.FROM_THEN_ON]), at, code), 0.0
    if number // len(acts) % 2:
        return act, Fault(), chance.uniform(0.001, usual.seconds)
    return act, Fault(How.KILL, at), 0.0


def run(campaign: Campaign, asked: argparse.Namespace) -> list[Trial]:
    """All trials that the results do not hold yet, one line each."""
    held = []
    if asked.results and asked.results.exists():
        lines = asked.results.read_text(encoding="utf-8").splitlines()
        held = [each for each in (Trial(**json.loads(line)) for line in lines) if each.seed == asked.seed]
    known = {each.number for each in held}
    for number in asked.only or range(asked.kills + asked.errors):
        if number in known and not asked.only:
            continue
        act, fault, after_s = drawn(campaign, number, asked.seed, asked.kills)
        wrong = campaign.trial(act, fault, after_s)
        name = str(fault) if fault.how else "random moment"
        of = campaign.undisturbed[act].operations
        trial = Trial(number, asked.seed, act, name, fault.at, of, round(after_s, 4), wrong)
        held.append(trial)
        line = json.dumps(asdict(trial), ensure_ascii=False)
        if asked.results:
            with asked.results.open("a", encoding="utf-8") as file:
                print(line, file=file)
        if wrong:
            print(line, file=sys.stderr, flush=True)
    return held


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--errors", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--folder", type=Path, help="where the trials take place; on the disk that is tried")
    parser.add_argument("--results", type=Path, help="a line a trial; goes on where it was cut short")
    parser.add_argument("--only", type=int, nargs="*", default=[], help="these trials, by their number")
    parser.add_argument("--acts", nargs="*", choices=crash_acts.ACTS, default=[*crash_acts.ACTS])
    asked = parser.parse_args()
    faults.loaded()
    with tempfile.TemporaryDirectory(prefix="fonds-crash-", dir=asked.folder) as temporary:
        os.environ["XDG_CACHE_HOME"] = str(Path(temporary, "cache"))
        campaign = Campaign(Path(temporary, "modele"), Path(temporary, "essai"))
        crash_acts.here(Path(temporary, crash_acts.THEIRS))
        crash_acts.made(campaign.template)
        for act in asked.acts:
            campaign.measure(act)
        usual = {name: (each.own, each.operations) for name, each in campaign.undisturbed.items()}
        print("operations before it is said, and in all:", usual, file=sys.stderr)
        trials = run(campaign, asked)
    print(said(trials, asked))
    sys.exit(1 if any(each.wrong for each in trials) else 0)


def said(trials: list[Trial], asked: argparse.Namespace) -> str:
    """What the campaign came to, by act."""
    done = Counter("kills" if each.number < asked.kills else "errors" for each in trials)
    lines = [f"seed {asked.seed}: {done['kills']} kills, {done['errors']} disk errors"]
    for act in dict.fromkeys(each.act for each in trials):
        of_it = [each for each in trials if each.act == act]
        lines.append(f"  {act:<10} {len(of_it):4} trials, {sum(bool(each.wrong) for each in of_it)} wrong")
    return "\n".join([*lines, f"{sum(bool(each.wrong) for each in trials)} wrong"])


if __name__ == "__main__":
    main()
