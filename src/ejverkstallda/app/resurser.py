"""Where `templates/` and `sample_data/` lie: in the installed package, else at the root of the working tree."""

from pathlib import Path

_PAKET = Path(__file__).resolve().parents[1]


def resource_folder(name: str) -> Path:
    """Return the folder `name` that ships with the program.

    A wheel carries it inside the package; an editable install has it two steps above.

    Raises:
        FileNotFoundError: the program is not wholly installed.
    """
    for folder in (_PAKET / name, _PAKET.parents[1] / name):
        if folder.is_dir():
            return folder
    msg = f"Mappen {name} saknas i installationen."
    raise FileNotFoundError(msg)
