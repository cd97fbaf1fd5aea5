"""Records and results in forms that others read.

In come records and results; out go the JSON objects that the command line and the site answer alike. Reads
the rest of the catalogue; may import neither engines nor programs.
"""
