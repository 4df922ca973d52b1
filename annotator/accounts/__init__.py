"""People, sign-in and sessions."""

# Under this name the application keeps what signs a person in with a new session, for other
# features whose forms end with that or change what a person may do.
SIGN_IN = "annotator.finish_sign_in"
