"""The clock: the only place in the program that asks what time it is."""

from datetime import UTC, date, datetime


def today() -> date:
    """Return today's date where the computer stands."""
    return datetime.now().astimezone().date()


def now() -> datetime:
    """Return the time now in UTC, whole seconds, without a zone mark (as the register stores it)."""
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None)
