"""The command line: what a documentalist types, wired to the indexer, the catalogue and the site.

In come arguments; out go answers on stdout, everything else on stderr, and an exit code: 0 done, 1 some
documents failed, 2 usage, 3 configuration, 4 index locked or incompatible, 5 network. May import all.
"""
