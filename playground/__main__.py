"""python -m playground: the playground as a process of its own. Its address is the one line it prints."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal

from playground import Limits, Playground


async def serve(arguments: argparse.Namespace) -> None:
    playground = Playground(arguments.token, limits=Limits(enabled=not arguments.no_limits))
    await playground.start(arguments.port)
    print(playground.url, flush=True)
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await stopped.wait()
    await playground.stop()


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m playground", description="A Telegram of our own on loopback"
    )
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token", default="100000001:PLAYGROUND", help="the token that the bot must show")
    parser.add_argument("--no-limits", action="store_true", help="never answer 429")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
