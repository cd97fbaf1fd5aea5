"""Ranking: which answers come before others, and which pages of one are shown, whatever engine found them.

In come occurrences, document frequencies, lengths and folded titles; out come scores, their order and their
parts, the documents to fall back on, and the words to look for. Beside the catalogue it imports the analysis
and the plan, never an engine.

- `state`: what is read of an index, or of the best documents of one that lies on other machines.
- `postings`, `lookup`, `word_runs`, `word_places`, `outside`, `finding`: which words stand where, as arrays.
- `scoring`, `evaluation`: what words, and whole plans, are worth in documents; `rough`: about what, where
  that will do, and to the last digit for the best only; `families`: several words in one pass.
- `second_look`, `proximity`, `resemblance`, `little_words`: signals for the best documents only, from
  `evidence`; `posted_evidence` reads it from a state. `togetherness`: how much each
  of these holds in one passage.
- `order`, `relaxing`, `explaining`: who comes first, who does when nobody holds all words, and why.
"""
