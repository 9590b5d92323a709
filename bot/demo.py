"""The demo: the playground, the real bot as a process of its own, and a few people already in it.

The people's past is made as it would be made on Telegram: by what they do in the chat.
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import aiohttp
from rich.console import Console

from playground.limits import Limits
from playground.server import Playground

ROOT = Path(__file__).parent.parent
REPLY_SECONDS = 15.0
STILL_SECONDS = 0.3
console = Console(soft_wrap=True, highlight=False)

OWNER = (
    "Pemilik dan usaha",
    "Perempuan",
    "Perorangan",
    "=2012",
    "=Gedog Nurul",
    "=Dusun Timur RT 03 RW 01",
    "=lewati",
)
PAPERS = (
    "=/lengkapi",
    "Surat-surat usaha",
    "=0256010045123",
    "=belum punya",
    "=belum punya",
    "=lewati",
)
FIRST_PRODUCT = (
    "=/lengkapi",
    "Produk (0%)",
    "Tambah",
    "=Kain batik tulis gedog",
    "=350 ribu per lembar",
    "=1 lembar",
    "=2 minggu",
    "=20 lembar sebulan",
    "photo",
)
SECOND_PRODUCT = (
    "Tambah satu lagi",
    "=Baju batik pria",
    "=150-200 ribu per potong",
    "=ya",
    "=1 lusin",
    "=10 hari",
    "=3 kodi sebulan",
    "=lewati",
)
LAST_REPORT = (
    "=/produksi",
    "Produksi Triwulan",
    "Isi laporan",
    "=120 lembar",
    "=350 ribu",
    "=40 juta",
    "Simpan",
)
"""Of the quarter before this one: this quarter's can then be handed in with one press."""
TO_REGISTRATION = ("start", "Daftarkan usaha", "Setuju", "Setuju", "Setuju")
PEOPLE: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Siti Aminah", "+6281233445566", "Pemilik baru", ()),
    (
        "Moh. Rofiq",
        "+6281955667788",
        "Setengah jalan mendaftar",
        (*TO_REGISTRATION, "=Mohammad Rofiq", "Kirim nomor saya", "=Celurit Pak Rofiq", "=kwanyar"),
    ),
    (
        "Nurul Hidayati",
        "+6287711223344",
        "Sudah terdaftar",
        (
            *TO_REGISTRATION,
            "=Nurul Hidayati",
            "Kirim nomor saya",
            "=Batik Gedog Nurul",
            "=Tanjung Bumi",
            "=Paseseh",
            "=kain batik tulis dan baju batik",
            "Non-agro: kain, logam, batu, dan lainnya",
            "=2",
            "=6",
            "=45 lembar",
            "photo",
            "Simpan",
            "Lengkapi data",
            *OWNER,
            *PAPERS,
            *FIRST_PRODUCT,
            *SECOND_PRODUCT,
            *LAST_REPORT,
        ),
    ),
)
"""Name, number, note, and what the person did so far: `=` types words, `photo` sends one, anything else
presses what has these words on it."""


class BotProcess:
    """The real `run` command as a child, to be killed and started again."""

    def __init__(self) -> None:
        self.folder = Path()
        levers = {"kill": self.kill, "start": self.start, "status": self.status}
        self.playground = Playground(limits=Limits(chat_burst=120), levers=levers)
        self._process: asyncio.subprocess.Process | None = None

    def begin_fresh(self, folder: Path) -> None:
        """An empty database in a folder of its own: two demos have two ports, and so two folders."""
        self.folder = folder
        for ending in ("", "-wal", "-shm"):
            (folder / f"wadah.db{ending}").unlink(missing_ok=True)

    async def start(self) -> dict[str, Any]:
        """Start the bot unless it runs."""
        if self._process is None or self._process.returncode is not None:
            environment = {
                **os.environ,
                "BOT_TOKEN": self.playground.token,
                "BOT_API_URL": self.playground.url,
                "DATABASE_URL": f"sqlite:///{self.folder.absolute() / 'wadah.db'}",
                "WEBHOOK_URL": "",
                "OFFICE_REGION": "35.26",
                "OFFICE_NAME": "Dinas Perindustrian dan Tenaga Kerja Kabupaten Bangkalan",
                "OFFICE_ZONE": "Asia/Jakarta",
                "OFFICE_PHONE": "+62811000000",
                "REPORT_PERIOD": "quarter",
                "CHAT_BURST": "100",
                "LOG_LEVEL": "WARNING",
            }
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=ROOT, env=environment
            )
        return await self.status()

    async def kill(self) -> dict[str, Any]:
        """kill -9, as a power cut would."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        return await self.status()

    async def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    async def status(self) -> dict[str, Any]:
        """Whether the bot runs."""
        return {"alive": self._process is not None and self._process.returncode is None}


async def run_demo(port: int, folder: Path) -> None:
    """Serve the demo on 127.0.0.1 until it is stopped; a port that is taken is replaced by a free one.

    Each demo begins with a fresh database in the folder.
    """
    process = BotProcess()
    playground = process.playground
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    try:
        await playground.start(port)
    except OSError:
        await playground.start(0)
    try:
        process.begin_fresh(folder / playground.url.rpartition(":")[2])
        await process.start()
        console.print("The demo is getting ready …")
        await _people_arrive(playground.url)
        console.print(f"Open [bold]{playground.url}[/bold] in a browser. Ctrl+C ends the demo.")
        await stopping.wait()
    finally:
        await process.stop()
        await playground.stop()


async def _people_arrive(url: str) -> None:
    async with aiohttp.ClientSession(url) as http:
        await asyncio.gather(*(_arrive(http, *person) for person in PEOPLE))


async def _arrive(http: aiohttp.ClientSession, name: str, phone: str, note: str, did: Sequence[str]) -> None:
    person = await _post(http, "/play/people", {"name": name, "phone": phone, "note": note})
    me = f"/play/people/{person['id']}"
    for act in did:
        seen = await _newest(http, me)
        if act in {"start", "photo"}:
            await _post(http, f"{me}/{act}", {})
        elif act.startswith("="):
            await _post(http, f"{me}/text", {"text": act[1:]})
        else:
            seen = await _stands_still(http, me, seen)
            await _post(http, f"{me}/tap", {"label": act})
        await _reply_after(http, me, seen)
    await _post(http, f"{me}/read", {})


async def _post(http: aiohttp.ClientSession, path: str, body: dict[str, Any]) -> dict[str, Any]:
    async with http.post(path, json=body) as answer:
        answer.raise_for_status()
        said: dict[str, Any] = await answer.json()
        return said


async def _newest(http: aiohttp.ClientSession, me: str) -> int:
    async with http.get(f"{me}/messages") as answer:
        told = await answer.json()
    return max((m["message_id"] for m in told["messages"] if m["from"] == "bot"), default=0)


async def _reply_after(http: aiohttp.ClientSession, me: str, seen: int) -> None:
    """Wait until the bot has answered."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(REPLY_SECONDS):
            while await _newest(http, me) == seen:
                await asyncio.sleep(0.05)


async def _stands_still(http: aiohttp.ClientSession, me: str, seen: int) -> int:
    """An answer may be several messages, and what is pressed is under the last of them."""
    while True:
        await asyncio.sleep(STILL_SECONDS)
        newest = await _newest(http, me)
        if newest == seen:
            return seen
        seen = newest
