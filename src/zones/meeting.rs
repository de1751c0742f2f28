//! The dial-in block that Zoom, Teams, Meet and Webex put into an invitation.

use std::sync::LazyLock;

use super::headers::is_rule;
use super::phrases::Phrases;
use super::view::{View, bare};

/// How the block begins.
static STARTS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "join zoom meeting",
        "join our zoom",
        "zoom-meeting beitreten",
        "microsoft teams meeting",
        "microsoft teams-besprechung",
        "microsoft teams need help",
        "microsoft teams benötigen sie hilfe",
        "réunion microsoft teams",
        "reunión de microsoft teams",
        "join microsoft teams",
        "join on your computer",
        "join the meeting now",
        "an der microsoft teams-besprechung",
        "nehmen sie von ihrem computer",
        "join with google meet",
        "google meet joining info",
        "to join the video meeting",
        "video call link",
        "join webex meeting",
        "join from the meeting link",
        "webex meeting",
        "rejoindre la réunion",
        "unirse a la reunión",
        "participer à la réunion zoom",
        "unirse a la reunión zoom",
    ])
});

/// Words of the lines in it.
static LINES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "meeting id",
        "meeting number",
        "passcode",
        "password:",
        "one tap",
        "dial by",
        "dial in",
        "dial-in",
        "join by",
        "join with",
        "join on",
        "join zoom",
        "join the meeting",
        "join from",
        "find your local",
        "find a local",
        "or call in",
        "call in (audio",
        "conference id",
        "learn more",
        "meeting options",
        "video conferencing device",
        "tenant key",
        "video id",
        "pin:",
        "toll",
        "more phone numbers",
        "need help?",
        "for organizers",
        "besprechungs-id",
        "kennung",
        "kenncode",
        "konferenz-id",
        "besprechungsoptionen",
        "weitere infos",
        "hier klicken, um",
        "click here to join",
        "id de réunion",
        "code secret",
        "id de la reunión",
        "código de acceso",
        "h.323",
        "sip:",
        "mobile app",
        "mobiler app",
        "(us)",
        "germany",
        "united kingdom",
    ])
});

/// A sentence about the meeting is longer than the first line of the block.
const MAX_START_WORDS: usize = 12;

/// The end of the block that begins at line `index`.
pub(super) fn block(view: &View<'_>, index: usize, end: usize) -> Option<usize> {
    let line = view.get(index)?;
    let first =
        if is_rule(line.text) { view.next_text(index + 1).filter(|&at| at < end && at <= index + 2)? } else { index };
    if !is_start(view.get(first)?.lower()) {
        return None;
    }
    let mut last = first;
    for at in first + 1..end {
        let Some(line) = view.get(at) else { break };
        if line.is_blank() {
            continue;
        }
        if !is_block_line(line.lower()) {
            break;
        }
        last = at;
    }
    Some(last + 1)
}

fn is_start(lower: &str) -> bool {
    const MAX_BYTES: usize = 160;
    if lower.len() > MAX_BYTES {
        return false;
    }
    let text = bare(lower);
    STARTS.begin(text) && !text.ends_with(['.', '?']) && text.split_whitespace().count() <= MAX_START_WORDS
        || text.contains("zoom")
            && (text.contains("is inviting you to a scheduled zoom meeting")
                || text.contains("lädt sie zu einem geplanten zoom-meeting ein"))
}

fn is_block_line(lower: &str) -> bool {
    const MAX_BYTES: usize = 400;
    const MAX_WORDS: usize = 20;
    if lower.len() > MAX_BYTES {
        return false;
    }
    if is_rule(lower) || lower.contains("https://") || lower.contains("http://") {
        return true;
    }
    let digits = lower.bytes().filter(u8::is_ascii_digit).count();
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    let words = lower.split_whitespace().count();
    (LINES.stand_in(lower) || is_start(lower)) && words <= MAX_WORDS
        || (digits >= 6 && digits >= letters / 2)
        || (lower.starts_with('+') && digits >= 6)
        || (lower.contains('@') && words == 1)
}
