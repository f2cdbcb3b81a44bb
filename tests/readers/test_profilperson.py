"""Who has which decision in a file: only what was executed, and still held, on the day asked for."""

from ejverkstallda.readers.profilperson import Personregister


def test_only_an_execution_counts_and_the_earliest_of_them() -> None:
    register = Personregister()
    register.learn({"beslutsnummer": "1", "personnummer": "19121212-1212"}, [])
    register.learn(None, [{"beslutsnummer": "1", "handelse": "erbjudande", "datum": "2019-01-01"}])
    assert register.executed("191212121212", "2019-06-01") == ()
    register.learn(None, [{"beslutsnummer": "1", "handelse": "verkstalld", "datum": "2019-05-01"}])
    register.learn(None, [{"beslutsnummer": "1", "handelse": "verkstalld", "datum": "2019-04-01"}])
    register.learn(None, [{"beslutsnummer": "1", "handelse": "verkstalld"}])
    assert register.executed("191212121212", "2019-03-31") == ()
    assert register.executed("191212121212", "2019-04-01") == ("1",)


def test_a_decision_without_a_person_belongs_to_none() -> None:
    register = Personregister()
    register.learn({"beslutsnummer": "1"}, [{"beslutsnummer": "1", "handelse": "verkstalld", "datum": "2019-04-01"}])
    assert register.executed("", "2019-06-01") == ()
