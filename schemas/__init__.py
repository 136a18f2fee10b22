"""What is said on the wire: models of every event, row and alert, and the catalogue of topics.

Needs pydantic and the standard library only, so another program can install it to read the topics.
"""
