"""Keep track of ej verkställda beslut (SoL and LSS), from the list of decisions to the nämnd's papers."""

__version__ = "0.1.0"
