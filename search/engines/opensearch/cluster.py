"""Cluster: requests to it, and one error for all that keeps it from answering."""

import contextlib
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from opensearchpy import JSONSerializer, OpenSearch, Urllib3HttpConnection
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionError,
    NotFoundError,
    SSLError,
    TransportError,
)

from catalogue.errors import ConfigurationError, EngineUnavailableError, IncompatibleIndexError
from search.engines.opensearch.address import AUTHORITY, KEY, PASSWORD, USER, Address
from search.engines.opensearch.mapping import Body

#: Seconds one request may take: a look at where the index stands, a search, a change, one of large size.
LOOK_S, SEARCH_S, CHANGE_S, BULK_S = 0.8, 4.0, 15.0, 120.0
#: Seconds for which nobody asks again once the cluster did not answer.
PAUSE_S = 1.0
#: Statuses by which a cluster says that it cannot answer now.
_UNAVAILABLE = (429, 500, 502, 503, 504)
UNAVAILABLE = (
    "La recherche est momentanément indisponible : ses serveurs ne répondent pas. Réessayez dans un instant."
)
_NO_RIGHT = 403
_FORBIDDEN = (
    "Le compte donné aux serveurs de recherche n'a pas tous les droits : il lui faut ceux d'écrire, de créer "
    "et de supprimer les index de ce nom, et celui de voir l'état des serveurs."
)
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder()
logging.getLogger("opensearch").setLevel(logging.ERROR)


class _Serializer(JSONSerializer):
    """JSON by msgspec: answers hold columns, and reading them is part of each search."""

    def dumps(self, data: Any) -> Any:
        return data if isinstance(data, str | bytes) else _ENCODER.encode(data).decode()

    def loads(self, s: str) -> Any:
        return _DECODER.decode(s)


class Cluster:
    """The machines of one address; safe between threads."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._client = _client(address)
        self._asked_again_at = 0.0

    def search(
        self, index: str, bodies: Sequence[Body], *, seconds: float | None = None, hasty: bool = False
    ) -> list[Mapping[str, Any]]:
        """The answers to some searches, sent as one request; each is whole or an error is raised.

        `hasty` waits no longer than a page may: for a look at what is known already.
        """
        lines = [line for body in bodies for line in (_HEAD, body)]
        limit = seconds or (LOOK_S if hasty else SEARCH_S)
        content = b"\n".join(_ENCODER.encode(line) for line in lines) + b"\n"
        with self._told(pause=True):
            found = self._client.transport.perform_request(
                "POST", f"/{index}/_msearch", body=content, timeout=limit,
                headers={"content-type": "application/x-ndjson"},
            )  # fmt: skip
        answers: list[Mapping[str, Any]] = found["responses"]
        for answer in answers:
            _check(answer)
        return answers

    def call(
        self, method: str, path: str, body: Any = None, *, seconds: float = CHANGE_S, **options: str
    ) -> Any:
        """The answer to one request; raises EngineUnavailableError, `Absent` where nothing has that name."""
        with self._told(pause=False):
            return self._client.transport.perform_request(
                method, path, body=body, params=options, timeout=seconds
            )

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()

    @contextlib.contextmanager
    def _told(self, *, pause: bool) -> Iterator[None]:
        """Errors of the client as ours; a cluster that did not answer is left alone for a moment."""
        if pause and time.monotonic() < self._asked_again_at:
            raise EngineUnavailableError(UNAVAILABLE)
        try:
            yield
        except NotFoundError as error:
            raise Absent from error
        except AuthenticationException as error:
            raise ConfigurationError(
                f"Les serveurs de recherche refusent ce compte. Vérifiez {USER} et {PASSWORD}, ou {KEY}."
            ) from error
        except AuthorizationException as error:
            raise ConfigurationError(_FORBIDDEN) from error
        except SSLError as error:
            raise ConfigurationError(
                "Le certificat des serveurs de recherche n'est pas reconnu. Donnez le fichier de son "
                f"autorité par {AUTHORITY}."
            ) from error
        except ConnectionError as error:
            self._asked_again_at = time.monotonic() + PAUSE_S
            raise EngineUnavailableError(UNAVAILABLE) from error
        except TransportError as error:
            if error.status_code in _UNAVAILABLE:
                self._asked_again_at = time.monotonic() + PAUSE_S
                raise EngineUnavailableError(UNAVAILABLE) from error
            raise IncompatibleIndexError(
                f"Les serveurs de recherche refusent une demande ({error.status_code} {error.error}). "
                "Vérifiez leur version (OpenSearch 2.19 ou plus), puis lancez « fonds engine refeed »."
            ) from error


class Absent(Exception):
    """Nothing has that name on the cluster."""


#: What stands before each search: no answer of a part of the index is taken for one of all.
_HEAD = {"allow_partial_search_results": False}


def _check(answer: Mapping[str, Any]) -> None:
    if "error" in answer:
        kind = answer["error"].get("type", "")
        if answer.get("status") == _NO_RIGHT:
            raise ConfigurationError(_FORBIDDEN)
        if answer.get("status") in _UNAVAILABLE:
            raise EngineUnavailableError(UNAVAILABLE)
        if kind == "index_not_found_exception":
            raise Absent
        raise IncompatibleIndexError(
            f"Les serveurs de recherche refusent une demande ({kind}). Lancez « fonds engine refeed »."
        )
    if answer["_shards"]["failed"] or answer.get("timed_out"):
        raise EngineUnavailableError(UNAVAILABLE)


def _client(address: Address) -> OpenSearch:
    options: dict[str, Any] = {}
    if address.key:
        options["headers"] = {"authorization": f"ApiKey {address.key}"}
    elif address.user:
        options["http_auth"] = (address.user, address.password)
    if address.authority:
        if not Path(address.authority).is_file():
            raise ConfigurationError(
                f"Le fichier {address.authority}, donné par {AUTHORITY}, n'existe pas. Corrigez son chemin."
            )
        options["ca_certs"] = address.authority
    return OpenSearch(
        hosts=list(address.hosts),
        connection_class=Urllib3HttpConnection,
        serializer=_Serializer(),
        verify_certs=True,
        # Another machine is asked where one refuses; never twice where one took a change and said nothing.
        max_retries=max(1, len(address.hosts) - 1),
        retry_on_timeout=False,
        retry_on_status=(502, 503),
        http_compress=False,
        timeout=SEARCH_S,
        **options,
    )
