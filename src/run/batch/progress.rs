//! How far a batch is, on a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Files done, with rate and time left.
pub(super) struct Progress(ProgressBar);

/// Redraws a second: enough to see it move.
const REDRAWS: u8 = 5;

impl Progress {
    /// A bar on standard error where that is a terminal, and nothing elsewhere; `files` are to come.
    pub(super) fn new(files: usize, quiet: bool) -> Progress {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr_with_hz(REDRAWS) };
        let bar = ProgressBar::with_draw_target(Some(files as u64), target);
        let what = if files == 1 { "file" } else { "files" };
        let template = ["{bar:30} {pos}/{len} ", what, "  {per_sec}  {eta} left  {msg}"].concat();
        // A template that cannot be read would leave the usual bar.
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(500));
        Progress(bar)
    }

    pub(super) fn file_done(&self) {
        self.0.inc(1);
    }

    /// Says something above the bar.
    pub(super) fn aside(&self, say: impl FnOnce()) {
        self.0.suspend(say);
    }

    pub(super) fn finish(self) {
        self.0.finish_and_clear();
    }
}
