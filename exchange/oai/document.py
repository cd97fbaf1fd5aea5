"""The elements of an answer, built by lxml so that no text can become markup."""

from lxml import etree

OAI = "http://www.openarchives.org/OAI/2.0/"
_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"


def element(name: str) -> etree._Element:
    """An element of the protocol."""
    return etree.Element(f"{{{OAI}}}{name}", nsmap={None: OAI})


def add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    """A child of the protocol, with its text."""
    child = etree.SubElement(parent, f"{{{OAI}}}{name}")
    child.text = text
    return child
