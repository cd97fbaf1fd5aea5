"""The nginx block of the guide, as it stands there, before a real site: only ports and files are ours."""

import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from catalogue.library import create_library, open_library
from search_app.serving.process import server_for

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "mettre-en-ligne.md"
NAME = "doc.exemple.fr"

pytestmark = pytest.mark.skipif(
    shutil.which("nginx") is None or shutil.which("openssl") is None, reason="nginx and openssl not installed"
)


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


@pytest.fixture(scope="module")
def front(tmp_path_factory, backend):
    """Port on which nginx speaks https."""
    place, port = tmp_path_factory.mktemp("nginx"), free_port()
    key, certificate = place / "privkey.pem", place / "fullchain.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    block = re.search(r"```nginx\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)[1]
    folder = f"/etc/letsencrypt/live/{NAME}"
    for written, ours in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("listen 80", f"listen 127.0.0.1:{free_port()}"),
        (f"{folder}/fullchain.pem", str(certificate)),
        (f"{folder}/privkey.pem", str(key)),
        ("127.0.0.1:8000", f"127.0.0.1:{backend}"),
    ):
        assert written in block
        block = block.replace(written, ours)
    paths = "".join(
        f"{kind}_temp_path {place}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (place / "nginx.conf").write_text(
        f"daemon off; pid {place}/pid; error_log {place}/error.log; events {{}}\n"
        f"http {{ access_log off; {paths}\n{block}\n}}\n"
    )
    command = ["nginx", "-e", str(place / "error.log"), "-p", str(place), "-c", str(place / "nginx.conf")]
    process = subprocess.Popen(command)
    try:
        for _ in range(200):
            with socket.socket() as sock:
                if sock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def ask(front, method, path, **more):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    # A visitor whose address is not the one that is trusted.
    here = ("127.0.0.2", 0)
    connection = HTTPSConnection("127.0.0.1", front, context=context, timeout=30, source_address=here)
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


def test_the_visitor_is_whom_nginx_saw_and_not_whom_they_say(front, folder):
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
