"""Reports: a text with headings, tables and quotations that leaves as HTML, OpenDocument or accessible PDF.

In come `blocks`, frozen values without markup; out go the bytes of a file, the same for the same blocks on
any machine: no clock, no font of the system, no chance. What a report says is for whoever makes its blocks.
Knows nothing of the web.
"""
