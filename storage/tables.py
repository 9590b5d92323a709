"""Every table, in one place for the migrations to compare with."""

from storage.attachment import Attachment
from storage.base import Base
from storage.business import Business, BusinessContact
from storage.consent import Consent
from storage.contact import Contact
from storage.history import History
from storage.inbox import Inbox, Throttled
from storage.job import Job
from storage.office import Office
from storage.outbox import Outbox
from storage.question import Question
from storage.run import Run

TABLES = (
    Attachment,
    Business,
    BusinessContact,
    Consent,
    Contact,
    History,
    Inbox,
    Job,
    Office,
    Outbox,
    Question,
    Run,
    Throttled,
)

metadata = Base.metadata
