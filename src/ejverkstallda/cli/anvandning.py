"""What is wrong with a command line, in Swedish. Typer says it in English, and with what the user typed."""

from typing import Any, Final

from ejverkstallda.cli.grund import command_name, lift_globals, to_ascii

_ANVANDNINGSFEL: Final = 2
_VANTAT: Final = {"--handelse": " Skriv händelsens nummer, som det står i ejv beslut visa."}
"""What a value should have been, where it is easily taken for something else (a list's own handelse_id)."""
_UTAN_RATT: Final = "behörighet saknas. Be den som förvaltar platsen om den, eller ange en annan plats."


def is_help_request(error: Exception) -> bool:
    """Tell whether the error is a bare command group's help page."""
    return type(error).__name__ == "NoArgsIsHelpError"


def usage_text(error: Any) -> str | None:
    """Return a wrong usage as a sentence with its remedy, or None when the error is another one."""
    if getattr(error, "exit_code", None) != _ANVANDNINGSFEL or not hasattr(error, "format_message"):
        return None
    context = getattr(error, "ctx", None)
    help_hint = f" Se {context.command_path} --help." if context is not None else " Se ejv --help."
    return _sentence(error) + help_hint


def _sentence(error: Any) -> str:
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = ", ".join(sorted(error.possibilities or []))
        return f"Valet {error.option_name} finns inte." + (f" Menade du {near}?" if near else "")
    if kind == "MissingParameter":
        return f"{_param(error)} saknas."
    if kind == "BadParameter":
        name = _param(error)
        return f"{name} kan inte läsas: {_UTAN_RATT}" if _is_path(error) else _unreadable(name)
    if kind == "BadOptionUsage":
        takes_none = "not take" in error.message
        return f"Valet {error.option_name} {'tar inget värde' if takes_none else 'ska följas av ett värde'}."
    message = str(error.message)
    if message.startswith("Got unexpected"):
        return "Kommandot fick fler argument än det tar. Sätt text med mellanslag inom citattecken."
    return message


def _unreadable(name: str) -> str:
    return f"Värdet för {name} kan inte läsas.{_VANTAT.get(name, '')}"


def _is_path(error: Any) -> bool:
    """Tell whether it is about a file or folder: all that Typer holds of one is that it can be read."""
    descriptor = getattr(error.param, "type_descriptor", None)
    return "Path" in str(getattr(descriptor, "annotation", ""))


def _param(error: Any) -> str:
    param = error.param
    if param is None:
        return "Ett argument"
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name).upper()


def command_of(error: Any, args: list[str]) -> str:
    """Return the command's name for the envelope: from the error's context, else the first words typed."""
    context = getattr(error, "ctx", None)
    if context is not None and len(context.command_path.split()) > 1:
        return command_name(context)
    words = []
    rest = iter(lift_globals(args))
    for arg in rest:
        if arg in {"--databas", "--idag"}:
            next(rest, None)
        elif not arg.startswith("-"):
            words.append(arg)
    return " ".join(_known_words(words))


def _known_words(words: list[str]) -> list[str]:
    from ejverkstallda.cli.trad import build_command

    node: Any = build_command()
    path = []
    for word in words:
        name = to_ascii(word)
        node = getattr(node, "commands", {}).get(name)
        if node is None:
            break
        path.append(name)
    return path
