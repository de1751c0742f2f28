//! How firmly a date binds: the largest wins, the first of equals.

/// A date that is no deadline.
pub(super) const NOT: u8 = 0;
/// An event whose day ends a chance: "the slot is held until Friday".
pub(super) const WINDOW: u8 = 1;
/// An event that the clause only tells: "Dana presents the numbers on Friday".
pub(super) const TOLD: u8 = 2;
/// "the window closes on Friday".
pub(super) const CLOSING: u8 = 1;
/// A date without a verb: "Draft FAQ - Thu".
pub(super) const BARE: u8 = 2;
/// "ideally Wednesday".
pub(super) const WISHED: u8 = 3;
/// A day on which to act: "call him on Friday".
pub(super) const DAY: u8 = 4;
/// "until Friday", "in two weeks".
pub(super) const UNTIL: u8 = 5;
/// "by Friday", "due Friday".
pub(super) const BY: u8 = 6;
/// "Friday at the latest", "moved to Friday".
pub(super) const LATEST: u8 = 8;
