"""How days are written, one module for each language; Django finds them by their names."""
