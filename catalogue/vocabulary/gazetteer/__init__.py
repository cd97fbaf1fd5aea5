"""Gazetteer: every French commune and intercommunality, and the quarters a library has loaded.

In comes `places.tsv.gz` (made by `build` from an npm package, Licence Ouverte) and a library's lists of
quarters; out come names, the place each one lies in, and today's commune of a name of before. It may import
only vocabulary's départements and regions, which are law and stand there as code. A place is written as in
records: `com:37261`, `epci:243700754`, `dep:37`, `reg:24`, `qpv:QP086001`, `zus:2403040`.
"""

from catalogue.vocabulary.gazetteer.places import Gazetteer, Place, load_gazetteer

__all__ = ["Gazetteer", "Place", "load_gazetteer"]
