"""What may be said about an unexpected error: where, and of which kind; never with which values.

The text of an exception and the local variables of its frames may hold what a doctor typed.
"""

import traceback


def describe(error: BaseException) -> str:
    """The chain of exceptions as types and positions, outermost frame first; several lines."""
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None and len(lines) < 200:
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        lines.extend(
            f"  {frame.f_code.co_filename}:{number} in {frame.f_code.co_qualname}"
            for frame, number in traceback.walk_tb(current.__traceback__)
        )
        current = current.__cause__ or current.__context__
    return "\n".join(lines)
