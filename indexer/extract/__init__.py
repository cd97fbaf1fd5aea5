"""From a file to its text by page.

In comes the path of one file and its media type; out comes `Extracted`: pages, what the file says of
itself, prominent lines, warnings. Each format is one row of `catalogue.document_formats` and one module
with one function `extract(path, options)`, imported only when a file asks for it. Formats that mark up text
pour it through a walker into a `Flow`, whose blocks `sections` makes into pages. Runs inside a limited
process and may import nothing of the catalogue but `record` and `document_formats` and, for the program it
starts, `confined`; nor anything of `indexer.describe`.
"""
