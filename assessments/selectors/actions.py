"""The library of actions for a framework: data of the product, read from its file once."""

from functools import lru_cache

from assessments.framework_files import actions_file, actions_texts_file
from scoring.actions import ActionLibrary, load_actions, with_texts
from scoring.framework import Framework

MOST_IN_MEMORY = 32


@lru_cache(maxsize=MOST_IN_MEMORY)
def actions_for(framework: Framework, language: str) -> ActionLibrary | None:
    """Return the library of a framework version in a language such as "de".

    None where the product has none for this version, as for a consultancy's own framework.
    Texts that are not translated are those of the library's own language.
    """
    file = actions_file(framework.slug, framework.version)
    if not file.is_file():
        return None
    library = load_actions(file, framework)
    short = language.split("-", maxsplit=1)[0]
    texts = actions_texts_file(framework.slug, framework.version, short)
    is_translated = short != library.language and texts.is_file()
    return with_texts(texts, framework, library) if is_translated else library
