"""What a demo client's story is made of; `nordhaven` and `osterby` tell one each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.enums import AnonymityMode, ClientType, Sector, SizeBand

# A checklist: which elements exist ("1100"); otherwise the number, stage or parts as entered.
FactValue = str | int | float | dict[str, int]


@dataclass(frozen=True, slots=True)
class GroupStory:
    """One group in one round: asked, answered, and begun without handing in."""

    headcount: int
    answered: int
    begun: int = 0


@dataclass(frozen=True, slots=True)
class RoundStory:
    """One quarter. `lift` is what moved since the story's levels, by capability code."""

    quarters_ago: int
    groups: Mapping[str, GroupStory]
    facts: Mapping[str, FactValue]
    lift: Mapping[str, float] = field(default_factory=dict)
    lift_of_the_rest: float = 0.0

    @property
    def is_open(self) -> bool:
        return self.quarters_ago == 0


@dataclass(frozen=True, slots=True)
class ClientStory:
    """A client, how its people see it, and its rounds, oldest first.

    `levels` holds, for each capability, the level each group sees in the order of
    `groups`; None where the group is not asked. `unknown` holds how many of 100 people of
    a group say "I don't know" to an item.
    """

    number: int
    name: str
    sector: Sector
    size_band: SizeBand
    client_type: ClientType
    title: str
    mode: AnonymityMode
    groups: tuple[str, ...]
    levels: Mapping[str, tuple[float | None, ...]]
    unknown: Mapping[str, Mapping[str, int]]
    texts: tuple[str, ...]
    notes: Mapping[str, tuple[str, ...]]
    rounds: tuple[RoundStory, ...]
    item_offsets: Mapping[str, float] = field(default_factory=dict)
    target_profile: Mapping[str, float] = field(default_factory=dict)
    customer_records: int | None = None
    record_cost: Decimal | None = None
    currency: str = ""
