"""An index made at once is written again without what it was sent."""

import json

from search.engines.opensearch import feed_afresh, open_engine, rewriting
from search.engines.opensearch.address import read_address
from search.engines.opensearch.cluster import Cluster
from search.engines.opensearch.generations import look
from tests.search.engines.corpus import Facets, Texts, change


def _kept_as_sent(node, index):
    """Bytes of what is stored of documents beside their words."""
    found = json.loads(node.ask(f"/{index}/_stats/segments?include_segment_file_sizes=true"))
    sizes = found["indices"][index]["primaries"]["segments"]["file_sizes"]
    return sizes["fdt"]["size_in_bytes"]


def test_what_was_sent_is_kept_no_longer_than_copies_need_it(node):
    address = node.address("rewritten").removeprefix("opensearch+")
    texts = Texts()
    said = texts.add(*(change(number, f"Titre {number}", "emploi " * 300) for number in range(1, 200)))
    feed_afresh(address, Facets(), said[:100], 100)
    engine = open_engine(address, texts, Facets())
    engine.apply(said[100:])
    engine.close()
    cluster = Cluster(read_address(address))
    made = look(cluster, hasty=False)
    before = _kept_as_sent(node, made.index)
    rewriting.rewrite(cluster, made, least_bytes=0)
    assert _kept_as_sent(node, made.index) < before / 4
    cluster.close()
