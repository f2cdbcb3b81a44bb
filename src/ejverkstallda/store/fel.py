"""What can be wrong with a register on disk, in words for its user."""

import errno
from typing import Final

_SYSTEMETS: Final = {
    errno.EACCES: "behörighet saknas",
    errno.EPERM: "behörighet saknas",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ENOTDIR: "en del av sökvägen är en fil och ingen mapp",
    errno.EEXIST: "en del av sökvägen är en fil och ingen mapp",
    errno.ENOENT: "den finns inte",
    errno.ELOOP: "länkarna leder i cirkel",
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet är slut",
    errno.EFBIG: "filen blir större än vad som får sparas där",
    errno.EROFS: "disken är skrivskyddad",
    errno.EIO: "fel på disk eller nätverk",
}


def known_reason(error: OSError) -> str | None:
    """Return in Swedish what the system says of a file; None for what it seldom says."""
    return _SYSTEMETS.get(error.errno or 0)


def system_reason(error: OSError) -> str:
    """Return in Swedish what the system says of a file; what it seldom says, as it says it."""
    return known_reason(error) or error.strerror or type(error).__name__


class RegisterError(Exception):
    """There is no usable register: missing, foreign, newer, locked, full, read-only. The message is Swedish."""

    def __init__(self, kod: str, text: str) -> None:
        super().__init__(text)
        self.kod = kod
        self.text = text


class RegisterExistsError(RegisterError):
    """A register already stands where a new one was to be made."""
