"""Where an error came from: classes, files, lines and functions, never its text.

A database's error quotes the row it refused, a parser's the input it could not read.
"""

import traceback
from collections.abc import Iterator

from crm_readiness.logs.texts import class_name

MOST_ERRORS = 10


def places_of(error: BaseException) -> str:
    """Return an error and what led to it as text, the newest last."""
    return "\n".join(
        line for each in reversed(list(_chain(error))) for line in (*_frames(each), _name(each))
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield the error, its cause, the cause of that, and so on; each once."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen and len(seen) < MOST_ERRORS:
        seen.add(id(following))
        yield following
        hidden = following.__suppress_context__
        following = following.__cause__ or (None if hidden else following.__context__)


def _frames(error: BaseException) -> Iterator[str]:
    for frame, line in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        yield f'  File "{code.co_filename}", line {line}, in {code.co_qualname}'


def _name(error: BaseException) -> str:
    inner = getattr(error, "exceptions", ()) if isinstance(error, BaseExceptionGroup) else ()
    return ": ".join((class_name(error), *(class_name(each) for each in inner)))
