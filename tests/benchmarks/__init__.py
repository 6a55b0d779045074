"""Speed as ratios: what something costs here, beside the least it could cost.

    python -m tests.benchmarks [name …]

Prints, and never fails because of a time: machines differ.
"""
