"""The library of actions for a framework: data of the product, read from its file once."""

from functools import lru_cache
from pathlib import Path

from assessments.selectors.frameworks import BUILT_IN, MOST_IN_MEMORY
from scoring.actions import ActionLibrary, load_actions, with_texts
from scoring.framework import Framework


@lru_cache(maxsize=MOST_IN_MEMORY)
def actions_for(framework: Framework, language: str) -> ActionLibrary | None:
    """Return the library of a framework version in a language such as "de" or "de-at".

    None where the product has none for this version, as for a consultancy's own framework.
    Texts that are not translated are those of the library's own language.
    """
    file = actions_file(framework)
    if not file.is_file():
        return None
    library = load_actions(file, framework)
    short = language.split("-", maxsplit=1)[0]
    texts = texts_file(framework, short)
    is_translated = short != library.language and texts.is_file()
    return with_texts(texts, framework, library) if is_translated else library


def actions_file(framework: Framework) -> Path:
    """Return where the library of a framework version would be."""
    return BUILT_IN / f"{framework.slug}-{framework.version}.actions.yaml"


def texts_file(framework: Framework, language: str) -> Path:
    """Return where the texts of that library in another language would be."""
    return BUILT_IN / f"{framework.slug}-{framework.version}.actions.{language}.yaml"
