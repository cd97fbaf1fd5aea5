import numpy as np
from whoosh.util.numeric import byte_to_length, length_to_byte

from search.engines.lengths import LENGTHS, as_bytes


def test_lengths_are_those_of_whoosh_s_files():
    lengths = [*range(3000), *range(3000, 300_000, 997)]
    assert as_bytes(np.array(lengths)).tolist() == [length_to_byte(length) for length in lengths]
    assert LENGTHS.tolist() == [byte_to_length(byte) for byte in range(256)]
