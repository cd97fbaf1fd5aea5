"""OAI-PMH 2.0, the providing side: others keep a copy of our notices and follow what changes.

In come the arguments of one request and the repository that answers; out goes one XML document, never an
exception for what was asked. Records of this library only, and only what the public may see: a record that
is withdrawn, or no longer public, is told as deleted for ever to those who could have kept it. Knows no web.
"""
