"""Only one file of the program holds an SFS number."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SFS = re.compile(r"(?<!\d)(?:19|20)\d\d:\d{1,4}(?!\d)")


def test_report_texts_and_templates_hold_no_sfs_number() -> None:
    folders = ("src/ejverkstallda/report", "src/ejverkstallda/texts", "templates")
    files = [p for f in folders for p in (ROOT / f).rglob("*") if p.suffix in {".py", ".md", ".toml"}]
    assert len(files) > 15
    assert [p.name for p in files if SFS.search(p.read_text(encoding="utf-8"))] == []
