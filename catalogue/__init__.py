"""The catalogue: the agreement between the program that writes and the program that reads.

In come described records and what a person typed; out go the log of records, answers to queries, and the
words both programs use for them (Record, Query, Results, Engine). It may not import `indexer`,
`search_app` or `fonds`, nor any web or command-line library; only `catalogue.engines.whoosh` may import
whoosh.
"""
