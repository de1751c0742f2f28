//! The words that tell deadlines from other dates, by what they do in a sentence.
//!
//! Every list is sorted, for the search by halves in [`has`].

/// Whether a sorted list has the word.
pub(super) fn has(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// Happenings that have their day and are nobody's work: "the meeting on Friday".
#[rustfmt::skip]
pub(super) const GATHERINGS: &[&str] = &[
    "anniversary", "appointment", "auction", "barbecue", "bbq", "birthday", "breakfast", "briefing", "brunch", "call",
    "catchup", "ceremony", "checkin", "class", "closing", "concert", "conference", "debrief", "dinner", "discussion",
    "drink", "election", "event", "exam", "fair", "festival", "final", "flight", "forum", "gala", "game", "hall",
    "hearing", "hike", "huddle", "incident", "interview", "kickoff", "lecture", "lesson", "lunch", "match", "matinee",
    "meeting", "night", "offsite", "opening", "outage", "panel", "party", "performance", "picnic", "playoff", "race",
    "reception", "rehearsal", "retreat", "retro", "retrospective", "roundtable", "screening", "seminar", "session",
    "shift", "show", "standup", "strike", "summit", "sync", "tour", "townhall", "train", "trip", "visit", "webinar",
    "wedding", "workshop",
];

/// What happens on a day, but can be done as well: "the review on Friday".
#[rustfmt::skip]
pub(super) const OCCASIONS: &[&str] = &[
    "audit", "cutover", "delivery", "demo", "deploy", "deployment", "go", "inspection", "kick", "launch", "maintenance",
    "migration", "move", "photoshoot", "pickup", "pitch", "presentation", "q", "release", "review", "rollout", "sale", "service",
    "shipment", "survey", "talk", "test", "training", "vote", "walkthrough",
];

/// What is known by its day: "the Friday report".
#[rustfmt::skip]
pub(super) const DOCUMENTS: &[&str] = &[
    "agenda", "batch", "budget", "comment", "edition", "email", "figure", "forecast", "invoice", "issue", "letter", "mail",
    "message", "minute", "newsletter", "note", "notes", "number", "numbers", "order", "payroll", "post", "reading", "report",
    "result", "roadmap", "schedule", "slides", "snapshot", "statement", "version",
];

/// Words that can stand behind a date without making it part of a name.
#[rustfmt::skip]
pub(super) const FOLLOWERS: &[&str] = &[
    "a", "about", "after", "afternoon", "again", "all", "already", "also", "although", "always", "an", "and", "are", "around",
    "as", "asap", "at", "be", "because", "before", "being", "between", "both", "but", "by", "can", "cob", "could", "did", "do",
    "does", "don", "due", "each", "early", "eod", "est", "et", "etc", "even", "evening", "every", "everyone", "except", "first",
    "following", "for", "from", "had", "has", "have", "he", "her", "here", "his", "how", "i", "ideally", "if", "in", "including",
    "instead", "into", "is", "isn", "it", "just", "kindly", "last", "late", "latest", "let", "max", "may", "midday", "midnight",
    "might", "morning", "must", "my", "need", "needs", "next", "night", "no", "noon", "not", "now", "of", "ok", "okay", "on",
    "once", "only", "onward", "onwards", "or", "otherwise", "our", "out", "over", "per", "please", "pls", "plus", "plz",
    "preferably", "pst", "pt", "rather", "regardless", "s", "shall", "sharp", "she", "should", "since", "so", "soon", "still",
    "such", "than", "thanks", "that", "the", "their", "then", "there", "they", "this", "though", "through", "thru", "thx",
    "till", "to", "today", "tomorrow", "tonight", "too", "tops", "ty", "under", "unless", "until", "up", "using", "via", "was",
    "we", "week", "were", "what", "when", "where", "which", "while", "who", "will", "with", "without", "won", "works", "would",
    "x", "yet", "you", "your",
];

/// "on leave until", "valid until", "keep it until": how long something lasts.
#[rustfmt::skip]
pub(super) const LASTING: &[&str] = &[
    "abroad", "applies", "available", "away", "booked", "busy", "closed", "continue", "continues", "cover", "covering",
    "defer", "delay", "free", "freeze", "frozen", "guaranteed", "held", "here", "hold", "holding", "holiday", "holidays",
    "keep", "kept", "lasts", "leave", "off", "offline", "ooo", "out", "park", "pause", "paused", "postpone", "postponed",
    "pto", "remain", "remains", "runs", "sleep", "snooze", "stay", "stays", "store", "suspended", "there", "traveling",
    "travelling", "unavailable", "use", "vacation", "valid", "wait", "waiting", "wear", "working", "works", "worn",
];

/// A day that was changed.
#[rustfmt::skip]
pub(super) const MOVES: &[&str] = &[
    "brought", "bumped", "changed", "deferred", "delayed", "extend", "extended", "extending", "forward", "move", "moved",
    "moving", "postponed", "push", "pushed", "pushing", "rescheduled", "revised", "shifted", "slipped",
];

/// Words of asking, promising and obliging, whatever follows.
#[rustfmt::skip]
pub(super) const ASKING: &[&str] = &[
    "aim", "aiming", "appreciate", "asked", "asking", "committed", "ensure", "expect", "expected", "expects", "gonna",
    "gotta", "grateful", "hope", "hoping", "intend", "kindly", "let", "must", "need", "needed", "needs", "ought", "owe",
    "plan", "planning", "please", "pls", "plz", "promise", "promised", "remember", "remind", "reminder", "request",
    "requested", "required", "shall", "should", "supposed", "target", "targeting", "todo", "want", "wants",
];

/// What stands right before the verb of what is asked or promised: "could you book", "we'll send".
pub(super) const BEFORE_VERB: &[&str] = &[
    "also", "can", "could", "i", "just", "kindly", "ll", "must", "please", "pls", "should", "then", "to", "we", "will",
    "would", "you",
];

/// Verbs of rising, falling and dividing, which have an amount behind "by": "cut it by 5".
#[rustfmt::skip]
pub(super) const CHANGING: &[&str] = &[
    "bump", "cut", "decrease", "decreased", "delay", "delayed", "divide", "divided", "drop", "extend", "extended", "grow",
    "grown", "increase", "increased", "lower", "lowered", "move", "moved", "multiplied", "multiply", "raise", "raised",
    "reduce", "reduced", "rise", "rose", "scale", "shift", "shifted", "shrink", "trim",
];

/// Other words that an amount behind "by" measures: "three seats short by 5", "4 by 5".
pub(super) const MEASURED: &[&str] = &["down", "off", "over", "short", "times", "under", "up", "wide", "x"];

/// What was said before: "as discussed on Tuesday".
#[rustfmt::skip]
pub(super) const SAID: &[&str] = &[
    "advised", "agreed", "announced", "arranged", "asked", "confirmed", "covered", "decided", "described", "discussed",
    "emailed", "explained", "flagged", "indicated", "mentioned", "noted", "outlined", "promised", "proposed", "raised",
    "reported", "requested", "said", "shown", "spoke", "spoken", "stated", "suggested", "told", "warned", "wrote",
];

/// Verb forms of being, having and happening, and of what is over.
#[rustfmt::skip]
pub(super) const STATING: &[&str] = &[
    "am", "applies", "are", "arrives", "been", "begins", "bought", "broke", "brought", "came", "celebrates", "comes", "covers",
    "departs", "did", "does", "falls", "fell", "flies", "found", "gave", "gets", "goes", "got", "graduates", "had", "happened",
    "happens", "has", "held", "is", "joins", "kicks", "lands", "leaves", "left", "lost", "made", "marks", "marries", "meets",
    "met", "opens", "ran", "resumes", "retires", "returns", "runs", "said", "saw", "sent", "spoke", "starts", "takes", "told",
    "took", "turns", "was", "went", "were", "will", "won", "works", "wrote",
];

/// Past forms that do not end in "-ed".
#[rustfmt::skip]
pub(super) const IRREGULAR_PAST: &[&str] = &[
    "bought", "brought", "built", "came", "did", "found", "gave", "got", "had", "held", "left", "lost", "made", "met", "paid",
    "ran", "said", "saw", "sent", "spoke", "told", "took", "was", "went", "were", "wrote",
];

/// Being somewhere is no work: "I'm travelling on Monday".
#[rustfmt::skip]
pub(super) const PRESENCE: &[&str] = &[
    "anything", "arriving", "attending", "beginning", "building", "celebrating", "closing", "coming", "driving", "during",
    "ending", "evening", "everything", "exciting", "expiring", "flying", "going", "happening", "having", "hosting",
    "interesting", "landing", "leaving", "living", "looking", "meeting", "missing", "morning", "moving", "nothing",
    "opening", "pending", "presenting", "running", "seeing", "sitting", "something", "speaking", "standing", "starting",
    "staying", "talking", "thinking", "traveling", "travelling", "visiting", "waiting", "wedding", "wondering", "working",
];

/// Words that begin a clause with who or what it is about, so that no imperative follows.
#[rustfmt::skip]
pub(super) const SUBJECTS: &[&str] = &[
    "a", "all", "an", "both", "everybody", "everyone", "he", "her", "his", "i", "it", "its", "my", "nobody", "our", "she", "the",
    "their", "there", "these", "they", "this", "those", "we", "what", "you", "your",
];

/// Headings of records and gatherings carry their own day: "Minutes of 12 January", "Status, week of 9 March".
#[rustfmt::skip]
pub(super) const RECORDS: &[&str] = &[
    "agenda", "attendees", "call", "changelog", "created", "date", "digest", "edition", "invoice", "log", "meeting", "minutes",
    "newsletter", "notes", "posted", "published", "recap", "report", "retro", "sent", "since", "standup", "status", "summary",
    "update", "updates", "version", "wrote",
];

/// Words that can begin a date expression, besides the names of weekdays and months.
#[rustfmt::skip]
pub(super) const STARTERS: &[&str] = &[
    "a", "after", "all", "an", "april", "ash", "bastille", "beginning", "black", "bonfire", "boxing", "calendar",
    "christmas", "cinco", "close", "cob", "columbus", "coming", "couple", "current", "cw", "cyber", "day", "during",
    "earlier", "early", "earth", "easter", "eight", "eighteen", "eighteenth", "eighth", "eleven", "eleventh", "end",
    "eob", "eobd", "eod", "eom", "eop", "eoq", "eow", "eoy", "father", "fathers", "few", "fifteen", "fifteenth",
    "fifth", "first", "five", "following", "forty", "four", "fourteen", "fourteenth", "fourth", "good", "groundhog",
    "guy", "h", "half", "hallowe", "halloween", "in", "independence", "indigenous", "inside", "iso", "juneteenth",
    "kw", "labor", "labour", "last", "late", "later", "lunch", "lunchtime", "martin", "maundy", "memorial", "mid",
    "midday", "middle", "midnight", "midweek", "mlk", "month", "monthend", "mother", "mothers", "new", "next", "nine",
    "nineteen", "nineteenth", "ninety", "ninth", "noon", "nxt", "nye", "one", "over", "palm", "past", "pentecost",
    "president", "presidents", "previous", "q", "quarter", "second", "seven", "seventeen", "seventeenth", "seventh",
    "six", "sixteen", "sixteenth", "sixth", "sixty", "st", "start", "tax", "ten", "tenth", "thanksgiving", "the",
    "third", "thirteen", "thirteenth", "thirtieth", "thirty", "this", "three", "tmr", "tmrrw", "tmrw", "today",
    "tommorow", "tommorrow", "tomoro", "tomorow", "tomorro", "tomorrow", "tomorrw", "tonight", "tonite", "twelfth",
    "twelve", "twentieth", "twenty", "two", "upcoming", "valentine", "valentines", "veterans", "w", "wc", "week",
    "weekend", "whit", "within", "wk", "xmas", "yday", "year", "yearend", "yesterday", "zero",
];

/// Words of which a date expression without a digit has one, besides the names of weekdays and months.
#[rustfmt::skip]
pub(super) const ANCHORS: &[&str] = &[
    "afternoon", "business", "christmas", "cob", "d", "day", "days", "easter", "eighteenth", "eighth", "eleventh",
    "eob", "eobd", "eod", "eom", "eop", "eoq", "eow", "eoy", "eve", "evening", "fifteenth", "fifth", "first", "five",
    "fool", "fools", "fortnight", "fortnights", "fourteenth", "fourth", "h", "half", "hallowe", "halloween", "hour",
    "hours", "hr", "hrs", "juneteenth", "lunch", "lunchtime", "mayo", "midday", "midnight", "midweek", "min", "mins",
    "minute", "minutes", "month", "monthend", "months", "morning", "night", "nights", "nineteenth", "ninth", "noon",
    "nye", "o", "office", "past", "pentecost", "play", "quarter", "quarters", "second", "seventeenth", "seventh",
    "shift", "sixteenth", "sixth", "ten", "tenth", "thanksgiving", "third", "thirteenth", "thirtieth", "tmr", "tmrrw",
    "tmrw", "today", "tommorow", "tommorrow", "tomoro", "tomorow", "tomorro", "tomorrow", "tomorrw", "tonight",
    "tonite", "trading", "twelfth", "twentieth", "twenty", "valentine", "valentines", "w", "week", "weekdays",
    "weekend", "weeks", "wk", "wks", "work", "workday", "workdays", "working", "xmas", "yday", "year", "yearend",
    "years", "yesterday", "yr", "yrs",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted() {
        for list in [
            GATHERINGS,
            OCCASIONS,
            DOCUMENTS,
            FOLLOWERS,
            LASTING,
            MOVES,
            ASKING,
            BEFORE_VERB,
            CHANGING,
            MEASURED,
            SAID,
            STATING,
            IRREGULAR_PAST,
            PRESENCE,
            SUBJECTS,
            RECORDS,
            STARTERS,
            ANCHORS,
        ] {
            for pair in list.windows(2) {
                assert!(pair[0] < pair[1], "{pair:?}");
            }
        }
    }
}
