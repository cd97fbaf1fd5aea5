"""One writer per format: a source comes in, a file goes out, the same bytes every time.

Each writer is `write(source, path)`. None reads the clock: dates are the source's, archives carry it on every
entry, and identifiers that a library would draw at random are replaced.
"""
