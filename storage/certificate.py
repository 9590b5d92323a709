"""A certificate: a number or permit that a business holds, or says that it has not yet."""

from sqlalchemy import Boolean, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import index_of_few
from storage.part import Part


class Certificate(Part):
    __tablename__ = "certificate"
    __table_args__ = tuple(index_of_few("certificate", name) for name in ("photo_id", "expires_on"))

    kind: Mapped[str] = mapped_column(String(12))
    """nib, npwp, pirt, halal, bpom, sni, trademark or other."""
    is_held: Mapped[bool] = mapped_column(Boolean, default=True)
    """False if the owner says: not yet."""
    number: Mapped[str | None] = mapped_column(String(80))
    """As text: many begin with 0."""
    name: Mapped[str | None] = mapped_column(String(160))
    """What a paper of kind other is called."""
    expires_on: Mapped[str | None] = mapped_column(String(10))
    """ISO day, which sorts as it should."""
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))
