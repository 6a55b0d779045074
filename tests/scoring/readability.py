"""How hard a text is to read: the Automated Readability Index (Senter and Smith 1967).

About the school grade: 8 is the reading age of 13 to 14.
"""

import re

GERMAN_SYLLABLE = re.compile(r"(?:ei|ie|eu|äu|au|aa|ee|oo|[aeiouyäöü])", re.IGNORECASE)


def readability_index(text: str) -> float:
    """Return 4.71 letters/words + 0.5 words/sentences - 21.43."""
    letters = len(re.findall(r"[A-Za-z0-9]", text))
    words = len(text.split())
    sentences = max(1, len(re.findall(r"[.?!:](?=\s|$)", text)))
    return 4.71 * letters / words + 0.5 * words / sentences - 21.43


def german_readability_index(text: str) -> float:
    """Return 0.2656 words/sentences + 0.2744 long words in per cent - 1.693.

    The fourth Wiener Sachtextformel (Bamberger and Vanecek 1984); also about the school grade.
    Long words have three syllables or more.
    """
    words = re.findall(r"[A-Za-zÄÖÜäöüß]+", text)
    sentences = max(1, len(re.findall(r"[.?!:](?=\s|$)", text)))
    long_words = sum(len(GERMAN_SYLLABLE.findall(word)) >= 3 for word in words)
    return 0.2656 * len(words) / sentences + 27.44 * long_words / len(words) - 1.693
