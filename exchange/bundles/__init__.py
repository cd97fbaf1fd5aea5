"""Bundles: what a centre holds, in one signed file that another centre can make searchable beside its own.

Out goes a zip that holds a BagIt bag (RFC 8493): records, withdrawals, page text as far as each record's
rights allow, vocabulary. In come such files, and nothing in them is believed before their signature is.
`format` is the contract (docs/lots.md), `creating` writes, `bundle_reader` reads in a limited process,
`mounting` decides whether to believe it. Never an engine's files: they change with it, and opening them runs
code.
"""
