"""Osterby Home Care: the system is being built, the organisation is not ready, and IT is too
small to be shown. The company is invented.
"""

from assessments.demo.story import ClientStory, FactValue, GroupStory, RoundStory
from assessments.enums import AnonymityMode, ClientType, Sector, SizeBand

LEVELS: dict[str, tuple[float | None, ...]] = {
    "S1": (2.6, 2.0, 1.8, 2.0),
    "S2": (3.0, 2.3, 2.2, 2.1),
    "S3": (2.8, 2.2, 1.9, 1.9),
    "S4": (2.3, 2.0, None, 1.8),
    "S5": (2.5, 2.3, 2.6, None),
    "S6": (2.2, 1.9, None, 1.9),
    "C1": (2.6, 2.0, 2.2, 2.0),
    "C2": (2.2, 1.6, 1.5, 1.7),
    "C3": (2.6, 1.8, 1.5, 1.8),
    "C4": (2.0, 1.6, 1.5, 1.7),
    "C5": (2.1, 1.6, 1.5, 1.6),
    "C6": (2.7, 2.0, 1.9, 2.0),
    "Q1": (2.9, 2.1, 1.9, 2.0),
    "Q2": (None, 2.0, 1.9, 2.1),
    "Q3": (None, 1.9, None, 1.8),
    "Q4": (3.0, 2.4, 2.2, 2.8),
    "Q5": (None, 2.0, 2.0, 2.0),
    "Q6": (2.6, 2.0, 1.8, 2.0),
    "A1": (2.3, 1.9, None, 1.8),
    "A2": (2.4, 2.0, None, 1.9),
    "A3": (2.2, 1.8, None, 1.8),
    "A4": (None, 1.9, 1.7, 2.2),
    "A5": (None, 2.0, None, 2.3),
    "A6": (2.0, 1.8, None, 2.4),
}

TEXTS = (
    "Families do not know who will come tomorrow, and at what time.",
    "Visits are missed when a colleague is ill, because the plan is on paper.",
    "We were told that we get a new system, nobody said why.",
    "Families call the office instead of the carer, and the office knows nothing.",
    "Wishes of our clients are written down at the start and never read again.",
    "The software of the last project is still in the cupboard.",
    "Complaints disappear between the teams.",
    "I spend an hour a day writing the same things in three places.",
    "We want fewer calls and more time with people.",
    "New clients wait two weeks for a first visit.",
    "Nobody knows how many families leave us and why.",
    "The hospital sends people home and we hear about it a day later.",
    "It is about keeping up with the others.",
    "Carers change too often, and families hear it last.",
)

FACTS: dict[str, FactValue] = {
    "S1b": "1100",
    "S3c": "1000",
    "S4b": 12,
    "S4d": 4,
    "S6c": "1000",
    "C4e": "na",
    "Q1b": 58,
    "Q1c": 9,
    "Q1d": 66,
    "Q2b": 41,
    "Q2c": {"bad": 9, "checked": 60, "months": 6},
    "Q3b": "100000",
    "Q3c": 10,
    "Q4c": "1110",
    "A1c": "1100",
}

NOTES: dict[str, tuple[str, ...]] = {
    "S1b": ("Letter to the owners", "Count of missed visits in spring", "", ""),
    "S3c": ("Minutes of the management meeting", "", "", ""),
    "S4b": ("Offer of the supplier and own estimate",),
    "S4d": ("Contract of last December",),
    "Q1b": ("Sample of 60 client records",),
    "Q1c": ("Sample of 60 client records",),
    "Q1d": ("Calls to 60 families",),
    "Q2c": ("Calls to 60 families",),
    "Q4c": ("Register kept by the data protection officer",) * 3 + ("",),
    "A1c": ("Project plan, page 2", "Project plan, page 2", "", ""),
}

OSTERBY = ClientStory(
    number=2,
    name="Osterby Home Care",
    sector=Sector.HEALTH,
    size_band=SizeBand.MEDIUM,
    client_type=ClientType.B2C,
    title="Before the new system goes live",
    mode=AnonymityMode.ANONYMOUS,
    groups=("executives", "business", "frontline", "it"),
    levels=LEVELS,
    unknown={"Q6b": {"frontline": 30}, "S3a": {"frontline": 25}, "Q4a": {"frontline": 20}},
    texts=TEXTS,
    notes=NOTES,
    rounds=(
        RoundStory(
            quarters_ago=1,
            groups={
                "executives": GroupStory(7, 6),
                "business": GroupStory(14, 9, 1),
                "frontline": GroupStory(45, 21, 4),
                "it": GroupStory(4, 3),
            },
            facts=FACTS,
        ),
    ),
)
