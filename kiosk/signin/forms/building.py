"""Forms and links out of what the walk down the tree has found."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kiosk.signin.forms import encoding
from kiosk.signin.forms.addresses import is_on_the_web, resolve
from kiosk.signin.forms.controls import control
from kiosk.signin.forms.form import ENCTYPES, METHODS, Control, Form, Link
from kiosk.signin.forms.outline import CONTROLS, Element, Outline
from kiosk.signin.forms.owners import owners
from kiosk.signin.forms.place import is_hidden


class Builder:
    """Of one document, at `url`, encoded in `charset`."""

    def __init__(self, outline: Outline, text: str, url: str, charset: str) -> None:
        self._outline = outline
        self._text = text
        self._url = url
        self._charset = charset
        self._base = self._fallback_or_base()

    def forms(self) -> tuple[Form, ...]:
        """All of them, with their controls."""
        elements = self._outline.elements
        owned = owners(self._text, elements, self._outline.ids)
        labels = _labels(self._outline)
        options = _options(elements)
        controls: defaultdict[int, list[Control]] = defaultdict(list)
        for element in elements:
            if element.node.tag in CONTROLS and (form := owned.get(element.node.id)):
                label = labels(element)
                controls[form].append(
                    control(element, options[element.node.id], label, self._action)
                )
        return tuple(
            self._form(element, controls[element.node.id])
            for element in elements
            if element.node.tag == "form"
        )

    def links(self) -> Iterator[Link]:
        """Those to other pages on the web."""
        for element in self._outline.elements:
            attributes = element.node.attributes
            if element.node.tag not in {"a", "area"} or "href" not in attributes:
                continue
            if element.place.unseen or is_hidden(element.node):
                continue
            reference = attributes["href"]
            url = self.absolute(reference)
            if is_on_the_web(url) and not reference.strip().startswith("#"):
                yield Link(
                    url=url,
                    text=element.said.line or attributes.get("title", "")[:200],
                    name=attributes.get("name", ""),
                    id=attributes.get("id", ""),
                    no_referrer="noreferrer" in attributes.get("rel", "").lower().split(),
                    policy=attributes.get("referrerpolicy", "").lower(),
                )

    def absolute(self, reference: str) -> str:
        """An address on this page."""
        return resolve(self._base, reference, self._charset)

    def metas(self, kind: str, name: str) -> Iterator[str]:
        """What `meta` elements say whose attribute `kind` has this value.

        Those for browsers without scripts are passed over: they lead away from the form, to pages
        that say that scripts are needed.
        """
        for element in self._outline.elements:
            attributes = element.node.attributes
            named = element.node.tag == "meta" and attributes.get(kind, "").lower() == name
            if named and not element.place.noscript:
                yield attributes.get("content", "")

    def _form(self, element: Element, controls: Sequence[Control]) -> Form:
        attributes = element.node.attributes
        method = attributes.get("method", "").lower()
        enctype = attributes.get("enctype", "").lower()
        return Form(
            name=attributes.get("name", ""),
            id=attributes.get("id", ""),
            controls=_one_of_each_group(controls),
            method=method if method in METHODS else "get",
            action=self._action(attributes.get("action", "")),
            enctype=enctype if enctype in ENCTYPES else ENCTYPES[0],
            charset=self._form_charset(attributes.get("accept-charset")),
            unchecked="novalidate" in attributes,
        )

    def _action(self, reference: str) -> str:
        """An empty one is the document itself, wherever its base is (HTML §4.10.22.3)."""
        return self.absolute(reference) if reference.strip() else self._url.partition("#")[0]

    def _form_charset(self, accepted: str | None) -> str:
        """HTML §4.10.22.5, "picking an encoding for the form"."""
        if accepted is None:
            return encoding.for_output(self._charset)
        known = (encoding.named(label) for label in accepted.split())
        return encoding.for_output(next(filter(None, known), "utf-8"))

    def _fallback_or_base(self) -> str:
        for element in self._outline.elements:
            if element.node.tag == "base" and "href" in element.node.attributes:
                base = resolve(self._url, element.node.attributes["href"], self._charset)
                return base if is_on_the_web(base) else self._url
        return self._url


def _labels(outline: Outline) -> Callable[[Element], str]:
    """Finds what the labels of a control say."""
    pointing: defaultdict[int, list[str]] = defaultdict(list)
    pointed_elsewhere: set[int] = set()
    for element in outline.elements:
        if element.node.tag == "label" and "for" in element.node.attributes:
            pointing[outline.ids.get(element.node.attributes["for"], 0)].append(element.said.line)
            pointed_elsewhere.add(id(element.said))

    def of(element: Element) -> str:
        around = element.place.label
        own = around is not None and id(around) not in pointed_elsewhere
        said = [*pointing[element.node.id], *([around.line] if around is not None and own else [])]
        return " ".join(said)[:200]

    return of


def _options(elements: Sequence[Element]) -> defaultdict[int, list[Element]]:
    of: defaultdict[int, list[Element]] = defaultdict(list)
    for element in elements:
        if element.node.tag == "option" and element.place.select:
            of[element.place.select].append(element)
    return of


def _one_of_each_group(controls: Sequence[Control]) -> tuple[Control, ...]:
    """Of radio buttons with one name, the last that is checked stays so."""
    last = {c.name: number for number, c in enumerate(controls) if c.kind == "radio" and c.checked}
    return tuple(
        replace(c, checked=False)
        if c.kind == "radio" and c.checked and c.name and last[c.name] != number
        else c
        for number, c in enumerate(controls)
    )
