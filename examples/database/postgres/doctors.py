"""A rule that holds between two rows, and what each level of isolation makes of it."""

from typing import LiteralString

from examples.database.postgres.server import Session

DOCTORS = """
DROP TABLE IF EXISTS doctors;
CREATE TABLE doctors AS SELECT unnest(ARRAY['ada', 'grace']) AS name, true AS on_call;
"""
ON_CALL: LiteralString = 'SELECT count(*) FROM doctors WHERE on_call'
SIGN_OFF: LiteralString = 'UPDATE doctors SET on_call = false WHERE name = %s'


def sign_off(ada: Session, grace: Session, level: LiteralString) -> int:
    """Let both look, and sign off because the other one stays; return how many are left."""
    ada(DOCTORS)
    for doctor in (ada, grace):
        doctor(f'BEGIN ISOLATION LEVEL {level}')
        assert doctor(ON_CALL) > 1
    ada(SIGN_OFF, 'ada')
    grace(SIGN_OFF, 'grace')
    ada('COMMIT')
    grace('COMMIT')
    return int(ada(ON_CALL))
