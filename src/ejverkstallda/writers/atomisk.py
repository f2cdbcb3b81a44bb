"""Writing files whole or not at all.

What is new is written beside its target, forced to the disk and only then given the target's name.
Whatever goes wrong on the way, the file that stood there before is untouched. A run that was killed outright leaves
its temporary files; the next one that writes in the same folder sweeps them away.
"""

import contextlib
import errno
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from ejverkstallda.writers.ostord import undisturbed

Innehall = bytes | Callable[[BinaryIO], object]
"""What a file is to hold: its bytes, or what writes them, for files too large to be held in memory."""

_LONGEST_STEM = 40  # of the target's name in the temporary one: names have a limit of 255 bytes
_OURS = re.compile(r"\..*\.([0-9a-f]{8,11})-[0-9a-f]{12}\.ejv-tmp(?:-journal)?")
"""The name of a temporary file, with the second it was made: a second name for an old file has the old file's age.

A database that is being made can have a journal."""
_ABANDONED = 3600
"""Seconds after which no run is still writing. The process's number would say nothing of another machine's."""


class Orsak(Enum):
    """Why a file could not be written: what happened, and what to do about it."""

    MAPP_SAKNAS = (
        "mappen finns inte och kan inte skapas",
        "Kontrollera sökvägen eller välj en annan mapp.",
    )
    EJ_MAPP = (
        "en del av sökvägen är en fil och ingen mapp",
        "Välj en annan mapp, eller flytta filen.",
    )
    BEHORIGHET = (
        "behörighet att skriva dit saknas",
        "Be den som förvaltar mappen om skrivrätt eller välj en annan mapp.",
    )
    DISK_FULL = (
        "disken är full eller utrymmet slut",
        "Frigör utrymme eller välj en annan disk och kör igen.",
    )
    UPPTAGEN = (
        "filen är öppen i ett annat program eller skrivskyddad",
        "Stäng filen där den är öppen och kör igen.",
    )
    AR_MAPP = (
        "det finns redan en mapp med det namnet",
        "Välj ett annat filnamn eller en annan plats.",
    )
    EJ_VANLIG_FIL = (
        "det som har namnet är ingen vanlig fil",
        "Välj en annan mapp eller ett annat filnamn.",
    )
    SKRIVSKYDDAD = (
        "disken är skrivskyddad",
        "Välj en mapp på en annan disk.",
    )
    OGILTIGT_NAMN = (
        "namnet är för långt eller innehåller otillåtna tecken",
        "Välj ett kortare filnamn utan specialtecken.",
    )
    ANNAT = (
        "systemet vägrade",
        "Kontrollera disken och kör igen.",
    )

    def __init__(self, text: str, remedy: str) -> None:
        self.text = text
        self.remedy = remedy


class SkrivfelError(OSError):
    """A file could not be written; everything that stood there before is as it was."""

    def __init__(self, path: Path, orsak: Orsak, detail: str = "") -> None:
        why = f"{orsak.text} ({detail})" if detail and orsak is Orsak.ANNAT else orsak.text
        # Shown as a literal: a path may hold signs that a terminal would obey.
        shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in str(path))
        super().__init__(
            f"Filen {shown} kunde inte skrivas: {why}. {orsak.remedy} Det som fanns där sedan tidigare är orört."
        )
        self.path = path
        self.orsak = orsak


_BY_ERRNO = {
    errno.ENOSPC: Orsak.DISK_FULL,
    errno.EDQUOT: Orsak.DISK_FULL,
    errno.EFBIG: Orsak.DISK_FULL,
    errno.EROFS: Orsak.SKRIVSKYDDAD,
    errno.EISDIR: Orsak.AR_MAPP,
    errno.ENAMETOOLONG: Orsak.OGILTIGT_NAMN,
    errno.EINVAL: Orsak.OGILTIGT_NAMN,
    errno.ENOENT: Orsak.MAPP_SAKNAS,
    errno.ENOTDIR: Orsak.EJ_MAPP,
    errno.EEXIST: Orsak.EJ_MAPP,  # said when a folder is to be made where a file stands
    errno.EBUSY: Orsak.UPPTAGEN,
    errno.ETXTBSY: Orsak.UPPTAGEN,
    errno.EACCES: Orsak.BEHORIGHET,
    errno.EPERM: Orsak.BEHORIGHET,
}


def write_atomically(path: Path, data: bytes) -> None:
    """Write one file. Raises SkrivfelError, and then nothing has changed."""
    write_all_atomically({path: data})


def write_all_atomically(files: Mapping[Path, Innehall], *, private: bool = False) -> None:
    """Write several files, all or none: every one is on the disk before the first takes its target's name.

    Folders that are missing are made. `private` files can be read by their owner only.
    """
    with replacing(files, private=private) as replace:
        replace()


@contextmanager
def replacing(files: Mapping[Path, Innehall], *, private: bool = False) -> Iterator[Callable[[], None]]:
    """Write several files beside their targets, and yield what gives them their names, in order.

    If the block ends with an exception, everything is as it was, also after the names were given: so files can
    follow what else the block does. Once names are given, the user's interrupt waits for the end of the block.

    Raises:
        SkrivfelError: a file cannot be written or given its name; nothing has changed.
    """
    work = _Writing(private=private)
    with contextlib.ExitStack() as stack:

        def replace() -> None:
            stack.enter_context(undisturbed())
            for path in files:
                with _Explained(path, replacing=True):
                    work.replace(path)

        try:
            for path, data in files.items():
                with _Explained(path):
                    work.prepare(path, data)
            yield replace
        except BaseException:
            with undisturbed():
                work.undo()
            raise
        work.tidy()


@contextlib.contextmanager
def prepared_file(path: Path) -> Iterator[Path]:
    """Yield a new file beside `path`, empty and private, for what cannot be handed over as bytes; gone at the end.

    `place_file` gives it its name. Folders that are missing are made; they go again if the block fails.

    Raises:
        SkrivfelError: it cannot be made, or the system refuses what is done with it in the block.
    """
    target = _target(path)
    made: list[Path] = []
    with _Explained(path):
        _refuse_unfit(target, path)
        temporary = _beside(target)
        try:
            _make_folder(target.parent, made)
            _write_through(temporary, b"", private=True)
            yield temporary
        except BaseException:
            _remove_prepared(temporary)
            _remove_folders(made)
            raise
        _remove_prepared(temporary)
        _sweep(target.parent)


def _remove_prepared(temporary: Path) -> None:
    for path in (temporary, temporary.with_name(f"{temporary.name}-journal")):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _refuse_unfit(target: Path, path: Path) -> None:
    """Refuse a target that is no ordinary file: a folder, a pipe, a device.

    Raises:
        OSError: it is one.
    """
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if target.exists() and not target.is_file():
        raise SkrivfelError(path, Orsak.EJ_VANLIG_FIL)


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it that are missing; tell in `made` which, the outermost first."""
    missing: list[Path] = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for above in reversed(missing):
        above.mkdir(exist_ok=True)
        made.append(above)


def _remove_folders(made: list[Path]) -> None:
    for folder in reversed(made):
        with contextlib.suppress(OSError):
            folder.rmdir()


def place_file(temporary: Path, path: Path) -> None:
    """Force a prepared file to the disk and give it the name `path`, in place of what stands there.

    Raises:
        SkrivfelError: it cannot; what stood there is untouched.
    """
    target = _target(path)
    with _Explained(path, replacing=True):
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    _sync_folder(target.parent)


class _Writing:
    """What has been done so far, so that it can be undone."""

    def __init__(self, *, private: bool) -> None:
        self._private = private
        self._made: list[Path] = []
        self._ready: dict[Path, Path] = {}
        self._kept: dict[Path, Path] = {}
        self._prepared: list[Path] = []

    def prepare(self, path: Path, data: Innehall) -> None:
        """Write the new content beside its target, and keep hold of the old."""
        target = _target(path)
        _refuse_unfit(target, path)
        _make_folder(target.parent, self._made)
        temporary = self._ready[path] = _beside(target)
        _write_through(temporary, data, private=self._private)
        if target.exists():
            kept = self._kept[path] = _beside(target)
            if not self._private:
                shutil.copymode(target, temporary)
            _hold(target, kept)
        self._prepared.append(path)

    def replace(self, path: Path) -> None:
        """Give the new content its target's name."""
        self._ready[path].replace(_target(path))

    def undo(self) -> None:
        """Put everything back as it was. Nothing here may hide the fault that led here."""
        for path in self._prepared:
            with contextlib.suppress(OSError):
                if self._ready[path].exists():  # its target was never touched
                    continue
                if path in self._kept:
                    self._kept[path].replace(_target(path))
                else:
                    _target(path).unlink()
        self._remove_temporaries()
        _remove_folders(self._made)

    def tidy(self) -> None:
        """Remove what was only needed on the way, and force the new names to the disk."""
        self._remove_temporaries()
        for folder in {_target(path).parent for path in self._ready}:
            _sweep(folder)
            _sync_folder(folder)

    def _remove_temporaries(self) -> None:
        for temporary in (*self._ready.values(), *self._kept.values()):
            with contextlib.suppress(OSError):
                temporary.unlink()


def _target(path: Path) -> Path:
    """Follow links: what the link points at is written, the link stays a link."""
    return Path(os.path.realpath(path))


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name[:_LONGEST_STEM]}.{int(time.time()):08x}-{secrets.token_hex(6)}.ejv-tmp")


def _sweep(folder: Path) -> None:
    """Remove the temporary files of a run that was killed long ago. Only done when a run has ended well."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            ours = _OURS.fullmatch(entry.name)
            if ours and int(ours[1], 16) + _ABANDONED < time.time() and entry.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()


def _write_through(path: Path, data: Innehall, *, private: bool) -> None:
    # Opened like an ordinary new file, so that the user's own rules for access apply; a private one is
    # never open to others, not even while it is being written.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600 if private else 0o666), "wb") as file:
        if isinstance(data, bytes):
            file.write(data)
        else:
            data(file)
        file.flush()
        os.fsync(file.fileno())


def _hold(target: Path, kept: Path) -> None:
    """Keep the old content under a second name; a copy where the disk knows no links."""
    try:
        os.link(target, kept)
    except OSError:
        shutil.copy2(target, kept)


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # Windows cannot open a folder; there the rename is enough
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _can_be_named(path: Path) -> bool:
    """Tell whether the system can be asked about a name at all; one with a null byte never reaches it."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


class _Explained:
    """Turn what the system says about a file into a sentence for people."""

    def __init__(self, path: Path, *, replacing: bool = False) -> None:
        self._path = path
        self._replacing = replacing

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, fault: BaseException | None, _trace: object) -> None:
        if isinstance(fault, OSError) and not isinstance(fault, SkrivfelError):
            raise SkrivfelError(self._path, self._reason(fault), fault.strerror or "") from fault
        if isinstance(fault, ValueError) and not _can_be_named(self._path):
            raise SkrivfelError(self._path, Orsak.OGILTIGT_NAMN) from fault

    def _reason(self, fault: OSError) -> Orsak:
        # The folder took the temporary file, so a refusal now is about the target itself:
        # Windows answers so when another program has it open.
        if self._replacing and isinstance(fault, PermissionError):
            return Orsak.UPPTAGEN
        return _BY_ERRNO.get(fault.errno or 0, Orsak.ANNAT)
