"""Every table, in one place for the migrations to compare with."""

from storage.attachment import Attachment
from storage.base import Base
from storage.business import Business, BusinessContact
from storage.certificate import Certificate
from storage.consent import Consent
from storage.contact import Contact
from storage.history import History
from storage.inbox import Inbox, Throttled
from storage.invite import Invite
from storage.job import Job
from storage.machine import Machine
from storage.market import Market
from storage.material_need import MaterialNeed
from storage.office import Office
from storage.outbox import Outbox
from storage.product import Product
from storage.production_report import ProductionReport
from storage.question import Question
from storage.run import Run

TABLES = (
    Attachment,
    Business,
    BusinessContact,
    Certificate,
    Consent,
    Contact,
    History,
    Inbox,
    Invite,
    Job,
    Machine,
    Market,
    MaterialNeed,
    Office,
    Outbox,
    Product,
    ProductionReport,
    Question,
    Run,
    Throttled,
)

metadata = Base.metadata
