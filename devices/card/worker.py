"""The child process that holds a card's PKCS#11 module: `python -m devices.card.worker`.

A line of JSON on standard input asks, a line of JSON on standard output answers. After the line
`{"do": "verify", "fewest": 1}` come the four bytes of the PIN: they pass through no argument, no
environment and no parser, and the buffer is wiped. What copies python-pkcs11 makes die with the
process, which is killed after each sign-in.
"""

import io
import json
import os
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from devices import hardening
from devices.card.token import CardToken, TokenFacts
from devices.errors import CardError, PinIncorrect
from devices.pin import PIN_LENGTH, PinTries


def main(arguments: list[str]) -> None:
    """`module reader parent`: a path, a PC/SC reader name, a process id."""
    module, reader, parent = arguments
    hardening.die_with(int(parent))
    hardening.forbid_dumps()
    hardening.forbid_files()
    answers = _own_output()
    requests = io.FileIO(0, closefd=False)
    for answer in serve(CardToken(Path(module), reader), requests):
        answers.write(json.dumps(answer).encode() + b"\n")


def serve(token: CardToken, requests: io.FileIO) -> Iterator[dict[str, Any]]:
    """Answers until the other side closes the pipe."""
    while line := requests.readline():
        try:
            match json.loads(line):
                case {"do": "read"}:
                    yield _facts(token.read())
                case {"do": "verify", "fewest": fewest}:
                    withheld = _verify(token, requests, PinTries(fewest))
                    yield {} if withheld is None else {"withheld": withheld}
        except CardError as error:
            yield _refusal(error)


def _verify(token: CardToken, requests: io.FileIO, fewest: PinTries) -> PinTries | None:
    pin = bytearray(PIN_LENGTH)
    try:
        if requests.readinto(pin) != PIN_LENGTH:
            raise SystemExit("the PIN was cut short")
        return token.verify(pin, fewest)
    finally:
        pin[:] = bytes(PIN_LENGTH)


def _facts(facts: TokenFacts) -> dict[str, Any]:
    certificate = facts.certificate
    holder = certificate.holder
    return {
        "serial": facts.serial,
        "token_serial": facts.token_serial,
        "token_label": facts.token_label,
        "tries": facts.tries,
        "family_name": holder.family_name,
        "given_name": holder.given_name,
        "title": holder.title,
        "number": holder.number,
        "issuer": certificate.issuer,
        "not_before": certificate.not_before.isoformat(),
        "not_after": certificate.not_after.isoformat(),
        "der": b64encode(certificate.der).decode(),
        "key_id": certificate.key_id.hex(),
    }


def _refusal(error: CardError) -> dict[str, Any]:
    answer: dict[str, Any] = {"error": type(error).__name__, "detail": str(error)}
    if isinstance(error, PinIncorrect):
        answer["tries"] = error.tries
    return answer


def _own_output() -> io.FileIO:
    """Modules print on standard output: they get the null device, answers a descriptor of ours."""
    answers = os.dup(1)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.close(null)
    return io.FileIO(answers, "w")


if __name__ == "__main__":
    main(sys.argv[1:])
