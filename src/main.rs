//! The edge of the process.

use std::io::{self, BufWriter, IsTerminal, LineWriter, Write};
use std::process::ExitCode;

use meeting_tasks::cli::{self, Asked};
use meeting_tasks::run::{self, Console};

fn main() -> ExitCode {
    let Asked { job, today } = match cli::parse(std::env::args_os()) {
        Ok(asked) => asked,
        Err(error) => error.exit(),
    };
    let mut stdin = io::stdin();
    let stdout = io::stdout().lock();
    let stdout_is_terminal = stdout.is_terminal();
    let mut out: Box<dyn Write> =
        if stdout_is_terminal { Box::new(LineWriter::new(stdout)) } else { Box::new(BufWriter::new(stdout)) };
    run::run(
        job,
        &mut Console {
            stdin_is_terminal: stdin.is_terminal(),
            stdin: &mut stdin,
            out: &mut out,
            err: &mut io::stderr().lock(),
            width: stdout_is_terminal.then(terminal_width).flatten(),
            color: stdout_is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
            today: today.unwrap_or_else(|| chrono::Local::now().date_naive()),
        },
    )
    .into()
}

/// Columns of the terminal, as the shell says.
fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}
