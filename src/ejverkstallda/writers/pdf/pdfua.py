"""The finished file: PDF/UA-1, which everyone can read, and PDF/A-2a, which an archive can keep, in one.

To what was drawn it adds the tree of tagged elements, the metadata that name both standards, and the meaning of the
colours. Nothing in it depends on the clock: the same document gives the same bytes on any day.
"""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from ejverkstallda.writers.pdf.letters import without_no_letter
from ejverkstallda.writers.pdf.structure import append_structure
from ejverkstallda.writers.pdf.tags import Element

if TYPE_CHECKING:
    from pikepdf import Pdf

CREATOR = "ejverkstallda"

_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def finish_file(data: bytes, root: Element, title: str, language: str) -> bytes:
    """Make the file that readers get of what was drawn, and of the tree of its elements."""
    # Here, not above: whoever asks for no PDF does not wait for it.
    from pikepdf import ObjectStreamMode, Pdf, StreamDecodeLevel  # noqa: PLC0415

    with Pdf.open(BytesIO(data)) as drawn:
        numbers = {
            "Root": drawn.Root.objgen[0],
            "Info": drawn.trailer["/Info"].objgen[0],
            "Size": int(drawn.trailer["/Size"]),
        }
        pages = [page.obj.objgen[0] for page in drawn.pages]
        metadata = _metadata(title, language, str(drawn.docinfo["/Producer"]))
    added = [metadata, _stream("/N 3", _srgb()), _intent(numbers["Size"] + 1)]
    out = BytesIO()
    with Pdf.open(BytesIO(append_structure(data, root, pages, numbers, added))) as pdf:
        _describe(pdf, numbers["Size"], title)
        pdf.save(
            out,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.disable,
            fix_metadata_version=False,
            # As they were drawn: a compressed stream that happens to end in a carriage return reads as one byte short.
            stream_decode_level=StreamDecodeLevel.none,
            compress_streams=False,
        )
    return out.getvalue()


def _describe(pdf: "Pdf", added: int, title: str) -> None:
    """Enter in the catalog and the pages what both standards ask for.

    From the number `added` on stand the metadata, the colour profile, the output intent and the root of the tree. They
    are part of the file that is opened: for an object that is made here the library would first read all others.
    """
    from pikepdf import Array, Dictionary, Name, String  # noqa: PLC0415

    for number, page in enumerate(pdf.pages):
        page.obj.StructParents = number
        page.obj.Tabs = Name.S
        del page.obj["/Trans"]  # an empty transition, which the library puts on every page
    for font in pdf.pages[0].resources.Font.values():
        font.ToUnicode.write(without_no_letter(font.ToUnicode.read_bytes().decode("ascii")).encode("ascii"))
    # The library puts a fixed date of its own in the file: a date that says nothing is left out.
    for key in list(pdf.docinfo.keys()):
        if key not in {"/Title", "/Creator", "/Producer"}:
            del pdf.docinfo[key]
    pdf.docinfo["/Title"] = String(title)
    pdf.Root.Metadata = pdf.get_object(added, 0)
    pdf.Root.OutputIntents = Array([pdf.get_object(added + 2, 0)])
    pdf.Root.StructTreeRoot = pdf.get_object(added + 3, 0)
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _metadata(title: str, language: str, producer: str) -> bytes:
    xmp = _XMP.format(title=_xml(title), language=_xml(language), producer=_xml(producer), creator=_xml(CREATOR))
    return _stream("/Type/Metadata/Subtype/XML", xmp.encode())


def _intent(profile: int) -> bytes:
    meaning = "/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
    return f"<<{meaning}/DestOutputProfile {profile} 0 R>>".encode()


def _stream(entries: str, content: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries.encode(), len(content), content)


_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")


def _xml(text: str) -> str:
    return escape(text.translate(_NO_XML))


@cache
def _srgb() -> bytes:
    return files(__package__).joinpath("farg", "sRGB.icc").read_bytes()
