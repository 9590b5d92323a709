"""What the bot does, one file a subject. ROUTES lists every way in, FORMS every form,
NOTICES everything that is written only when it is sent."""

from dialogue.turn import FormRoute, Route
from handlers import (
    card,
    consent,
    desk,
    free_text,
    giveback,
    invite,
    language,
    officer,
    papers,
    parts,
    production,
    questions,
    queue,
    record,
    registration,
    relay,
    standing,
    start,
)

ROUTES: dict[str, Route] = {
    route.name: route
    for subject in (
        start,
        consent,
        desk,
        registration,
        record,
        production,
        parts,
        papers,
        invite,
        card,
        officer,
        queue,
        giveback,
        standing,
        questions,
        relay,
        language,
        free_text,
    )
    for route in subject.ROUTES
}

FORMS: dict[str, FormRoute] = {
    route.form.name: route
    for subject in (consent, registration, parts, papers, production, officer, giveback, questions, relay)
    for route in subject.FORMS
}

JOBS = card.JOBS
NOTICES = {
    **card.NOTICES,
    **invite.NOTICES,
    **queue.NOTICES,
    **giveback.NOTICES,
    **standing.NOTICES,
    **relay.NOTICES,
}
