"""How hard a text is to read: the Automated Readability Index (Senter and Smith 1967).

About the school grade: 8 is the reading age of 13 to 14.
"""

import re


def readability_index(text: str) -> float:
    """Return 4.71 letters/words + 0.5 words/sentences - 21.43."""
    letters = len(re.findall(r"[A-Za-z0-9]", text))
    words = len(text.split())
    sentences = max(1, len(re.findall(r"[.?!:](?=\s|$)", text)))
    return 4.71 * letters / words + 0.5 * words / sentences - 21.43
