"""Files that went up, by bot or by person: kept in memory under ids that look like Telegram's."""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass
from typing import Any

DOWNLOAD, UPLOAD, PHOTO = 20 * 2**20, 50 * 2**20, 10 * 2**20
FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "sticker": "stickers"}
ENDINGS = {"photo": ".jpg", "voice": ".oga", "sticker": ".webp"}


@dataclass(frozen=True, slots=True)
class File:
    file_id: str
    unique_id: str
    kind: str
    path: str
    name: str
    mime: str
    body: bytes
    size: tuple[int, int]  # of a picture, in pixels

    def described(self) -> dict[str, Any]:
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.body)}


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}

    def keep(self, body: bytes, kind: str, name: str = "", mime: str = "application/octet-stream") -> File:
        number = len(self._by_path) + 1
        digest = hashlib.sha256(b"%d:" % number + body).hexdigest()
        ending = ENDINGS.get(kind) or (f".{name.rpartition('.')[2]}" if "." in name else "")
        path = f"{FOLDERS[kind]}/file_{number}{ending}"
        size = picture_size(body) or (800, 600)
        file = File(f"BQACAgUAAx{digest[:46]}", f"AgAD{digest[:12]}", kind, path, name, mime, body, size)
        self._by_id[file.file_id] = self._by_path[path] = file
        return file

    def find(self, file_id: str) -> File | None:
        """By the id of the file, or of one of the sizes of a photo."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> File | None:
        return self._by_path.get(path)

    def photo_sizes(self, file: File) -> list[dict[str, Any]]:
        """Thumbnail, medium and full size. All three download the same picture: it is not made smaller."""
        width, height = file.size
        sizes = []
        for letter, longest in (("s", 90), ("m", 320), ("x", max(width, height))):
            scale = min(1.0, longest / max(width, height))
            file_id = file.file_id if letter == "x" else f"{file.file_id}{letter}"
            self._by_id[file_id] = file
            sizes.append(
                {
                    "file_id": file_id,
                    "file_unique_id": f"{file.unique_id}{letter}",
                    "width": max(1, round(width * scale)),
                    "height": max(1, round(height * scale)),
                    "file_size": len(file.body),
                }
            )
        return sizes


def picture_size(body: bytes) -> tuple[int, int] | None:
    """Width and height from the header of a PNG, GIF, WebP or JPEG; None when it is no such picture."""
    if body[:8] == b"\x89PNG\r\n\x1a\n" and len(body) >= 24:
        width, height = struct.unpack(">II", body[16:24])
        return width, height
    if body[:4] == b"GIF8" and len(body) >= 10:
        width, height = struct.unpack("<HH", body[6:10])
        return width, height
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return 512, 512
    return _jpeg_size(body) if body[:2] == b"\xff\xd8" else None


def _jpeg_size(body: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(body) and body[at] == 0xFF:
        marker, length = body[at + 1], int.from_bytes(body[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", body[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def drawn_picture(number: int = 0, width: int = 480, height: int = 360) -> bytes:
    """A small PNG of coloured stripes, for a person who just sends "a photo"."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)  # no filter
        shade = 40 * (y * 6 // height) // 2
        rows += bytes(((196 + 37 * number - shade) % 256, 140 - shade // 2, (84 + 61 * number) % 256)) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
