//! The command line: clap types that become a layer of settings.
