"""Ranking: which answers come before others, and which pages of one are shown, whatever engine found them.

In come occurrences, document frequencies, lengths and folded titles (`evidence`, which every engine gives in
its own way); out come additions to a first score, the documents to fall back on, and the words to look for.
Beside the catalogue it imports the analysis and the plan, never an engine.
"""
