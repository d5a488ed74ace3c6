"""Files that are named like pictures and are none, each broken in its own way."""

import io
import random
import struct
import zipfile
import zlib


def encoded(picture, kind, **options):
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def chunk(kind, data, checksum=None):
    check = zlib.crc32(kind + data) if checksum is None else checksum
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def png(width, height, rows, checksum=None, end=True):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0), checksum)
    body = (chunk(b"IDAT", zlib.compress(rows)) if rows else b"") + (chunk(b"IEND", b"") if end else b"")
    return b"\x89PNG\r\n\x1a\n" + header + body


def zero_height(jpeg):
    start = jpeg.index(b"\xff\xc0")
    return jpeg[: start + 5] + b"\0\0" + jpeg[start + 7 :]


def archive():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as z:
        z.writestr(zipfile.ZipInfo("readme.txt", (2025, 1, 1, 0, 0, 0)), "not a picture")
    return target.getvalue()


def files(picture, seed):
    """Bytes by name; `picture` is any sound one."""
    small = picture.resize((64, 48))
    jpeg, webp = encoded(small, "JPEG", quality=80), encoded(small, "WEBP", quality=80)
    whole, tiff = encoded(small, "PNG"), encoded(small, "TIFF")
    box = lambda kind, data: struct.pack(">I", len(data) + 8) + kind + data
    return {
        "archive.jpg": archive(),
        "bad-checksum.png": png(8, 8, b"\0" * 200, checksum=0x12345678),
        "document.jpg": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n",
        "drawing.png": b'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"><rect width="64" hei',
        "empty.jpg": b"",
        "error-page.jpg": b"<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head><body>URL signature expired</body></html>\n",
        "header-only.png": png(64, 48, b"", end=False),
        "huge.png": png(65500, 65500, b"\0" * 4096),
        "message.png": b"Not found\n",
        "no-frames.gif": b"GIF89a" + struct.pack("<HHBBB", 64, 48, 0, 0, 0) + b";",
        "noise.jpg": random.Random(f"{seed}/broken").randbytes(2048),
        "start-only.jpg": b"\xff\xd8",
        "truncated-jpeg.jpg": jpeg[: len(jpeg) // 2],
        "truncated-png.png": whole[: len(whole) // 2],
        "truncated-tiff.tif": tiff[: len(tiff) // 3],
        "truncated-webp.webp": webp[: len(webp) // 3],
        "video.jpg": box(b"ftyp", b"isom\0\0\2\0isomiso2mp41") + box(b"mdat", b"\0" * 64),
        "wrong-start.jpg": b"\0\0" + jpeg[2:],
        "zero-height.jpg": zero_height(jpeg),
        "zero-width.png": png(0, 48, b"\0" * 48),
    }
