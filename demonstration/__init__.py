"""The demonstration corpus: where its documents are written, and the program that makes the files of them.

In: one text per document (`texts/*.md`), French prose in Markdown under a TOML heading that says which file
to make and what the document speaks of. Out: the files of `corpus/`, in nine formats, the same bytes every
time (`python -m demonstration`). Fonds imports nothing from here, and nothing here imports Fonds. People,
organisations and local figures are imagined; each document says so.
"""
