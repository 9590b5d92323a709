"""Every table, in one place for the migrations to compare with."""

from storage.attachment import Attachment
from storage.audit import Audit, AuditSeal
from storage.base import Base
from storage.bulk import Bulk
from storage.business import Business, BusinessContact
from storage.certificate import Certificate
from storage.claim import Claim
from storage.consent import Consent
from storage.contact import Contact
from storage.handout import Handout
from storage.history import History
from storage.import_row import ImportChange, ImportPaper, ImportRow
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
from storage.register_import import RegisterImport
from storage.relay import Relay
from storage.returned_field import ReturnedField
from storage.role import Role
from storage.run import Run
from storage.segment import SavedSegment

TABLES = (
    Attachment,
    Audit,
    AuditSeal,
    Bulk,
    Business,
    BusinessContact,
    Certificate,
    Claim,
    Consent,
    Contact,
    Handout,
    History,
    ImportChange,
    ImportPaper,
    ImportRow,
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
    RegisterImport,
    Relay,
    ReturnedField,
    Role,
    Run,
    SavedSegment,
    Throttled,
)

metadata = Base.metadata
