"""What is weak about an installation, in plain words for the person who runs it."""

from crm_readiness.doctor import database, doors, keeping, people
from crm_readiness.doctor.findings import Finding, Weight
from crm_readiness.doctor.registry import CHECKS, examine

__all__ = ["CHECKS", "Finding", "Weight", "database", "doors", "examine", "keeping", "people"]
