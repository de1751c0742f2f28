//! One email through all stages.
