"""Being interrupted at a fitting time: what a user or the system asks to be ended ends whole, or not begun.

Ctrl-C, a closing terminal (SIGHUP) and an ordinary kill (SIGTERM) are handled alike. Windows lacks some of them.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_AVBROTT: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def interrupt_like_ctrl_c() -> None:
    """Let every signal that asks the program to end raise KeyboardInterrupt; one that is ignored stays ignored."""
    for number in _AVBROTT:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


@contextmanager
def undisturbed(*, to_the_end: bool = False) -> Iterator[None]:
    """Let such signals wait until the block has ended, then take effect.

    `to_the_end`: the block is the last that is done. One that ends well has then done all that was asked, and there is
    nothing left to interrupt: that it was must not be said.
    """
    if threading.current_thread() is not threading.main_thread():  # which alone gets signals
        yield
        return
    came: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    before = {number: signal.getsignal(number) for number in _AVBROTT}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, note)
    try:
        yield
        if to_the_end:
            came.clear()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in came[:1]:
            signal.raise_signal(number)
