//! How a vault's plugins want task lines: what the task format `auto` stands for.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::Deserialize;

use crate::note::TaskFormat;
use crate::pipeline::Lines;

/// Obsidian's folder in a vault.
pub(super) const FOLDER: &str = ".obsidian";

/// The folder of the Tasks plugin, which is also its id.
const TASKS_PLUGIN: &str = "obsidian-tasks-plugin";

/// A larger settings file is none.
const LARGEST: u64 = 1 << 20;

/// The Tasks plugin's own settings, as far as they matter here.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct TasksSettings {
    /// `tasksPluginEmoji` or `dataview`; the plugin reads only one of them.
    task_format: String,
    global_filter: String,
}

/// Whether the Tasks plugin is switched on in `vault`.
pub(super) fn has_tasks(vault: &Path) -> bool {
    is_on(vault, TASKS_PLUGIN)
}

/// What the plugins that are switched on in `vault` read; files that cannot be read say nothing.
pub(super) fn lines(vault: &Path) -> Lines {
    if !has_tasks(vault) {
        return Lines::default();
    }
    let data = vault.join(FOLDER).join("plugins").join(TASKS_PLUGIN).join("data.json");
    let TasksSettings { task_format, global_filter } = json(&data).unwrap_or_default();
    Lines {
        format: if task_format == "dataview" { TaskFormat::Dataview } else { TaskFormat::Tasks },
        global_filter: Some(global_filter).filter(|filter| !filter.trim().is_empty()),
    }
}

/// Whether the plugin of this id is switched on in `vault`.
pub(super) fn is_on(vault: &Path, id: &str) -> bool {
    let on: Vec<String> = json(&vault.join(FOLDER).join("community-plugins.json")).unwrap_or_default();
    on.iter().any(|other| other == id)
}

/// What stands in a file of a plugin; nothing where it cannot be read so.
pub(super) fn json<T: for<'de> Deserialize<'de>>(path: &Path) -> Option<T> {
    let mut text = String::new();
    File::open(path).ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tasks_plugin_counts_where_it_is_switched_on() {
        let data = format!("plugins/{TASKS_PLUGIN}/data.json");
        for (on, settings, format, filter) in [
            ("[]", r#"{"taskFormat": "dataview"}"#, TaskFormat::Seed, None),
            (r#"["obsidian-tasks-plugin"]"#, "{}", TaskFormat::Tasks, None),
            (r#"["dataview", "obsidian-tasks-plugin"]"#, "no json", TaskFormat::Tasks, None),
            (
                r#"["obsidian-tasks-plugin"]"#,
                r##"{"taskFormat": "dataview", "globalFilter": "#task"}"##,
                TaskFormat::Dataview,
                Some("#task"),
            ),
        ] {
            let vault = tempfile::tempdir().expect("a folder");
            let folder = vault.path().join(".obsidian");
            std::fs::create_dir_all(folder.join(&data).parent().expect("a parent")).expect("folders");
            std::fs::write(folder.join("community-plugins.json"), on).expect("a file");
            std::fs::write(folder.join(&data), settings).expect("a file");
            let lines = lines(vault.path());
            assert_eq!((lines.format, lines.global_filter.as_deref()), (format, filter), "{on} {settings}");
        }
    }
}
