"""The module of the card's maker is missing, crashes, hangs, chatters; and what it never gets."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from devices.errors import CardUnreadable, ModuleCrashed, ModuleHung, ModuleMissing
from tests.support.broken_module import CRASHES, HANGS, broken_module
from tests.support.card_desk import MODULE, CardDesk, workers
from tests.support.cps3_cards import PIN, cps3_card
from tests.support.pki import DOCTOR
from tests.support.waiting import eventually, wait_for

ModuleMaker = Callable[[str], Path]


@pytest.fixture
def broken(tmp_path: Path) -> ModuleMaker:
    """Compiles a module whose C_Initialize does this."""

    return partial(broken_module, tmp_path)


@pytest.mark.parametrize("content", [None, b"not a library"])
async def test_what_is_no_module_is_missing(
    desk: CardDesk, tmp_path: Path, content: bytes | None
) -> None:
    desk.insert(cps3_card())
    module = tmp_path / "module.so"
    if content is not None:
        module.write_bytes(content)
    async with desk.card(module=module) as card:
        with pytest.raises(ModuleMissing):
            await card.read()


async def test_another_kind_of_library_is_no_module(desk: CardDesk) -> None:
    desk.insert(cps3_card())
    async with desk.card(module=Path("libc.so.6")) as card:
        with pytest.raises(ModuleMissing):
            await card.read()


async def test_a_module_that_crashes_takes_only_its_worker_down(
    desk: CardDesk, broken: ModuleMaker
) -> None:
    desk.insert(cps3_card())
    async with desk.card(module=broken(CRASHES)) as card:
        with pytest.raises(ModuleCrashed, match="-6"):
            await card.read()
        assert workers() == []


async def test_a_module_that_hangs_is_killed_and_the_loop_goes_on(
    desk: CardDesk, broken: ModuleMaker
) -> None:
    desk.insert(cps3_card())
    async with desk.card(module=broken(HANGS), patience=0.5) as card:
        task = asyncio.create_task(card.read())
        await eventually(workers)
        assert not task.done()
        with pytest.raises(ModuleHung):
            await task
        assert workers() == []


@pytest.mark.parametrize("chatter", ["", 'write(1, "{}\\n", 3); write(2, "!\\n", 2)'])
async def test_a_module_that_refuses_to_start_leaves_the_card_unread_whatever_it_prints(
    desk: CardDesk, broken: ModuleMaker, chatter: str
) -> None:
    desk.insert(cps3_card())
    async with desk.card(module=broken(chatter)) as card:
        with pytest.raises(CardUnreadable):
            await card.read()


async def test_after_a_crash_the_pin_can_be_tried_again(desk: CardDesk) -> None:
    desk.insert(card := cps3_card())
    async with desk.card() as kiosk_card:
        await kiosk_card.read()
        (worker,) = workers()
        before = len(desk.left.exchanges)
        desk.left.delay = 0.05
        task = asyncio.create_task(kiosk_card.verify(PIN, last_try_allowed=True))
        await eventually(lambda: len(desk.left.exchanges) > before)
        os.kill(worker, signal.SIGKILL)
        with pytest.raises(ModuleCrashed):
            await task
        desk.left.delay = 0
        await kiosk_card.verify(PIN, last_try_allowed=True)
        assert card.security.verified


async def test_the_pin_is_neither_in_arguments_nor_in_the_environment(desk: CardDesk) -> None:
    desk.insert(card := cps3_card(pin=b"7391"))
    async with desk.card() as kiosk_card:
        await kiosk_card.read()
        await kiosk_card.verify(b"7391", last_try_allowed=True)
        (worker,) = workers()
        arguments = about(worker, "cmdline").split("\0")
        environment = about(worker, "environ")
        assert card.security.verified
    assert str(os.getpid()) in arguments
    arguments.remove(str(os.getpid()))
    assert not [word for word in arguments if "7391" in word]
    assert "7391" not in environment


async def test_the_callers_pin_is_left_to_the_caller(desk: CardDesk) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        await card.read()
        await card.verify(pin := bytearray(PIN), last_try_allowed=True)
        assert pin == PIN


async def test_a_worker_leaves_no_core_dump(desk: CardDesk) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        assert (await card.read()).certificate.holder == DOCTOR
        limits = about(workers()[0], "limits").splitlines()
    (core,) = (line.split() for line in limits if line.startswith("Max core"))
    assert core[4:6] == ["0", "0"]


async def test_what_a_module_writes_into_files_stays_unwritten(
    desk: CardDesk, broken: ModuleMaker, tmp_path: Path
) -> None:
    desk.insert(cps3_card())
    kept = tmp_path / "2800262487"
    async with desk.card(module=broken(f'write(creat("{kept}", 0600), "x", 1)')) as card:
        with pytest.raises(CardUnreadable):
            await card.read()
    assert kept.read_bytes() == b""


def test_a_hardened_process_cannot_be_read_by_others_of_its_user() -> None:
    program = "from devices import hardening as h; h.forbid_dumps(); print(h.dumpable())"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert said.stdout.strip() == b"False"


def test_the_worker_dies_with_the_kiosk_even_inside_the_module(
    desk: CardDesk, broken: ModuleMaker
) -> None:
    desk.insert(cps3_card())
    module = broken(HANGS)
    program = f"""
        import asyncio
        from pathlib import Path
        from devices.card.pkcs11 import Pkcs11Card
        from devices.events import CardFamily, Insertion

        insertion = Insertion({desk.left.name!r}, 1)
        asyncio.run(Pkcs11Card(insertion, CardFamily.CPS3, Path({str(module)!r})).read())
    """
    kiosk = subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)])
    try:
        wait_for(lambda: workers(kiosk.pid) and in_module(workers(kiosk.pid)[0], module))
        (worker,) = workers(kiosk.pid)
    finally:
        kiosk.kill()
        kiosk.wait()
    wait_for(lambda: not in_module(worker, module))


def about(process: int, what: str) -> str:
    return Path(f"/proc/{process}/{what}").read_text(errors="replace")


def in_module(process: int, module: Path) -> bool:
    """Whether that process has it loaded and sleeps."""
    with suppress(OSError):
        state = about(process, "stat").rpartition(")")[2].split()[0]
        return state == "S" and str(module) in about(process, "maps")
    return False


def test_the_real_module_is_where_the_tests_expect_it() -> None:
    assert MODULE.exists(), "apt-get install opensc-pkcs11"
