"""A page as a person without scripts would find it: its forms, its links, its text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from devices.text import plain
from kiosk.http import Answer
from kiosk.signin.forms.building import Builder
from kiosk.signin.forms.encoding import decode
from kiosk.signin.forms.form import Control, Form, Link
from kiosk.signin.forms.outline import Outline
from kiosk.signin.forms.referrer import Policy, policy_of
from kiosk.signin.forms.refresh import LONGEST_DELAY, Refresh, parse_refresh
from kiosk.signin.forms.tree import Tree
from kiosk.signin.forms.visible import texts_of

LONGEST_TEXT = 20_000
"""Characters of a page that are looked through."""
LONGEST_MESSAGE = 300
"""Characters of what is shown of it."""
MOST_MESSAGES = 20
MOST_NODES_SEEN = 20_000
"""Elements and texts that are gone through for the messages of one page, all selectors together."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One document and where it came from."""

    url: str = field(repr=False)
    """Where redirects ended."""
    status: int
    forms: tuple[Form, ...] = ()
    links: tuple[Link, ...] = field(default=(), repr=False)
    """Those to other pages on the web, in tree order."""
    text: str = field(default="", repr=False)
    """What is visible, scripts or no scripts; white space collapsed, at most LONGEST_TEXT
    characters."""
    policy: Policy = Policy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN
    """What those that its visitor goes to from here may know of it."""
    refresh: Refresh | None = field(default=None, repr=False)
    """Where it leads by itself, soon."""
    _tree: Tree | None = field(default=None, repr=False)

    @classmethod
    def of(cls, answer: Answer) -> "Page":
        """Raises TooLarge if it is too deeply nested to be read."""
        text, charset = decode(answer.body, answer.headers.get("content-type", ""))
        tree = Tree(text)
        outline = Outline(tree.nodes(), LONGEST_TEXT)
        builder = Builder(outline, text, answer.url, charset)
        return cls(
            url=answer.url,
            status=answer.status,
            forms=builder.forms(),
            links=tuple(builder.links()),
            text=outline.text,
            policy=policy_of(
                answer.headers.get("referrer-policy", ""),
                builder.metas("name", "referrer"),
            ),
            refresh=_refresh(answer, builder),
            _tree=tree,
        )

    def text_at(self, selector: str) -> str:
        """One harmless line of the first element with visible text that a CSS selector matches.

        Empty if there is none, or if the selector is invalid.
        """
        return next(self._texts([selector]), "")

    def texts_at(self, selectors: Sequence[str]) -> tuple[str, ...]:
        """The same of all elements that any of the selectors matches, none twice, in tree order.

        At most MOST_MESSAGES, and only of what MOST_NODES_SEEN elements and texts have to show. An
        invalid selector matches nothing, but then the others have one after the other their turn.
        """
        texts = dict.fromkeys(islice(self._texts(selectors), 4 * MOST_MESSAGES))
        return tuple(islice(texts, MOST_MESSAGES))

    def _texts(self, selectors: Sequence[str]) -> Iterator[str]:
        parts = iter(()) if self._tree is None else self._tree.matches(selectors)
        shown = texts_of(parts, longest=4 * LONGEST_MESSAGE, most_nodes=MOST_NODES_SEEN)
        return filter(None, (plain(text, LONGEST_MESSAGE) for text in shown))

    def form(self, name_or_id: str) -> Form | None:
        """The first of that name, or else of that id."""
        by_name = (form for form in self.forms if form.name == name_or_id)
        by_id = (form for form in self.forms if form.id == name_or_id)
        return next(by_name, None) or next(by_id, None) if name_or_id else None

    def element(self, name_or_id: str) -> Control | Link | None:
        """A control of any form, or else a link, of that name or id."""
        controls = (form.control(name_or_id) for form in self.forms)
        links = (link for link in self.links if name_or_id and name_or_id in {link.name, link.id})
        return next(filter(None, controls), None) or next(links, None)

    def form_of(self, control: Control) -> Form | None:
        """The form that owns the control."""
        return next((form for form in self.forms if any(c is control for c in form.controls)), None)


def _refresh(answer: Answer, builder: Builder) -> Refresh | None:
    """The header goes before the document's own word, and the first of several counts."""
    said = (answer.headers.get("refresh", ""), *builder.metas("http-equiv", "refresh"))
    first = next(filter(None, map(parse_refresh, said)), None)
    if first is None or first.seconds > LONGEST_DELAY:
        return None
    target = builder.absolute(first.reference) if first.reference else answer.url
    return Refresh(first.seconds, target)
