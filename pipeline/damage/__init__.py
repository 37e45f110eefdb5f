"""The kinds of damage a print can have, and what each costs: plain data.

A kind is one record with its prices: :mod:`cells`, :mod:`weights`, :mod:`labels`, :mod:`pages`.
What is said of it, its name in Chinese, ``docs/damage.md`` and the lists of the trial grounds are
taken from there; what it does to a row is the repair's.
"""
