"""An XLSX as the zip archive it is: its parts are unpacked within limits, whatever the archive says of itself."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, NoReturn

from ejverkstallda.readers import fil_felkoder as fk
from ejverkstallda.readers.filslag import wrong_kind
from ejverkstallda.readers.granser import DELAR, MB, UPPACKAD_DEL, UPPACKAT
from ejverkstallda.readers.tabellmodell import Lasfel

_BIT: Final = 256 * 1024
_LASTA_DELAR: Final = (".xml", ".rels")
"""Only these hold anything of the list; pictures, macros and printer settings are never unpacked."""
_KRYPTERAD: Final = 0x1
_ANDRA: Final = (
    ("xl/workbook.bin", "en binär arbetsbok (XLSB)"),
    ("word/document.xml", "ett Word-dokument"),
    ("ppt/presentation.xml", "en PowerPoint-presentation"),
    ("content.xml", "ett OpenDocument (ODS eller ODT)"),
)


def _name(part: zipfile.ZipInfo) -> str:
    return part.filename.replace("\\", "/").lstrip("/")


class Arkiv:
    """The parts of an XLSX, each read once.

    Raises:
        Lasfel: when made: it is another kind of archive, is damaged, or says itself that it is too large.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._name = name
        self._left = UPPACKAT
        with self._zip_faults():
            self._zip = zipfile.ZipFile(file)
            self._parts = self._zip.infolist()
        names = {_name(part).lower() for part in self._parts}
        if len(names) != len(self._parts) or not names:
            self._damaged("arkivet har två delar med samma namn, eller ingen alls")
        if not any(n.startswith("xl/workbook") and n.endswith(".xml") for n in names):
            raise wrong_kind(next((what for part, what in _ANDRA if part in names), "ett zip-arkiv"), name)
        if any(n.startswith("xl/externallinks/") for n in names):
            raise Lasfel(fk.FIL_LANKAD.brist(fk.FIL_LANKAD.betydelse, name))
        if len(self._parts) > DELAR:
            self._too_large(f"fler än {DELAR} delar")
        if sum(p.file_size for p in self._read_parts()) > UPPACKAT:
            self._too_large(f"mer än {UPPACKAT // MB} MB")

    def parts(self, first: str) -> Iterator[tuple[str, bytearray]]:
        """Unpack the parts that hold text, one at a time: name and content; the one called `first` before the others.

        Raises:
            Lasfel: one is damaged, or is larger than it says and than what is read.
        """
        for part in sorted(self._read_parts(), key=lambda part: _name(part).lower() != first):
            yield _name(part), self._unpack(part)

    def _read_parts(self) -> list[zipfile.ZipInfo]:
        return [part for part in self._parts if part.filename.lower().endswith(_LASTA_DELAR)]

    def _unpack(self, part: zipfile.ZipInfo) -> bytearray:
        said = part.file_size
        if part.flag_bits & _KRYPTERAD:
            raise Lasfel(fk.FIL_LOSENORD.brist(fk.FIL_LOSENORD.betydelse, self._name))
        # The size in the archive may lie: what comes out of the stream is counted, up to one byte past the limit.
        part.file_size = min(self._left, UPPACKAD_DEL) + 1
        content = bytearray()
        with self._zip_faults(), self._zip.open(part) as stream:
            while piece := stream.read(_BIT):
                content += piece
                if len(content) > min(self._left, UPPACKAD_DEL):
                    self._too_large(f"en del är mer än {UPPACKAD_DEL // MB} MB")
        if len(content) != said:
            self._damaged("en del har en annan storlek än arkivet säger")
        self._left -= said
        return content

    @contextmanager
    def _zip_faults(self) -> Iterator[None]:
        """Turn what Python's zip reader says of a damaged archive into a fault."""
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError, OverflowError):
            self._damaged("arkivet är avbrutet eller innehållet stämmer inte med sin kontrollsumma")
        except (NotImplementedError, RuntimeError):
            self._damaged("en del är packad på ett sätt som inte läses")

    def _damaged(self, why: str) -> NoReturn:
        text = f"Arbetsboken går inte att packa upp: {why}."
        raise Lasfel(fk.FIL_SKADAD.brist(text, self._name)) from None

    def _too_large(self, why: str) -> NoReturn:
        text = f"Arbetsboken är för stor när den packas upp: {why}."
        raise Lasfel(fk.FIL_UPPACKAD.brist(text, self._name)) from None
