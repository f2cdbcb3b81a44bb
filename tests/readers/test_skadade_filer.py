"""Files that somebody or something has damaged, in every format: tables or faults come of it, never a traceback.

Whatever the bytes are, opening ends in tables or brister, and rows end or stop with Lasfel. A longer run: `make fuzz`.
"""

import io
import itertools
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from arkivbygge import NS, parts, zipped
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ejverkstallda.domain.brister import Brist, needs_someone
from ejverkstallda.readers.tabell import Filform, Lasfel, open_tables

settings.register_profile("lasprov", max_examples=150, deadline=None)
settings.register_profile("lasfuzz", max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings.get_profile("lasfuzz" if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else "lasprov")
TESTS = Path(__file__).parents[1]
FORM = Filform(kanda=frozenset({"beslutsnummer", "beslutsdatum", "lag", "insats"}))
GODA = {path.name: path.read_bytes() for path in sorted((TESTS / "dialekter").iterdir()) if path.is_file()}

changes = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True), st.sampled_from(["bit", "byte", "stort", "kopia"]), st.integers(0, 255)
    ),
    min_size=1,
    max_size=8,
)


def damage(content: bytes, wounds: list[tuple[float, str, int]], keep: float) -> bytes:
    """Flip bits, overwrite bytes, write large numbers and copy pieces; then cut the file."""
    made = bytearray(content)
    for where, kind, value in wounds:
        at = int(where * len(made))
        if kind == "bit":
            made[at] ^= 1 << (value % 8)
        elif kind == "byte":
            made[at] = value
        elif kind == "stort":
            made[at : at + 4] = b"\xff\xff\xff\x7f"[: len(made) - at]
        else:
            made[at : at + 8] = content[value : value + 8]
    return bytes(made[: int(keep * len(made))])


def ends_well(content: bytes, folder: Path) -> tuple[Brist, ...]:
    """Open and read a file to its end; return its faults, each of which says something with a remedy."""
    path = folder / "fil"
    path.write_bytes(content)
    tables, told = open_tables(path, FORM)
    found = list(told)
    assert tables or needs_someone(told)
    for table in tables:
        before = 0
        try:
            for number, cells in table.rader():
                assert number > before
                assert all(type(cell) is str for cell in cells)
                assert any(cell.strip() for cell in cells)
                before = number
        except Lasfel as error:
            found.append(error.brist)
    for brist in found:
        assert brist.kod
        assert brist.text.rstrip()[-1] in ".)"
        assert str(brist.plats).startswith("fil")
    return tuple(found)


@pytest.mark.parametrize("name", ["utf8.csv", "cp1252.csv", "unicodetext.txt", "excel.xlsx", "excel97.xls", "api.json"])
@given(wounds=changes, keep=st.one_of(st.just(1.0), st.floats(0, 1)))
@settings(MANY, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_damaged_file(name: str, wounds: list[tuple[float, str, int]], keep: float, tmp_path: Path) -> None:
    ends_well(damage(GODA[name], wounds, keep), tmp_path)


@given(part=st.integers(0, 5), wounds=changes)
@settings(MANY, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_workbook_whose_parts_are_damaged_before_they_are_packed(
    part: int, wounds: list[tuple[float, str, int]], tmp_path: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(GODA["excel.xlsx"])) as archive:
        content: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(content)[part % len(content)]
    ends_well(zipped({**content, name: damage(bytes(content[name]), wounds, 1.0)}), tmp_path)  # type: ignore[arg-type]


REFERENSER = [
    "A1",
    "B2",
    "C3",
    "XFD1",
    "A1048576",
    "a2",
    "AA3",
    "ZZZ9",
    "A0",
    "",
    "&#65;1",
    "A4294967297",
    "GR200",
    "1A",
]
VARDEN = ["1", "43496", "-1", "1e308", "-1e308", "-inf", "nan", "abc", "", "99999999999999999999", "<![CDATA[-1e300]]>"]
celler = st.builds(
    lambda prefix, referens, stil, slag, inne: f"<{prefix}c{referens}{stil}{slag}>{inne}</{prefix}c>",
    st.sampled_from(["", "", "x:"]),
    st.one_of(st.just(""), st.builds(" r={0}{1}{0}".format, st.sampled_from("\"'"), st.sampled_from(REFERENSER))),
    st.sampled_from(["", ' s="1"', ' s="2"', ' s="99999999999"', ' x="/>"']),
    st.sampled_from(["", "", ' t="s"', ' t="b"', ' t="d"', ' t="e"', ' t="str"', ' t="inlineStr"']),
    st.one_of(
        st.builds("<v>{}</v>".format, st.sampled_from(VARDEN)),
        st.builds("<x:v>{}</x:v><v>{}</v>".format, st.sampled_from(VARDEN), st.sampled_from(VARDEN)),
        st.builds("<f>A1</f><v>{}</v>".format, st.sampled_from(VARDEN)),
        st.builds("<is><t>{}</t></is>".format, st.sampled_from(VARDEN)),
    ),
)
bladrader = st.builds(
    "<row{}>{}</row>".format,
    st.sampled_from(["", "", ' r="1"', ' r="2"', ' r="1048576"', ' r="4294967297"', ' r="0"']),
    st.lists(celler, max_size=4).map("".join),
)


@given(rader=st.lists(bladrader, max_size=4), slagen=st.lists(st.sampled_from(REFERENSER), max_size=4))
@settings(MANY, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_sheet_that_no_spreadsheet_program_writes(
    rader: list[str], slagen: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    merged = "".join(f'<mergeCell ref="{a}:{b}"/>' for a, b in itertools.pairwise(slagen))
    text = f'<worksheet xmlns="{NS}" xmlns:x="{NS}"><sheetData>{"".join(rader)}</sheetData><mergeCells>{merged}'
    ends_well(zipped(parts({"A": f"{text}</mergeCells></worksheet>"}, texts=["a"])), tmp_path)
    assert capfd.readouterr() == ("", "")


@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
@settings(MANY, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_bytes(tmp_path: Path, content: bytes) -> None:
    ends_well(content, tmp_path)
    ends_well(b"PK\x03\x04" + content, tmp_path)
    ends_well(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content, tmp_path)
    ends_well(b'{"a": [' + content, tmp_path)


@given(st.text(alphabet='ab;,\t\r\n" åÃ¥\x00\u0308', max_size=200), st.sampled_from(["utf-8", "utf-16", "utf-16-le"]))
@settings(MANY, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_text_of_separators_quotes_and_line_ends(tmp_path: Path, text: str, kodning: str) -> None:
    ends_well(text.encode(kodning), tmp_path)


MATNING = """
import sys
from pathlib import Path
from ejverkstallda.readers.tabell import Filform, Lasfel, open_tables
for path in sorted(Path(sys.argv[1]).iterdir()):
    tables, told = open_tables(path, Filform(kanda=frozenset({"beslutsnummer", "lag"})))
    for table in tables:
        try:
            for row in table.rader():
                pass
        except Lasfel:
            pass
status = Path("/proc/self/status").read_text()  # of this program alone: getrusage counts its parent's memory too
print(int(status.split("VmHWM:")[1].split()[0]) // 1024)
"""


def peak(folder: Path) -> int:
    """Return the megabytes that reading every file of a folder took at most, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", MATNING, str(folder)], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stderr == ""
    return int(done.stdout)


def test_no_broken_file_takes_much_memory_or_writes_anything() -> None:
    assert peak(TESTS / "broken") < 100


def test_a_large_csv_takes_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    for name, count in [("liten", 1_000), ("stor", 300_000)]:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "lista.csv").write_text("beslutsnummer;lag;insats\n" + "B-1;LSS;stöd och hjälp i hemmet\n" * count)
    assert peak(tmp_path / "stor") < peak(tmp_path / "liten") + 10


def test_the_largest_workbook_that_is_read_stays_within_bounds(tmp_path: Path) -> None:
    text = "".join(
        f'<row r="{n}">{"".join(f"<c r={chr(34)}{c}{n}{chr(34)}><v>{n}</v></c>" for c in "ABCDEFGHIJKLMNO")}</row>'
        for n in range(1, 100_001)
    )
    (tmp_path / "full.xlsx").write_bytes(zipped(parts({"A": f"<worksheet><sheetData>{text}</sheetData></worksheet>"})))
    del text
    assert peak(tmp_path) < 250
