"""Forms and their controls, as data: what the document says of them, nothing typed by anybody."""

from collections.abc import Sequence
from dataclasses import dataclass, field

TYPED = frozenset({"text", "search", "tel", "url", "email", "password", "number", "textarea"})
"""Kinds of controls that a person types into."""
METHODS = ("get", "post", "dialog")
ENCTYPES = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select; `value` is its text where the document gives none."""

    value: str
    chosen: bool
    disabled: bool


@dataclass(frozen=True, slots=True)
class Override:
    """What a submit button changes about its form; None leaves it as the form says."""

    action: str | None = field(default=None, repr=False)
    method: str | None = None
    enctype: str | None = None
    unchecked: bool = False
    """What is required need not be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One control; empty strings stand for what the document does not say."""

    kind: str
    """The type of an input or a button, "textarea", or "select"."""
    name: str = ""
    id: str = ""
    value: str = field(default="", repr=False)
    """As the document has it; hidden fields hold tokens."""
    checked: bool = False
    disabled: bool = False
    """By itself, or by a fieldset around it."""
    readonly: bool = False
    barred: bool = False
    """Inside a datalist: it is never submitted."""
    seen: bool = True
    """A person could see it, if no style sheet hides it."""
    label: str = ""
    """What its labels, its title or its placeholder say, and on a button what it says itself."""
    maxlength: int | None = None
    """In UTF-16 code units, as the standard counts."""
    autocomplete: tuple[str, ...] = ()
    """The tokens, in lower case."""
    inputmode: str = ""
    direction: str = "ltr"
    dirname: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    """A browser sends nothing as long as it is empty."""
    override: Override = Override()

    @property
    def submits(self) -> bool:
        """Whether it is a submit button (HTML §4.10.2)."""
        return self.kind in {"submit", "image"}

    @property
    def typed(self) -> bool:
        """Whether a person types into it."""
        return self.kind in TYPED

    @property
    def longest(self) -> int | None:
        """How much a person can type into it, in UTF-16 code units; None: as much as she likes."""
        return None if self.kind in {"number", "hidden"} else self.maxlength

    @property
    def fillable(self) -> bool:
        """Whether something could be sent in it: by a person, or by a script if it is hidden."""
        return bool(self.name) and (self.typed or self.kind == "hidden")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form with the controls it owns, in tree order, wherever on the page they stand."""

    name: str = ""
    id: str = ""
    controls: tuple[Control, ...] = ()
    method: str = "get"
    """One of METHODS."""
    action: str = field(repr=False)
    """Absolute; it may be no address on the web, as "javascript:void(0)"."""
    enctype: str = ENCTYPES[0]
    """One of ENCTYPES."""
    charset: str = "utf-8"
    """Name of the encoding that it is submitted in (Encoding standard)."""
    unchecked: bool = False
    """What is required need not be there."""

    def control(self, name_or_id: str) -> Control | None:
        """The first of that name, or else of that id; a hidden one only for want of another."""
        return _called(name_or_id, self.controls)

    def button(self, name_or_id: str) -> Control | None:
        """The same of its submit buttons."""
        return _called(name_or_id, [control for control in self.controls if control.submits])

    def field(self, name_or_id: str) -> Control | None:
        """The same of what something could be sent in."""
        return _called(name_or_id, [control for control in self.controls if control.fillable])

    def place(self, control: Control) -> int:
        """The number of one of its controls, which is all that tells it from others like it."""
        return next(number for number, each in enumerate(self.controls) if each is control)

    @property
    def default_button(self) -> Control | None:
        """The first submit button: what Enter in a field activates (HTML §4.10.22.2).

        It is the first even if it is disabled. A browser then submits nothing until a script has
        enabled that very button, as pages do once the fields are filled in; without scripts, it is
        taken to be enabled. Another button, such as "back", never takes its place.
        """
        return next((control for control in self.controls if control.submits), None)


def _called(name_or_id: str, controls: Sequence[Control]) -> Control | None:
    """Decoys that nobody sees have the names of real fields."""
    called = [c for c in controls if name_or_id and name_or_id in {c.name, c.id}]
    return min(
        called,
        key=lambda c: (not c.seen, c.kind == "hidden", c.name != name_or_id),
        default=None,
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page; `url` is absolute."""

    url: str = field(repr=False)
    text: str
    name: str = ""
    id: str = ""
    no_referrer: bool = False
    policy: str = ""
    """Referrer policy of its own."""
