"""Rooms: the pages of what the centre keeps around its library, for the rooms it has opened.

In come addresses and the records of one room (`catalogue.rooms`), found by the same search and under the
same rights as documents; out go the room's page and what it says on the page of each record, which is a
notice like any other. A room that is not opened (`[site] rooms`) answers as what never was. Imports
presenters of `search_app.pages`, never the desk's.
"""
