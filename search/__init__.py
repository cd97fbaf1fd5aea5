"""What is asked, and what answers.

In come the words a person typed and what narrows them; out go results, passages, facets and suggestions.
Read `query`, then `engine`, the seam behind which engines stand, then `reading`, the one door for readers.
May import `catalogue` and `confined`; only `search.engines.whoosh` may import whoosh.
"""
