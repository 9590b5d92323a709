"""Who may do what: one question, denied unless a line below allows it. docs/hak-akses.md shows it as a table.

An owner's rights come from speaking for a business, all others from a role, which holds in one office.
A leader or a buyer will be one more line in a table like these: over an organisation or a need of one's own,
which are then more sets of contacts in Resource, as the speakers of a business are.
"""

from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from storage import business, role
from storage.business import Business

OWNER = "owner"
VIEW, EDIT, SPEAK, ENTER, VERIFY = "view", "edit", "speak", "enter", "verify"
IMPORT, EXPORT, WRITE_NOTICES, SEND_NOTICES = "import", "export", "write_notices", "send_notices"
APPROVE, MANAGE_ROLES, READ_AUDIT, FOUND = "approve", "manage_roles", "read_audit", "found"
KEEP_OFFICE = "keep_office"

ACTIONS = {
    VIEW: "see a record and everything in it",
    EDIT: "change a record",
    SPEAK: "act as the business: let others in, hand out its card, agree to things",
    ENTER: "begin a record for an owner who is not on Telegram",
    VERIFY: "verify or return a record, confirm who owns it",
    IMPORT: "bring a list in",
    EXPORT: "take the register out",
    WRITE_NOTICES: "write a notice",
    SEND_NOTICES: "send a notice",
    APPROVE: "approve a notice to many",
    MANAGE_ROLES: "invite people to a role and take roles back",
    READ_AUDIT: "read the audit",
    FOUND: "found an office and change its name and zone",
    KEEP_OFFICE: "change an office's hours, quiet hours, contact person and number",
}
"""Every right is a word of its own."""

_OFFICER = {VIEW, EDIT, ENTER, VERIFY, IMPORT, EXPORT, WRITE_NOTICES, SEND_NOTICES}
ON_OWN: dict[str, set[str]] = {OWNER: {VIEW, EDIT, SPEAK}, role.FIELD_HELPER: {VIEW, EDIT}}
"""On a record of one's own: an owner speaks for it; a field helper began it and nobody has claimed it."""
IN_OFFICE: dict[str, set[str]] = {
    role.FIELD_HELPER: {ENTER},
    role.OFFICER: _OFFICER,
    role.HEAD: _OFFICER | {APPROVE, MANAGE_ROLES, READ_AUDIT, KEEP_OFFICE},
}
"""On everything in the office in which the role is held."""
ANYWHERE: dict[str, set[str]] = {role.ADMIN: {MANAGE_ROLES, FOUND, KEEP_OFFICE}}
"""In every office. An admin runs the service and has no business with an owner's data."""


@dataclass(frozen=True)
class Actor:
    """Somebody who wants to do something: roles are pairs of name and office."""

    contact: int
    roles: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True)
class Resource:
    """What it is done to: an office, or a business in it."""

    office: int
    speakers: frozenset[int] = field(default_factory=frozenset)
    """Contacts that speak for the business."""
    entered_by: int | None = None
    is_claimed: bool = False
    """Its owner took it over once; it stays so when nobody speaks for it any more."""
    is_deleted: bool = False


def authorize(actor: Actor, action: str, resource: Resource) -> bool:
    """Whether the actor may do this to the resource, as far as the tables above say so."""
    if resource.is_deleted:
        return False
    if actor.contact in resource.speakers and action in ON_OWN[OWNER]:
        return True
    is_unclaimed = not resource.is_claimed and not resource.speakers
    began_it = is_unclaimed and resource.entered_by == actor.contact
    for name, office in actor.roles:
        if action in ANYWHERE.get(name, ()):
            return True
        if office != resource.office:
            continue
        if action in IN_OFFICE.get(name, ()) or (began_it and action in ON_OWN.get(name, ())):
            return True
    return False


async def actor_of(db: AsyncSession, contact_id: int) -> Actor:
    """The contact with the roles held at this moment."""
    held = await role.held_by(db, contact_id)
    return Actor(contact_id, frozenset((one.name, one.office_id) for one in held))


async def may(db: AsyncSession, contact_id: int, action: str, office_id: int) -> bool:
    """Whether the contact may do this in the office."""
    return authorize(await actor_of(db, contact_id), action, Resource(office_id))


async def resource_of(db: AsyncSession, wanted: Business) -> Resource:
    """A business as something to be authorized for."""
    return Resource(
        wanted.office_id,
        frozenset(await business.speakers(db, wanted.id)),
        wanted.entered_by,
        is_claimed=wanted.claimed_at is not None,
        is_deleted=wanted.removed_at is not None,
    )


async def business_for(db: AsyncSession, contact_id: int, action: str, business_id: int) -> Business | None:
    """The business, if the contact may do this to it; what one may not touch is not found."""
    wanted = await business.by_id(db, business_id)
    if wanted is None or wanted.removed_at is not None:
        return None
    if action in ON_OWN[OWNER] and await business.speaks_for(db, contact_id, business_id):
        return wanted
    actor = await actor_of(db, contact_id)
    if not actor.roles:
        return None
    return wanted if authorize(actor, action, await resource_of(db, wanted)) else None
