"""The parts of a Word file python-docx leaves to others (ECMA-376 part 1, §17.11, §17.13 and VML §14.1)."""

from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from demonstration import blocks as b
from demonstration.source import Source

#: Footnotes 0 and 1 are the separators Word expects; the first real note is 2.
FIRST_NOTE = 2
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="1">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
)
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


class Footnotes:
    """The notes of one document, in the order they are called."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def call(self, paragraph: Paragraph, text: str) -> None:
        """Call a note at the end of the paragraph as it stands."""
        number = FIRST_NOTE + len(self.texts)
        self.texts.append(text)
        reference = f'<w:r {nsdecls("w")}>{RAISED}<w:footnoteReference w:id="{number}"/></w:r>'
        paragraph._p.append(parse_xml(reference))

    def attach(self, document: Document) -> None:
        """Add the part that holds the notes, if any was called."""
        if not self.texts:
            return
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r>{RAISED}<w:footnoteRef/></w:r><w:r>'
            f'<w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve"> {escape(text)}</w:t>'
            "</w:r></w:p></w:footnote>"
            for number, text in enumerate(self.texts, FIRST_NOTE)
        )
        xml = f"<w:footnotes {nsdecls('w')}>{SEPARATORS}{notes}</w:footnotes>"
        name = PackURI("/word/footnotes.xml")
        part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def tracked_insertion(run: Run, source: Source) -> None:
    """Wrap the run in an insertion that waits to be accepted."""
    insertion = OxmlElement("w:ins")
    insertion.set(qn("w:id"), "901")
    insertion.set(qn("w:author"), "Relecture")
    insertion.set(qn("w:date"), f"{source.date}T09:00:00Z")
    run._r.addprevious(insertion)
    insertion.append(run._r)


def with_text_box(paragraph: Paragraph, texts: tuple[b.Runs, ...], accent: str) -> None:
    """Put a framed text box into an empty paragraph, in the VML every version of Word reads."""
    inner = "".join(f"<w:p>{''.join(map(_run_xml, runs))}</w:p>" for runs in texts)
    height = 22 + 15 * sum(1 + len(b.plain(runs)) // 88 for runs in texts)
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
            f'<v:rect style="width:455pt;height:{height}pt" fillcolor="#f4f4f1" strokecolor="{accent}">'
            f'<v:textbox inset="8pt,6pt,8pt,6pt"><w:txbxContent>{inner}</w:txbxContent></v:textbox>'
            "</v:rect></w:pict></w:r>"
        )
    )


def _run_xml(run: b.Run) -> str:
    style = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
