"""XMP packets (ISO 16684-1) for the PDF documents made by software that writes them."""

from pathlib import Path
from xml.sax.saxutils import escape

from pypdf import PdfWriter
from pypdf.generic import NameObject

from demonstration.source import Source

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li></rdf:Alt></dc:description>
<dc:date><rdf:Seq><rdf:li>{date}</rdf:li></rdf:Seq></dc:date>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def embed_xmp(source: Source, path: Path) -> None:
    """Add to a finished PDF the packet its source gives (title, creator, description)."""
    values = {key: escape(value) for key, value in source.xmp.items()}
    packet = PACKET.format(date=source.date.isoformat(), **values)
    writer = PdfWriter(clone_from=path)
    writer.xmp_metadata = packet.encode()
    stream = writer.root_object["/Metadata"].get_object()
    stream[NameObject("/Type")], stream[NameObject("/Subtype")] = NameObject("/Metadata"), NameObject("/XML")
    writer.write(path)
