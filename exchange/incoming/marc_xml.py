"""MARC in XML: MARCXML with or without its namespace, and the XML of PMB (`<unimarc><notice><f c="200">`).

Records are cut apart in the text and parsed one by one, so that a damaged one costs itself. What stands
before the first record, document type included, is never parsed: no entity can be declared.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.entities import html5

from lxml import etree

from catalogue.encodings import decoded
from catalogue.intake import IntakeError, Rejection
from exchange.incoming.incoming import Parsed
from exchange.incoming.marc import MarcRecord, Zone, read_record
from exchange.xml_text import legal

_OPENING = re.compile(r"<(?:[\w-]+:)?(record|notice)(?=[\s>])")
_CLOSING = re.compile(r"</(?:[\w-]+:)?(?:record|notice)\s*>")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"\']([\w.:-]+)")
_NAMESPACES = re.compile(r"\sxmlns(?::[\w-]+)?=(\"[^\"<]*\"|\'[^\'<]*\')")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
#: Words between the marks of what does not count for order, which are controls and end with them.
_MARKED = re.compile(
    r"(?:[\x88\x98]|&#(?:136|152|[xX]0*[89]8);)([^<&\x80-\x9f]*)(?:[\x89\x9c]|&#(?:137|156|[xX]0*(?:89|9[cC]));)"
)
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_FORBIDDEN = "des caractères de contrôle, que XML interdit, en ont été retirés."
_REASONS: dict[int, str] = {
    int(etree.ErrorTypes.ERR_UNDECLARED_ENTITY): "une entité (« &… ; ») n'y est déclarée nulle part",
    int(etree.ErrorTypes.ERR_NAME_REQUIRED): "un « & » seul s'écrit « &amp; »",
    int(etree.ErrorTypes.ERR_ENTITYREF_SEMICOL_MISSING): "un « & » seul s'écrit « &amp; »",
    int(etree.ErrorTypes.ERR_TAG_NAME_MISMATCH): "une balise n'y est pas fermée",
    int(etree.ErrorTypes.ERR_TAG_NOT_FINISHED): "une balise n'y est pas fermée",
    int(etree.ErrorTypes.ERR_INVALID_CHAR): "un caractère que XML interdit s'y trouve",
    int(etree.ErrorTypes.ERR_LT_IN_ATTRIBUTE): "un « < » seul s'écrit « &lt; »",
}
#: PMB's elements of the leader, at their places (UNIMARC manual, record label).
_PMB_LEADER = (("rs", 5), ("dt", 6), ("bl", 7), ("hl", 8))


def read(content: bytes) -> Iterator[Parsed]:
    """One record each `<record>` or `<notice>`."""
    text = _decoded(content)
    starts = [match.start() for match in _OPENING.finditer(text)]
    if not starts:
        raise IntakeError("Ce fichier ne contient aucune notice MARC : ni <record>, ni <notice> de PMB.")
    namespaces = "".join(each[0] for each in _NAMESPACES.finditer(text, 0, starts[0]))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    line, seen = 1, 0
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1):
        line += text.count("\n", seen, start)
        seen = start
        yield _record(number, line, text[start:end], namespaces, parser)


def _record(number: int, line: int, fragment: str, namespaces: str, parser: etree.XMLParser) -> Parsed:
    closing = _CLOSING.search(fragment)
    if closing is None:
        return Rejection(number, line, _name(fragment), "la notice n'est pas fermée (</record> manque).")
    told = _MARKED.sub(r"&lt;&lt;\1&gt;&gt;", _ENTITY.sub(_letter, fragment[: closing.end()]))
    whole = legal(told)
    try:
        root = etree.fromstring(f"<marc{namespaces}>{whole}</marc>", parser)
    except etree.XMLSyntaxError as error:
        at = line + (error.lineno or 1) - 1
        return Rejection(number, line, _name(fragment), f"XML mal formé à la ligne {at} : {_reason(error)}.")
    found = read_record(number, line, _marc(root[0]))
    if whole != told:
        return replace(found, remarks=(*found.remarks, _FORBIDDEN))
    return found


def _letter(entity: re.Match[str]) -> str:
    """The letter that HTML's name for it means; other entities are declared nowhere."""
    name = entity[1]
    return entity[0] if name in _XML_ENTITIES else html5.get(f"{name};", entity[0])


def _reason(error: etree.XMLSyntaxError) -> str:
    """What is wrong, in French: the library that reads it says so in English only."""
    return _REASONS.get(error.code, "une balise ou un attribut n'y est pas écrit comme il faut")


def _marc(element: etree._Element) -> MarcRecord:
    leader = [" "] * 24
    zones: list[Zone] = []
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "leader":
            leader = list((child.text or "").ljust(24))
        elif name in ("controlfield", "datafield", "f"):
            zones.append(_zone(child))
        for part, place in _PMB_LEADER:
            if name == part and child.text:
                leader[place] = child.text[0]
    return MarcRecord("".join(leader), tuple(zones))


def _zone(element: etree._Element) -> Zone:
    tag = element.get("tag") or element.get("c") or ""
    subfields = tuple(
        (each.get("code") or each.get("c") or "", "".join(map(str, each.itertext())))
        for each in element
        if isinstance(each.tag, str)
    )
    indicators = "".join((element.get(name) or " ")[:1] for name in ("ind1", "ind2"))
    return Zone(tag, subfields or (("", element.text or ""),), indicators)


def _name(fragment: str) -> str:
    """What a damaged record calls itself, as far as its text tells."""
    found = re.search(r'(?:tag|c)="(?:200|245)".*?code?="a"[^>]*>([^<]{1,200})', fragment, re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def _decoded(content: bytes) -> str:
    """The text; what is UTF-8 is never so by chance, whatever its first line declares."""
    declared = _ENCODING.search(content[:200])
    if declared and not _is_utf8(content):
        try:
            return content.decode(declared[1].decode("ascii")).lstrip("\ufeff")
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
