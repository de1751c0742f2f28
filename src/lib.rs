//! Email in, tasks in an Obsidian vault out, by rules that can be read.
//!
//! The modules below stand in the order in which an email flows through them; each imports only from the ones above
//! it. `inputs`, `vault`, `run` and `main` touch the disk and the terminal; everything between is pure: dates come
//! from the email or as an argument.
//!
//! | to change | go to |
//! | --- | --- |
//! | which files are read, and how a mailbox is cut into messages | [`inputs`], [`email`] |
//! | whose words a line is | [`zones`] |
//! | headings, lists, tables; where a sentence ends | [`structure`], [`sentences`] |
//! | what counts as a task | [`rules`], [`candidates`]; the weights in `rules/weights.yaml` |
//! | when, who, which words, which tags | [`facts`] |
//! | priority and confidence | [`score`] |
//! | the note and what makes mail text safe in it | [`note`] |
//! | what running again does to a note that was edited | [`merge`] |
//! | where notes are written | [`vault`] |
#![warn(clippy::print_stdout, clippy::print_stderr)]

// What may be shown of a text from outside.
pub mod clean;
// Bytes in.
pub mod inputs;
// Bytes to one email.
pub mod email;
// Whose words.
pub mod zones;
// Sections, lists, tables.
pub mod structure;
// Words and their classes.
pub mod lexicon;
// A sentence as words.
pub mod tokens;
// Sentences.
pub mod sentences;
// Deadlines in words.
pub mod due;
// What counts as a task.
pub mod rules;
// Sentences that a rule proposes and no guard refuses.
pub mod candidates;
// What a candidate says.
pub mod facts;
// How urgent, how sure.
pub mod score;
// Candidate, facts and score in one.
pub mod task;
// Tasks that belong together.
pub mod cluster;
// The Markdown note.
pub mod note;
// Tasks for other programs.
pub mod export;
// The note that shows what is due.
pub mod dashboard;
// What the mail gives, into a note that a person has worked in.
pub mod merge;
// Notes to files.
pub mod vault;
// Layers of settings.
pub mod config;
// One email through all stages.
pub mod pipeline;
// Many emails.
pub mod run;
// The command line.
pub mod cli;
