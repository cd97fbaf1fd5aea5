"""Presenters: what templates print, ready to print.

In come records, results and the state of the search; out go frozen values in the language of the page with
every address computed, so that templates hold no logic. They read the catalogue for labels and counts and
know the request only through `url_for` and the language.
"""
