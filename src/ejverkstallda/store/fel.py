"""What can be wrong with a register on disk, in words for its user."""


class RegisterError(Exception):
    """There is no usable register: missing, foreign, newer, locked, full, read-only. The message is Swedish."""

    def __init__(self, kod: str, text: str) -> None:
        super().__init__(text)
        self.kod = kod
        self.text = text


class RegisterExistsError(RegisterError):
    """A register already stands where a new one was to be made."""
