"""What the desk knows beside the catalogue: who works there, what they changed, and what waits in the trash.

In come names, passwords and edited notices; out go accounts, notices written into the corpus and what became
of them. Everything is kept in `state/` or beside the documents, never in `index/`. Knows no web and never
indexes: whoever follows the corpus sees what was written. May import `catalogue`, not `search` beside it.
"""
