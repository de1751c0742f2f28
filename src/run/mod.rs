//! Many emails: one that fails does not stop the rest.
