// A small vault that the program makes from the mail beside this file, on a day that never changes.
'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const PROGRAM = path.resolve(process.env.MEETING_TASKS_BIN ?? path.join(__dirname, '../../target/debug/meeting-tasks'));
const TODAY = '2026-03-04';
/** The note of the first picture, by a word of its name. */
const SHOWN = 'Security audit';
const DASHBOARD = 'TaskAgent/Dashboard.md';
/** Columns of the terminal of the second. */
const COLUMNS = 112;

const TEMPORARY = fs.mkdtempSync(path.join(os.tmpdir(), 'meeting-tasks-pictures-'));
const ENV = { ...process.env, XDG_CONFIG_HOME: TEMPORARY, TERM: 'xterm-256color', NO_COLOR: '' };

/** @type {{ env: NodeJS.ProcessEnv, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }} */
const OPTIONS = { env: ENV, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] };

/**
 * An empty vault and the program, run in it.
 *
 * @param {string} name
 */
function empty(name) {
  const root = path.join(TEMPORARY, name);
  fs.mkdirSync(path.join(root, '.obsidian'), { recursive: true });
  /** @param {string[]} args */
  const run = (...args) => execFileSync(PROGRAM, [...args, '--today', TODAY], { ...OPTIONS, cwd: root });
  return { root, run };
}

/** @param {string} root */
function dashboard(root) {
  return fs.readFileSync(path.join(root, DASHBOARD), 'utf8');
}

function make() {
  const { root, run } = empty('vault');
  fs.cpSync(path.join(__dirname, 'mail'), path.join(root, 'Mail'), { recursive: true });
  run('batch', 'Mail', '--quiet');
  /** @type {{ id: string, text: string, note: string }[]} */
  const tasks = JSON.parse(run('list', '--format', 'json'));
  const idOf = (/** @type {string} */ words) => {
    const found = tasks.find((task) => task.text.includes(words));
    if (!found) throw new Error(`no task says “${words}”`);
    return found.id;
  };
  run('done', idOf('February invoice'));
  run('assign', idOf('parking spaces'), 'Dana');
  run('dashboard');
  // As a person would: parts that are not wanted go, and stay away.
  const board = path.join(root, DASHBOARD);
  fs.writeFileSync(board, fs.readFileSync(board, 'utf8').replace(/## (High priority|By cluster)\n[\s\S]*?(?=## )/g, ''));
  run('dashboard');
  const shown = tasks.find((task) => task.note.includes(SHOWN))?.note ?? '';
  return {
    root,
    note: { name: path.basename(shown, '.md'), text: fs.readFileSync(path.join(root, shown), 'utf8') },
    dashboard: dashboard(root),
  };
}

/**
 * The list of tasks of a vault, as it stands on a terminal.
 *
 * @param {string} root
 */
function table(root) {
  const command = `meeting-tasks list --today ${TODAY}`;
  const env = { ...ENV, PATH: `${path.dirname(PROGRAM)}${path.delimiter}${process.env.PATH}` };
  const args = ['--quiet', '--return', '--command', `stty cols ${COLUMNS} rows 40 && ${command}`, '/dev/null'];
  return { command, printed: execFileSync('script', args, { ...OPTIONS, cwd: root, env }) };
}

/** Titles that Mermaid would take for something else than a title. */
const TITLES = [
  'Send: the deck; end', 'section Send', 'title Send', 'click send href "x"', 'done, send crit', 'Send %% the deck %%',
  'Send "both"', 'Send #35; the #quot; deck', 'Send <b>the</b> deck', 'Send {the} [deck] (now)', 'Send ```the``` deck',
  'excludes weekends', 'Send --> the deck', 'dateFormat X', 'Send \\n the deck', 'todayMarker off', 'Send %%{init: {}}%%',
  'accTitle: Send', 'gantt', 'after send', 'Send 日本 ünï 📦', ':', '…', 'call f()', 'vert', 'milestone send', '---',
  'Send ~ the `deck`', '&lt;Send&gt;', '$$x$$',
];

/** The dashboard of a vault with such titles. */
function hostile() {
  const { root, run } = empty('hostile');
  fs.mkdirSync(path.join(root, 'TaskAgent'));
  // A chart has room for a few, so each run shows some.
  const parts = [0, 1].map((part) => {
    const titles = TITLES.filter((_, at) => at % 2 === part);
    const lines = titles.map((title, at) => `- [ ] ${title} 📅 2026-03-${10 + at} ${['🔴', '🟡', '🟢'][at % 3]}\n`);
    fs.writeFileSync(path.join(root, 'TaskAgent/note.md'), lines.join(''));
    run('dashboard');
    return dashboard(root);
  });
  return parts.join('\n');
}

function remove() {
  fs.rmSync(TEMPORARY, { recursive: true });
}

module.exports = { TEMPORARY, hostile, make, remove, table };
