"""Finding a stored budget, for the gap modules of that service."""

from moto.budgets.exceptions import NotFoundException
from moto.budgets.models import Budget
from moto.budgets.responses import BudgetsResponse


def find_budget(response: BudgetsResponse, account_id: str, name: str) -> Budget:
    """The budget, or AWS's own error for one that does not exist."""
    budget = response.backend.budgets[account_id].get(name)
    if budget is None:
        raise NotFoundException(f"Unable to get budget: {name} - the budget doesn't exist.")
    return budget
