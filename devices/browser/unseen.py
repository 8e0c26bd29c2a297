"""Pages that a policy of the machine (DeveloperToolsAvailability) keeps us out of.

Of those the browser tells the address and the title, and no more: neither whether they have loaded
nor whether they are an error.
"""

import asyncio
from urllib.parse import urlsplit

from devices.browser.cdp import Cdp
from devices.browser.sight import TEXT_LIMIT, address
from devices.kit import PageSeen
from devices.text import plain

_TITLE_SECONDS = 3.0
"""A page that has no title after this counts as one without."""
_LOOK_SECONDS = 0.02


async def unseen_page(cdp: Cdp, target: str, url: str) -> PageSeen:
    """What is known of a page that was led to the address, once it has a title."""
    site = urlsplit(url).netloc
    deadline = asyncio.get_running_loop().time() + _TITLE_SECONDS
    title = await _title(cdp, target)
    # Until it has one, a page is called by its address, token and all.
    while not title or title.startswith(site):
        title = ""
        if asyncio.get_running_loop().time() > deadline:
            break
        await asyncio.sleep(_LOOK_SECONDS)
        title = await _title(cdp, target)
    return PageSeen(address(url)[:TEXT_LIMIT], plain(title, TEXT_LIMIT), "")


async def _title(cdp: Cdp, target: str) -> str:
    answer = await cdp.send("Target.getTargetInfo", {"targetId": target})
    return str(answer["targetInfo"]["title"])
