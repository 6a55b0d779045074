"""A round as arrays: what was answered, what follows from it, and how sure that is.

Data flows from `layout` (the framework) and `tallies` (the answers) through `basis`,
`group_shares` and `composition` (the scores) to `coefficients`, `composites` and
`uncertainty` (their errors).
"""
