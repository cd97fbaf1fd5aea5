"""XMP, the metadata packet of PDF and images (ISO 16684-1): Dublin Core in RDF.

Read with lxml rather than by the PDF library, which sees only descriptions whose `rdf:about` is empty.
"""

from lxml import etree

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
XMP = "http://ns.adobe.com/xap/1.0/"
PDF = "http://ns.adobe.com/pdf/1.3/"

#: A packet is a few kilobytes; photographs embedded in it as thumbnails are not read.
LARGEST_PACKET = 1_000_000


class Packet:
    """A parsed packet; empty when what was given is no XMP."""

    def __init__(self, content: bytes) -> None:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
        )
        small = content if len(content) <= LARGEST_PACKET else b""
        try:
            root = etree.fromstring(small.strip(), parser)
        except etree.XMLSyntaxError:
            root = None
        self._descriptions = [] if root is None else list(root.iter(f"{{{RDF}}}Description"))

    def values(self, namespace: str, name: str) -> tuple[str, ...]:
        """Return the values of a property in order, however RDF wrote it: attribute, text, or list."""
        found: list[str] = []
        for description in self._descriptions:
            found.append(description.get(f"{{{namespace}}}{name}", ""))
            for element in description.iterchildren(f"{{{namespace}}}{name}"):
                items = list(element.iter(f"{{{RDF}}}li")) or [element]
                found.extend("".join(item.itertext()) for item in items)
        return tuple(dict.fromkeys(value.strip() for value in found if value.strip()))

    def value(self, namespace: str, name: str) -> str:
        """Return the first value: the default language comes first in a list of alternatives."""
        return next(iter(self.values(namespace, name)), "")
