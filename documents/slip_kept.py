"""The slip as its job brings it back: the picture beside the code that stands on it."""

import base64
import json
from typing import Any

from documents.slip import draw_slip


def kept_slip(**request: Any) -> bytes:
    """JSON of `code` and `picture` (a PNG in base64), for a request as draw_slip takes it.

    The code is made when the slip is, and only its hash is stored: whoever keeps the picture has to be told
    once more what opens it.
    """
    picture = base64.b64encode(draw_slip(**request)).decode()
    return json.dumps({"code": request["code"], "picture": picture}).encode()
