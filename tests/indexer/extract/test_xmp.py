from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.xmp import DC, LARGEST_PACKET, Packet

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="uuid:1" dc:language="fr">
 <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Contrat de ville</rdf:li>
   <rdf:li xml:lang="en">City contract</rdf:li></rdf:Alt></dc:title>
 <dc:creator><rdf:Seq><rdf:li>A. Durand</rdf:li><rdf:li>B. Petit</rdf:li></rdf:Seq></dc:creator>
 <dc:publisher>Villes au carré</dc:publisher>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def test_every_way_rdf_writes_a_value_is_read() -> None:
    packet = Packet(PACKET.encode())
    assert packet.value(DC, "title") == "Contrat de ville"
    assert packet.values(DC, "creator") == ("A. Durand", "B. Petit")
    assert packet.value(DC, "publisher") == "Villes au carré"
    assert packet.value(DC, "language") == "fr"
    assert packet.values(DC, "subject") == ()


def test_entities_are_not_expanded() -> None:
    bomb = PACKET.replace("<x:xmpmeta", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x:xmpmeta', 1)
    packet = Packet(bomb.replace("Villes au carré", "&e;").encode())
    assert "root" not in packet.value(DC, "publisher")


def test_a_packet_cut_short_gives_what_it_still_says() -> None:
    assert Packet(PACKET.encode()[:600]).value(DC, "title") == "Contrat de ville"


def test_a_packet_beyond_measure_is_not_read() -> None:
    assert Packet(PACKET.encode() + b" " * LARGEST_PACKET).value(DC, "title") == ""


@given(st.binary())
def test_what_is_no_xmp_says_nothing(content: bytes) -> None:
    assert Packet(content).values(DC, "title") == ()
