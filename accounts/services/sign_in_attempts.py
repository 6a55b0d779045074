"""Slowing down who guesses passwords, without shutting out whom they guess about.

Three counts: one address at one account, one address at all accounts, and one account from
all addresses. The last does not hold for browsers in which the account was signed in before,
so that strangers cannot keep its owner out. Nothing here asks whether the account exists.
"""

from dataclasses import dataclass

from accounts.services.throttling import Limit, count_attempt, take_attempt_back

QUARTER_OF_AN_HOUR = 15 * 60
PAIR = Limit("sign-in pair", 5, QUARTER_OF_AN_HOUR)
ADDRESS = Limit("sign-in address", 60, QUARTER_OF_AN_HOUR)
ACCOUNT = Limit("sign-in account", 40, QUARTER_OF_AN_HOUR)


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """One password typed for an account, from an address known by its hash only."""

    email: str
    address: str
    is_known_browser: bool

    @property
    def counts(self) -> tuple[tuple[Limit, str], ...]:
        account = self.email.strip().casefold()
        own = ((PAIR, f"{self.address} {account}"), (ADDRESS, self.address))
        return own if self.is_known_browser else (*own, (ACCOUNT, account))

    def count(self) -> bool:
        """Count the attempt; tell whether it was free.

        Where one limit is used up the next is not counted: one address alone cannot use up
        what the account has for all of them.
        """
        return all(count_attempt(limit=limit, key=key) for limit, key in self.counts)

    def take_back(self) -> None:
        """Forget the attempt: the password was right."""
        for limit, key in self.counts:
            take_attempt_back(limit=limit, key=key)
