"""A report as PDF/UA-1 (ISO 14289-1): tagged, titled, with a language, by Typst and its own fonts.

Typst refuses to write what the standard does not allow. It is handed the report as data and a template of
ours; the limits of a confined process keep a report from costing more than a page of a site may.
"""

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from confined import Limits, Pool
from exchange.reports.blocks import Bars, Block, Entry, Heading, Paragraph, Quotation, Report, Table

TEMPLATE = Path(__file__).parent / "report.typ"
#: Megabytes and seconds one report may take.
LIMITS = Limits(memory_mb=1500, cpu_s=40, wall_s=60)
_KINDS: dict[type[Block], str] = {
    Heading: "heading", Paragraph: "paragraph", Quotation: "quotation", Entry: "entry", Table: "table",
    Bars: "bars",
}  # fmt: skip


class UnsettableReportError(Exception):
    """The report could not be set as a PDF; its HTML and OpenDocument say the same."""


def write(report: Report) -> bytes:
    """The file, the same for the same report; raises UnsettableReportError."""
    told = msgspec.to_builtins(report)
    for block, said in zip(report.blocks, told["blocks"], strict=True):
        said["kind"] = _KINDS[type(block)]
    with Pool(f"{__name__}:handle", workers=1, limits=LIMITS) as pool:
        outcome = pool.run(msgspec.json.encode(told))
    if outcome.value is None:
        raise UnsettableReportError(outcome.failure.detail if outcome.failure else "")
    return outcome.value


def handle(body: bytes) -> bytes:
    """The task of `confined`: a report as JSON in, a PDF out."""
    import typst  # as large as all else together; the process that asks never loads it

    day = datetime.fromisoformat(msgspec.json.decode(body)["day"]).replace(tzinfo=UTC)
    made: bytes = typst.compile(
        TEMPLATE,
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        sys_inputs={"report": body.decode()},
        timestamp=int(day.timestamp()),
    )
    return made
