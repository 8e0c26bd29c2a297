"""Which encoding a page is in (HTML §13.2.3.2), and how text is written in it (Encoding §4)."""

import re

import webencodings  # type: ignore[import-untyped]

from kiosk.signin.forms.tree import Tree

PRESCANNED = 1024
"""Bytes in which a document has to say what it is encoded in."""
_DEFAULT = "windows-1252"
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
_UTF_16 = frozenset({"utf-16be", "utf-16le"})
_CHARSET = re.compile(
    r"""charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))""", re.IGNORECASE
)


def named(label: str) -> str | None:
    """The encoding that a label stands for; never one of Python's that is not on the web."""
    encoding = webencodings.lookup(label) if label.isascii() else None
    return None if encoding is None else str(encoding.name)


def decode(body: bytes, content_type: str) -> tuple[str, str]:
    """The text of a document, and the name of its encoding.

    The byte order mark goes before the header, the header before the document's own word.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], name), name
    name = named(charset(content_type)) or _declared(body) or _default(content_type)
    return _decoded(body, name), name


def for_output(name: str) -> str:
    """What a form of a document in this encoding is submitted in ("get an output encoding")."""
    return "utf-8" if name in _UTF_16 or name == "replacement" else name


def standard_name(name: str) -> str:
    """As the Encoding standard writes it, which is what a field named "_charset_" is sent with."""
    if name.startswith(("windows-", "x-", "mac", "gb18030")):
        return name
    return {"big5": "Big5", "shift_jis": "Shift_JIS"}.get(name, name.upper())


def encode(text: str, name: str) -> bytes:
    """Characters that the encoding lacks become references, as in "&#8364;"."""
    # Halves of surrogate pairs are in no encoding.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return bytes(webencodings.encode(whole, name, "xmlcharrefreplace"))


def charset(content_type: str) -> str:
    """The parameter of that name; "" without one."""
    found = _CHARSET.search(content_type)
    return "" if found is None else next(filter(None, found.groups()), "")


def _decoded(body: bytes, name: str) -> str:
    text, _ = webencodings.decode(body, name, "replace")
    return str(text)


def _default(content_type: str) -> str:
    return "utf-8" if "xml" in content_type else _DEFAULT


def _declared(body: bytes) -> str | None:
    """What the document's first `meta` says that names an encoding ("prescan")."""
    for node in Tree.of_start(body[:PRESCANNED]).nodes():
        if node.tag != "meta":
            continue
        label = node.attributes.get("charset")
        if label is None and node.attributes.get("http-equiv", "").lower() == "content-type":
            label = charset(node.attributes.get("content", ""))
        name = named(label or "")
        if name is not None:
            # What could be read this far is no UTF-16.
            return {"x-user-defined": _DEFAULT}.get(name, for_output(name))
    return None
