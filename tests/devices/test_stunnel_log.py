"""What stunnel's words mean, line by line, also those that a test server cannot bring about."""

import os

import pytest

from devices.card_tls.log import StunnelLog, failure_in
from devices.kit import TunnelFailure

TLS = "SSL_connect: ../ssl/record/rec_layer_s3.c:1601: error:0A000000:SSL routines::"


@pytest.mark.parametrize(
    "alert",
    [
        "sslv3 alert bad certificate",
        "sslv3 alert unsupported certificate",
        "sslv3 alert certificate revoked",
        "sslv3 alert certificate expired",
        "sslv3 alert certificate unknown",
        "sslv3 alert handshake failure",
        "tlsv1 alert unknown ca",
        "tlsv1 alert access denied",
        "tlsv1 alert decrypt error",
        "tlsv13 alert certificate required",
        "ssl/tls alert bad certificate",
    ],
)
def test_an_alert_about_the_certificate_is_the_servers_refusal(alert: str) -> None:
    assert failure_in(TLS + alert) is TunnelFailure.CARD_REFUSED


@pytest.mark.parametrize(
    ("line", "failure"),
    [
        (TLS + "tlsv1 alert protocol version", TunnelFailure.NO_COMMON_TLS),
        (TLS + "unsupported protocol", TunnelFailure.NO_COMMON_TLS),
        (TLS + "certificate verify failed", TunnelFailure.SERVER_UNTRUSTED),
        ("CERT: Subject checks failed", TunnelFailure.SERVER_UNTRUSTED),
        ("s_connect: connect 127.0.0.1:9: Connection refused (111)", "unreachable"),
        ("s_connect: s_poll_wait 192.0.2.1:443: TIMEOUTconnect exceeded", "unreachable"),
        ('Error resolving "a": Neither nodename nor servname known (EAI_NONAME)', "unreachable"),
        (
            "ENGINE_load_private_key: p11_slot.c:208: error:420000A0:PKCS#11 module::PIN incorrect",
            TunnelFailure.CARD_TROUBLE,
        ),
        ('0:5: "engine = pkcs11": Failed to open the engine', None),
        ("Service [card]: Failed to initialize TLS context", None),
        (TLS + "sslv3 alert close notify", None),
    ],
)
def test_a_line_is_put_where_it_belongs(line: str, failure: TunnelFailure | str | None) -> None:
    expected = TunnelFailure.SERVER_UNREACHABLE if failure == "unreachable" else failure
    assert failure_in(line) is expected


async def test_the_pin_that_stunnel_prints_when_it_fails_is_not_kept() -> None:
    log = StunnelLog()
    try:
        os.write(
            log.writing_end,
            b"[ ] Executing engine control command PIN:8305\n"
            b"[!] Configuration failed\n"
            b"[ ] Executing engine control command PIN:8305",
        )
        assert log.reason == "Configuration failed"
        assert log.failure is None
        log.stunnel_has_its_end()
        assert not await log.ready()
        assert "8305" not in repr({name: getattr(log, name) for name in vars(log)})
    finally:
        log.close()


async def test_whatever_it_writes_little_is_remembered() -> None:
    log = StunnelLog()
    try:
        os.set_blocking(log.writing_end, False)
        for _ in range(100):
            os.write(log.writing_end, b"x" * 60_000)
            assert log.failure is None
        os.write(log.writing_end, b"\n[!] " + b"y" * 50_000 + b"\n")
        assert len(log.reason) <= 300
        assert (
            sum(len(value) for value in vars(log).values() if isinstance(value, str | bytes)) < 5000
        )
    finally:
        log.close()
