"""A form that a browser would not send is not sent, and nobody learns what was typed."""

from collections.abc import Iterator

import pytest

from kiosk.signin.email.errors import FormMissing
from tests.support import form_portal_pages as pages
from tests.support.form_portal import PASSWORD
from tests.support.form_portal_desk import Desk, desk
from tests.support.form_portal_server import Reply
from tests.support.https_site import Authority


@pytest.fixture
def at(authority: Authority) -> Iterator[Desk]:
    with desk(authority) as at:
        yield at


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ('type="password"', 'type="password" maxlength="3"', "takes no more than 3 characters"),
        ("</form>", '<input type="checkbox" name="cgu" required></form>', "also required: cgu"),
    ],
)
async def test_the_portal_gets_nothing_that_a_browser_would_not_send(
    at: Desk, before: str, after: str, why: str
) -> None:
    shown = pages.document(pages.login("t"))
    assert before in shown
    at.portal.server.script["GET /connexion"] = [Reply(shown.replace(before, after))]
    with pytest.raises(FormMissing, match=why) as caught:
        await at.password()
    assert at.portal.asked == ["GET /connexion"]
    assert PASSWORD not in str(caught.value)
