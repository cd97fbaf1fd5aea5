"""Measures, side by side with peers in one run and printed as ratios: machines are noisy, ratios less so.

In come folders of documents or generated ones; out go tables on stderr and `--json` on stdout. May import
everything; nothing imports it.
"""
