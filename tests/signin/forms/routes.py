"""Ways by which a submitted form leads from page to page, over two origins."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.support.https_site import Page, Site

FORM = '<form method=post action=1><input name=a value="é"><button id=go>Valider</button></form>'


@dataclass(frozen=True)
class Route:
    """A form and the answers that lead on from it, the last of them a page.

    Each answer comes from the first site or from the second ("2"), with a status or as a page that
    leads on by itself ("refresh").
    """

    hops: tuple[tuple[str, int | str], ...]
    form: str = FORM
    headers: Mapping[str, str] = field(default_factory=dict)
    """Of all answers on the way."""

    def lay(self, folder: str, sites: tuple[Site, Site]) -> str:
        """Puts it on the sites; the address of its first page."""
        where = [sites[place == "2"] for place, _ in self.hops]
        for number, (site, (_, status)) in enumerate(zip(where, self.hops, strict=True), 1):
            following = where[number] if number < len(where) else site
            target = following.url(f"{folder}/{number + 1}?x")
            site.pages[f"{folder}/{number}"] = _answer(status, target, self.headers)
        last = f"{folder}/{len(self.hops) + 1}"
        where[-1].pages[last] = Page("<p>Bonjour")
        sites[0].pages[f"{folder}/0"] = Page(self.form)
        return sites[0].url(f"{folder}/0")


def _answer(status: int | str, target: str, headers: Mapping[str, str]) -> Page:
    if isinstance(status, str):
        return Page(f'<meta http-equiv="{status}" content="0; url=\'{target}\'">', headers=headers)
    return Page("", status, {"Location": target, **headers})


def _all(*places: str, status: int) -> Route:
    return Route(tuple((place, status) for place in places))


ROUTES = {
    **{f"{status} here": _all("1", "1", status=status) for status in (301, 302, 303, 307, 308)},
    **{f"{status} there": _all("1", "2", status=status) for status in (302, 307)},
    **{f"{status} there and back": _all("1", "2", "1", status=status) for status in (302, 307)},
    "307 here, then there": _all("1", "1", "2", status=307),
    "a refresh": Route((("1", 303), ("1", "refresh"))),
    "a refresh there": Route((("1", "refresh"), ("2", 302))),
    "a policy on the way": Route((("1", 307), ("1", 307)), headers={"Referrer-Policy": "origin"}),
    "no referrer on the way": Route(
        (("1", 307), ("2", 307)), headers={"Referrer-Policy": "no-referrer"}
    ),
    "a link": Route((("1", 302), ("2", 302)), form="<a id=go href=1#x>suite</a>"),
    "a link of its own policy": Route(
        (("1", 302), ("1", 302)), form="<a id=go href=1 referrerpolicy=origin>suite</a>"
    ),
    "a link without referrer": Route(
        (("1", 302), ("1", 302)), form="<a id=go href=1 rel=noreferrer>suite</a>"
    ),
}
