"""Records and results in forms that others read.

In come records and results; out go the JSON objects that the command line and the site answer alike. Reads
what `search` finds and `catalogue` keeps, writes what others send; may import no engine and no program.
"""
