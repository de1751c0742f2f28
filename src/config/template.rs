//! The commented config file that `init` writes.

use crate::note::TaskFormat;

/// Every key with what it does and the value that holds without it.
pub const COMMENTED: &str = r#"# Settings of meeting-tasks for this vault. Each key below shows its built-in value or an example; take the `#` away to
# set it. Layers, each over the one before: built-in, ~/.config/meeting-tasks/config.yaml, this file, flags.

# The folder in the vault that all notes stand in.
#folder: TaskAgent

# The label of mail that carries none of the labels below.
#label: action

# Label to folder, below `folder`. Gmail labels of a Takeout export are matched against these names.
#labels:
#  action: Action
#  waiting: Waiting On

# You, as mail names and addresses you: `list --mine` goes by it.
#me:
#  names: [Ana Silva]
#  addresses: [ana@example.com]

# Other names of people, so that "Bob" becomes "Robert Kline".
#people:
#  Robert Kline: [Bob, RK]

# Topics of your own: the tag and the words that give it away.
#topics:
#  billing: [invoice, credit note, dunning]

# Sentences that are a task with a lower probability are left out, in per cent. Without it the value holds at which most
# tasks are found with the fewest false alarms.
#min_confidence: 50

# What 3/4 means: month-first or day-first. Without it other dates of the same mail decide, else it is month-first.
#day_order: month-first

# How task lines are written: auto (as the vault's plugins read them), seed, tasks or dataview.
#task_format: auto

# Rules of your own. `meeting-tasks rules` lists the built-in ones. A negative weight speaks against a task.
#rules:
#  - id: own.ticket
#    pattern: "=file|=open a? ticket"
#    kind: request
#    weight: 1.5
#    reason: Tickets are work to be done.

# Senders (addresses or domains) whose mail makes no tasks, and those whose tasks are one priority higher.
#senders:
#  skip: [news.example.com]
#  raise: [boss@example.com]
"#;

/// What `init` found in a vault.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The folder that most notes stand in.
    pub folder: Option<String>,
    /// Labels with the folders of their notes.
    pub labels: Vec<(String, String)>,
    /// Who has tasks, most of them first.
    pub owners: Vec<String>,
    /// What the task format `auto` stands for.
    pub auto: TaskFormat,
}

/// [`COMMENTED`] with what was found: where it differs from the built-in value it is set, else it stands in a comment.
pub fn filled(found: &Found) -> String {
    let quoted = |text: &str| serde_json::Value::from(crate::clean::one_line(text)).to_string();
    let mut text = COMMENTED.to_owned();
    let mut put = |behind: &str, lines: String| {
        if let Some(at) = text.find(behind) {
            text.insert_str(at + behind.len(), &lines);
        }
    };
    if let Some(folder) = found.folder.as_deref().filter(|folder| *folder != super::DEFAULT_FOLDER) {
        put("#folder: TaskAgent\n", format!("folder: {}\n", quoted(folder)));
    }
    let labels: Vec<&(String, String)> =
        found.labels.iter().filter(|(label, folder)| label.to_lowercase() != folder.to_lowercase()).collect();
    if !labels.is_empty() {
        let lines = labels.iter().map(|(label, folder)| format!("  {}: {}\n", quoted(label), quoted(folder)));
        put("#  waiting: Waiting On\n", format!("labels:\n{}", lines.collect::<String>()));
    }
    if !found.owners.is_empty() {
        let owners: Vec<String> = found.owners.iter().map(|owner| crate::clean::one_line(owner)).collect();
        put("#  Robert Kline: [Bob, RK]\n", format!("# The tasks of this vault name: {}\n", owners.join(", ")));
    }
    let auto = match found.auto {
        TaskFormat::Seed => "seed",
        TaskFormat::Tasks => "tasks",
        TaskFormat::Dataview => "dataview",
    };
    put("#task_format: auto\n", format!("# With the plugins that are on in this vault, auto is {auto}.\n"));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;

    #[test]
    fn what_the_vault_shows_is_set_and_valid() {
        let found = Found {
            folder: Some("Mail: in".to_owned()),
            labels: vec![("waiting".to_owned(), "Later".to_owned()), ("action".to_owned(), "Action".to_owned())],
            owners: vec!["Ana".to_owned(), "Ben\n#folder: x".to_owned()],
            auto: TaskFormat::Dataview,
        };
        let text = filled(&found);
        let layer = parse(&text, "filled").expect("valid");
        assert_eq!(layer.folder.as_deref(), Some("Mail: in"));
        assert_eq!(layer.labels.get("waiting").map(String::as_str), Some("Later"));
        assert!(!layer.labels.contains_key("action") && layer.task_format.is_none());
        assert!(text.contains("auto is dataview") && text.contains("name: Ana, Ben"));
    }

    #[test]
    fn the_template_is_valid_as_it_stands_and_with_every_key_set() {
        assert!(parse(COMMENTED, "template").is_ok());
        let set: String = COMMENTED
            .lines()
            .filter_map(|line| line.strip_prefix('#'))
            .filter(|line| !line.starts_with(' ') || line.starts_with("  "))
            .fold(String::new(), |all, line| all + line + "\n");
        let layer = parse(&set, "template").expect("every example is valid");
        assert!(
            layer.folder.is_some() && layer.senders.is_some() && !layer.rules.is_empty() && !layer.topics.is_empty()
        );
    }
}
