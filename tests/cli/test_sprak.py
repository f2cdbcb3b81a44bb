"""The words of the help: the file the program reads is made from the one people edit."""

from pathlib import Path

import polib  # type: ignore[import-untyped]  # it has no types

from ejverkstallda.cli import start

FOLDER = Path(start.__file__).parent / "sprak" / "sv" / "LC_MESSAGES"


def test_the_compiled_file_is_that_of_the_source() -> None:
    source = polib.pofile(str(FOLDER / "ejverkstallda.po"))
    compiled = polib.mofile(str(FOLDER / "ejverkstallda.mo"))
    assert source.to_binary() == (FOLDER / "ejverkstallda.mo").read_bytes()
    assert {e.msgid: e.msgstr for e in compiled} == {e.msgid: e.msgstr for e in source}


def test_every_word_has_its_translation_and_keeps_its_places() -> None:
    for entry in polib.pofile(str(FOLDER / "ejverkstallda.po")):
        assert entry.msgstr, entry.msgid
        assert entry.msgid.count("{") == entry.msgstr.count("{")
