"""The program that writes: from the files of a corpus to described records in the catalogue's log.

In come documents and notices under `corpus/`; out go records and page texts in the log, and engines brought
up to it. Read `pipeline` first. May import the catalogue; never `search_app` nor `fonds`.
"""
