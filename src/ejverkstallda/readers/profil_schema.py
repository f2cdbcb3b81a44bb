"""The shape of an import profile: which keys there are and what may stand in them. Read by `profil`."""

import unicodedata
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ejverkstallda.readers.profil_koder import KODER, Datumform, Delning, Noteringsform, UtanDatum, shown
from ejverkstallda.readers.tabell import fold

_LANGST = 300
_ASCII = str.maketrans("åäö", "aao")


def _one_line(text: str) -> str:
    if any(unicodedata.category(c) in {"Cc", "Zl", "Zp"} for c in text):
        msg = "ska stå på en rad, utan radbrytning eller tabb"
        raise ValueError(msg)
    return text.strip()


def _not_empty(text: str) -> str:
    if not text:
        msg = "är tom"
        raise ValueError(msg)
    return text


def _one_or_many(value: object) -> object:
    """Let one text stand for a list of one."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


def _chosen(codes: Any) -> Any:
    """Return a reader of one of the codes of an enum, with å ä ö accepted."""
    by_name = {str(code): code for code in codes}

    def choose(value: object) -> object:
        text = value.casefold().translate(_ASCII) if isinstance(value, str) else None
        if text not in by_name:
            msg = f"ska vara ett av: {', '.join(map(shown, codes))}"
            raise ValueError(msg)
        return by_name[text]

    return BeforeValidator(choose)


def _code_of(column: str, *, may_be_empty: bool = True) -> Any:
    """Return a reader of a contract code of a column; empty means that the cell is read as empty."""
    known = KODER[column]

    def check(text: str) -> str:
        if not text and may_be_empty:
            return text
        if fold(text) not in known:
            msg = f"ska vara ett av: {', '.join(dict.fromkeys(known.values()))}"
            raise ValueError(msg)
        return known[fold(text)]

    return AfterValidator(check)


Text = Annotated[str, Field(max_length=_LANGST), AfterValidator(_one_line)]
Namn = Annotated[Text, AfterValidator(_not_empty)]
Rubriker = Annotated[tuple[Namn, ...], BeforeValidator(_one_or_many)]
"""Names a column may have in the file, as its header writes them; case, å ä ö and spaces do not matter."""
Vanliga = Annotated[tuple[Namn, ...], BeforeValidator(_one_or_many)]
_Kodtabell = dict[Namn, Text]


class _Del(BaseModel):
    """A table of the profile: nothing is converted, no key is overlooked."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Beslutskolumner(_Del):
    """Which header in the file holds each of the contract's columns about a decision."""

    beslutsnummer: Rubriker = ()
    beslutsdatum: Rubriker = ()
    lag: Rubriker = ()
    insats: Rubriker = ()
    lagrum: Rubriker = ()
    verksamhetsomrade: Rubriker = ()
    namnd: Rubriker = ()
    kon: Rubriker = ()
    ursprung: Rubriker = ()
    ansokningsdatum: Rubriker = ()
    galler_till: Rubriker = ()
    enhet: Rubriker = ()
    handlaggare: Rubriker = ()
    personnummer: Rubriker = ()
    kallsystem: Rubriker = ()
    skyddad: Rubriker = ()
    bosattningskommun: Rubriker = ()
    ersatter: Rubriker = ()
    tidigare_nummer: Rubriker = ()
    kostnad_manad: Rubriker = ()


class Handelsefalt(_Del):
    """Which header in the file holds each of the contract's columns about an event."""

    datum: Rubriker = ()
    text: Rubriker = ()
    svar: Rubriker = ()
    orsak: Rubriker = ()
    kvartal: Rubriker = ()
    vantan: Rubriker = ()
    vantan_start: Rubriker = ()
    handelse_id: Rubriker = ()
    skal_kod: Rubriker = ()
    ansvar: Rubriker = ()
    fran: Rubriker = ()
    till: Rubriker = ()
    kostnad: Rubriker = ()
    planerat_datum: Rubriker = ()
    diarienummer: Rubriker = ()
    slag: Rubriker = ()
    kvittens: Rubriker = ()
    omfattning: Rubriker = ()


class Kolumner(Beslutskolumner, Handelsefalt):
    """`[kolumner]`. `namn` is used to screen free text during one import, `av` is who answered; neither is stored."""

    handelse: Rubriker = ()
    namn: Rubriker = ()
    av: Rubriker = ()
    omgang: Rubriker = ()

    def given(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the columns that have a header, with it."""
        yield from ((column, names) for column in type(self).model_fields if (names := getattr(self, column)))


class Varden(_Del):
    """`[varden]`: what holds for every row where the file has no value of its own."""

    lag: Annotated[Text, _code_of("lag", may_be_empty=False)] | None = None
    insats: Namn | None = None
    lagrum: Namn | None = None
    verksamhetsomrade: Namn | None = None
    namnd: Namn | None = None
    kon: Annotated[Text, _code_of("kon", may_be_empty=False)] | None = None
    ursprung: Annotated[Text, _code_of("ursprung", may_be_empty=False)] | None = None
    enhet: Namn | None = None
    handlaggare: Namn | None = None
    kallsystem: Namn | None = None
    skyddad: Annotated[Text, _code_of("skyddad", may_be_empty=False)] | None = None
    bosattningskommun: Namn | None = None

    def given(self) -> dict[str, str]:
        """Return the columns that have a value, with it."""
        return {column: value for column in type(self).model_fields if (value := getattr(self, column))}


class Handelsevarden(_Del):
    """What holds for every event of a kind."""

    vantan: Annotated[Text, _code_of("vantan", may_be_empty=False)] | None = None
    omfattning: Annotated[Text, _code_of("omfattning", may_be_empty=False)] | None = None
    orsak: Annotated[Text, _code_of("orsak", may_be_empty=False)] | None = None
    skal_kod: Annotated[Text, _code_of("skal_kod", may_be_empty=False)] | None = None
    ansvar: Annotated[Text, _code_of("ansvar", may_be_empty=False)] | None = None
    slag: Annotated[Text, _code_of("slag", may_be_empty=False)] | None = None
    svar: Annotated[Text, _code_of("svar", may_be_empty=False)] | None = None

    def given(self) -> dict[str, str]:
        """Return the columns that have a value, with it."""
        return {column: value for column in type(self).model_fields if (value := getattr(self, column))}


class Handelsekolumn(Handelsefalt):
    """One `[[handelsekolumner]]`: columns of a wide list that together make an event of one kind.

    The event is made when a column that only it uses is filled in. `svarsdatum` belongs to an offer: an answer
    another day than the offer's becomes an event of its own.
    """

    handelse: Annotated[Text, _code_of("handelse", may_be_empty=False)]
    annars_datum: Rubriker = ()
    svarsdatum: Rubriker = ()
    varden: Handelsevarden = Handelsevarden()
    utan_datum: Annotated[UtanDatum, _chosen(UtanDatum)] = UtanDatum.FEL
    framtida: Literal["neka", "hoppa_over"] = "neka"
    dela_vid: Annotated[
        tuple[Annotated[Noteringsform, _chosen(Noteringsform)], ...], BeforeValidator(_one_or_many)
    ] = ()
    delning: Annotated[Delning, _chosen(Delning)] = Delning.MENING

    def given(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the columns that have a header, with it."""
        columns = (*Handelsefalt.model_fields, "annars_datum", "svarsdatum")
        yield from ((column, names) for column in columns if (names := getattr(self, column)))


class VerkstalldNar(_Del):
    """`[verkstalld_nar]`: when a decision counts as executed though the list has no column for it, as for a payment.

    Without `varden` the column holds a day. With them it holds a status, and the day stands in `datum`.
    """

    kolumn: Annotated[Rubriker, Field(min_length=1)]
    varden: Vanliga = ()
    inte_varden: Vanliga = ()
    datum: Rubriker = ()


class Radurval(_Del):
    """Rows picked by what a column says."""

    kolumn: Annotated[Rubriker, Field(min_length=1)]
    varden: Annotated[Vanliga, Field(min_length=1)]


class Tabelldel(_Del):
    """How one table is read: its columns, and which rows."""

    kolumner: Kolumner = Kolumner()
    varden: Varden = Varden()
    handelsekolumner: tuple[Handelsekolumn, ...] = Field(default=(), strict=False)
    verkstalld_nar: VerkstalldNar | None = None
    hoppa_over: tuple[Radurval, ...] = Field(default=(), strict=False)
    ta_bara_med: tuple[Radurval, ...] = Field(default=(), strict=False)
    las_inte: Rubriker = ()
    kanns_igen_pa: Rubriker = ()
    via_person: Rubriker = ()


class Datum(_Del):
    """`[datum]`: how the list writes days, besides 2019-01-31, 20190131 and 190131."""

    former: Annotated[tuple[Annotated[Datumform, _chosen(Datumform)], ...], BeforeValidator(_one_or_many)] = ()


class Koder(_Del):
    """`[koder.X]`: what the cells of a column say, and the contract's code for it; "" means an empty cell."""

    lag: dict[Namn, Annotated[Text, _code_of("lag")]] = {}
    lagrum: _Kodtabell = {}
    insats: _Kodtabell = {}
    verksamhetsomrade: _Kodtabell = {}
    namnd: _Kodtabell = {}
    enhet: _Kodtabell = {}
    bosattningskommun: _Kodtabell = {}
    kvartal: _Kodtabell = {}
    kon: dict[Namn, Annotated[Text, _code_of("kon")]] = {}
    ursprung: dict[Namn, Annotated[Text, _code_of("ursprung")]] = {}
    skyddad: dict[Namn, Annotated[Text, _code_of("skyddad")]] = {}
    handelse: dict[Namn, Annotated[Text, _code_of("handelse")]] = {}
    svar: dict[Namn, Annotated[Text, _code_of("svar")]] = {}
    orsak: dict[Namn, Annotated[Text, _code_of("orsak")]] = {}
    vantan: dict[Namn, Annotated[Text, _code_of("vantan")]] = {}
    skal_kod: dict[Namn, Annotated[Text, _code_of("skal_kod")]] = {}
    ansvar: dict[Namn, Annotated[Text, _code_of("ansvar")]] = {}
    slag: dict[Namn, Annotated[Text, _code_of("slag")]] = {}
    omfattning: dict[Namn, Annotated[Text, _code_of("omfattning")]] = {}


class Profil(Tabelldel):
    """An import profile: how lists of one sort are read. It is data; nothing in it can be run.

    `lista` says what a case means that is missing from a new list: "alla" = the list should hold every case,
    "endast_ej_verkstallda" = it has most likely been executed. Without it nothing follows from what is missing.
    """

    namn: Namn
    beskrivning: Annotated[str, Field(max_length=2_000)] = ""
    markt_som: Text = ""
    lista: Literal["alla", "endast_ej_verkstallda"] | None = None
    kodning: Literal["utf-8", "cp1252", "iso-8859-1", "utf-16"] | None = None
    avgransare: Literal[";", ",", "\t"] | None = None
    blad: Vanliga = ()
    datum: Datum = Datum()
    koder: Koder = Koder()
    behall_okanda: Annotated[
        tuple[Literal["lagrum", "insats", "verksamhetsomrade", "namnd", "enhet"], ...], BeforeValidator(_one_or_many)
    ] = ()
    tomma_varden: Vanliga = ()
    tabell: dict[Namn, Tabelldel] = {}

    @model_validator(mode="after")
    def _something_to_read(self) -> Self:
        if not self.tabell and not next(self.kolumner.given(), None):
            msg = "ska säga vilka kolumner listan har, under [kolumner] eller under [tabell.NAMN.kolumner]"
            raise ValueError(msg)
        return self

    def parts(self) -> tuple[tuple[tuple[str, ...], Tabelldel], ...]:
        """Return each table the profile describes, with the keys that lead to it."""
        if self.tabell:
            return tuple((("tabell", name), part) for name, part in self.tabell.items())
        return (((), self),)
