"""The room of language: the phrases of every area, and the words for values, outcomes and what an office decided.

Whatever a screen, a page or a terminal says of an answer is worded here once.
"""
