"""The desk (`/atelier`): where the people who keep the library deposit, check and correct.

In come forms of persons who logged in; out go pages, and notices and documents written into the corpus by
`desk`. It never indexes: an indexer beside the site follows the corpus, and pages say how far it
is. `identity` says who asks and closes every route that names no role; views take forms apart, presenters
make what templates print. `routes` holds the blueprint and imports every view.
"""
