"""What every command shares: Swedish help, global options in any place, running a use case, showing its answer."""

import gc
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from rich.console import Console

    from ejverkstallda.app.resultat import Resultat
    from ejverkstallda.app.sammanhang import Sammanhang
    from ejverkstallda.domain.brister import Brist

T = TypeVar("T")
_ASCII: Final = str.maketrans("åäöÅÄÖé", "aaoAAOe")
_GLOBALA_MED_VARDE: Final = ("--databas", "--idag")
_GLOBALA_FLAGGOR: Final = ("--json",)


def to_ascii(text: str) -> str:
    """Return a command, option or code as it is written in ASCII (å and ä → a, ö → o)."""
    return text.translate(_ASCII)


class Globala(NamedTuple):
    """The global options as given."""

    databaser: tuple[str, ...]
    idag: str | None
    som_json: bool


def lift_globals(args: Sequence[str]) -> list[str]:
    """Put global options first, wherever they stand; what follows `--` is left alone."""
    front, rest = _part_globals(args)
    return front + rest


def without_globals(args: Sequence[str]) -> list[str]:
    """Return what is left of a command line when the global options are taken away."""
    return _part_globals(args)[1]


def _part_globals(args: Sequence[str]) -> tuple[list[str], list[str]]:
    front: list[str] = []
    rest: list[str] = []
    it = iter(args)
    for arg in it:
        if arg == "--":
            rest += [arg, *it]
        elif arg in _GLOBALA_FLAGGOR or arg.startswith(tuple(f"{name}=" for name in _GLOBALA_MED_VARDE)):
            front.append(arg)
        elif arg in _GLOBALA_MED_VARDE:
            front += [arg, *(value for value in [next(it, None)] if value is not None)]
        else:
            rest.append(arg)
    return front, rest


def _no_type(ctx: Any) -> None:
    """Stand in for the name of a Python type on a help page: its readers are no programmers."""


class _SvenskHjalp:
    """Mixin: the parts of a help page that Typer has no translation for."""

    def hide_types(self) -> None:
        """Take the names of Python types away from arguments and flags (options say theirs in their metavar)."""
        for param in getattr(self, "params", ()):
            if param.param_type_name == "argument" or getattr(param, "is_flag", False):
                param.display_type_rich = _no_type

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option with its help in Swedish."""
        option = super().get_help_option(ctx)  # type: ignore[misc]  # the class it is mixed into has it
        if option is not None:
            option.help = "Visa denna hjälp och avsluta."
            option.display_type_rich = _no_type
        return option

    def get_usage(self, ctx: Any) -> str:
        """Return the usage line in Swedish, without braces around what must be given."""
        usage: str = super().get_usage(ctx)  # type: ignore[misc]  # the class it is mixed into has it
        return usage.replace("Usage:", "Skriv:", 1).replace("{", "").replace("}", "")


class Kommando(_SvenskHjalp, TyperCommand):
    """A command with Swedish help."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["options_metavar"] = "[VAL]"
        super().__init__(*args, **kwargs)
        self.hide_types()


_SOPAS_EFTER: Final = 20_000
"""Objects more than before, after which the collector looks: a command is short, and what it makes mostly stays."""
_ORDNING: Final = ("init", "installning", "importera", "beslut")
"""Commands that come first in the help; Typer would put groups last."""


class Kommandogrupp(_SvenskHjalp, TyperGroup):
    """A group with Swedish help; the outermost lifts the global options to the front."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["options_metavar"] = "[VAL]"
        kwargs["subcommand_metavar"] = "KOMMANDO [ARGUMENT]..."
        super().__init__(*args, **kwargs)
        self.hide_types()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 — Typer's form
        """Return the commands in the order a user meets them."""
        return [*(c for c in _ORDNING if c in self.commands), *(c for c in self.commands if c not in _ORDNING)]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse, with global options first. A group without a command shows its help, but not among JSON."""
        if not args and ctx.parent is not None and getattr(ctx.obj, "som_json", False):
            ctx.fail("Kommando saknas.")
        return super().parse_args(ctx, lift_globals(args) if ctx.parent is None else args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or say which is nearest."""
        known = self.get_command(ctx, to_ascii(args[0])) is not None
        if not known and not args[0].startswith("-") and not ctx.resilient_parsing:
            from ejverkstallda.readers.falt import mask

            near = get_close_matches(to_ascii(args[0]), list(self.commands), n=1)
            hint = f" Menade du {near[0]}?" if near else ""
            ctx.fail(f"Kommandot {mask(args[0])} finns inte.{hint}")
        return super().resolve_command(ctx, args)


KONTEXT: Final[dict[str, Any]] = {"help_option_names": ["--help"], "token_normalize_func": to_ascii}


def group(**kwargs: Any) -> typer.Typer:
    """Make a Typer of our own group class; help is shown when no command is given."""
    return typer.Typer(
        cls=Kommandogrupp,
        no_args_is_help=True,
        add_completion=False,
        context_settings=KONTEXT,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        **kwargs,
    )


def run(
    ctx: typer.Context,
    use_case: "Callable[[Sammanhang], Resultat[Any]]",
    render: "Callable[[Console, Resultat[Any]], None]",
    *,
    writes: bool = False,
    several: bool = False,
) -> None:
    """Run a use case and show its answer: as the JSON envelope, or rendered; then exit with its code.

    `writes`: the answer names who it was saved by. `several`: the command takes more than one register.

    Raises:
        AppError: more than one register for a command that takes one (wrong usage).
    """
    from ejverkstallda.app.sammanhang import build_sammanhang
    from ejverkstallda.cli import kuvert

    globala: Globala = ctx.obj
    if len(globala.databaser) > 1 and not several:
        from ejverkstallda.app.resultat import misuse

        raise misuse(
            "flera_register",
            "Kommandot gäller ett register i taget. Ange --databas en gång (flera: rapport fullmaktige).",
        )
    databas = globala.databaser[0] if globala.databaser else None
    sammanhang = build_sammanhang(databas, globala.idag, command_name(ctx))
    if not gc.isenabled():  # see `start.main`
        gc.freeze()  # what is loaded by now stays to the end: the collector need not look at it again
        gc.set_threshold(_SOPAS_EFTER)
        gc.enable()
    result = use_case(sammanhang)
    with kuvert.printing():
        if globala.som_json:
            kuvert.print_envelope(sammanhang.kommando, result.utgang, result.data.to_json(), result.brister)
        else:
            console = kuvert.console()
            render(console, result)
            kuvert.print_findings(result.brister)
            if writes and not result.nekat:
                console.print(f"Sparat av {kuvert.literal(sammanhang.vem)}, {sammanhang.idag}.", style="dim")
    raise typer.Exit(int(result.utgang))


def command_name(ctx: typer.Context) -> str:
    """Return the command as the contract names it, without the program's name."""
    return " ".join(ctx.command_path.split()[1:])


def ask_text(given: str | None, question: str, *, required: bool = True) -> str | None:
    """Return the text given, else ask for it, so that it stays out of the shell's history.

    Without a terminal a required text is read from standard input.

    Raises:
        AppError: a required text is missing (wrong usage).
    """
    if given is not None and given.strip():
        return given.strip()
    text = ""
    if sys.stdin is not None and sys.stdin.isatty():
        text = _prompt(question, required=required)
    elif required and sys.stdin is not None:
        text = sys.stdin.read().strip()
    if not text and required:
        from ejverkstallda.app.resultat import misuse

        raise misuse(
            "text_saknas", f"{question}: uppgiften saknas. Skriv den inom citattecken i kommandot; se --help för var."
        )
    return text or None


def _prompt(question: str, *, required: bool) -> str:
    suffix = ": " if required else " (Enter för att hoppa över): "
    while True:
        print(f"{question}{suffix}", end="", file=sys.stderr, flush=True)  # noqa: T201 — stdout may be JSON
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            line = ""
        if not line:
            print(file=sys.stderr)  # noqa: T201 — the message begins on a line of its own
            raise typer.Abort
        if line.strip() or not required:
            return line.strip()


def confirm(question: str) -> bool:
    """Ask a yes or no question on the terminal, again until it is answered with one of them."""
    while True:
        answer = _prompt(f"{question} [ja/nej]", required=True).casefold()
        if answer in {"j", "ja", "n", "nej"}:
            return answer in {"j", "ja"}


def has_terminal() -> bool:
    """Tell whether somebody can answer a question."""
    return sys.stdin is not None and sys.stdin.isatty()


def show_brister(brister: "Sequence[Brist]") -> None:
    """Print faults the way every command does."""
    from ejverkstallda.cli import kuvert

    kuvert.print_findings(brister)
