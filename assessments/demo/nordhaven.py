"""Nordhaven Pumps: leaders rosier than the frontline, business and IT at odds, ready for a pilot.

Two quarters ago nobody had written the problem down. Then they did, chose a pilot team and put
the lawful use of data in order; daily work has hardly changed yet. The company is invented.
"""

from decimal import Decimal

from assessments.demo.story import ClientStory, FactValue, GroupStory, RoundStory
from assessments.enums import AnonymityMode, ClientType, Currency, Sector, SizeBand

GROUPS = ("executives", "business", "frontline", "it")

LEVELS: dict[str, tuple[float | None, ...]] = {
    "S1": (4.0, 3.6, 3.0, 3.2),
    "S2": (3.7, 3.1, 2.7, 2.8),
    "S3": (4.2, 3.6, 3.0, 3.3),
    "S4": (3.3, 2.8, None, 2.4),
    "S5": (3.1, 2.8, 2.4, None),
    "S6": (3.3, 2.9, None, 2.7),
    "C1": (3.3, 2.5, 2.0, 2.4),
    "C2": (3.4, 2.6, 2.1, 2.3),
    "C3": (3.7, 2.4, 2.1, 2.4),
    "C4": (2.8, 2.2, 1.8, 2.1),
    "C5": (2.8, 2.1, 1.9, 1.8),
    "C6": (3.5, 2.6, 2.1, 2.4),
    "Q1": (3.8, 2.9, 2.3, 2.1),
    "Q2": (None, 3.6, 3.1, 2.7),
    "Q3": (None, 3.3, None, 2.0),
    "Q4": (3.5, 2.8, 2.5, 2.7),
    "Q5": (None, 2.3, 2.4, 2.4),
    "Q6": (3.4, 2.6, 2.1, 2.3),
    "A1": (3.5, 3.3, None, 2.1),
    "A2": (3.3, 2.9, None, 2.4),
    "A3": (3.1, 2.7, None, 2.2),
    "A4": (None, 2.3, 2.0, 2.5),
    "A5": (None, 2.3, None, 3.1),
    "A6": (2.4, 2.2, None, 3.5),
}

UNKNOWN = {
    "S1a": {"frontline": 18},
    "S3a": {"business": 5, "frontline": 15, "it": 5},
    "S3b": {"frontline": 22},
    "S4a": {"business": 12, "it": 10},
    "Q2a": {"frontline": 25},
    "Q4a": {"business": 8, "frontline": 28},
    "Q4b": {"business": 10, "frontline": 26},
    "Q6b": {"business": 20, "frontline": 38},
    "A2b": {"business": 12},
    "A5a": {"business": 45},
    "A5c": {"business": 55},
}

TEXTS = (
    "Customers ring three times before one of us can say when their pump will arrive.",
    "One customer in five leaves after the first repair, and we do not know why.",
    "Quotes take nine days, and by then the customer has bought elsewhere.",
    "Nobody sees the whole customer: sales, service and billing each keep their own list.",
    "Service visits are booked without knowing what was promised at the sale.",
    "We lose repeat orders because nobody calls when a pump is due for a check.",
    "The customer tells us the same story four times before somebody helps.",
    "When a colleague leaves, what she knew about her customers leaves with her.",
    "Too many first repairs fail, and the customer pays with a second day of standstill.",
    "We promise dates that the workshop has never heard of.",
    "Late answers to complaints cost us two large accounts last year.",
    "We cannot tell which customers earn us money and which cost us money.",
    "Spare parts orders go missing between the phone and the system.",
    "Half of my day goes into finding the right contact at the customer.",
    "Two of us visited the same plant in the same week and neither knew.",
    "Customers leave us after the warranty ends, one in five each year.",
    "The old database is slow and we need a new one.",
    "We want to be closer to our customers.",
    "Getting everybody to work in one place instead of in private spreadsheets.",
    "Reports for the board take a week of copying.",
    "It should stop customers leaving after the first repair.",
    "Nobody owns a complaint from start to end.",
    "We find out that a customer is unhappy when the order stops.",
    "Prices in quotes differ from person to person.",
    "I do not see a customer problem here, it is a project of head office.",
    "Repairs are booked twice because the phone team cannot see the calendar.",
    "Contacts are out of date, so letters and offers go to people long gone.",
    "We answer whoever shouts loudest and forget the quiet customers.",
    "Our promise of two days for spare parts is kept for half of the orders.",
    "Sales and service blame each other when a customer leaves.",
    "Five systems hold a customer address and no two agree.",
    "The renewal of service contracts is left to chance.",
    "We should lose fewer customers after the first repair, today it is one in five.",
    "New colleagues need a year to learn who is who at the customer.",
    "Requests from the web page are read once a week.",
    "Our machines could tell us when they need help, and nobody uses it.",
)

NOTES: dict[str, tuple[str, ...]] = {
    "S1b": (
        "Problem paper for the board, page 1",
        "Service report, customers lost after the first repair: 19 %",
        "Problem paper, page 2: down to 12 %",
        "Problem paper, page 2: within 18 months",
    ),
    "S3c": (
        "Board minutes, item 4: head of customer service",
        "Letter of appointment: sales desk, service and spare parts",
        "Letter of appointment: own budget line",
        "",
    ),
    "S4b": ("Programme budget, sheet 3",),
    "S4d": ("Contract register",),
    "S6c": (
        "Service team for water utilities, 11 people",
        "Team lead agreed in writing",
        "Second visits for the same fault, per month",
        "Own customer list, kept apart in the service tool",
    ),
    "C4e": ("Log of the present contact database, last four weeks",),
    "Q1b": ("Sample of 200 records, protocol in the quality folder",),
    "Q1c": ("Match run over all company records",),
    "Q1d": ("Sample of 150 contacts called by the service desk",),
    "Q2b": ("Change dates in the contact database",),
    "Q2c": ("The 150 contacts of the call sample",),
    "Q3b": (
        "Source list, version 2",
        "Match rule agreed with sales",
        "",
        "",
        "Result of the test load in the project folder",
        "",
    ),
    "Q3c": ("Load plan, sources with automatic transfer",),
    "Q4c": (
        "Record of processing, section 2",
        "Record of processing, section 3",
        "Deletion rules, signed",
        "",
    ),
    "Q5b": ("List of the top 100 customers with parent company",),
    "A1c": (
        "Charter of the joint team, page 1",
        "Charter of the joint team, page 1",
        "Charter of the joint team, page 2",
        "",
    ),
}

NOW: dict[str, FactValue] = {
    "S1b": "1111",
    "S3c": "1110",
    "S4b": 24,
    "S4d": 4,
    "S6c": "1111",
    "C4e": 34,
    "Q1b": 67,
    "Q1c": 12.5,
    "Q1d": 71,
    "Q2b": 17,
    "Q2c": {"bad": 18, "checked": 150, "months": 4},
    "Q3b": "110010",
    "Q3c": 35,
    "Q4c": "1110",
    "Q5b": 26,
    "A1c": "1110",
}
BEFORE: dict[str, FactValue] = NOW | {
    "S1b": "1000",
    "S4b": 8,
    "S4d": 3,
    "S6c": "1100",
    "C4e": 31,
    "Q1b": 64,
    "Q1d": 69,
    "Q2b": 15,
    "Q2c": {"bad": 14, "checked": 110, "months": 4},
    "Q3b": "110000",
    "Q4c": "1000",
    "Q5b": 21,
    "A1c": "1000",
}
# Six are still to come in the open round.
OPEN: dict[str, FactValue] = {
    item: value
    for item, value in (NOW | {"S4b": 26, "C4e": 37, "Q3b": "111010"}).items()
    if item not in {"Q1b", "Q1c", "Q1d", "Q2b", "Q2c", "Q5b"}
}

NORDHAVEN = ClientStory(
    number=1,
    name="Nordhaven Pumps",
    sector=Sector.MANUFACTURING,
    size_band=SizeBand.MEDIUM,
    client_type=ClientType.B2B,
    title="Ready for the new customer system?",
    mode=AnonymityMode.CONFIDENTIAL,
    groups=GROUPS,
    levels=LEVELS,
    unknown=UNKNOWN,
    texts=TEXTS,
    notes=NOTES,
    item_offsets={"S1c": -0.6, "S5b": -0.5, "A2b": 0.2, "C2a": 0.3, "C2b": -0.2},
    target_profile={"S": 3.5, "C": 3.0, "Q": 3.5, "A": 3.5},
    customer_records=48_000,
    record_cost=Decimal(5),
    currency=Currency.EUR,
    rounds=(
        RoundStory(
            quarters_ago=2,
            groups={
                "executives": GroupStory(6, 5),
                "business": GroupStory(24, 15, 2),
                "frontline": GroupStory(60, 27, 6),
                "it": GroupStory(8, 6, 1),
            },
            facts=BEFORE,
            lift={"S1": -0.5, "S3": -0.4, "Q4": -0.3, "A1": -0.2},
            lift_of_the_rest=-0.05,
        ),
        RoundStory(
            quarters_ago=1,
            groups={
                "executives": GroupStory(6, 6),
                "business": GroupStory(24, 17, 2),
                "frontline": GroupStory(60, 33, 5),
                "it": GroupStory(8, 7),
            },
            facts=NOW,
        ),
        RoundStory(
            quarters_ago=0,
            groups={
                "executives": GroupStory(6, 4, 1),
                "business": GroupStory(24, 10, 3),
                "frontline": GroupStory(60, 14, 6),
                "it": GroupStory(8, 3, 1),
            },
            facts=OPEN,
            lift={"C2": 0.2, "C4": 0.2, "A1": 0.2},
            lift_of_the_rest=0.05,
        ),
    ),
)
