"""Web pages and electronic mail: one self-contained HTML text, by hand."""

from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from pathlib import Path

from demonstration import blocks as b
from demonstration.source import Source

STYLE = """
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }}
body {{ font: 1rem/1.55 Georgia, serif; color: #1d1d1f; }}
h1, h2, th {{ font-family: Arial, sans-serif; }}
h1, h2 {{ color: {accent}; }}
p.note {{ font-size: .8rem; color: #6b6f76; }}
table {{ border-collapse: collapse; }}
th, td {{ border-bottom: 1px solid #c9ccd1; padding: .35rem .7rem; text-align: left; }}
aside {{ border-left: 4px solid {accent}; background: #f4f4f1; padding: .6rem 1rem; }}
"""


def write(source: Source, path: Path) -> None:
    """Write the source as a web page."""
    path.write_text(page(source), encoding="utf-8", newline="\n")


def write_mail(source: Source, path: Path) -> None:
    """Write the source as a message with a text part and an HTML part, as mail programs send them."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = source.title
    message["From"] = source.metadata["author"]
    message["To"] = "Acteurs de la politique de la ville <liste@exemple.invalid>"
    message["Date"] = source.date.strftime("%a, %d %b %Y 09:00:00 +0000")
    message["Message-ID"] = f"<{path.stem.replace(' ', '-')}@exemple.invalid>"
    message.set_content("\n\n".join(filter(None, map(words, source.blocks))) + f"\n\n-- \n{source.note}\n")
    message.add_alternative(page(source), subtype="html")
    message.set_boundary(f"limite-{source.date:%Y%m%d}")
    path.write_bytes(message.as_bytes())


def page(source: Source) -> str:
    """The whole page."""
    named = {"author": source.metadata.get("author"), "description": source.metadata.get("subject")}
    metas = "".join(
        f'<meta name="{name}" content="{escape(text)}">\n' for name, text in named.items() if text
    )
    opening = [("p", source.kicker), ("h1", source.title), ("p", source.subtitle), ("p", source.dated)]
    top = "\n".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in opening if text)
    body = "\n".join(filter(None, map(_block, source.blocks)))
    return (
        f'<!DOCTYPE html>\n<html lang="{source.language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(source.metadata.get('title', source.title))}</title>\n{metas}"
        f"<style>{STYLE.format(accent=source.accent)}</style>\n</head>\n<body>\n<main>\n{top}\n{body}\n"
        f'<p class="note">{escape(source.note)}</p>\n</main>\n</body>\n</html>\n'
    )


def words(block: b.Block) -> str:
    """The block as plain lines."""
    match block:
        case b.Heading(_, runs):
            return b.plain(runs).upper()
        case b.Paragraph(runs) | b.Quote(runs):
            return b.plain(runs)
        case b.Items(items):
            return "\n".join(f"- {b.plain(runs)}" for runs in items)
        case b.Table(header, rows):
            return "\n".join(" | ".join(map(b.plain, row)) for row in (header, *rows))
        case b.Chart(title, bars, unit):
            return "\n".join([title, *(f"- {label} : {value:n}{unit}" for label, value in bars)])
        case b.Box(paragraphs):
            return "\n".join(map(b.plain, paragraphs))
    return ""


def _block(block: b.Block) -> str:
    match block:
        case b.Heading(level, runs):
            return f"<h{level + 1}>{_runs(runs)}</h{level + 1}>"
        case b.Paragraph(runs):
            return f"<p>{_runs(runs)}</p>"
        case b.Quote(runs):
            return f"<blockquote><p>{_runs(runs)}</p></blockquote>"
        case b.Items(items, ordered):
            inner = "".join(f"<li>{_runs(runs)}</li>" for runs in items)
            return f"<ol>{inner}</ol>" if ordered else f"<ul>{inner}</ul>"
        case b.Table(header, rows):
            return _table(header, rows)
        case b.Chart(title, bars, unit):
            lines = tuple(((b.Run(label),), (b.Run(f"{value:n}{unit}"),)) for label, value in bars)
            return _table(((b.Run(title),), ()), lines)
        case b.Box(paragraphs):
            return f"<aside>{''.join(f'<p>{_runs(runs)}</p>' for runs in paragraphs)}</aside>"
    return ""


def _table(header: tuple[b.Runs, ...], rows: tuple[tuple[b.Runs, ...], ...]) -> str:
    head = "".join(f'<th scope="col">{_runs(cell)}</th>' for cell in header)
    lines = "".join(f"<tr>{''.join(f'<td>{_runs(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _runs(runs: b.Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: b.Run) -> str:
    text = escape(run.text, quote=False)
    text = f"<strong>{text}</strong>" if run.bold else text
    text = f"<em>{text}</em>" if run.italic else text
    return text + (f" ({escape(run.note, quote=False)})" if run.note else "")
