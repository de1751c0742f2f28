//! The mail that the benches read, made here: the same bytes at every run.

/// What a sender writes before the paragraphs.
const OPENINGS: [&str; 4] = [
    "Hi Mara,\n\nthanks for the call this morning.",
    "Dear all,\n\nplease find below where we stand.",
    "Team,\n\na short update on the depot.",
    "Hello Jonas,\n\nI went through the papers you left with me.",
];

/// Sentences of ordinary business mail: asks, promises, dates, and much that is no task.
const SENTENCES: [&str; 24] = [
    "Could you send me the signed lease by Friday?",
    "The landlord confirmed the new rate in writing last week.",
    "I will call the carrier on Tuesday and ask for a second quote.",
    "We had 214 deliveries in March, nine more than in the month before.",
    "Please check whether the invoice of 12 May has been paid.",
    "Nothing has changed in the plan for the north side.",
    "Lena to draft the notice for the tenants before the end of the month.",
    "The lift was repaired in the afternoon and has worked since.",
    "It would be great if somebody could look at the heating before it gets cold.",
    "As far as I know, the insurance covers the damage in full.",
    "We need to hand in the form by 16 January, otherwise the permit lapses.",
    "Everyone seemed happy with the new layout of the front desk.",
    "Can we meet on Thursday at 10 to go through the figures?",
    "If the supplier does not answer, we would have to look for another one.",
    "Don't forget to book the hall for the summer party.",
    "The report is attached as a PDF, the figures are on page 3.",
    "I still owe you the list of the open repairs.",
    "Last year's audit found two points, and both are closed by now.",
    "Who takes care of the keys while Omar is away?",
    "Our office stays closed on Monday.",
    "Let me know if that works for you.",
    "The total comes to 4,380.50 EUR including tax.",
    "By the way, the coffee machine on the second floor is back.",
    "Jonas and I will walk through the cellar tomorrow and take photos.",
];

const ENTRIES: [&str; 6] = [
    "Order two pallets of the blue boxes (Lena)",
    "Old shelves: sold",
    "Ask the bank for the guarantee letter - due 20 May",
    "Parking permits renewed",
    "[ ] Update the emergency contacts",
    "Compare the three offers for cleaning",
];

const SIGNATURE: &str = "Best regards,\nClara Weiss\n--\nClara Weiss | Facilities\nWeiss & Sohn KG | Tel. +49 30 5550100\n\
                         www.weiss-sohn.example\n";

/// Numbers that look random and are the same at every run: a linear congruential generator (Knuth's MMIX constants).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }

    pub(crate) fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }
}

fn headers(number: usize, more: &str) -> String {
    let day = number % 28 + 1;
    format!(
        "From: Clara Weiss <clara@weiss-sohn.example>\nTo: Mara Lind <mara@weiss-sohn.example>\nCc: \
         jonas@weiss-sohn.example\nSubject: Depot, week {}\nMessage-ID: <bench-{number}@weiss-sohn.example>\nDate: {day} \
         May 2026 09:{:02}:00 +0200\nMIME-Version: 1.0\n{more}\n",
        number % 52 + 1,
        number % 60,
    )
}

/// Paragraphs until the text has `bytes`.
pub(crate) fn prose(dice: &mut Dice, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 512);
    while text.len() < bytes {
        for _ in 0..=dice.roll(4) {
            text += dice.pick(&SENTENCES);
            text += if dice.roll(5) == 0 { "\n" } else { " " };
        }
        if dice.roll(4) == 0 {
            text += "\n\nNext steps:\n";
            for _ in 0..=dice.roll(4) {
                text += "- ";
                text += dice.pick(&ENTRIES);
                text += "\n";
            }
        }
        text += "\n\n";
    }
    text
}

/// One message of ordinary business mail: every third has an HTML part too, every second quotes the one before.
pub(crate) fn business(number: usize, bytes: usize) -> Vec<u8> {
    let mut dice = Dice(number as u64 + 1);
    let mut body = format!("{}\n\n{}\n{SIGNATURE}", dice.pick(&OPENINGS), prose(&mut dice, bytes));
    if number % 2 == 1 {
        body += "\nOn Mon, 4 May 2026 at 17:20, Mara Lind <mara@weiss-sohn.example> wrote:\n";
        for line in prose(&mut dice, bytes / 3).lines() {
            body += "> ";
            body += line;
            body.push('\n');
        }
    }
    if !number.is_multiple_of(3) {
        return (headers(number, "Content-Type: text/plain; charset=utf-8\n") + &body).into_bytes();
    }
    let html = body.replace('<', "&lt;").replace("\n\n", "</p>\n<p>").replace('\n', "<br>\n");
    let parts = format!(
        "--cut\nContent-Type: text/plain; charset=utf-8\n\n{body}\n--cut\nContent-Type: text/html; \
         charset=utf-8\n\n<html><body><p>{html}</p></body></html>\n--cut--\n"
    );
    (headers(number, "Content-Type: multipart/alternative; boundary=cut\n") + &parts).into_bytes()
}

/// A mailbox of `count` messages in the mbox form (RFC 4155), of some 0.5 to 6 KB of text each.
pub(crate) fn mailbox(count: usize) -> Vec<u8> {
    let mut mailbox = Vec::new();
    for number in 0..count {
        mailbox.extend_from_slice(b"From clara@weiss-sohn.example Mon May  4 09:00:00 2026\n");
        for line in business(number, 500 + number % 12 * 500).split_inclusive(|&byte| byte == b'\n') {
            if line.starts_with(b"From ") {
                mailbox.push(b'>');
            }
            mailbox.extend_from_slice(line);
        }
        mailbox.push(b'\n');
    }
    mailbox
}

/// A shape that a body can have, with how to make one of so many bytes.
pub(crate) type Shape = (&'static str, fn(usize) -> Vec<u8>);

/// Bodies that grow: what people send, and what costs most that we could think of.
pub(crate) const GROWING: [Shape; 8] = [
    ("prose", |bytes| business(2, bytes)),
    ("prose with html", |bytes| business(6, bytes / 2)),
    ("one line without a stop", |bytes| of("please send it tomorrow and then we will call them ", bytes)),
    ("one long word", |bytes| of("a", bytes)),
    ("quotes in quotes", |bytes| of("> > > > > > > > please call me by Friday\n> > and\n", bytes)),
    ("a list", |bytes| of("- [ ] Please send the plan to Lena by 4 May\n  - and call her\n", bytes)),
    ("dates", |bytes| of("by 1/2 or 3/4 on Monday or Tuesday, 5 May to 6 June. ", bytes)),
    ("open brackets and tags", |bytes| html("<table><tr><td><ul><li><b>Do: (([[ ", bytes)),
];

fn of(piece: &str, bytes: usize) -> Vec<u8> {
    (headers(1, "Content-Type: text/plain; charset=utf-8\n") + &piece.repeat(bytes / piece.len() + 1)).into_bytes()
}

fn html(piece: &str, bytes: usize) -> Vec<u8> {
    (headers(1, "Content-Type: text/html; charset=utf-8\n") + &piece.repeat(bytes / piece.len() + 1)).into_bytes()
}
