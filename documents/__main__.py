"""The child process of a job: a kind as argument, the request as JSON on standard input. On standard output
the bytes of the document, or a result in parts, each a JSON object on a line of its own.

    echo '{"name": …}' | python -m documents card > card.png

The environment's DATABASE_URL tells a kind that reads the database itself where it is, and JOB_NICE how much
it yields to the bot, as `nice` counts it: owners' turns keep the processor. It is killed without a word, so
it must leave nothing behind.
"""

import json
import os
import pkgutil
import sys

KINDS = {
    "bars": "documents.charts:draw_bars",
    "card": "documents.card:draw_card",
    "growth": "documents.charts:draw_growth",
    "invitation": "documents.invitation:kept_invitation",
    "parts": "documents.charts:draw_parts",
    "register": "documents.register:export_register",
    "returned": "documents.importing:returned",
    "rows": "documents.importing:rows",
    "sheets": "documents.importing:sheets",
    "slip": "documents.slip_kept:kept_slip",
    "tables": "documents.tables:write_tables",
}
"""Where the function of each kind is, loaded only when it is asked for: it returns bytes or yields parts."""


def main() -> None:
    os.nice(int(os.environ.get("JOB_NICE", 0)))
    request = json.load(sys.stdin)
    result = pkgutil.resolve_name(KINDS[sys.argv[1]])(**request)
    output = sys.stdout.buffer
    if isinstance(result, bytes):
        output.write(result)
        return
    for part in result:
        output.write(json.dumps(part, ensure_ascii=False).encode() + b"\n")
        output.flush()


if __name__ == "__main__":
    main()
