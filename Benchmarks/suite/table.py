"""The table of figures."""
import dataclasses


@dataclasses.dataclass
class Row:
    """One figure beside its peer and its budget."""

    work: str
    ours: str
    ours_cpu: float | None = None
    peer: str = ""
    peer_cpu: float | None = None
    ratio: float | None = None
    budget: str = ""
    met: bool | None = None
    """None where there is no budget."""


def at_least(row, factor):
    """Gives `row` the budget of a ratio."""
    row.budget, row.met = f">= {factor:g} x", row.ratio >= factor
    return row


def text(rows):
    """The rows in aligned columns."""
    heads = ["work", "ours", "CPU s", "peer", "CPU s", "ratio", "budget", "met"]
    lines = [heads] + [_cells(row) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    right = {1, 2, 3, 4, 5}
    rule = ["-" * width for width in widths]
    return "\n".join(
        "  ".join(cell.rjust(width) if column in right else cell.ljust(width)
                  for column, (cell, width) in enumerate(zip(line, widths))).rstrip()
        for line in [lines[0], rule, *lines[1:]])


def as_json(row):
    return dataclasses.asdict(row)


def _cells(row):
    return [
        row.work, row.ours, _seconds(row.ours_cpu), row.peer, _seconds(row.peer_cpu),
        "" if row.ratio is None else f"{row.ratio:.2f} x" if row.ratio < 10 else f"{row.ratio:.1f} x", row.budget,
        {None: "", True: "yes", False: "NO"}[row.met]]


def _seconds(value):
    return "" if value is None else f"{value:.3f}" if value < 1 else f"{value:.1f}"
