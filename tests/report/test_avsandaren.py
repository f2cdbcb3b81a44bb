from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.kommun import Diarienummer, Kommun, Namnd, Person, ascii_name, default_kommun


def test_default_knows_the_names_and_nothing_else() -> None:
    kommun = default_kommun("Ale kommun", ["Omsorgsnämnden", "Socialnämnden"])
    assert kommun == Kommun("Ale kommun", namnder=(Namnd("Omsorgsnämnden"), Namnd("Socialnämnden")))
    assert default_kommun("Ale kommun").namnder == ()


def test_a_namnd_is_found_whatever_its_case() -> None:
    kommun = default_kommun("Ale", ["Omsorgsnämnden"])
    assert kommun.find_namnd("OMSORGSNÄMNDEN") is kommun.namnder[0]
    assert kommun.find_namnd("Byggnämnden") is None


def test_file_names_are_ascii() -> None:
    assert ascii_name("Vård- och omsorgsnämnden Å/Ö") == "vard-och-omsorgsnamnden-a-o"
    assert Namnd("Äldrenämnden").filnamn == "aldrenamnden"
    assert Namnd("Äldrenämnden", kortnamn="an").filnamn == "an"


def test_diary_number_per_quarter_before_the_common_one() -> None:
    nummer = Diarienummer("D.1", ((Kvartal(2019, 1), "D.17"),))
    assert nummer.for_kvartal(Kvartal(2019, 1)) == "D.17"
    assert nummer.for_kvartal(Kvartal(2019, 2)) == "D.1"
    assert Diarienummer().for_kvartal(Kvartal(2019, 2)) == ""


def test_a_person_in_running_text() -> None:
    assert Person("Ida Ek", "utredare").text == "utredare Ida Ek"
    assert Person("Ida Ek").text == "Ida Ek"
