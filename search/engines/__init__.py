"""Engines: adapters that answer queries over the catalogue's log, each the only importer of its library.

In comes a Query, out come Results. `plan` and `passages` are what all engines share: a query put into
analysed words, and extracts cut from pages. They may import the catalogue's agreement and analysis, never
the log: records and page text reach them through `search.engine.PageTexts`.
"""
