"""The nginx and Caddy blocks of the guide, before a real site: only ports and files are changed."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest

from catalogue.library import create_library, open_library
from search_app.serving.process import server_for

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "mettre-en-ligne.md"
NAME = "doc.exemple.fr"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return sock.getsockname()[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = create_library(tmp_path_factory.mktemp("public") / "fonds").folder
    settings = f'[library]\nurl = "https://{NAME}/"\n\n[serve]\nproxies = ["127.0.0.1"]\n'
    (folder / "fonds.toml").write_text(settings, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def backend(folder):
    listening = socket.create_server(("127.0.0.1", 0))
    server = server_for(open_library(folder), listening)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield int(server.effective_port)
    server.stop()
    thread.join(timeout=60)


def block_of(language, *changes):
    """The block of the guide in that language, with what cannot be the same here."""
    block = re.search(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)[1]
    for written, ours in changes:
        assert written in block
        block = block.replace(written, ours)
    return block


def nginx(place, https, http, backend):
    """The command that runs nginx."""
    key, certificate = place / "privkey.pem", place / "fullchain.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    block = block_of(
        "nginx",
        ("listen 443 ssl", f"listen 127.0.0.1:{https} ssl"),
        ("listen 80", f"listen 127.0.0.1:{http}"),
        (f"/etc/letsencrypt/live/{NAME}", str(place)),
        ("127.0.0.1:8000", f"127.0.0.1:{backend}"),
    )
    paths = "".join(
        f"{kind}_temp_path {place}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (place / "nginx.conf").write_text(
        f"daemon off; pid {place}/pid; error_log {place}/error.log; events {{}}\n"
        f"http {{ access_log off; {paths}\n{block}\n}}\n"
    )
    return ["nginx", "-e", str(place / "error.log"), "-p", str(place), "-c", str(place / "nginx.conf")]


def caddy(place, https, http, backend):
    """The command that runs Caddy, which has found nothing to say of the block; its own authority signs."""
    block = block_of("caddy", ("127.0.0.1:8000", f"127.0.0.1:{backend}"))
    told = f"{{\nadmin off\nlocal_certs\nskip_install_trust\ndefault_bind 127.0.0.1\nhttps_port {https}\n"
    file = place / "Caddyfile"
    file.write_text(f"{told}http_port {http}\n}}\n{block}", encoding="utf-8")
    given = ["--config", str(file), "--adapter", "caddyfile"]
    checked = subprocess.run(["caddy", "validate", *given], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    return ["caddy", "run", *given]


NEEDED = {nginx: ("nginx", "openssl"), caddy: ("caddy",)}


@contextmanager
def running(command, place, port):
    """A server, once it listens."""
    told = os.environ | {"XDG_DATA_HOME": str(place / "share"), "XDG_CONFIG_HOME": str(place / "config")}
    with (place / "said").open("wb") as said:
        process = subprocess.Popen(command, env=told, stderr=said)
        try:
            for _ in range(400):
                with socket.socket() as sock:
                    if sock.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield
        finally:
            process.terminate()
            process.wait()


@pytest.fixture(scope="module", params=NEEDED, ids=lambda make: make.__name__)
def front(request, tmp_path_factory, backend):
    """Ports on which a proxy speaks https, and http."""
    missing = [name for name in NEEDED[request.param] if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed, so that its block is not run: {', '.join(missing)}")
    place, https, http = tmp_path_factory.mktemp("front"), free_port(), free_port()
    with running(request.param(place, https, http, backend), place, https):
        yield https, http


def connect(address, *_):
    """From an address that is not the one that is trusted, whatever the name says."""
    return socket.create_connection(("127.0.0.1", address[1]), 30, ("127.0.0.2", 0))


def ask(front, method, path, **more):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = HTTPSConnection(NAME, front[0], context=context, timeout=30)
    connection._create_connection = connect
    try:
        headers = {"Host": NAME, "X-Forwarded-For": "203.0.113.9"} | more.pop("headers", {})
        connection.request(method, path, headers=headers, **more)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


def test_the_site_is_served_over_https_under_its_public_address(front):
    status, headers, text = ask(front, "GET", "/aide")
    assert status == 200
    assert headers["Strict-Transport-Security"]
    assert f"https://{NAME}/" in ask(front, "GET", "/robots.txt")[2]
    assert "127.0.0.1" not in text


def test_the_visitor_is_whom_the_proxy_saw_and_not_whom_they_say(front, folder):
    assert ask(front, "GET", "/aide")[0] == 200
    told = "".join(path.read_text() for path in (folder / "state" / "access").glob("*.jsonl"))
    assert '"/aide"' in told and "127.0.0.0/24" in told
    assert "203.0.113" not in told


def test_a_session_is_kept_to_https_and_metrics_to_the_machine(front):
    status, headers, _text = ask(front, "GET", "/atelier/connexion")
    assert status == 200
    assert headers["Set-Cookie"].startswith("__Host-fonds=") and "Secure" in headers["Set-Cookie"]
    assert ask(front, "GET", "/metrics")[0] == 403


def test_what_is_too_long_is_refused_by_the_site(front):
    status, _headers, text = ask(front, "POST", "/recherche", body=b"x" * 200_000)
    assert status == 413
    assert "plus long" in text


def test_http_leads_to_https(front):
    connection = HTTPConnection("127.0.0.1", front[1], timeout=30)
    connection.request("GET", "/aide", headers={"Host": NAME})
    answer = connection.getresponse()
    connection.close()
    assert answer.status in (301, 308)
    assert answer.headers["Location"].startswith(f"https://{NAME}")
