"""Harvesting: the notices of another catalogue, by OAI-PMH, kept beside those of other centres.

Read `harvest` first. `Harvest` asks page after page through the guards of `exchange.fetching`;
each page is read in a limited process (`parsing`), put into our words (`mapping`) and kept by
`exchange.received`, so a harvest that is cut short goes on from its last page. Metadata only.
"""
