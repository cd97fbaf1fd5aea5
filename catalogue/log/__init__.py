"""The catalogue's log: one row per record, a sequence number that only grows, and everything follows it.

In come records and their pages from the indexer, the only writer; out go changes after a number, for
engines, feeds and exchanges, which catch up by replaying. SQLite in WAL mode: readers never wait and never
see half a change. May import neither engines nor programs.
"""

from catalogue.log.ledger import Files as Files
from catalogue.log.ledger import FileStamp as FileStamp
from catalogue.log.ledger import FileStatus as FileStatus
from catalogue.log.ledger import Ledger as Ledger
from catalogue.log.ledger import LedgerLine as LedgerLine
from catalogue.log.reader import Log as Log
from catalogue.log.reader import LogEntry as LogEntry
from catalogue.log.reader import Span as Span
from catalogue.log.register import Register as Register
from catalogue.log.register import Withdrawal as Withdrawal
from catalogue.log.writer import Writer as Writer
from catalogue.log.writer import open_writer as open_writer

__all__ = [
    "FileStamp",
    "FileStatus",
    "Files",
    "Ledger",
    "LedgerLine",
    "Log",
    "LogEntry",
    "Register",
    "Span",
    "Withdrawal",
    "Writer",
    "open_writer",
]  # fmt: skip
