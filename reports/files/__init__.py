"""The report as files: the same content on paper, as slides, as sheets and as data."""
