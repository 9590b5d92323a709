"""What the bot does, one file a subject. ROUTES lists every way in, FORMS every form, JOBS all work that is
done outside the turn, NOTICES everything that is written only when it is sent."""

from dialogue.turn import FormRoute, Notice, Route, Work
from handlers import (
    assist,
    audit,
    browse,
    bulk,
    card,
    charts,
    claim,
    claim_check,
    claimed,
    consent,
    desk,
    entry,
    export,
    find,
    founding,
    free_text,
    giveback,
    import_columns,
    import_decisions,
    import_doubts,
    import_preview,
    import_reopened,
    import_returned,
    import_settled,
    imports,
    invitation,
    invite,
    language,
    numbers,
    officer,
    papers,
    parts,
    past,
    production,
    questions,
    queue,
    record,
    region,
    registration,
    relay,
    report_table,
    slip,
    standing,
    start,
    team,
)

SUBJECTS = (
    assist,
    audit,
    browse,
    bulk,
    card,
    charts,
    claim,
    claim_check,
    claimed,
    consent,
    desk,
    entry,
    export,
    find,
    founding,
    free_text,
    giveback,
    import_columns,
    import_decisions,
    import_doubts,
    import_preview,
    import_reopened,
    import_returned,
    import_settled,
    imports,
    invitation,
    invite,
    language,
    numbers,
    officer,
    papers,
    parts,
    past,
    production,
    questions,
    queue,
    record,
    region,
    registration,
    relay,
    report_table,
    slip,
    standing,
    start,
    team,
)

ROUTES: dict[str, Route] = {
    route.name: route for subject in SUBJECTS for route in getattr(subject, "ROUTES", ())
}
FORMS: dict[str, FormRoute] = {
    route.form.name: route for subject in SUBJECTS for route in getattr(subject, "FORMS", ())
}
JOBS: dict[str, Work] = {
    kind: work for subject in SUBJECTS for kind, work in getattr(subject, "JOBS", {}).items()
}
NOTICES: dict[str, Notice] = {
    kind: notice for subject in SUBJECTS for kind, notice in getattr(subject, "NOTICES", {}).items()
}
