"""The fields whose words an index holds, made from the table of fields."""

from catalogue.fields import TEXT_FIELDS

#: The fields that hold text.
FIELDS = tuple(field.name for field in TEXT_FIELDS)
#: The one of them that no record holds itself: what its codes are called.
DESCRIPTORS = "descriptors"
#: Those that records hold themselves.
OWN_FIELDS = tuple(name for name in FIELDS if name != DESCRIPTORS)
#: Field of acronyms and places written with their capitals.
NAMES = "names"
#: All fields with postings of words, in their own order.
WORD_FIELDS = tuple(sorted([*FIELDS, NAMES]))
#: Positions between two values of a repeated field, so that no phrase runs over both.
VALUE_GAP = 100
