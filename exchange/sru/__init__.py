"""SRU 1.2 and 2.0: other library software searches here, in CQL, and gets Dublin Core.

In come the parameters of one request and the shelf that answers; out goes one XML document, in the shape of
the version asked for. What cannot be done is a diagnostic in it, never an exception. Knows no web.
"""
