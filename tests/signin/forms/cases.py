"""Forms that Chromium and the kiosk have to submit alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Case:
    """A page with a button of the id "go", which is pressed; without one, Enter is, in "here"."""

    html: str
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": HTML})
    charset: str = "utf-8"
    """How the page is written."""

    @property
    def body(self) -> bytes:
        return self.html.encode(self.charset, "xmlcharrefreplace")


def _post(inside: str, attributes: str = "") -> str:
    return f'<form method=post action="sent" {attributes}>{inside}</form>'


def _latin(html: str, label: str = "iso-8859-1") -> Case:
    return Case(html, {"Content-Type": f"text/html; charset={label}"}, "cp1252")


GO = "<button id=go>Valider</button>"
EVERYTHING = (
    '<input name=t value="a b+c&amp;d=é€ñ~*-._\U0001f600"><input name="n&amp;=é" value="&quot;">'
    "<input type=hidden name=h value='&#10;x&#13;&#10;y&#13;'>"
    "<textarea name=a>\n\n1\n2\r3</textarea>"
    '<input name=off value=1 disabled><input value="without a name"><input name="" value=1>'
    "<input type=checkbox name=c1><input type=checkbox name=c2 checked><input type=checkbox "
    "name=c2 value=2 checked><input type=radio name=r value=1 checked><input type=radio name=r "
    "value=2 checked><input type=radio name=q value=1>"
    "<select name=s><option>un  deux\n trois<option value=>vide</select>"
    "<select name=s2><option disabled>1<option>2</select><select name=s3 size=3><option>1</select>"
    "<select name=s4><option selected>1<option selected>2<option>3</select>"
    "<select name=s5 multiple><option selected>1<option selected disabled>2<option selected>3"
    "</select><select name=s6><optgroup disabled><option selected>1</optgroup></select>"
    "<input type=email name=e value='  a@b.fr '><input type=number name=i value=abc>"
    "<input type=number name=j value=1e3><input type=color name=k><input type=range name=l>"
    "<input type=file name=f><input type=password name=p value='pässe wort'>"
    "<input type=nonsense name=x value=1 readonly><input type=reset name=y value=1>"
    "<input type=button name=z value=1><input type=hidden name=_charset_ value=x>"
    "<svg><input name=svg value=1></svg>"
    "<template><input name=tpl value=1></template><input name=d value=1 dirname=d.dir dir=rtl>"
    "<object name=o></object><output name=out>1</output><meter value=1></meter>"
)
OWNERS = {
    "a form in a table": "<table><form method=post action=sent><tr><td><input name=a value=1><tr>"
    f"<td><input type=hidden name=b value=2>{GO}</table></form><input name=c value=3>",
    "a form that its table ends": "<table><tr><form method=post action=sent><td><input name=a "
    f"value=1></table>{GO}<input name=c value=3></form><input name=d value=4>",
    "a form that a div ends": f"<div><form method=post action=sent><input name=a value=1></div>{GO}"
    "<input name=b value=2></form><input name=c value=3>",
    "a form left open": f"<form method=post action=sent><p><input name=a value=1><div>{GO}<input "
    "name=b value=2>",
    "a form in a form": f"<form method=post action=sent><input name=a value=1><form action=other>"
    f"<input name=b value=2>{GO}</form><input name=c value=3>",
    "controls elsewhere": "<input name=a value=1 form=f><form id=f method=post action=sent><input "
    f"name=b value=2 form=g><input name=c value=3 form=><input name=d value=4>{GO}</form>"
    "<form id=g></form><div id=f></div><select name=e form=f><option>5</select>",
    "a button elsewhere": "<form id=f method=post action=sent><input name=a value=1></form>"
    "<button id=go name=b value=2 form=f formaction=sent?x>ok</button>",
    "tags that are none": _post(
        "<!-- </form><input name=no> --><script>'</form>'</script><textarea name=t></form>"
        f"</textarea><input name=a value='</form>'>{GO}"
    ),
    "an end tag in a comment, in a table": "<table><form method=post action=sent><!-- </form> -->"
    f"<tr><td title='</form>'><input name=a value=1>{GO}</table>",
}
CASES: dict[str, Case] = {
    "everything, urlencoded": Case(_post(EVERYTHING + GO)),
    "everything, multipart": Case(_post(EVERYTHING + GO, "enctype=multipart/form-data")),
    "everything, plain": Case(_post(EVERYTHING + GO, "enctype=text/plain")),
    "everything, in the address": Case(f'<form action="sent?old=1#f">{EVERYTHING}{GO}</form>'),
    "everything, in Latin-1": _latin(_post(EVERYTHING + GO)),
    "everything, in Latin-9": Case(
        _post(EVERYTHING + GO), {"Content-Type": "text/html; charset=latin9"}, "iso-8859-15"
    ),
    "everything, multipart in Latin-1": _latin(
        _post(EVERYTHING + GO, "enctype=multipart/form-data")
    ),
    "accept-charset": Case(_post(EVERYTHING + GO, 'accept-charset="nonsense ISO-8859-1 utf-8"')),
    "a charset by meta": Case(
        "<!doctype html><title>é</title><meta charset=latin1>" + _post(EVERYTHING + GO),
        {"Content-Type": "text/html"},
        "cp1252",
    ),
    "no charset at all": Case(_post(EVERYTHING + GO), {"Content-Type": "text/html"}, "cp1252"),
    "UTF-16": Case("\ufeff" + _post(EVERYTHING + GO), {"Content-Type": "text/html"}, "utf-16-le"),
    "a query in Latin-1": _latin(
        f"<form method=post action='sent?x=é è&quot;&lt;>`{{}}'><input name=a>{GO}</form>"
    ),
    "odd characters in the action": Case(
        f"<form method=post action='\t./a/../sent/%7e/é ;x\\y\n?b=\\#f'><input name=a>{GO}</form>"
    ),
    "names in quotes, multipart": Case(
        _post(
            f"<input name='a&quot;b&#10;c\\d' value=1><input name=' e' value=' f '>{GO}",
            "enctype=multipart/form-data",
        )
    ),
    "a disabled fieldset": Case(
        _post(
            "<fieldset disabled><p><legend><input name=no value=0></legend></p><legend>"
            "<input name=a value=1></legend><legend><input name=no value=2></legend>"
            f"<input name=no value=3><fieldset><legend><input name=no value=4></legend></fieldset>"
            f"</fieldset>{GO}"
        )
    ),
    "the button's own": Case(
        _post(
            "<input name=a value=1><button name=b value=back>Retour</button><button id=go name=b "
            "value=on formaction='sent?by=button' formmethod=POST formenctype=text/plain>Valider"
            "</button><input type=submit name=b value=other>"
        )
    ),
    "a button that makes it a question": Case(
        _post("<input name=a value=1><input type=submit id=go name=b formmethod=get>")
    ),
    "a picture to press": Case(_post("<input name=a value=1><input type=image id=go name=b>")),
    "a picture without a name": Case(_post("<input name=a value=1><input type=image id=go>")),
    "Enter": Case(
        _post(
            "<input id=here name=a value=1><input type=button name=n value=0><button type=button>"
            "</button><button name=b value=first>1</button><button name=b value=second>2</button>"
        )
    ),
    "Enter, a button elsewhere": Case(
        "<button form=f name=b value=first>Retour</button>"
        f"<form id=f method=post action=sent><input id=here name=a value=1>{GO}</form>".replace(
            "id=go", "name=b value=second"
        )
    ),
    "Enter without a button": Case(_post("<input id=here name=a value=1>")),
    "a base": Case(f"<base href='base/'><base href='other/'>{_post('<input name=a>' + GO)}"),
    "no action, and a base": Case(f"<base href='/b/'><form method=post><input name=a>{GO}</form>"),
    **{
        f"policy {policy}": Case(
            _post(f"<input name=a>{GO}"), {"Content-Type": HTML, "Referrer-Policy": policy}
        )
        for policy in (
            "no-referrer",
            "same-origin",
            "origin",
            "unsafe-url",
            "nonsense",
            "origin, x",
        )
    },
    "a policy by meta": Case(f"<meta name=referrer content=never>{_post('<input name=a>' + GO)}"),
    **{name: Case(html) for name, html in OWNERS.items()},
}
