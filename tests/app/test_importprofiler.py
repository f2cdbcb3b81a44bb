"""Profiles by name: the municipality's own beside its register goes before one that ships."""

from pathlib import Path

from ejverkstallda.app.importprofiler import load_profile, shipped_profiles

SHIPPED = ["arbetslista", "bred-lista", "exempel-ej-verkstallda", "generell", "lifecare-api"]


def test_those_that_ship() -> None:
    assert [profil.namn for profil in shipped_profiles()] == SHIPPED
    for name in SHIPPED:
        profil, brister = load_profile(name, None)
        assert brister == ()
        assert profil is not None
        assert profil.namn == name


def test_the_municipalitys_own_goes_first(tmp_path: Path) -> None:
    own = tmp_path / "importprofiler"
    own.mkdir()
    (own / "bred-lista.toml").write_text('namn = "vår"\n[kolumner]\nbeslutsnummer = "Nr"\n', "utf-8")
    (own / "trasig.toml").write_text("namn =", "utf-8")
    found = [load_profile(name, tmp_path)[0] for name in ("bred-lista", "generell")]
    assert [profil.namn if profil else None for profil in found] == ["vår", "generell"]
    (brist,) = load_profile("trasig", tmp_path)[1]
    assert (brist.kod, brist.plats) == ("profil_syntax", "trasig.toml rad 1")


def test_a_name_that_no_profile_has() -> None:
    profil, (brist,) = load_profile("treserva", None)
    assert profil is None
    assert brist.kod == "profil_saknas"
    assert "Det finns arbetslista, bred-lista, exempel-ej-verkstallda, generell, lifecare-api." in brist.text
