"""People as an administrator cares for them: made, disabled, given a new password."""
