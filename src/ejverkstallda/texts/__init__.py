"""A municipality's templates as plain blocks for the report model."""

from ejverkstallda.texts.laddning import Mallmapp, Texter, load_texts

__all__ = ["Mallmapp", "Texter", "load_texts"]
