"""What is typed to narrow the list of IKM: words of a product, or a code."""

from dialogue.fields import Words
from dialogue.form import Form
from dialogue.i18n import _

PRODUCT = Form(
    name="filter_products",
    title=_("Product"),
    fields=(
        Words(
            name="products",
            label=_("Product"),
            question=_("Which product? Type a word of it."),
            example=_("batik, or keripik"),
            most=40,
        ),
    ),
    has_help=False,
)
KBLI = Form(
    name="filter_kbli",
    title=_("KBLI code"),
    fields=(
        Words(
            name="kbli",
            label=_("KBLI code"),
            question=_("Which KBLI code? Its first digits are enough."),
            example="10794",
            most=5,
            letters=0,
        ),
    ),
    has_help=False,
)
