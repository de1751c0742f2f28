//! The commented config file that `init` writes.

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;

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
