"""Bots that ask the same ten questions, written as the documentation of their libraries teaches."""

QUESTIONS = (
    "What is the full name of the owner?",
    "What number can the office call?",
    "What is the business called?",
    "In which kecamatan is the business?",
    "Which desa or kelurahan?",
    "What is made there?",
    "Which of the two does the product belong to?",
    "How many men work there?",
    "How many women work there?",
    "How much is made in a month?",
)
THANKS = "Thank you, that was all."


def asks(number: int) -> str:
    """The words of a question, which begin with its place."""
    return f"{number + 1} of {len(QUESTIONS)}. {QUESTIONS[number]}"
