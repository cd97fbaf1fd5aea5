"""Harvesters that others wrote take exactly the corpus, while a writer adds and withdraws."""

import json
import shutil
import subprocess

import pytest
from oaipmh_scythe import Scythe
from sickle import Sickle

from catalogue.record import Record
from tests.exchange.oai.repositories import put, withdraw
from tests.exchange.oai.site import Site

STANDING = {f"r{number}" for number in range(0, 20, 2)}


def sickle(url):
    records = Sickle(url).ListRecords(metadataPrefix="oai_dc")
    return [record.header.identifier for record in records if not record.header.deleted]


def scythe(url):
    with Scythe(url) as client:
        records = client.list_records(metadata_prefix="oai_dc")
        return [record.header.identifier for record in records if not record.header.deleted]


def catmandu(url):
    command = ["catmandu", "convert", "OAI", "--url", url, "--metadataPrefix", "oai_dc", "to", "JSON"]
    said = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    return [each["_id"] for each in json.loads(said) if each.get("_status") != "deleted"]


CLIENTS = [
    sickle,
    scythe,
    pytest.param(
        catmandu,
        marks=pytest.mark.skipif(not shutil.which("catmandu"), reason="Catmandu is not installed"),
    ),
]


@pytest.mark.parametrize("size", [1, 7, 100])
@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_takes_the_corpus_while_a_writer_works(library, client, size):
    put(library, *(Record(f"r{number}", "Bilan") for number in range(20)))
    odd = iter(range(1, 20, 2))

    def write():
        number = next(odd, None)
        if number is not None:
            withdraw(library, f"r{number}")
            put(library, Record(f"n{number}", "Arrivé"))

    site = Site(library, size, write)
    try:
        taken = [name.rpartition(":")[2] for name in client(site.url)]
    finally:
        site.close()
    assert set(taken) >= STANDING
    assert set(taken) <= {f"{letter}{number}" for letter in "rn" for number in range(20)}
    assert size == 100 or {name for name in taken if name[0] == "n"}
