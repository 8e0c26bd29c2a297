"""The line of every key, in whatever layout TOML allows."""

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.config.lines import line_numbers
from kiosk.config.problems import Key

ODD = '''\
# [comment]
"first" = 1 # = "x"
a.b = """
[not.a.table]
key = 1 \\""" """""
'c.d' . e = \'\'\'
x = 1\'\'\'
[table] # one
array = [ # two
  "]", [1,
  2], # ]
  { x = 1, "y z".w = [
    3] },
]
inline = { k = "}", l.m = '#' }
when = 1979-05-27 07:32:00 # a date with a space
[ outer . "in ner" ]
k = 1
[[many]]
k = 1
[[many]]
[many.child]
k = 2
[[many.sons]]
[[many.sons]]
k = 3
[outer]
late = 1
'''


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_odd_layouts_are_followed(newline: str) -> None:
    lines = line_numbers(ODD.replace("\n", newline))
    expected: dict[Key, int] = {
        ("first",): 2,
        ("a",): 3,
        ("a", "b"): 3,
        ("c.d",): 6,
        ("c.d", "e"): 6,
        ("table",): 8,
        ("table", "array"): 9,
        ("table", "array", 0): 10,
        ("table", "array", 1): 10,
        ("table", "array", 1, 0): 10,
        ("table", "array", 1, 1): 11,
        ("table", "array", 2): 12,
        ("table", "array", 2, "x"): 12,
        ("table", "array", 2, "y z"): 12,
        ("table", "array", 2, "y z", "w"): 12,
        ("table", "array", 2, "y z", "w", 0): 13,
        ("table", "inline"): 15,
        ("table", "inline", "k"): 15,
        ("table", "inline", "l"): 15,
        ("table", "inline", "l", "m"): 15,
        ("table", "when"): 16,
        ("outer", "in ner"): 17,
        ("outer", "in ner", "k"): 18,
        ("many",): 19,
        ("many", 0): 19,
        ("many", 0, "k"): 20,
        ("many", 1): 21,
        ("many", 1, "child"): 22,
        ("many", 1, "child", "k"): 23,
        ("many", 1, "sons"): 24,
        ("many", 1, "sons", 0): 24,
        ("many", 1, "sons", 1): 25,
        ("many", 1, "sons", 1, "k"): 26,
        ("outer",): 27,
        ("outer", "late"): 28,
    }
    assert lines == expected
    assert set(lines) == set(paths(tomllib.loads(ODD)))


def test_what_cannot_be_followed_gets_no_line() -> None:
    assert line_numbers("a = [1\n") == {}
    assert line_numbers("= 1\n") == {}
    assert line_numbers("a = " + "[" * 5000 + "]" * 5000) == {}
    assert line_numbers(".".join("a" * 100_000) + " = 1") == {}


def paths(value: object, key: Key = ()) -> Iterator[Key]:
    """Every key path of a document."""
    if key:
        yield key
    if isinstance(value, dict):
        for name, part in value.items():
            yield from paths(part, (*key, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from paths(part, (*key, place))


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


NAMES = st.one_of(
    st.sampled_from(["a", "b-1", "c_2", "7"]),
    st.text(st.sampled_from("é .#[]={},'\"\\"), max_size=4),
)
SCALARS = st.one_of(
    st.sampled_from(["1", "-2.5", "true", "inf", "1979-05-27 07:32:00Z", "0x1F"]),
    st.text(st.sampled_from("x#[]{}=,' \\"), max_size=6).map(quoted),
    st.lists(st.sampled_from(["x#", "\n", "]", "}", "=", ", ", '"', "'"]), max_size=6).map(
        lambda parts: '"""' + "".join(parts).replace('"', '\\"') + '"""'
    ),
    st.text(st.sampled_from('x#[]{}=,"\\'), max_size=6).map(lambda text: f"'{text}'"),
    st.lists(st.sampled_from(["x#", "\n", "]", "''", '"', "\\"]), max_size=6).map(
        lambda parts: "'''" + "x".join([*parts, ""]) + "'''"
    ),
)
BLANKS = st.sampled_from(["", " ", "\n", ' # ] } = "\n', "\n\n\t"])


class Writer:
    """Writes a document, and where it put each key."""

    def __init__(self, data: st.DataObject) -> None:
        self.text = ""
        self.expected: dict[Key, int] = {}
        self._draw = data.draw

    def line(self) -> int:
        return self.text.count("\n") + 1

    def document(self) -> None:
        for name in self._names():
            self._key(name, ())
            self.text += "\n"
        for name in self._names():
            if (name,) not in self.expected:
                self.text += self._draw(BLANKS) + "\n"
                self.expected[name,] = self.line()
                self.text += f"[ {self._written(name)} ] # [x]\n"
                for inner in self._names():
                    self._key(inner, (name,))
                    self.text += self._draw(st.sampled_from(["\n", " # x\n"]))

    def _names(self) -> list[str]:
        return self._draw(st.lists(NAMES, unique=True, max_size=3))

    def _written(self, name: str) -> str:
        bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
        return name if bare and self._draw(st.booleans()) else quoted(name)

    def _key(self, name: str, table: Key, depth: int = 0) -> None:
        self.expected[(*table, name)] = self.line()
        self.text += f"{self._written(name)} = "
        self._value((*table, name), depth)

    def _value(self, key: Key, depth: int) -> None:
        kind = self._draw(st.sampled_from(["scalar", "array", "table"])) if depth < 3 else "scalar"
        if kind == "scalar":
            self.text += self._draw(SCALARS)
        elif kind == "array":
            self.text += "["
            for place in range(self._draw(st.integers(0, 3))):
                self.text += self._draw(BLANKS)
                self.expected[(*key, place)] = self.line()
                self._value((*key, place), depth + 1)
                self.text += self._draw(BLANKS) + ","
            self.text += self._draw(BLANKS) + "]"
        else:
            self.text += "{ "
            for place, name in enumerate(self._names()):
                self.text += ", " if place else ""
                self._key(name, key, depth + 1)
            self.text += " }"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_every_key_of_any_document_is_found_on_its_line(data: st.DataObject) -> None:
    writer = Writer(data)
    writer.document()
    assert set(paths(tomllib.loads(writer.text))) == set(writer.expected)
    assert line_numbers(writer.text) == writer.expected
