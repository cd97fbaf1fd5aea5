"""The published schemas of the formats we speak, read from the folder named by FONDS_TEST_DATA."""

import os
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

_FOLDER = Path(os.environ.get("FONDS_TEST_DATA", "."), "schemas")


def needs_schemas(test):
    """Mark a test that validates; skipped without the schemas."""
    there = "FONDS_TEST_DATA" in os.environ
    return pytest.mark.real_data(pytest.mark.skipif(not there, reason="FONDS_TEST_DATA is not set")(test))


@cache
def schema(name: str) -> etree.XMLSchema | etree.RelaxNG:
    """`oai/oai-all.xsd`, `atom/atom.rng`…"""
    tree = etree.parse(_FOLDER / name)
    return etree.RelaxNG(tree) if name.endswith(".rng") else etree.XMLSchema(tree)
