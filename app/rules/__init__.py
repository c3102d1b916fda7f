"""The rules module: pure functions from a case and a policy to an assessment.

No Qt, no files, no clock, no network, no pydantic. The entry point is `app.rules.assess.assess`.
"""
