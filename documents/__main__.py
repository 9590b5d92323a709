"""The child process of a job: a kind as argument, the request as JSON on standard input, the bytes of the
document on standard output.

    echo '{"name": …}' | python -m documents card > card.png
"""

import json
import sys

from documents.card import draw_card

KINDS = {"card": draw_card}


def main() -> None:
    request = json.load(sys.stdin)
    sys.stdout.buffer.write(KINDS[sys.argv[1]](**request))


if __name__ == "__main__":
    main()
