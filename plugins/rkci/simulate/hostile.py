"""Files that look like a workbook and are not: small, and the same bytes at every run.

Each is made from a sound workbook of the city, as it happens in offices (a password set, macros kept, an upload that
broke off) or by malice (a few kilobytes that unpack to more than a machine should hold).
"""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

from rkci.intake.cells import MAX_UNPACKED_BYTES
from rkci.intake.kinds import OLE

END_OF_CHAIN, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SECTOR = 512
CSV = b"""Keterangan;SIMULASI / SIMULATED
Kode;Jawaban
"""


def empty(_: bytes) -> bytes:
    """Nothing: the disk was full."""
    return b""


def csv_called_workbook(_: bytes) -> bytes:
    """A CSV whose name was changed to .xlsx."""
    return CSV


def old_workbook(_: bytes) -> bytes:
    """A workbook of Excel 97-2003 whose name was changed to .xlsx."""
    return container("Workbook")


def locked_workbook(_: bytes) -> bytes:
    """A workbook saved with a password: what opens it is the password, not the archive."""
    return container("EncryptionInfo", "EncryptedPackage")


def macro_workbook(sound: bytes) -> bytes:
    """The workbook with a macro project in it, whatever its name says."""
    return with_part(sound, "xl/vbaProject.bin", container("VBA", "PROJECT"))


def zip_bomb(sound: bytes) -> bytes:
    """The workbook with a picture of blanks that unpacks to more than is allowed."""
    return with_part(sound, "xl/media/image1.bmp", bytes(MAX_UNPACKED_BYTES))


FILES: Mapping[str, Callable[[bytes], bytes]] = {
    made.__name__: made
    for made in (empty, csv_called_workbook, old_workbook, locked_workbook, macro_workbook, zip_bomb)
}
"""Every kind by its name, to be made from a sound workbook."""


def with_part(workbook: bytes, name: str, part: bytes) -> bytes:
    """The workbook with a part more, or in place of the one of that name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        new.writestr(info, part)
    return packed.getvalue()


def container(*streams: str) -> bytes:
    """An OLE compound file, as Excel 97-2003 and encrypted workbooks are: header, one FAT sector, one of names."""
    header = struct.pack(
        "<8s16x5H6x9I", OLE, 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0,
    )  # fmt: skip
    fat = struct.pack("<128I", FAT, END_OF_CHAIN, *[FREE] * 126)
    names = [_entry("Root Entry", 5, child=1), *(_entry(name, 2, right=at) for at, name in enumerate(streams, 2))]
    names[-1] = _entry(streams[-1], 2)
    return header + struct.pack("<109I", 0, *[FREE] * 108) + fat + b"".join(names).ljust(SECTOR, b"\0")


def _entry(name: str, kind: int, *, right: int = FREE, child: int = FREE) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBB3I36xIQ", text, len(text) + 2, kind, 1, FREE, right, child, END_OF_CHAIN, 0
    )  # fmt: skip
