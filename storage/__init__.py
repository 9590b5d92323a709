"""What is remembered: one file a noun, each with its table and the queries that read and write it.

Functions take `db` first, return rows or plain values, and never commit: the machine commits.
"""
