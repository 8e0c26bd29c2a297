"""Forms and their controls, as data: what the document says of them, nothing typed by anybody."""

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
    multiple: bool = False
    override: Override = Override()

    @property
    def submits(self) -> bool:
        """Whether it is a submit button (HTML §4.10.2)."""
        return self.kind in {"submit", "image"}

    @property
    def typed(self) -> bool:
        """Whether a person types into it."""
        return self.kind in TYPED


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

    def control(self, name_or_id: str) -> Control | None:
        """The first of that name, or else of that id; a hidden field only for want of another."""
        shown = [control for control in self.controls if control.kind != "hidden"]
        controls = (*shown, *self.controls)
        by_name = (control for control in controls if control.name == name_or_id)
        by_id = (control for control in controls if control.id == name_or_id)
        return next(by_name, None) or next(by_id, None) if name_or_id else None

    @property
    def default_button(self) -> Control | None:
        """The first submit button: what Enter in a field activates (HTML §4.10.22.2).

        It is the first even if it is disabled. A browser then submits nothing until a script has
        enabled that very button, as pages do once the fields are filled in; without scripts, it is
        taken to be enabled. Another button, such as "back", never takes its place.
        """
        return next((control for control in self.controls if control.submits), None)


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
