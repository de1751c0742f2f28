// The companion of the program `meeting-tasks`: it calls the program and shows what came of it. All of the work on mail
// and notes is the program's.
'use strict';

const { FileSystemAdapter, MarkdownView, Notice, Platform, Plugin, PluginSettingTab, Setting } = require('obsidian');

/** The action of the link at the end of each note. */
const ACTION = 'meeting-tasks-reprocess';
/** The action where TasksAgent, whose notes have the same link, answers to the first. */
const ACTION_BESIDE_TASKS_AGENT = 'meeting-tasks-reprocess-offline';
const TASKS_AGENT = 'obsidian-meeting-tasks';

/** An email id. Anyone can put a link on a web page, so nothing else from a link reaches the program. */
const ID = /^[0-9a-f]{16}$/;

/** A first run over years of mail takes minutes; what takes longer hangs. */
const TIMEOUT_MS = 30 * 60 * 1000;
/** The report of a first run names every note that was written. */
const LONGEST_OUTPUT = 64 * 1024 * 1024;
/** Long enough to read a sentence. */
const NOTICE_MS = 8000;
/** More of what the program says would hide the vault. */
const LONGEST_NOTICE = 600;

/**
 * @typedef {object} Settings
 * @property {string} program the program's name or path
 * @property {string} inbox the folder with mail; a relative one starts at the vault
 * @property {string} more arguments for the inbox, one a line
 *
 * @typedef {object} Outcome
 * @property {number} exit 0: done; 1: some emails failed; 2: it could not start
 * @property {string} out
 * @property {string} err
 */

/** @type {Settings} */
const DEFAULTS = { program: 'meeting-tasks', inbox: '', more: '' };

class MeetingTasks extends Plugin {
  /** @type {Settings} */
  settings = { ...DEFAULTS };
  /** The vault's folder on this computer. */
  vault = '';
  /** Two runs at once would wait for each other. */
  busy = false;

  async onload() {
    const { adapter } = this.app.vault;
    if (!Platform.isDesktopApp || !(adapter instanceof FileSystemAdapter)) {
      tell('Meeting Tasks calls a program and works on desktop computers only; here it does nothing.');
      return;
    }
    this.vault = adapter.getBasePath();
    this.settings = known(await this.loadData());
    this.addSettingTab(new Tab(this.app, this));
    this.addCommand({ id: 'reprocess-note', name: 'Reprocess this note', callback: () => this.reprocessNote() });
    this.addCommand({ id: 'process-inbox', name: 'Process the inbox folder', callback: () => this.processInbox() });
    this.addCommand({ id: 're-cluster', name: 'Re-cluster', callback: () => this.recluster() });
    const action = await this.action();
    this.registerObsidianProtocolHandler(action, (link) => this.reprocess(link.id));
    if (action !== ACTION) {
      tell(
        `The TasksAgent plugin is on and answers obsidian://${ACTION}, so Meeting Tasks answers obsidian://${action}. ` +
          'The link at the end of a note is TasksAgent’s; use the command “Reprocess this note”.',
      );
    }
  }

  /** The name of the action, as Obsidian's list of plugins that are switched on has it. */
  async action() {
    const { adapter, configDir } = this.app.vault;
    try {
      const on = JSON.parse(await adapter.read(`${configDir}/community-plugins.json`));
      return Array.isArray(on) && on.includes(TASKS_AGENT) ? ACTION_BESIDE_TASKS_AGENT : ACTION;
    } catch {
      return ACTION;
    }
  }

  async reprocessNote() {
    const file = this.app.workspace.getActiveFile();
    const id = file && this.app.metadataCache.getFileCache(file)?.frontmatter?.emailId;
    if (id === undefined || id === null) {
      tell('This note has no emailId: it was not made from an email.');
      return;
    }
    await this.reprocess(id);
  }

  /** @param {unknown} id from a link or a note: not to be trusted */
  async reprocess(id) {
    if (typeof id !== 'string' || !ID.test(id)) {
      tell('No email has this id: an id is 16 digits from 0 to f.');
      return;
    }
    // What was typed a moment ago must be in the file before the program merges into it.
    await this.app.workspace.getActiveViewOfType(MarkdownView)?.save();
    const outcome = await this.call(['reprocess'], ['--', id]);
    if (!outcome) return;
    // The path of the note is printed unless the note is left as it is, and why is said.
    const read = [`Read again: ${outcome.out}`, outcome.err].filter(Boolean).join('\n');
    tell(outcome.out ? read : `Not read again. ${why(outcome)}`);
  }

  async processInbox() {
    const inbox = this.settings.inbox.trim();
    if (!inbox) {
      tell('Name the inbox folder in the settings of Meeting Tasks first.');
      return;
    }
    const more = this.settings.more.split('\n').map((line) => line.trim()).filter(Boolean);
    const folder = require('path').resolve(this.vault, fromHome(inbox));
    const outcome = await this.call(['batch', '--format', 'json', ...more], ['--', folder]);
    if (!outcome) return;
    const report = json(outcome.out, ['kept', 'failed']);
    if (!report) {
      tell(`The inbox was not read. ${why(outcome)}`);
      return;
    }
    const { emails, new: added, updated, unchanged, kept, failed } = report;
    const rest = [...kept.map(leftOut('left as it is')), ...failed.map(leftOut('failed'))];
    const summary = `${counted(emails, 'email')}: ${counted(added, 'new note')}, ${updated} updated, ${unchanged} unchanged.`;
    tell([summary, ...rest].join('\n'));
  }

  async recluster() {
    const outcome = await this.call(['cluster', '--format', 'json'], []);
    if (!outcome) return;
    const report = json(outcome.out, ['clusters', 'changed', 'duplicates']);
    if (!report) {
      tell(`The tasks were not grouped. ${why(outcome)}`);
      return;
    }
    const { clusters, changed, duplicates } = report;
    const twice = duplicates.length > 0 ? ` ${counted(duplicates.length, 'task')} may stand in two notes.` : '';
    const summary = `${counted(clusters.length, 'cluster')}, ${counted(changed.length, 'task')} moved.`;
    tell(`${summary}${twice} ${outcome.err}`.trimEnd());
  }

  /**
   * Calls the program on this vault: without a shell, so that no argument is more than an argument.
   *
   * @param {string[]} command the command and its options
   * @param {string[]} rest what comes after `--vault`
   * @returns {Promise<Outcome | undefined>} nothing where it did not run, which has been told
   */
  async call(command, rest) {
    if (this.busy) {
      tell('Meeting Tasks is still at work.');
      return undefined;
    }
    this.busy = true;
    const working = new Notice('Meeting Tasks is at work …', 0);
    try {
      return await run(fromHome(this.settings.program.trim()) || DEFAULTS.program, [...command, '--vault', this.vault, ...rest]);
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
      return undefined;
    } finally {
      working.hide();
      this.busy = false;
    }
  }
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<Outcome>}
 */
function run(program, args) {
  // Not at the top: mobile has no such module, and the file is read there too.
  const { execFile } = require('child_process');
  const options = {
    env: { ...process.env, PATH: searchPath() },
    maxBuffer: LONGEST_OUTPUT,
    timeout: TIMEOUT_MS,
    windowsHide: true,
  };
  return new Promise((resolve, reject) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      const [out, err] = [stdout.trim(), stderr.trim().replace(/^meeting-tasks: /gm, '')];
      if (!error) resolve({ exit: 0, out, err });
      else if (typeof error.code === 'number') resolve({ exit: error.code, out, err });
      else if (error.killed) reject(new Error('Meeting Tasks took too long, or said too much, and was stopped.'));
      else if (error.signal) reject(new Error(`Meeting Tasks broke off (${error.signal}).`));
      else reject(new Error(`Cannot run “${program}”: give its path in the settings of Meeting Tasks. (${error.message})`));
    });
  });
}

/**
 * A path with the home folder for a `~` at its start, which only a shell would put there.
 *
 * @param {string} path
 */
function fromHome(path) {
  return path.replace(/^~(?=$|[\\/])/, () => require('os').homedir());
}

/** Where programs are, and where cargo and Homebrew put them: apps started from a dock know less than a terminal. */
function searchPath() {
  const { delimiter, join } = require('path');
  const home = require('os').homedir();
  return [process.env.PATH, join(home, '.cargo', 'bin'), join(home, '.local', 'bin'), '/opt/homebrew/bin', '/usr/local/bin']
    .filter(Boolean)
    .join(delimiter);
}

/**
 * So many of what `one` names: `1 email`, `2 emails`.
 *
 * @param {number} count
 * @param {string} one
 */
function counted(count, one) {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/**
 * The report in `text`; nothing where it is none that this plugin understands.
 *
 * @param {string} text
 * @param {string[]} lists the keys that hold lists
 */
function json(text, lists) {
  try {
    const report = JSON.parse(text);
    return lists.every((key) => Array.isArray(report[key])) ? report : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Why the program has not done what it was asked for.
 *
 * @param {Outcome} outcome
 */
function why({ exit, err }) {
  const odd = `The program answered with ${exit} and nothing that this plugin understands`;
  return err || `${odd}: is it meeting-tasks, and of the plugin’s version?`;
}

/** @param {string} what */
function leftOut(what) {
  /** @param {{ path?: string, source?: string, reason: string }} entry */
  return ({ path, source, reason }) => `${path ?? source}: ${what}: ${reason}`;
}

/** @param {string} message */
function tell(message) {
  const cut = message.length > LONGEST_NOTICE ? `${message.slice(0, LONGEST_NOTICE)} …` : message;
  new Notice(cut, NOTICE_MS);
}

/**
 * The settings in what was saved, which a person or another version may have written.
 *
 * @param {unknown} saved
 * @returns {Settings}
 */
function known(saved) {
  const settings = { ...DEFAULTS };
  for (const [key, value] of Object.entries(saved ?? {})) {
    if (Object.hasOwn(DEFAULTS, key) && typeof value === 'string') settings[/** @type {keyof Settings} */ (key)] = value;
  }
  return settings;
}

class Tab extends PluginSettingTab {
  /**
   * @param {import('obsidian').App} app
   * @param {MeetingTasks} plugin
   */
  constructor(app, plugin) {
    super(app, plugin);
    this.plugin = plugin;
  }

  display() {
    this.containerEl.empty();
    this.field('Program', 'Its name, or its path where it is not found.', 'program', 'text');
    this.field('Inbox folder', 'Where your mail is saved. A relative path starts at the vault.', 'inbox', 'text');
    const more = 'For “Process the inbox folder”, one a line: --label=action';
    this.field('More arguments', more, 'more', 'area');
  }

  /**
   * @param {string} name
   * @param {string} what
   * @param {keyof Settings} key
   * @param {'text' | 'area'} kind
   */
  field(name, what, key, kind) {
    /** @param {import('obsidian').TextComponent | import('obsidian').TextAreaComponent} input */
    const fill = (input) =>
      input
        .setPlaceholder(DEFAULTS[key])
        .setValue(this.plugin.settings[key])
        .onChange(async (value) => {
          this.plugin.settings[key] = value;
          await this.plugin.saveData(this.plugin.settings);
        });
    const setting = new Setting(this.containerEl).setName(name).setDesc(what);
    if (kind === 'text') setting.addText(fill);
    else setting.addTextArea(fill);
  }
}

module.exports = MeetingTasks;
