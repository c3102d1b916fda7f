"""The wording of answers: phrases in both languages, and the words for values, options and outcomes.

Window, papers and command line all take their wording from here, so that each thing is said in one way.
"""
