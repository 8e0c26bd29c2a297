"""What is said about the PKCS#11 module, on real modules, good and bad."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from devices.card.probe import probe
from devices.errors import ModuleHung
from kiosk.check import State
from kiosk.check.module import module, module_cache
from kiosk.config import CardTable
from kiosk.config.defaults import OFFICIAL_MODULES, pkcs11_module
from kiosk.i18n import Language, Translator
from tests.support.configs import configured

ENGLISH = Translator(Language.EN)


def with_module(path: Path) -> tuple[State, str]:
    (fact,) = module(replace(configured(), card=CardTable(pkcs11_module=path)))
    return fact.state, f"{fact.said(ENGLISH)} / {fact.advice(ENGLISH)}"


def compiled(folder: Path, body: str) -> Path:
    """A PKCS#11 module that does this as soon as it is asked for anything."""
    source, library = folder / "module.c", folder / "module.so"
    source.write_text(
        "#include <stdlib.h>\n#include <unistd.h>\n"
        f"unsigned long C_GetFunctionList(void **list) {{ {body} return 5; }}\n"
    )
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", library, source], check=True)  # noqa: S607
    return library


def test_opensc_loads_and_its_limit_is_told() -> None:
    state, said = with_module(pkcs11_module())
    assert state is State.WARNING
    assert "OpenSC" in said
    assert "not the CPS4" in said


@pytest.mark.parametrize("content", [None, b"", b"not a library"])
def test_what_is_no_module_is_a_failure(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "module.so"
    if content is not None:
        path.write_bytes(content)
    state, said = with_module(path)
    assert state is State.FAILED
    assert "cannot be loaded" in said


def test_a_library_without_pkcs11_is_a_failure(tmp_path: Path) -> None:
    source = tmp_path / "other.c"
    source.write_text("int other(void) { return 0; }\n")
    library = tmp_path / "other.so"
    subprocess.run(["gcc", "-shared", "-o", library, source], check=True)  # noqa: S607
    assert with_module(library)[0] is State.FAILED


def test_a_module_that_crashes_takes_nobody_with_it(tmp_path: Path) -> None:
    state, said = with_module(compiled(tmp_path, "abort();"))
    assert state is State.FAILED
    assert "crashes or hangs" in said


def test_a_module_that_refuses_is_a_failure(tmp_path: Path) -> None:
    assert with_module(compiled(tmp_path, ""))[0] is State.FAILED


def test_a_module_that_hangs_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(ModuleHung):
        probe(compiled(tmp_path, "for (;;) pause();"), seconds=0.5)


OFFICIAL = replace(configured(), card=CardTable(pkcs11_module=OFFICIAL_MODULES[0]))


def remembers(folder: Path) -> tuple[State, str]:
    (fact,) = module_cache(OFFICIAL, folder)
    return fact.state, f"{fact.said(ENGLISH)} / {fact.advice(ENGLISH)}"


def test_a_module_that_may_not_write_its_cache_is_well(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    folder.chmod(0o555)
    assert remembers(folder)[0] is State.OK


def test_a_cache_that_everybody_may_write_is_a_failure(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    folder.chmod(0o777)
    state, said = remembers(folder)
    assert state is State.FAILED
    assert f"empty {folder}" in said


def test_a_cache_of_former_cards_is_a_failure_that_names_no_card(tmp_path: Path) -> None:
    (tmp_path / "28002624_20").write_bytes(b"her certificate")
    (tmp_path / "28002624_10").touch()
    tmp_path.chmod(0o555)
    state, said = remembers(tmp_path)
    assert state is State.FAILED
    assert "files: 1" in said
    assert "28002624" not in said


def test_a_cache_that_can_be_made_is_a_failure(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    assert remembers(tmp_path / "CPS" / "cache")[0] is State.FAILED


def test_only_the_official_module_has_this_cache(tmp_path: Path) -> None:
    assert list(module_cache(configured(), tmp_path)) == []


def test_the_official_module_comes_before_opensc(tmp_path: Path) -> None:
    opensc = tmp_path / "usr/lib/x86_64-linux-gnu/opensc-pkcs11.so"
    opensc.parent.mkdir(parents=True)
    opensc.touch()
    assert pkcs11_module(tmp_path) == opensc
    official = tmp_path / OFFICIAL_MODULES[1].relative_to("/")
    official.parent.mkdir(parents=True)
    official.touch()
    assert pkcs11_module(tmp_path) == official


def test_without_any_module_the_official_place_is_named(tmp_path: Path) -> None:
    assert pkcs11_module(tmp_path) == tmp_path / OFFICIAL_MODULES[0].relative_to("/")
