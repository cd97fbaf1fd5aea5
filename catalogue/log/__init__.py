"""The catalogue's log: one row per record, a sequence number that only grows, and everything follows it.

In come records and their pages from the indexer, the only writer; out go changes after a number, for
engines, feeds and exchanges, which catch up by replaying. SQLite in WAL mode: readers never wait and never
see half a change. May import neither engines nor programs.
"""

from catalogue.log.files import Files as Files
from catalogue.log.files import FileState as FileState
from catalogue.log.reader import Log as Log
from catalogue.log.reader import LogEntry as LogEntry
from catalogue.log.reader import Span as Span
from catalogue.log.register import Register as Register
from catalogue.log.register import Withdrawal as Withdrawal
from catalogue.log.writer import Writer as Writer
from catalogue.log.writer import open_writer as open_writer

__all__ = ["FileState", "Files", "Log", "LogEntry", "Register", "Span", "Withdrawal", "Writer", "open_writer"]
