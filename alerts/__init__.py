"""Alerts: searches that somebody follows by e-mail, and the one sender of all that mail.

In come a search (as its address says it), an e-mail address and how often; out go a letter that asks to
confirm, then one with what is new since the last, until it is stopped. All of it stands in
`state/alerts.sqlite`: who follows what, which documents arrived in which order, which letters wait. How a
letter reads is the site's affair: it is handed in (`letters.Letters`), so that other digests can be sent by
the same door. May import `search`, `desk` and what stands below them; knows no web.
"""
