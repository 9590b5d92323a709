"""Every table, in one place for the migrations to compare with."""

from storage.attachment import Attachment
from storage.audit import Audit, AuditSeal
from storage.base import Base
from storage.broadcast import Broadcast, Exclusion
from storage.bulk import Bulk
from storage.business import Business, BusinessContact
from storage.certificate import Certificate
from storage.claim import Claim
from storage.consent import Consent
from storage.contact import Contact
from storage.delivery import Delivery
from storage.handout import Handout
from storage.history import History
from storage.import_row import ImportChange, ImportPaper, ImportRow
from storage.inbox import Inbox, Throttled
from storage.invite import Invite
from storage.job import Job
from storage.machine import Machine
from storage.market import Market
from storage.material_need import MaterialNeed
from storage.moment import Moment
from storage.office import Office
from storage.outbox import Outbox
from storage.product import Product
from storage.production_report import ProductionReport
from storage.question import Question
from storage.register_import import RegisterImport
from storage.relay import Relay
from storage.reminder import Reminder, ReminderStop
from storage.returned_field import ReturnedField
from storage.role import Role
from storage.run import Run
from storage.segment import SavedSegment
from storage.topic import TopicOff

TABLES = (
    Attachment,
    Audit,
    AuditSeal,
    Broadcast,
    Bulk,
    Business,
    BusinessContact,
    Certificate,
    Claim,
    Consent,
    Contact,
    Delivery,
    Exclusion,
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
    Moment,
    Office,
    Outbox,
    Product,
    ProductionReport,
    Question,
    RegisterImport,
    Relay,
    Reminder,
    ReminderStop,
    ReturnedField,
    Role,
    Run,
    SavedSegment,
    TopicOff,
    Throttled,
)

metadata = Base.metadata
