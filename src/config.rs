//! Settings from layers: built-in, the user's file, the vault's file, flags.
