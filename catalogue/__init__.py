"""The agreement: what a record is, where a library stands, what is known and in which order it changed.

In come described records and what a person decided; out go the words all rooms use for them (Record, Notice,
Library, Log, Vocabulary, Reader). It may import `confined` alone, and no web, command-line or search library.
"""
