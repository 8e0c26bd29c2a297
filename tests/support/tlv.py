"""BER-TLV, as smart cards use it."""

from collections.abc import Iterator


def tlv(tag: int, *parts: bytes) -> bytes:
    """One object; `tag` as its bytes read, e.g. 0x7F48."""
    value = b"".join(parts)
    return tag.to_bytes((tag.bit_length() + 7) // 8) + _length(len(value)) + value


def integer(number: int) -> bytes:
    return tlv(0x02, number.to_bytes(number.bit_length() // 8 + 1))


def bits(*numbers: int) -> bytes:
    """BIT STRING with these bits set, 0 being the first."""
    size = max(numbers) + 1
    unused = -size % 8
    value = sum(1 << (size - 1 - number) for number in numbers) << unused
    return tlv(0x03, bytes([unused]), value.to_bytes((size + unused) // 8))


def children(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tags and values, one level deep, of data with tags of one byte and short lengths."""
    while data:
        tag, size = data[0], data[1]
        yield tag, data[2 : 2 + size]
        data = data[2 + size :]


def _length(size: int) -> bytes:
    if size < 0x80:
        return bytes([size])
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([0x80 | len(length)]) + length
