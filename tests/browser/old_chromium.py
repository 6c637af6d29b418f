"""Chromium 83 of May 2020, the oldest that pages are built for: an npm package carries it for Debian and its like."""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import tarfile
from pathlib import Path

PACKAGE = "chrome-aws-lambda@3.1.1"
SHA512 = "ikOcpFgobiiUvDXtBft+jxVz2CsauRV58owDtVyF1ocl/YN+/eqdIrrmbItm3yeJGnb9RtKxzFAqGcpBTQbTCA=="
UNPACK = """
import { readFileSync, writeFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
const [from, to] = process.argv.slice(1);
writeFileSync(to, brotliDecompressSync(readFileSync(from)));
"""

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]

COMPLAINTS = "interactive-widget|rel=preload|Unrecognized feature"
"""What this browser says of hints for newer ones."""


def fetch(folder: Path) -> Path:
    """The program, fetched into ``folder`` and unpacked; raises ``subprocess.CalledProcessError`` without a network."""
    pack = ["npm", "pack", "--silent", PACKAGE]
    name = subprocess.run(pack, cwd=folder, capture_output=True, text=True, check=True).stdout.split()[-1]
    packed = (folder / name).read_bytes()
    assert base64.b64encode(hashlib.sha512(packed).digest()).decode() == SHA512
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")
    program = folder / "chromium"
    _unpack(folder / "package" / "bin" / "chromium.br", program)
    program.chmod(0o755)
    libraries = folder / "libraries.tar"
    _unpack(folder / "package" / "bin" / "swiftshader.tar.br", libraries)
    with tarfile.open(libraries) as files:
        files.extractall(folder, filter="data")
    return program


def _unpack(source: Path, target: Path) -> None:
    command = ["node", "--input-type=module", "-e", UNPACK, str(source), str(target)]
    subprocess.run(command, capture_output=True, text=True, check=True)
