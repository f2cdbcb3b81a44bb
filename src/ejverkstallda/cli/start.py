"""The program's entry: Swedish words for the help, one handler for everything that goes wrong."""

import gc
import gettext
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NoReturn, TextIO

_SPRAKMAPP: Final = Path(__file__).parent / "sprak"
_AVBRUTET: Final = 130
"""What shells expect of a program that Ctrl-C ended."""
_GJORT: Final = 1
"""The highest exit code of a command that has done what was asked."""


def main() -> None:
    """Run `ejv`; ends the process with the contract's exit code."""
    gc.disable()  # loading modules makes much that stays and nothing that goes; on again in `grund.run`
    from ejverkstallda.writers.ostord import interrupt_like_ctrl_c

    try:
        interrupt_like_ctrl_c()
        _prepare_streams()
        _speak_swedish()
        code = run_command(sys.argv[1:])
    except KeyboardInterrupt:  # before or after the command itself: while modules load, while output is flushed
        code = _AVBRUTET
    _end(code)


def _end(code: int) -> NoReturn:
    """End the process when the answer has left it.

    At once: everything is saved and closed by now, and to take the loaded modules apart one by one only costs time.
    """
    try:
        _flush(sys.stdout)
    except BrokenPipeError:
        pass  # whoever read our output has gone
    except OSError as error:
        code = _tell_unprinted(error) if code <= _GJORT else code
    with suppress(OSError):
        _flush(sys.stderr)
    os._exit(code)


def _flush(stream: TextIO | None) -> None:
    if stream is not None:  # closed by whoever started the program
        stream.flush()


def _prepare_streams() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _speak_swedish() -> None:
    """Bind Typer's translatable words to ours; must happen before Typer is imported."""
    os.environ["LANGUAGE"] = "sv"
    gettext.bindtextdomain("ejverkstallda", str(_SPRAKMAPP))
    gettext.textdomain("ejverkstallda")


def run_command(args: list[str]) -> int:
    """Run one command line and return its exit code. No exception and no traceback leaves this function."""
    import typer

    from ejverkstallda.cli.trad import build_branch

    if any("\ud800" <= char <= "\udfff" for arg in args for char in arg):
        text = "Kommandoraden har tecken som inte kan läsas. Kontrollera att terminalen använder UTF-8."
        return _tell(args, None, 2, [("tecken_ogiltiga", text)])
    try:
        outcome = build_branch(args).main(args=args, prog_name="ejv", standalone_mode=False)
        code = outcome if isinstance(outcome, int) else 0
    except (typer.Abort, KeyboardInterrupt):
        code = _AVBRUTET
    except SystemExit:  # Typer's answer when whoever reads our output has gone
        return 0
    except BrokenPipeError:
        _stop_printing()
        return 0
    except Exception as error:  # noqa: BLE001 — the one handler
        return _explain(args, error)
    if code == _AVBRUTET:
        return _tell(args, None, code, [("avbrutet", "Avbrutet. Inget är halvt sparat.")])
    return code


def _explain(args: list[str], error: Exception) -> int:
    from ejverkstallda.cli import anvandning

    if anvandning.is_help_request(error):
        sys.stdout.write(f"{error}\n")
        return 2
    if (usage := anvandning.usage_text(error)) is not None:
        return _tell(args, error, 2, [("anvandning", usage)])
    return _explain_fault(args, error)


def _explain_fault(args: list[str], error: Exception) -> int:
    from ejverkstallda.app.resultat import AppError, Utgang
    from ejverkstallda.cli.kuvert import UtskriftError
    from ejverkstallda.store.fel import RegisterError

    if isinstance(error, AppError):
        return _tell_findings(args, error, int(error.utgang), error.brister)
    if isinstance(error, RegisterError):
        return _tell(args, error, Utgang.REGISTER, [(error.kod, error.text)])
    if isinstance(error, UtskriftError):
        return _tell_unprinted(error.orsak)
    if isinstance(error, OSError) and (told := _of_a_file(error)) is not None:
        return _tell(args, error, Utgang.NEKAT, [told])
    return _tell(args, error, Utgang.OVANTAT, [("ovantat", _unexpected(error))])


def _stop_printing() -> None:
    """Let what is still to be printed go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell_unprinted(error: OSError) -> int:
    """Say that the answer could not be written, and that what the command did is done all the same."""
    from ejverkstallda.app.resultat import Utgang
    from ejverkstallda.cli import kuvert
    from ejverkstallda.domain.brister import Allvar, Brist
    from ejverkstallda.store.fel import system_reason

    _stop_printing()
    text = (
        f"Svaret kunde inte skrivas ut: {system_reason(error)}. Det som kommandot skulle spara är sparat. "
        "Gör plats på disken eller låt svaret gå någon annanstans, och fråga igen."
    )
    with suppress(OSError):
        kuvert.print_findings([Brist("svar_ej_utskrivet", Allvar.FEL, text)])
    return Utgang.OVANTAT


def _of_a_file(error: OSError) -> tuple[str, str] | None:
    """Return what the system refuses to do with a file, as a code and a sentence; None for what it seldom says."""
    from ejverkstallda.store.fel import known_reason
    from ejverkstallda.writers.atomisk import SkrivfelError

    if isinstance(error, SkrivfelError):
        return "utfil_fel", str(error)
    why = known_reason(error)
    if error.filename is None or why is None:
        return None
    remedy = "Kontrollera sökvägen och din behörighet. Inget är halvt sparat."
    return "fil_onabar", f"{error.filename} kan inte nås: {why}. {remedy}"


def _unexpected(error: BaseException) -> str:
    """Name the kind and the place of an unexpected error, never its text: it may hold somebody's data.

    Where a rule failed, also the rule and the decision's number, which is all that such an error says.
    """
    from ejverkstallda.domain.motivering import RuleError

    rule = f" {error}" if isinstance(error, RuleError) else ""
    error = error.__cause__ if isinstance(error, RuleError) and error.__cause__ else error
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name} rad {trace.tb_lineno}" if trace else "okänt ställe"
    return (
        f"Ett oväntat fel inträffade ({type(error).__name__} i {where}).{rule} Inget är halvt sparat. "
        "Anmäl felet med den uppgiften och vad du gjorde; skicka inga personuppgifter."
    )


def _tell(args: list[str], error: Exception | None, code: int, faults: list[tuple[str, str]]) -> int:
    from ejverkstallda.domain.brister import Allvar, Brist

    return _tell_findings(args, error, code, [Brist(kod, Allvar.FEL, text) for kod, text in faults])


def _without_numbers(brist: Any) -> Any:
    """Take an identity number out of what is said: a path or a name that the user gave may hold one."""
    text = brist.text + (brist.plats or "")
    if not any(char.isdigit() for char in text):
        return brist
    from dataclasses import replace

    from ejverkstallda.report.granskning import without_numbers

    return replace(brist, text=without_numbers(brist.text), plats=brist.plats and without_numbers(brist.plats))


def _tell_findings(args: list[str], error: Any, code: int, brister: Any) -> int:
    from ejverkstallda.cli import anvandning, kuvert

    brister = [_without_numbers(brist) for brist in brister]
    with suppress(OSError):  # where nothing can be written the code has to tell
        if "--json" in args[: args.index("--") if "--" in args else None]:
            kuvert.print_envelope(anvandning.command_of(error, args), code, {}, brister)
        else:
            kuvert.print_findings(brister)
    return int(code)
