"""What a run's results depend on beside the documents: raise one and the next run does that part again."""

#: Raise when the same file would give another text; every file is then read again.
EXTRACTION_VERSION = "19"
#: Raise when the same text would be described otherwise; records are then described again, files left closed.
DESCRIPTION_VERSION = "56"
