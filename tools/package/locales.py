#!/usr/bin/env python3
"""Leaves out of a program the languages that ICU's data has and Codeframe never asks for.

    tools/package/locales.py PROGRAM

Foundation carries ICU's data of all languages: 34 MB, a third of the program. What reads host names, characters and time zones needs a
small part of it, and stays; so does English. The data of other languages, the transliterations and the word lists for line breaks are
taken out of the table of contents, where ICU looks and falls back to the root language, and overwritten with zeros, which pack to nothing. The
file keeps its length. PROGRAM must have its symbols; source: ICU's udata.h and ucmndata.h ("common data" packages).
"""

import pathlib
import re
import struct
import subprocess
import sys

LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Za-z0-9_]+)?\.res")
KEPT = {"en.res", "en_001.res", "en_US.res", "en_US_POSIX.res"}


def is_needed(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    if folder == "translit" or file.endswith(".dict"):
        return False
    return file in KEPT or not LANGUAGE.fullmatch(file)


def place_of_data(program: pathlib.Path, content: bytes) -> int:
    """Where ICU's data begins in the file."""
    symbols = subprocess.run(["nm", program], check=True, capture_output=True, text=True).stdout
    addresses = re.findall(r"^([0-9a-f]+) [A-Za-z] icudt\d+_dat$", symbols, re.MULTILINE)
    if len(addresses) != 1:
        sys.exit(f"locales: {program} has {len(addresses)} symbols icudt…_dat; it needs one, and to be unstripped")
    address = int(addresses[0], 16)
    (first,) = struct.unpack_from("<Q", content, 32)
    size, count = struct.unpack_from("<HH", content, 54)
    for number in range(count):
        kind, _, offset, start, _, length = struct.unpack_from("<IIQQQQ", content, first + number * size)
        if kind == 1 and start <= address < start + length:
            return offset + address - start
    sys.exit(f"locales: no part of {program} holds the address {address:x}")


def main() -> None:
    program = pathlib.Path(sys.argv[1])
    content = bytearray(program.read_bytes())
    data = place_of_data(program, content)
    if content[data + 2 : data + 4] != b"\xda\x27" or content[data + 12 : data + 16] != b"CmnD":
        sys.exit(f"locales: what {program} has at icudt…_dat is no package of ICU's common data")
    contents = data + struct.unpack_from("<H", content, data)[0]
    (count,) = struct.unpack_from("<I", content, contents)
    entries = [struct.unpack_from("<II", content, contents + 4 + 8 * number) for number in range(count)]

    def name(entry: tuple[int, int]) -> str:
        start = contents + entry[0]
        return content[start : content.index(0, start)].decode().partition("/")[2]

    kept = [entry for entry in entries if is_needed(name(entry))]
    left_out = 0
    # The last entry's end is not written down, so it stays as it is.
    for entry, following in zip(entries, entries[1:]):
        if entry not in kept:
            start, end = contents + entry[1], contents + following[1]
            content[start:end] = bytes(end - start)
            left_out += end - start
    table = b"".join(struct.pack("<II", *entry) for entry in kept)
    struct.pack_into("<I", content, contents, len(kept))
    content[contents + 4 : contents + 4 + 8 * count] = table.ljust(8 * count, b"\0")
    program.write_bytes(content)
    print(f"locales: {count - len(kept)} of {count} parts of ICU's data left out, {left_out / 1e6:.1f} MB", file=sys.stderr)


main()
