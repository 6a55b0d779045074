"""Fixed choices of the assessments application."""

from django.conf import settings
from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


def languages() -> list[tuple[str, str]]:
    """Return the languages of participants' pages and reports, each by its own name."""
    return settings.LANGUAGES


class ClientType(TextChoices):
    """To whom the client sells; decides which items apply."""

    B2B = "b2b", _("Other companies (B2B)")
    B2C = "b2c", _("Consumers (B2C)")
    BOTH = "both", _("Companies and consumers")


class SizeBand(TextChoices):
    """How many people work for the client."""

    SMALL = "small", _("Up to 49 people")
    MEDIUM = "medium", _("50 to 249 people")
    LARGE = "large", _("250 to 999 people")
    VERY_LARGE = "very_large", _("1,000 people or more")


class Sector(TextChoices):
    """What the client does."""

    MANUFACTURING = "manufacturing", _("Manufacturing")
    TRADE = "trade", _("Trade and retail")
    FINANCE = "finance", _("Banking and insurance")
    SERVICES = "services", _("Professional services")
    TECHNOLOGY = "technology", _("Technology and telecoms")
    HEALTH = "health", _("Health and care")
    PUBLIC = "public", _("Public sector and education")
    ENERGY = "energy", _("Energy and utilities")
    TRANSPORT = "transport", _("Transport and logistics")
    OTHER = "other", _("Other")


class Currency(TextChoices):
    """In which the client counts money, by ISO 4217."""

    EUR = "EUR", _("Euro (EUR)")
    USD = "USD", _("US dollar (USD)")
    GBP = "GBP", _("Pound sterling (GBP)")
    CHF = "CHF", _("Swiss franc (CHF)")
    SEK = "SEK", _("Swedish krona (SEK)")
    NOK = "NOK", _("Norwegian krone (NOK)")
    DKK = "DKK", _("Danish krone (DKK)")
    PLN = "PLN", _("Polish złoty (PLN)")
    CZK = "CZK", _("Czech koruna (CZK)")
    AED = "AED", _("UAE dirham (AED)")
    SAR = "SAR", _("Saudi riyal (SAR)")


class Cadence(TextChoices):
    """How often a client is measured."""

    QUARTERLY = "quarterly", _("Every quarter")
    HALF_YEARLY = "half_yearly", _("Every half year")
    ONCE = "once", _("Once")


class RoundState(TextChoices):
    """Where a round stands."""

    DRAFT = "draft", _("In preparation")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    PUBLISHED = "published", _("Published")


class AnonymityMode(TextChoices):
    """What links a person to an invitation."""

    CONFIDENTIAL = "confidential", _("Confidential")
    ANONYMOUS = "anonymous", _("Anonymous")


class Side(TextChoices):
    """Which side of the house a group belongs to."""

    BUSINESS = "business", _("Business")
    IT = "it", _("IT")


class ParticipantState(TextChoices):
    """How far a participant has come; no time is kept."""

    INVITED = "invited", _("Invited")
    JOINED = "joined", _("Joined")
    SUBMITTED = "submitted", _("Handed in")


class VotePhase(IntegerChoices):
    """Blind vote first, second vote after the discussion."""

    BLIND = 1, _("First vote")
    SECOND = 2, _("Second vote")


class SessionStage(TextChoices):
    """What a workshop is doing."""

    GATHERING = "gathering", _("People join")
    VOTING = "voting", _("Voting")
    CLOSING = "closing", _("Waiting for the last votes")
    REVEALED = "revealed", _("Answers shown")
    ENDED = "ended", _("Ended")


class PlaceKind(TextChoices):
    """How a seat of a workshop votes."""

    PHONE = "phone", _("Phone")
    PAPER = "paper", _("Paper")
    SIMULATED = "simulated", _("Simulated")


class AgendaState(TextChoices):
    """What became of an item on the agenda of a workshop."""

    WAITING = "waiting", _("To come")
    PARKED = "parked", _("Parked")
    SKIPPED = "skipped", _("Skipped")
    DONE = "done", _("Discussed")


class RehearsalState(TextChoices):
    """Where a rehearsal stands."""

    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Broken off")


class RehearsalStep(TextChoices):
    """What a rehearsal is doing."""

    JOINING = "joining", _("Thirty simulated people come in")
    VOTING = "voting", _("They vote, some of them over a bad network")
    RECONNECTING = "reconnecting", _("All lose the network and come back")
    CHECKING = "checking", _("Every vote is looked for in the database")


class RehearsalTrouble(TextChoices):
    """Why a rehearsal broke off."""

    WORKER_LOST = "worker_lost", _("The program that rehearses was stopped in the middle.")
    UNREACHABLE = "unreachable", _("The simulated phones could not reach this server.")
    ROUND_CLOSED = "round_closed", _("The round was closed in the middle.")
    STOPPED = "stopped", _("Somebody stopped it.")
    BROKEN = "broken", _("Something went wrong that the log of the server tells about.")
