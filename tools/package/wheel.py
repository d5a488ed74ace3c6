#!/usr/bin/env python3
"""Writes a wheel of a program that lies in a folder as `make install` lays it out.

    tools/package/wheel.py STAGE VERSION FOLDER MACHINE

STAGE has bin/codeframe, lib/codeframe, share/codeframe and licences. A wheel's scripts go to the environment's bin and its data to the
environment itself, so the program finds its libraries and models where it looks for them. The same input gives the same bytes.
"""

import base64
import hashlib
import pathlib
import sys
import zipfile

MODULE = pathlib.Path(__file__).resolve().parents[2] / "Python/codeframe"

METADATA = """Metadata-Version: 2.4
Name: codeframe
Version: {version}
Summary: Codes social-media posts and pictures the way content analysts do, and says how far each coder can be trusted
License-Expression: Apache-2.0
Requires-Python: >=3.9
Classifier: Environment :: Console
Classifier: Intended Audience :: Science/Research
Classifier: Operating System :: POSIX :: Linux
Classifier: Topic :: Scientific/Engineering
Description-Content-Type: text/markdown

{description}
"""


class Wheel:
    def __init__(self, path):
        self.archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9)
        self.record = []

    def add(self, name, data, is_program=False):
        entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = (0o100755 if is_program else 0o100644) << 16
        self.archive.writestr(entry, data)
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        self.record.append(f"{name},sha256={digest},{len(data)}")

    def close(self, name):
        entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
        entry.external_attr = 0o100644 << 16
        self.archive.writestr(entry, "\n".join(self.record + [f"{name},,"]) + "\n")
        self.archive.close()


def main(stage, version, folder, machine):
    stage, folder = pathlib.Path(stage), pathlib.Path(folder)
    tag = f"py3-none-manylinux_2_35_{machine}"
    path = folder / f"codeframe-{version}-{tag}.whl"
    wheel = Wheel(path)
    info, data = f"codeframe-{version}.dist-info", f"codeframe-{version}.data"
    for file in sorted(MODULE.glob("*.py")):
        wheel.add(f"codeframe/{file.name}", file.read_bytes())
    wheel.add(f"{data}/scripts/codeframe", (stage / "bin/codeframe").read_bytes(), is_program=True)
    for part in ("lib", "share"):
        for file in sorted((stage / part).rglob("*")):
            if file.is_file():
                wheel.add(f"{data}/data/{file.relative_to(stage).as_posix()}", file.read_bytes(), ".so" in file.name)
    for file in sorted((stage / "licences").iterdir()):
        wheel.add(f"{info}/licenses/{file.name}", file.read_bytes())
    description = pathlib.Path("README.md").read_text(encoding="utf-8")
    wheel.add(f"{info}/METADATA", METADATA.format(version=version, description=description).encode())
    wheel.add(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: codeframe\nRoot-Is-Purelib: false\nTag: {tag}\n".encode())
    wheel.close(f"{info}/RECORD")
    print(f"{path} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
