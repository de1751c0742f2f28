//! Notes into the files of a vault, and back.
