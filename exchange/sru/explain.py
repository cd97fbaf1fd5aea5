"""Explain: a ZeeRex record of what may be searched, and how (http://explain.z3950.org/dtd/2.0/)."""

from lxml import etree

from catalogue.web_address import split_address
from exchange.sru.indexes import INDEXES
from exchange.sru.request import MOST, SCHEMA
from exchange.xml_text import clean

_ZEEREX = "http://explain.z3950.org/dtd/2.0/"
_SETS = {"cql": "info:srw/cql-context-set/1/cql-v1.2", "dc": "info:srw/cql-context-set/1/dc-v1.1"}


def explained(name: str, url: str, version: str = "2.0") -> etree._Element:
    """The record of a server at that address."""
    parts = split_address(url)
    root = etree.Element(f"{{{_ZEEREX}}}explain", nsmap={None: _ZEEREX})
    server = _add(
        root, "serverInfo", protocol="SRU", version=version, transport=parts.scheme, method="GET POST"
    )
    _add(server, "host", parts.hostname or "")
    _add(server, "port", str(parts.port or (443 if parts.scheme == "https" else 80)))
    _add(server, "database", parts.path.lstrip("/"))
    _add(_add(root, "databaseInfo"), "title", clean(name), lang="fr", primary="true")
    indexes = _add(root, "indexInfo")
    for prefix, identifier in _SETS.items():
        _add(indexes, "set", name=prefix, identifier=identifier)
    for each in INDEXES.values():
        index = _add(indexes, "index", search="true", scan="false", sort=_sorted(each.name))
        _add(index, "title", each.title, lang="fr")
        prefix, _dot, local = each.name.partition(".")
        _add(_add(index, "map"), "name", local, set=prefix)
    schema = _add(
        _add(root, "schemaInfo"), "schema", identifier=SCHEMA, name="dc", sort="false", retrieve="true"
    )
    _add(schema, "title", "Dublin Core")
    settings = _add(root, "configInfo")
    _add(settings, "default", "10", type="numberOfRecords")
    _add(settings, "setting", str(MOST), type="maximumRecords")
    for relation in ("=", "==", "adj", "all", "any", "<>", "<", "<=", ">", ">=", "within"):
        _add(settings, "supports", relation, type="relation")
    _add(settings, "supports", "*", type="maskingCharacter")
    return root


def _sorted(name: str) -> str:
    return "true" if name in {"dc.title", "dc.date"} else "false"


def _add(parent: etree._Element, element: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ZEEREX}}}{element}", attributes)
    child.text = text
    return child
