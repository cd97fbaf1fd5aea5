"""Nodes: a cluster that tests start, kill and stop; its jars are fetched once and kept."""

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
import zipfile
from pathlib import Path

from tests.maven import copy_jars, kept, run, version_in

HERE = Path(__file__).parent
_POM = HERE / "pom.xml"
#: Oldest Java that runs these jars.
_JAVA = 21
#: Bytes of heap of a node.
HEAP = "512m"
#: Seconds a node may take to answer; a busy machine needs many.
PATIENCE_S = 180
#: Starting costs half as much without the second compiler; whoever measures wants it.
COMPILER = "-XX:TieredStopAtLevel=1"


def missing() -> str:
    """Why no node can be started here; empty when one can."""
    if _jdk() is None:
        return f"OpenSearch : pas de JDK {_JAVA} ou plus"
    if shutil.which("mvn") is None:
        return "OpenSearch : Maven n'est pas installé"
    return ""


class Nodes:
    """Some nodes of one cluster in a folder; a context manager that stops them all."""

    #: What of the pom they need beside its own.
    profile = ""

    def __init__(self, folder: Path, count: int = 1) -> None:
        self.folder, self.count = folder, count
        self._http, self._transport = _ports(count), _ports(count)
        self._processes: dict[int, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Nodes":
        jars = fetched(self.profile)
        try:
            for number in range(self.count):
                self._start(jars, number)
            self.wait(self.count)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @property
    def processes(self) -> list[subprocess.Popen[bytes]]:
        """Those that run."""
        return list(self._processes.values())

    @property
    def hosts(self) -> str:
        """All nodes, as an address names them."""
        return ",".join(f"127.0.0.1:{self._http + number}" for number in range(self.count))

    def address(self, index: str) -> str:
        """The address of an index there, without the engine's name."""
        return f"http://{self.hosts}/{index}"

    def kill(self, number: int) -> None:
        """SIGKILL to one node."""
        process = self._processes.pop(number)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def again(self, number: int) -> None:
        """Start a node anew on its data."""
        self._start(fetched(self.profile), number)

    def data(self, number: int = 0) -> Path:
        """Where a node keeps its files."""
        return self.folder / f"node-{number}" / "data"

    def wait(self, count: int) -> None:
        """Until so many nodes are one cluster; with the last lines of a node's log when one has died."""
        end = time.monotonic() + PATIENCE_S
        while True:
            for number, process in list(self._processes.items()):
                if process.poll() is not None:
                    raise AssertionError(f"node {number} died: {self._log(number).read_text()[-3000:]}")
                if self._answers(number, count):
                    return
            if time.monotonic() > end:
                raise AssertionError(f"no cluster of {count} nodes after {PATIENCE_S} s")
            time.sleep(0.2)

    def primary(self, index: str) -> int:
        """The node that holds the first copy of an index."""
        lines = json.loads(self.ask_any(f"/_cat/shards/{index}?format=json"))
        name = next(line["node"] for line in lines if line["prirep"] == "p")
        return int(name.rpartition("-")[2])

    def ask(self, path: str, number: int = 0) -> bytes:
        """What a node answers to a GET."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self._http + number}{path}", timeout=90) as answer:
            return bytes(answer.read())

    def ask_any(self, path: str) -> bytes:
        """What the first node that runs answers to a GET."""
        return self.ask(path, next(iter(self._processes)))

    def allow_many_indexes(self) -> None:
        """Let there be an index for each of hundreds of libraries."""
        body = json.dumps({"persistent": {"cluster.max_shards_per_node": 20_000}}).encode()
        url = f"http://127.0.0.1:{self._http}/_cluster/settings"
        asked = urllib.request.Request(url, body, {"content-type": "application/json"}, method="PUT")
        urllib.request.urlopen(asked, timeout=90).close()

    def _answers(self, number: int, count: int) -> bool:
        path = f"/_cluster/health?wait_for_nodes=%3E%3D{count}&wait_for_status=yellow&timeout=2s"
        try:
            return not json.loads(self.ask(path, number))["timed_out"]
        except OSError:
            return False

    def _flags(self, jars: Path, folder: Path) -> list[str]:
        """What is added to a node that starts in a folder."""
        return []

    def _log(self, number: int) -> Path:
        return self.folder / f"node-{number}.log"

    def _start(self, jars: Path, number: int) -> None:
        folder = self.folder / f"node-{number}"
        (folder / "tmp").mkdir(parents=True, exist_ok=True)
        flags = [
            f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseSerialGC", *COMPILER.split(),
            "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED",
            f"-Dlog4j2.configurationFile={HERE / 'log4j2.properties'}", f"-Djava.io.tmpdir={folder / 'tmp'}",
            *os.environ.get("FONDS_TEST_OPENSEARCH_JAVA", "").split(), *self._flags(jars, folder),
        ]  # fmt: skip
        arguments = map(str, (folder, number, self.count, self._http, self._transport))
        command = [
            _jdk() / "bin" / "java",
            *flags,
            "-cp",
            f"{jars / 'classes'}:{jars / 'lib'}/*:{jars / 'plugin'}/*",
            "Node",
            *arguments,
        ]
        with self._log(number).open("ab") as log:
            self._processes[number] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )


def fetched(profile: str = "") -> Path:
    """The folder of jars and of our class."""
    made_for = f"{profile or version_in(_POM, 'opensearch')}-{(HERE / 'Node.java').stat().st_size}"
    return kept(f"opensearch-{made_for}", lambda made: _fetch(made, ["-P", profile] if profile else []))


def _fetch(made: Path, options: list[str]) -> None:
    copy_jars(_POM, made / "lib", "-DincludeScope=runtime", *options)
    for plugin in (made / "lib").glob("*.zip"):
        with zipfile.ZipFile(plugin) as archive:
            archive.extractall(made / "plugin")
    source, classes = str(HERE / "Node.java"), str(made / "classes")
    run(str(_jdk() / "bin" / "javac"), "-proc:none", "-cp", f"{made / 'lib'}/*", "-d", classes, source)


def _jdk() -> Path | None:
    """The newest JDK that will do."""
    homes = [os.environ.get("JAVA_HOME", ""), *map(str, Path("/usr/lib/jvm").glob("*"))]
    found = [(number, Path(home)) for home in homes if home and (number := _version(Path(home))) >= _JAVA]
    return max(found)[1] if found else None


def _version(home: Path) -> int:
    release = home / "release"
    if not (home / "bin" / "javac").exists() or not release.exists():
        return 0
    found = re.search(r'JAVA_VERSION="(\d+)', release.read_text())
    return int(found[1]) if found else 0


def _ports(count: int) -> int:
    """The first of so many ports that nobody listens on."""
    for _ in range(100):
        # Drawn, as other processes look for theirs too, and below those that systems give to clients.
        first = 20_000 + secrets.randbelow(1_200) * 10
        if all(_is_free(first + number) for number in range(count)):
            return first
    raise AssertionError("no free ports")


_given: set[int] = set()


def _is_free(port: int) -> bool:
    if port in _given:
        return False
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
    _given.add(port)
    return True
