//! What a program wrote into the message: patches, stack traces, log lines.

use super::view::View;

/// The end of the patch, trace or log that begins at line `index`.
pub(super) fn block(view: &View<'_>, index: usize, end: usize) -> Option<usize> {
    let line = view.get(index)?;
    patch(view, index, end)
        .or_else(|| trace(view, index, end))
        .or_else(|| log(view, index, end))
        .or_else(|| is_trailer(line.text).then_some(index + 1))
}

/// A diff, or the list of changed files under the `---` of a mailed patch.
fn patch(view: &View<'_>, index: usize, end: usize) -> Option<usize> {
    let line = view.get(index)?;
    let next = view.get(index + 1).map_or("", |line| line.text);
    let starts = line.text.starts_with("diff --git ")
        || line.text.starts_with("diff -u")
        || (line.text.starts_with("@@ -") && line.text.get(4..).is_some_and(|rest| rest.contains("@@")))
        || (line.text.starts_with("--- ") && next.starts_with("+++ "))
        || (line.text.starts_with("Index: ") && next.starts_with("====="))
        || (line.text == "---" && is_stat(next))
        || is_stat(line.text) && (is_stat(next) || is_stat_sum(next));
    if !starts {
        return None;
    }
    let mut last = index;
    for at in index + 1..end {
        let Some(line) = view.get(at) else { break };
        if line.is_blank() {
            continue;
        }
        if line.text == "--" || !is_patch_line(line.raw, line.text) {
            break;
        }
        last = at;
    }
    Some(last + 1)
}

fn is_patch_line(raw: &str, text: &str) -> bool {
    raw.starts_with(['+', '-', ' ', '\t', '\\'])
        || [
            "@@ ",
            "diff ",
            "index ",
            "new file",
            "deleted file",
            "rename ",
            "similarity ",
            "old mode",
            "new mode",
            "Index: ",
            "=====",
            "Binary ",
        ]
        .iter()
        .any(|start| text.starts_with(start))
        || is_stat(text)
        || is_stat_sum(text)
}

/// `src/ring.c | 31 ++++----`
fn is_stat(text: &str) -> bool {
    text.ends_with(['+', '-'])
        && text.rsplit_once('|').is_some_and(|(path, counts)| {
            let path = path.trim();
            let counts = counts.trim();
            !path.is_empty()
                && !path.contains('|')
                && counts.starts_with(|c: char| c.is_ascii_digit())
                && counts.trim_start_matches(|c: char| c.is_ascii_digit()).trim().chars().all(|c| c == '+' || c == '-')
        })
}

/// `2 files changed, 20 insertions(+), 11 deletions(-)`
fn is_stat_sum(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && (text.contains(" files changed") || text.contains(" file changed"))
}

/// `Signed-off-by: Ana Ruiz <ana@x.example>`
fn is_trailer(text: &str) -> bool {
    let name = text.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'-').count();
    let (name, rest) = text.split_at(name);
    name.strip_suffix("-by").is_some_and(|what| what.starts_with(|c: char| c.is_ascii_uppercase()))
        && rest.strip_prefix(": ").is_some_and(|who| who.contains('@'))
}

/// A Python, Java or Rust stack trace.
fn trace(view: &View<'_>, index: usize, end: usize) -> Option<usize> {
    let line = view.get(index)?;
    let next = view.get(index + 1)?;
    let starts = line.text.starts_with("Traceback (most recent call last)")
        || line.text.starts_with("Exception in thread ")
        || line.text.starts_with("Caused by: ") && is_frame(next.text)
        || line.text.starts_with("thread '") && line.text.contains("panicked at")
        || is_frame(line.text) && is_frame(next.text)
        || is_frame(next.text) && line.text.contains("Exception");
    if !starts {
        return None;
    }
    let mut last = index;
    for at in index + 1..end {
        let Some(line) = view.get(at) else { break };
        let indented = line.raw.starts_with([' ', '\t']);
        let error =
            line.text.split([':', ' ']).next().is_some_and(|word| {
                (word.ends_with("Error") || word.ends_with("Exception")) && word.len() > "Error".len()
            });
        if line.is_blank()
            || !(indented
                || is_frame(line.text)
                || error
                || line.text.starts_with("Caused by: ")
                || line.text.starts_with("... "))
        {
            break;
        }
        last = at;
    }
    Some(last + 1)
}

/// `at com.x.Main.run(Main.java:12)`, `File "a.py", line 3, in run`
fn is_frame(text: &str) -> bool {
    (text.starts_with("at ") && text.ends_with(')') && text.contains('(') && text.contains(':'))
        || (text.starts_with("File \"") && text.contains("\", line "))
}

/// Two log lines or more, or one that names its level.
fn log(view: &View<'_>, index: usize, end: usize) -> Option<usize> {
    const LEVELS: &[&str] = &["ERROR", "WARN", "INFO", "DEBUG", "TRACE", "FATAL", "CRITICAL"];
    let is_log = |at: usize| view.get(at).is_some_and(|line| is_log_line(line.text));
    if !is_log(index) {
        return None;
    }
    let last = (index..end).take_while(|&at| is_log(at)).last()?;
    let level = view.get(index).is_some_and(|line| LEVELS.iter().any(|level| line.text.contains(level)));
    (last > index || level).then_some(last + 1)
}

/// Begins with a time to the second: `2025-09-08 09:13:12`, `[2025-09-08T09:13:12Z]`, `Sep  8 09:13:12 host`, `[   12.345678]`.
fn is_log_line(text: &str) -> bool {
    let text = text.trim_start_matches('[');
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize| bytes.get(from..to).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    let clock = |from: usize| {
        digits(from, from + 2)
            && bytes.get(from + 2) == Some(&b':')
            && digits(from + 3, from + 5)
            && bytes.get(from + 5) == Some(&b':')
            && digits(from + 6, from + 8)
    };
    let iso = digits(0, 4)
        && matches!(bytes.get(4), Some(b'-' | b'/'))
        && digits(5, 7)
        && digits(8, 10)
        && matches!(bytes.get(10), Some(b' ' | b'T'))
        && clock(11);
    let syslog = bytes.first().is_some_and(u8::is_ascii_uppercase)
        && bytes.get(3) == Some(&b' ')
        && bytes.get(6) == Some(&b' ')
        && clock(7);
    let seconds = text.trim_start();
    let kernel = seconds.starts_with(|c: char| c.is_ascii_digit())
        && seconds.split_once(']').is_some_and(|(time, _)| {
            time.split_once('.').is_some_and(|(seconds, rest)| {
                rest.len() == 6
                    && !seconds.is_empty()
                    && seconds.bytes().chain(rest.bytes()).all(|b| b.is_ascii_digit())
            })
        });
    iso || syslog || kernel
}
