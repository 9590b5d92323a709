"""`python -m tests.faults`: every row of the table in its full dose, and the mutation check; then a table."""

import asyncio
import dataclasses
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from tests.faults import synced
from tests.faults.checker import Violation
from tests.faults.ground import Dose, Outcome
from tests.faults.mutations import MUTATIONS
from tests.faults.people import Unanswered
from tests.faults.rows import MODULES, row, scratch

console = Console(highlight=False, markup=False, soft_wrap=True)
COLUMNS = ("row", "dose", "kills", "updates", "lost", "doubled", "moved", "twice", "seconds")
SHOWN = 10
"""Violations told of each row."""


def main(
    only: Annotated[str, typer.Option(help="One row, such as F1, or `mutations`.")] = "",
    dose: Annotated[Literal["small", "full"], typer.Option(help="How much of each fault.")] = "full",
    seed: Annotated[int, typer.Option(help="Where chance begins.")] = 1,
    count: Annotated[int, typer.Option(help="Another count than the dose's own.")] = 0,
    seconds: Annotated[float, typer.Option(help="Another cap than the dose's own.")] = 0.0,
) -> None:
    """Try what must survive. Ends with 1 if any row is red."""
    if only and only not in (*MODULES, "mutations"):
        console.print(f"There is no row {only}: {', '.join(MODULES)}, mutations.")
        raise typer.Exit(2)
    changes: dict[str, float] = {"seed": seed}
    changes |= {name: value for name, value in (("count", count), ("seconds", seconds)) if value}
    outcomes = [_try(name, dose, changes) for name in MODULES if only in ("", name) and _is_possible(name)]
    if outcomes:
        console.print(_table(outcomes))
    are_red = [_check_mutations()] if only in ("", "mutations") else []
    raise typer.Exit(0 if all([*are_red, *(outcome.is_green for outcome in outcomes)]) else 1)


def _is_possible(name: str) -> bool:
    if name == synced.NAME and not synced.is_possible():
        console.print(f"{name}: skipped, it needs strace.")
        return False
    return True


def _try(name: str, size: str, changes: dict[str, float]) -> Outcome:
    script = row(name)
    dose: Dose = dataclasses.replace(script.SMALL if size == "small" else script.FULL, **changes)
    console.print(f"{name}: {script.WHAT}, {dose.count} times, at most {dose.seconds:.0f} s …")
    with scratch() as folder:
        try:
            outcome: Outcome = asyncio.run(script.run(dose, folder))
        except Unanswered as silence:
            outcome = Outcome(name, dose.count, violations=[Violation("I8", "stuck", str(silence))])
    console.print(f"  {'green' if outcome.is_green else 'RED'} after {outcome.seconds:.0f} s")
    for violation in outcome.violations[:SHOWN]:
        console.print(f"  {violation}")
    if len(outcome.violations) > SHOWN:
        console.print(f"  and {len(outcome.violations) - SHOWN} more")
    if not outcome.violations and not outcome.is_green:
        console.print(f"  the cap came after {outcome.done} of {outcome.wanted}")
    return outcome


def _table(outcomes: list[Outcome]) -> Table:
    table = Table(*COLUMNS)
    for outcome in outcomes:
        counts = (outcome.count(kind) for kind in ("lost", "doubled", "reordered"))
        table.add_row(
            outcome.row,
            f"{outcome.done} of {outcome.wanted}",
            *map(str, (outcome.kills, outcome.updates, *counts, outcome.repeats)),
            f"{outcome.seconds:.0f}",
            style="green" if outcome.is_green else "red",
        )
    return table


def _check_mutations() -> bool:
    """Whether each guard that is taken away turns its row red."""
    console.print(f"Mutation check: {len(MUTATIONS)} guards are taken away, at most 90 s each …")
    are_red = True
    for mutation in MUTATIONS:
        if not mutation.is_possible:
            console.print(f"  without '{mutation.guard}': skipped, it needs strace")
            continue
        outcome = asyncio.run(mutation.run())
        are_red = are_red and bool(outcome.violations)
        told = f"RED as it must be: {outcome.violations[0]}" if outcome.violations else "STILL GREEN"
        console.print(f"  without '{mutation.guard}': {mutation.row} is {told}")
    return are_red


if __name__ == "__main__":
    typer.run(main)
