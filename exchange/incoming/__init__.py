"""Notices from other catalogues: CSV, RIS, BibTeX, UNIMARC and MARC 21 as PMB, Koha and Zotero export them.

In comes one file; out come notices in the corpus, one TOML file a record, with a line for each record that
was refused and for each value that was set aside. `importing` is the way in; `parsing` runs in a limited
process and picks the module of the format; `mapping` turns what a record says into our fields and concepts;
`corpus_places` finds the document a record speaks of; `installing` writes all notices or none; `corrections`
reads a table of ours that comes back, `doubles` names what may be here already. May import
neither engines nor programs.
"""

from exchange.incoming.corrections import Correction
from exchange.incoming.importing import NoticeImport, import_notices
from exchange.incoming.installing import finish_interrupted_import
from exchange.incoming.messages import FORMATS, format_of

__all__ = [
    "FORMATS",
    "Correction",
    "NoticeImport",
    "finish_interrupted_import",
    "format_of",
    "import_notices",
]
