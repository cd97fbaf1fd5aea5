"""Front: TLS and an account before a node that has neither, as a secured cluster answers from outside."""

import http.client
import ssl
import threading
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Front:
    """Listens with a certificate that an authority of its own signed; a context manager.

    Who says none of the `known` values of Authorization is refused; who says one of `weak`, has no right.
    """

    def __init__(self, folder: Path, host: str, known: Iterable[str], weak: Iterable[str] = ()) -> None:
        self.authority = folder / "authority.pem"
        certificate, key = folder / "server.pem", folder / "server.key"
        certify(self.authority, certificate, key)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(host, set(known), set(weak)))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> "Front":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def address(self, index: str) -> str:
        return f"https://127.0.0.1:{self._server.server_address[1]}/{index}"


def _handler(host: str, known: set[str], weak: set[str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            said = self.headers.get("authorization", "")
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            if said in weak:
                self._answer(403, b'{"error": {"type": "security_exception"}, "status": 403}')
            elif said not in known:
                self._answer(401, b"Unauthorized")
            else:
                self._pass_on(body)

        do_POST = do_PUT = do_DELETE = do_GET

        def _pass_on(self, body: bytes) -> None:
            asked = http.client.HTTPConnection(host, timeout=60)
            kind = {"content-type": self.headers.get("content-type", "application/json")} if body else {}
            asked.request(self.command, self.path, body, kind)
            with asked.getresponse() as found:
                self._answer(found.status, found.read())
            asked.close()

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def certify(authority: Path, certificate: Path, key: Path) -> None:
    """Write an authority's certificate, and a server's with its key."""
    own, servers = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Autorité d'essai")])
    local = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    identifier = x509.SubjectKeyIdentifier.from_public_key(own.public_key())
    root = _begun(name, own).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    signs = x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    root = root.add_extension(identifier, critical=False).add_extension(signs, critical=True)
    of_it = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier)
    leaf = _begun(name, servers, "127.0.0.1").add_extension(local, critical=False)
    leaf = leaf.add_extension(of_it, critical=False)
    authority.write_bytes(root.sign(own, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    certificate.write_bytes(leaf.sign(own, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        servers.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def _begun(issuer: x509.Name, key: ec.EllipticCurvePrivateKey, name: str = "") -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) if name else issuer
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))
    )  # fmt: skip
