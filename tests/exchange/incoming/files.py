"""Files of other catalogues, made by hand as those programs write them."""


def field(tag: str, **subfields: str) -> str:
    inner = "".join(f'<subfield code="{code}">{text}</subfield>' for code, text in subfields.items())
    return f'<datafield tag="{tag}" ind1=" " ind2=" ">{inner}</datafield>'


def record(number: int, *fields: str, leader: str = "00000nam a2200000 i 4500") -> str:
    return (
        f'<record>\n<leader>{leader}</leader>\n<controlfield tag="001">{number}</controlfield>\n'
        + "\n".join(fields)
        + "\n</record>\n"
    )


def marcxml(*records: str, namespace: bool = True) -> bytes:
    root = ' xmlns="http://www.loc.gov/MARC21/slim"' if namespace else ""
    declaration = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{declaration}\n<collection{root}>\n{''.join(records)}</collection>\n".encode()


PMB = """<?xml version="1.0" encoding="iso-8859-1"?>
<unimarc>
<notice>
  <rs>n</rs><dt>a</dt><bl>a</bl><hl>2</hl><el>1</el><ru>i</ru>
  <f c="001">90</f>
  <f c="101" ind="0 "><s c="a">fre</s></f>
  <f c="200" ind="1 "><s c="a">L'été des quartiers</s></f>
  <f c="214" ind="  "><s c="c">Éditions du Pont</s><s c="d">octobre 2007</s></f>
  <f c="461" ind="  "><s c="t">Revue urbaine</s><s c="v">12</s><s c="9">lnk:perio</s></f>
  <f c="606" ind="  "><s c="a">Santé</s></f>
  <f c="700" ind=" 1"><s c="a">Martin</s><s c="b">Léa</s><s c="9">id:4</s></f>
</notice>
</unimarc>
""".encode("iso-8859-1")


def iso2709(*zones: tuple[str, bytes], leader: bytes = b"nam  22000003i 450 ") -> bytes:
    """One record: tags with their content, indicators and separators included."""
    directory, body = b"", b""
    for tag, content in zones:
        data = content + b"\x1e"
        directory += f"{tag}{len(data):04d}{len(body):05d}".encode()
        body += data
    directory += b"\x1e"
    base = 24 + len(directory)
    length = base + len(body) + 1
    return (
        f"{length:05d}".encode()
        + leader[:7]
        + f"{base:05d}".encode()
        + leader[12:19]
        + directory
        + body
        + b"\x1d"
    )
