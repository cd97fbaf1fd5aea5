"""How a request arrives: the server around the site, and its bounds.

In come connections from anybody; out go answers, or a refusal that costs next to nothing. Waitress speaks
HTTP; here stand the bounds it leaves open: how many connections and from one address, how long a request may
take to arrive, how large a body each route takes (decided before any of it is kept), what happens when all
hands are busy, and how the server stops without cutting anybody off. Knows the site as a WSGI application.
"""
