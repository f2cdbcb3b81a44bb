"""The built wheel, unpacked far from the working tree, runs the demonstration on its own templates and data."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_carries_templates_and_sample_data(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    unpacked = tmp_path / "paket"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    env = {**os.environ, "PYTHONPATH": str(unpacked), "HOME": str(tmp_path)}
    code = (
        "import sys, ejverkstallda; sys.argv = ['ejv', 'demo', '--ut', 'ut'];"
        "from ejverkstallda.app.resurser import resource_folder as r;"
        "print(r('templates'), r('sample_data'), file=sys.stderr);"
        "from ejverkstallda.cli.start import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, check=False, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    places = done.stderr.splitlines()[0].split()
    assert places == [str(unpacked / "ejverkstallda" / name) for name in ("templates", "sample_data")]
    assert (tmp_path / "ut" / "statistikrapport_2019Q1_LSS.pdf").read_bytes().startswith(b"%PDF-")
