//! The command line: clap types that become a job and a layer of settings.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::config::{Layer, Percent};
use crate::export::Form;
use crate::pipeline::Given;
use crate::run::batch;
use crate::run::extract::{self, Output};
use crate::run::list::{self, Filter, Wanted};
use crate::run::reprocess::{self, What};
use crate::run::settings::Sources;
use crate::run::{Job, cluster, dashboard, edit, eval, rules, score};
use crate::score::Priority;

#[derive(Parser)]
#[command(
    name = "meeting-tasks",
    version,
    about,
    after_help = "Exit codes: 0 done; 1 some emails failed, the rest was done; 2 could not start."
)]
struct Cli {
    /// Read settings from this file instead of the user's and the vault's
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Take this day for today: YYYY-MM-DD (`watch` has none but today's)
    #[arg(long, global = true, value_name = "DATE")]
    today: Option<NaiveDate>,
    #[command(subcommand)]
    command: Command,
}

/// What the arguments ask for.
#[derive(Debug)]
pub struct Asked {
    pub job: Job,
    /// The day that counts as today, where one is given.
    pub today: Option<NaiveDate>,
}

#[derive(Subcommand)]
enum Command {
    Extract(Extract),
    Batch(Batch),
    Watch(Watch),
    Reprocess(Reprocess),
    Score(Score),
    List(List),
    Cluster(Cluster),
    Dashboard(Dashboard),
    Done(Done),
    Due(Due),
    Assign(Assign),
    Prio(Prio),
    Eval(Eval),
    Rules(Rules),
    Init(Init),
    /// Print the completions for a shell
    Completions {
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Turn emails into notes: to standard output, or into a vault
///
/// An email is a message as mail programs save it (.eml and the like), a mailbox, HTML or plain text, told by content.
#[derive(Args)]
struct Extract {
    /// The emails; `-`, or none with a pipe on standard input, reads that
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What is printed: the note, the task lines alone, or JSON
    #[arg(long, value_enum, default_value_t = Format::Note, conflicts_with = "vault")]
    format: Format,
    /// Write the notes into this vault instead and print their paths
    #[arg(long, value_name = "DIR")]
    vault: Option<PathBuf>,
    /// Add the evidence: whose words, which sentences were considered, which rules spoke
    #[arg(long)]
    explain: bool,
    /// How many emails are worked on at once [default: one for each processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// The day of sending, instead of the mail's own: YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    date: Option<NaiveDate>,
    /// The subject, instead of the mail's own
    #[arg(long)]
    subject: Option<String>,
    /// The label that the note is filed under
    #[arg(long)]
    label: Option<String>,
    /// Leave out tasks that are less certain, in per cent
    #[arg(long, value_name = "N")]
    min_confidence: Option<Percent>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Note,
    Json,
    /// One JSON object a line
    Ndjson,
    Tasks,
}

/// Turn a whole folder of mail into notes of a vault, and again after new mail
///
/// Unchanged files are not read again; notes that were edited keep what a person wrote in them.
#[derive(Args)]
struct Batch {
    /// Where the mail is: files, mailboxes, Maildirs, at any depth
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// The vault [default: the nearest folder at or above FOLDER with `.obsidian`, else FOLDER]
    #[arg(long, value_name = "DIR")]
    vault: Option<PathBuf>,
    /// The label that the notes are filed under
    #[arg(long)]
    label: Option<String>,
    /// Leave alone what was sent before this day: YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    since: Option<NaiveDate>,
    /// How many emails are worked on at once [default: one for each processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The report: a line, or JSON
    #[arg(long, value_enum, default_value_t = Told::Line)]
    format: Told,
    /// No bar and no summary; failures are told
    #[arg(long)]
    quiet: bool,
    /// Leave out tasks that are less certain, in per cent
    #[arg(long, value_name = "N")]
    min_confidence: Option<Percent>,
}

/// Turn mail into notes as it is saved in a folder, until Ctrl-C
///
/// First what is there, as `batch` does; then, whenever files have come or changed and no longer grow, the same again.
#[derive(Args)]
struct Watch {
    /// Where the mail is saved
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// The vault [default: the nearest folder at or above FOLDER with `.obsidian`, else FOLDER]
    #[arg(long, value_name = "DIR")]
    vault: Option<PathBuf>,
    /// The label that the notes are filed under
    #[arg(long)]
    label: Option<String>,
    /// Leave alone what was sent before this day: YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    since: Option<NaiveDate>,
    /// How many emails are worked on at once [default: one for each processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// No bar and no summaries; failures are told
    #[arg(long)]
    quiet: bool,
    /// Leave out tasks that are less certain, in per cent
    #[arg(long, value_name = "N")]
    min_confidence: Option<Percent>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Told {
    Line,
    Json,
}

/// Read the email of a note again and merge what it gives now into the note
#[derive(Args)]
#[command(group = clap::ArgGroup::new("which").required(true).args(["target", "all"]))]
struct Reprocess {
    /// An email id, the link at the end of a note, or a note
    target: Option<String>,
    /// Every note of the vault that has an email
    #[arg(long)]
    all: bool,
    /// The vault [default: the nearest folder at or above this one with `.obsidian`, else this one]
    #[arg(long, value_name = "DIR")]
    vault: Option<PathBuf>,
    /// Print a unified diff, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Judge sentences: one a line in, one JSON object a line out
#[derive(Args)]
struct Score {
    /// The sentences; `-` or none reads standard input
    file: Option<PathBuf>,
    /// What is called a task at the least, in per cent
    #[arg(long, value_name = "N")]
    min_confidence: Option<Percent>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Shape {
    Table,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Listed {
    Table,
    Json,
    /// For a spreadsheet
    Csv,
    /// For a calendar: iCalendar to-dos
    Ics,
    /// For todo.txt programs
    Todotxt,
    /// For `task import`
    Taskwarrior,
}

/// List the tasks of a vault
///
/// Sorted by priority, due day and confidence. Several of the filters without a value let a task pass that meets one of
/// them; with --and it must meet all.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "one for each flag of the command line")]
struct List {
    #[arg(long, value_name = "DIR", default_value = ".")]
    vault: PathBuf,
    #[arg(long, value_enum, default_value_t = Listed::Table)]
    format: Listed,
    #[arg(long)]
    high: bool,
    #[arg(long)]
    medium: bool,
    #[arg(long)]
    low: bool,
    /// Due before today and not done
    #[arg(long)]
    overdue: bool,
    /// Due from Monday to Sunday of this week
    #[arg(long)]
    this_week: bool,
    /// Given to one of the config's `me`
    #[arg(long)]
    mine: bool,
    /// Handed on to somebody else
    #[arg(long)]
    delegated: bool,
    #[arg(long)]
    done: bool,
    #[arg(long)]
    open: bool,
    /// Every filter must hold, not one of them
    #[arg(long)]
    and: bool,
    #[arg(long, value_name = "ID")]
    cluster: Vec<String>,
    #[arg(long)]
    tag: Vec<String>,
    #[arg(long, value_name = "NAME")]
    assignee: Vec<String>,
    #[arg(long, value_name = "N")]
    min_confidence: Option<Percent>,
}

/// Group the open tasks of a vault, and show what stands there twice
#[derive(Args)]
struct Cluster {
    /// The vault [default: the nearest folder at or above this one with `.obsidian`, else this one]
    #[arg(long, value_name = "DIR")]
    vault: Option<PathBuf>,
    /// Keep the clusters that tasks have, and find one for the rest (the default)
    #[arg(long, conflicts_with = "force")]
    smart: bool,
    /// Make all clusters afresh
    #[arg(long)]
    force: bool,
    /// Print what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_enum, default_value_t = Shape::Table)]
    format: Shape,
}

/// Write or refresh a note that shows what is due, and a table of the mail notes
///
/// What you change in the note outside of the program's marks stays; a table that you have changed is left alone.
#[derive(Args)]
struct Dashboard {
    /// The vault [default: the nearest folder at or above this one with `.obsidian`, else this one]
    #[arg(long, value_name = "DIR")]
    vault: Option<PathBuf>,
}

/// Tick tasks off, with the day as the Tasks plugin writes it
#[derive(Args)]
struct Done {
    /// The tasks' ids, as `list --format json` shows them
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// The vault [default: the nearest folder at or above this one with `.obsidian`, else this one]
    #[arg(long, value_name = "DIR")]
    vault: Option<PathBuf>,
}

/// Which task is meant, and where
#[derive(Args)]
struct OfTask {
    /// The task's id, as `list --format json` shows it
    id: String,
    /// The vault [default: the nearest folder at or above this one with `.obsidian`, else this one]
    #[arg(long, value_name = "DIR")]
    vault: Option<PathBuf>,
}

/// Give a task another day
#[derive(Args)]
struct Due {
    #[command(flatten)]
    of: OfTask,
    /// 2025-01-17, or words: friday, end of month
    #[arg(value_name = "DATE", num_args = 1.., required = true)]
    day: Vec<String>,
}

/// Give a task to somebody; who had it before stands as the one who handed it on
#[derive(Args)]
struct Assign {
    #[command(flatten)]
    of: OfTask,
    #[arg(num_args = 1.., required = true)]
    name: Vec<String>,
}

/// Give a task another priority
#[derive(Args)]
struct Prio {
    #[command(flatten)]
    of: OfTask,
    #[arg(value_enum)]
    priority: Rank,
}

#[derive(Clone, Copy, ValueEnum)]
enum Rank {
    High,
    Medium,
    Low,
}

/// Measure on labelled mail how well tasks are found
///
/// A SET is a folder with the messages in `emails/` and, in `gold.jsonl`, one JSON object a line for each of them:
/// {"email": "a.eml", "tasks": [{"quote": "...", "title": "...", "kind": "request", "assignee": "recipient",
/// "due": "2026-03-06", "priority": "medium", "required": true}]}
#[derive(Args)]
struct Eval {
    #[arg(value_name = "SET", required = true)]
    sets: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = Shape::Table)]
    format: Shape,
    /// Leave out tasks that are less certain, in per cent
    #[arg(long, value_name = "N")]
    min_confidence: Option<Percent>,
}

/// List the rules with their kind, weight and reason
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
struct Rules {
    #[arg(long, value_enum, default_value_t = Shape::Table)]
    format: Shape,
    #[command(subcommand)]
    what: Option<OfRules>,
}

#[derive(Subcommand)]
enum OfRules {
    /// Try rules of your own on the examples that they carry
    ///
    /// FILE is a config file or a list of rules; each rule may have sentences under `finds` and `ignores`.
    Test { file: PathBuf },
}

/// Write a commented config file, `meeting-tasks.yaml`, into a vault
#[derive(Args)]
struct Init {
    #[arg(long, value_name = "DIR", default_value = ".")]
    vault: PathBuf,
    /// Put the companion plugin for Obsidian into the vault instead, or update the one that is there
    #[arg(long)]
    plugin: bool,
}

/// The job that the arguments ask for.
///
/// # Errors
///
/// With a message and an exit code where they ask for none: wrong usage, `--help`, `--version`.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Asked, clap::Error> {
    let Cli { config, today, command } = Cli::try_parse_from(args)?;
    Ok(Asked { job: job(config, command), today })
}

fn job(config: Option<PathBuf>, command: Command) -> Job {
    let sources = |flags| Sources { config, flags };
    let threshold = |min_confidence| Layer { min_confidence, ..Layer::default() };
    match command {
        Command::Extract(extract) => Job::Extract(extract.job(sources)),
        Command::Batch(batch) => Job::Batch(batch.job(sources)),
        Command::Watch(watch) => Job::Watch(watch.job(sources)),
        Command::Reprocess(Reprocess { target, all: _, vault, dry_run }) => Job::Reprocess(reprocess::Job {
            vault,
            what: target.map_or(What::All, What::One),
            dry_run,
            sources: sources(Layer::default()),
        }),
        Command::Score(Score { file, min_confidence }) => Job::Score(score::Job {
            file: file.filter(|file| file.as_os_str() != "-"),
            sources: sources(threshold(min_confidence)),
        }),
        Command::List(list) => {
            let format = match list.format {
                Listed::Table => list::Format::Table,
                Listed::Json => list::Format::Json,
                Listed::Csv => list::Format::Export(Form::Csv),
                Listed::Ics => list::Format::Export(Form::Ics),
                Listed::Todotxt => list::Format::Export(Form::TodoTxt),
                Listed::Taskwarrior => list::Format::Export(Form::Taskwarrior),
            };
            let vault = list.vault.clone();
            Job::List(list::Job { vault, format, filter: list.filter(), sources: sources(Layer::default()) })
        }
        Command::Cluster(Cluster { vault, smart: _, force, dry_run, format }) => Job::Cluster(cluster::Job {
            vault,
            force,
            dry_run,
            json: matches!(format, Shape::Json),
            sources: sources(Layer::default()),
        }),
        Command::Dashboard(Dashboard { vault }) => {
            Job::Dashboard(dashboard::Job { vault, sources: sources(Layer::default()) })
        }
        Command::Done(Done { ids, vault }) => {
            Job::Edit(edit::Job { vault, ids, what: edit::What::Done, sources: sources(Layer::default()) })
        }
        Command::Due(Due { of, day }) => Job::Edit(of.job(edit::What::Due(day.join(" ")), sources)),
        Command::Assign(Assign { of, name }) => Job::Edit(of.job(edit::What::Assign(name.join(" ")), sources)),
        Command::Prio(Prio { of, priority }) => {
            let priority = match priority {
                Rank::High => Priority::High,
                Rank::Medium => Priority::Medium,
                Rank::Low => Priority::Low,
            };
            Job::Edit(of.job(edit::What::Prioritise(priority), sources))
        }
        Command::Eval(Eval { sets, format, min_confidence }) => Job::Eval(eval::Job {
            sets,
            json: matches!(format, Shape::Json),
            sources: sources(threshold(min_confidence)),
        }),
        Command::Rules(Rules { format, what }) => {
            let what = match what {
                Some(OfRules::Test { file }) => rules::What::Test(file),
                None => rules::What::List { json: matches!(format, Shape::Json) },
            };
            Job::Rules(rules::Job { what, sources: sources(Layer::default()) })
        }
        Command::Init(Init { vault, plugin: false }) => Job::Init(vault),
        Command::Init(Init { vault, plugin: true }) => Job::InstallPlugin(vault),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "meeting-tasks", &mut text);
            Job::Print(text)
        }
        Command::Man => Job::Print(manual()),
    }
}

impl Extract {
    fn job(self, sources: impl FnOnce(Layer) -> Sources) -> extract::Job {
        let Extract { files, format, vault, explain, jobs, date, subject, label, min_confidence } = self;
        let paths = if files.is_empty() { vec![PathBuf::from("-")] } else { files };
        let format = match format {
            Format::Note => extract::Format::Note,
            Format::Json => extract::Format::Json,
            Format::Ndjson => extract::Format::Ndjson,
            Format::Tasks => extract::Format::Tasks,
        };
        extract::Job {
            paths,
            output: vault.map_or(Output::Print(format), Output::Vault),
            explain,
            jobs,
            given: Given { date, subject, label, ..Given::default() },
            sources: sources(Layer { min_confidence, ..Layer::default() }),
        }
    }
}

impl OfTask {
    fn job(self, what: edit::What, sources: impl FnOnce(Layer) -> Sources) -> edit::Job {
        edit::Job { vault: self.vault, ids: vec![self.id], what, sources: sources(Layer::default()) }
    }
}

impl Batch {
    fn job(self, sources: impl FnOnce(Layer) -> Sources) -> batch::Job {
        let Batch { folder, vault, label, since, jobs, dry_run, format, quiet, min_confidence } = self;
        batch::Job {
            folder,
            vault,
            label,
            since,
            jobs,
            dry_run,
            json: matches!(format, Told::Json),
            quiet,
            sources: sources(Layer { min_confidence, ..Layer::default() }),
        }
    }
}

impl Watch {
    fn job(self, sources: impl FnOnce(Layer) -> Sources) -> batch::Job {
        let Watch { folder, vault, label, since, jobs, quiet, min_confidence } = self;
        let (dry_run, format) = (false, Told::Line);
        Batch { folder, vault, label, since, jobs, dry_run, format, quiet, min_confidence }.job(sources)
    }
}

impl List {
    fn filter(self) -> Filter {
        let wanted = [
            (self.high, Wanted::High),
            (self.medium, Wanted::Medium),
            (self.low, Wanted::Low),
            (self.overdue, Wanted::Overdue),
            (self.this_week, Wanted::ThisWeek),
            (self.mine, Wanted::Mine),
            (self.delegated, Wanted::Delegated),
            (self.done, Wanted::Done),
            (self.open, Wanted::Open),
        ];
        Filter {
            wanted: wanted.into_iter().filter_map(|(given, wanted)| given.then_some(wanted)).collect(),
            all: self.and,
            clusters: self.cluster,
            tags: self.tag,
            assignees: self.assignee,
            min_confidence: self.min_confidence.map(Percent::get),
        }
    }
}

/// The manual page: the program and, after it, each command.
fn manual() -> Vec<u8> {
    let mut text = Vec::new();
    let mut program = Cli::command();
    program.build();
    let commands = program.get_subcommands().filter(|command| command.get_name() != "help").cloned();
    let pages: Vec<clap::Command> = std::iter::once(program.clone()).chain(commands).collect();
    for page in pages {
        clap_mangen::Man::new(page).render(&mut text).expect("a Vec takes every byte");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(line: &str) -> Result<Job, clap::Error> {
        parse(line.split(' ').map(OsString::from)).map(|asked| asked.job)
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_dash_and_no_file_are_standard_input() {
        for line in ["meeting-tasks extract -", "meeting-tasks extract"] {
            let Ok(Job::Extract(job)) = job(line) else { panic!("{line}") };
            assert_eq!(job.paths, [PathBuf::from("-")], "{line}");
        }
    }

    #[test]
    fn what_cannot_be_is_wrong_usage() {
        for line in [
            "meeting-tasks",
            "meeting-tasks extract --jobs 0 a.eml",
            "meeting-tasks extract --min-confidence 101 a.eml",
            "meeting-tasks extract --date yesterday a.eml",
            "meeting-tasks extract --format json --vault v a.eml",
            "meeting-tasks eval",
        ] {
            assert!(job(line).is_err(), "{line}");
        }
    }
}
