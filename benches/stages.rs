//! What each stage costs on named inputs: `cargo bench --bench stages`.

#[expect(dead_code, reason = "the mailboxes and growing bodies are for the other bench")]
mod inputs;

use divan::{Bencher, black_box};
use inputs::business;
use meeting_tasks::candidates;
use meeting_tasks::config::{Layer, Settings};
use meeting_tasks::due::{self, Clock, Dates, DayOrder};
use meeting_tasks::email::{self, Email, RawEmail};
use meeting_tasks::inputs::Origin;
use meeting_tasks::merge::{self, Base};
use meeting_tasks::pipeline::{self, Given, Processed};
use meeting_tasks::sentences::{self, Sentence};
use meeting_tasks::structure::{self, Document};
use meeting_tasks::zones;

fn main() {
    divan::main();
}

/// A message by its name, and how to make it.
type Input = (&'static str, fn() -> Vec<u8>);

/// Small and large ones.
const INPUTS: [Input; 7] = [
    ("small request", || business(1, 300)),
    ("small with html", || business(3, 300)),
    ("page of prose", || business(2, 4_000)),
    ("large prose", || business(2, 100_000)),
    ("large with html", || business(6, 100_000)),
    ("minutes", || include_bytes!("../fixtures/emails/minutes/message.eml").to_vec()),
    ("newsletter", || include_bytes!("../fixtures/emails/newsletter/message.eml").to_vec()),
];

fn names() -> [&'static str; 7] {
    INPUTS.map(|(name, _)| name)
}

fn raw(name: &str) -> RawEmail {
    let (_, make) = INPUTS.into_iter().find(|(known, _)| *known == name).expect("a known name");
    RawEmail { origin: Origin { path: None, index: None }, bytes: make(), envelope: None }
}

fn settings() -> Settings {
    Settings::resolve(Layer::default())
}

fn parsed(name: &str) -> Email {
    email::parse(&raw(name), &email::Options::default()).expect("a message")
}

fn read(name: &str) -> (Email, Document, Vec<Sentence>) {
    let email = parsed(name);
    let document = structure::read(&email, &zones::split(&email));
    let sentences = sentences::split(&document);
    (email, document, sentences)
}

fn processed(name: &str) -> Processed {
    pipeline::process(&raw(name), &Given::default(), &settings()).expect("a message")
}

/// MIME and HTML to the body's lines.
#[divan::bench(args = names())]
fn a_parse(bencher: Bencher, name: &str) {
    let raw = raw(name);
    bencher.bench(|| email::parse(black_box(&raw), &email::Options::default()));
}

#[divan::bench(args = names())]
fn b_zones(bencher: Bencher, name: &str) {
    let email = parsed(name);
    bencher.bench(|| zones::split(black_box(&email)));
}

#[divan::bench(args = names())]
fn c_structure(bencher: Bencher, name: &str) {
    let email = parsed(name);
    let zones = zones::split(&email);
    bencher.bench(|| structure::read(black_box(&email), &zones));
}

#[divan::bench(args = names())]
fn d_sentences(bencher: Bencher, name: &str) {
    let (_, document, _) = read(name);
    bencher.bench(|| sentences::split(black_box(&document)));
}

/// Every rule on every sentence.
#[divan::bench(args = names())]
fn e_rules(bencher: Bencher, name: &str) {
    let (email, document, sentences) = read(name);
    let options = candidates::Options::default();
    let clock = Clock { sent: email.date, order: DayOrder::MonthFirst };
    bencher.bench(|| {
        let dates = Dates::new(sentences.iter().map(|sentence| sentence.text.as_str()), clock);
        candidates::weigh(black_box(&email), &document, &sentences, &dates, &options)
    });
}

/// Every date of every sentence.
#[divan::bench(args = names())]
fn f_due(bencher: Bencher, name: &str) {
    let (email, _, sentences) = read(name);
    let clock = Clock { sent: email.date, order: DayOrder::MonthFirst };
    bencher.bench(|| sentences.iter().map(|s| due::mentions(black_box(&s.text), &clock).len()).sum::<usize>());
}

#[divan::bench(args = names())]
fn g_note(bencher: Bencher, name: &str) {
    let processed = processed(name);
    bencher.bench(|| black_box(&processed).note());
}

/// A note in which a person has ticked and written, and a mail that gives one task less.
#[divan::bench(args = names())]
fn h_merge(bencher: Bencher, name: &str) {
    let base = processed(name).note().text;
    let theirs = base.replacen("- [ ]", "- [x]", 1) + "\nMy own line\n";
    let without = base.lines().filter(|line| !line.contains("- [ ]")).map(|line| format!("{line}\n"));
    let ours: String = without.collect();
    bencher.bench(|| merge::merge(&Base { text: &base, gone: "" }, black_box(&theirs), &ours));
}

/// All stages, to the note.
#[divan::bench(args = names())]
fn i_whole(bencher: Bencher, name: &str) {
    let (raw, settings) = (raw(name), settings());
    bencher.bench(|| pipeline::process(black_box(&raw), &Given::default(), &settings).map(|whole| whole.note()));
}
