// The plugin as Obsidian runs it, with the real program on a real vault.
'use strict';

const assert = require('node:assert/strict');
const { execFileSync, spawn, spawnSync } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, beforeEach, test } = require('node:test');

const obsidian = require('./obsidian.js');

const PROGRAM = path.resolve(process.env.MEETING_TASKS_BIN ?? path.join(__dirname, '../../target/debug/meeting-tasks'));
const LINK = 'meeting-tasks-reprocess';
const MAIL = `From: Mira Holt <mira@example.com>
To: Ben <ben@example.com>
Subject: Proofs
Message-ID: <proofs@example.com>
Date: Mon, 3 Mar 2025 08:40:00 +0100

Ben, could you please send me the corrected proofs by Friday?
`;

/** @type {string[]} */
const folders = [];
after(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true })));
beforeEach(() => {
  obsidian.notices.length = 0;
  obsidian.Platform.isDesktopApp = true;
});

/**
 * The plugin, loaded as Obsidian loads it: the text of the file, with a `require` that knows `obsidian`.
 *
 * @param {unknown} data what `data.json` has
 * @param {string[]} on the plugins that are switched on
 */
async function plugin(data = { program: PROGRAM, inbox: 'Mail' }, on = ['meeting-tasks']) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'vault with $(a) blank; '));
  folders.push(root);
  fs.mkdirSync(path.join(root, '.obsidian'));
  fs.mkdirSync(path.join(root, 'Mail'));
  fs.writeFileSync(path.join(root, '.obsidian/community-plugins.json'), JSON.stringify(on));
  fs.writeFileSync(path.join(root, 'Mail/proofs.eml'), MAIL);
  // No settings of whoever runs the test.
  process.env.XDG_CONFIG_HOME = root;
  /** @type {{ exports: any }} */
  const module = { exports: {} };
  const load = new Function('module', 'exports', 'require', fs.readFileSync(path.join(__dirname, '../main.js'), 'utf8'));
  load(module, module.exports, (/** @type {string} */ name) => (name === 'obsidian' ? obsidian : require(name)));
  const app = obsidian.app(root);
  const made = new module.exports(app);
  made.data = data;
  await made.onload();
  const press = async (/** @type {string} */ id) => made.commands.get(id).callback();
  return { app, made, press, root };
}

/** The one note of the vault. @param {string} root */
function note(root) {
  const [found, ...more] = fs
    .readdirSync(path.join(root, 'TaskAgent'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.md'));
  assert.deepEqual(more, []);
  assert.ok(found);
  const file = path.join('TaskAgent', found);
  return { file, text: () => fs.readFileSync(path.join(root, file), 'utf8') };
}

/** Whether locks of a vault can be taken from outside of the program. */
function hasFlock() {
  return spawnSync('flock', ['--version']).status === 0;
}

/** What the plugin has told since the last call. */
function told() {
  return obsidian.notices.splice(0).join('\n');
}

test('the inbox becomes notes, and its summary a notice', async () => {
  const { press, root } = await plugin();
  await press('process-inbox');
  assert.equal(told(), '1 email: 1 new note, 0 updated, 0 unchanged.');
  assert.match(note(root).text(), /- \[ \] Send Mira/);
  await press('process-inbox');
  assert.equal(told(), '1 email: 0 new notes, 0 updated, 1 unchanged.');
});

test('an email that fails is named', async () => {
  const { press, root } = await plugin();
  fs.writeFileSync(path.join(root, 'Mail/odd.eml'), Buffer.from([0, 1, 2, 0xff, 0, 0]));
  await press('process-inbox');
  assert.match(told(), /^2 emails: 1 new note,.*\n.*odd\.eml: failed: /);
});

test('more arguments reach the program, each as one', async () => {
  const { press, root } = await plugin({ program: PROGRAM, inbox: 'Mail', more: '--label\n  two words $(touch trace)  \n\n' });
  await press('process-inbox');
  assert.match(told(), /1 new note,/);
  assert.match(note(root).text(), /^label: .*two words/m);
  assert.equal(fs.existsSync('trace'), false);
});

test('the link at the end of a note reads its email again and keeps what a person wrote', async () => {
  const { app, made, press, root } = await plugin();
  await press('process-inbox');
  const { file, text } = note(root);
  const whole = text();
  const link = new URL(/\((obsidian:.*)\)/.exec(whole)?.[1] ?? '');
  assert.equal(link.host, LINK);
  const id = link.searchParams.get('id') ?? '';
  const edited = whole.replace('- [ ] Send Mira', '- [x] Send Mira').replace('corrected proofs by Friday?', '');
  fs.writeFileSync(path.join(root, file), `${edited}\nMy own words.\n`);
  told();
  await made.links.get(LINK)({ action: LINK, id });
  assert.match(told(), /^Read again: .*Proofs\.md$/);
  assert.match(text(), /- \[x\] Send Mira/);
  assert.match(text(), /My own words\./);
  assert.equal(app.workspace.view.saved, 1);
});

test('the command reads the email of the open note again', async () => {
  const { app, press, root } = await plugin();
  await press('process-inbox');
  app.workspace.open = note(root).file;
  told();
  await press('reprocess-note');
  assert.match(told(), /^Read again: /);
});

test('a note without an email, and no note, say so', async () => {
  const { app, press, root } = await plugin();
  for (const open of [null, 'own.md']) {
    fs.writeFileSync(path.join(root, 'own.md'), '# Mine\n');
    app.workspace.open = open;
    await press('reprocess-note');
    assert.equal(told(), 'This note has no emailId: it was not made from an email.');
  }
});

test('only an id of 16 hex digits reaches the program', async () => {
  // A program that would leave a trace.
  const { made, root } = await plugin();
  const trace = path.join(root, 'trace');
  const script = path.join(root, 'script');
  fs.writeFileSync(script, `#!/bin/sh\necho "$@" >> '${trace}'\n`, { mode: 0o755 });
  made.settings.program = script;
  const ids = [undefined, '', '--all', '19b7c3e42d854f1', '19b7c3e42d854f1c0', '19B7C3E42D854F1C', '19b7c3e42d854f1c\n', '../../etc/passwd', 1995];
  for (const id of ids) {
    await made.links.get(LINK)({ action: LINK, id });
    assert.equal(told(), 'No email has this id: an id is 16 digits from 0 to f.', String(id));
  }
  assert.equal(fs.existsSync(trace), false);
});

test('an id that no note has is told in the words of the program', async () => {
  const { made } = await plugin();
  await made.links.get(LINK)({ action: LINK, id: '19b7c3e42d854f1c' });
  assert.match(told(), /^Not read again\. no note in the vault has the id `19b7c3e42d854f1c`/);
});

test('open tasks are grouped again', async () => {
  const { press } = await plugin();
  await press('process-inbox');
  told();
  await press('re-cluster');
  assert.match(told(), /^0 clusters, 0 tasks moved\.$/);
});

test('a program that is not there or cannot be run is told with what to do, by each command', async () => {
  const { app, made, press, root } = await plugin();
  await press('process-inbox');
  app.workspace.open = note(root).file;
  told();
  const odd = path.join(root, 'no program');
  fs.writeFileSync(odd, 'text', { mode: 0o644 });
  for (const program of ['/nowhere/meeting-tasks', odd, root]) {
    made.settings.program = program;
    for (const command of ['process-inbox', 're-cluster', 'reprocess-note']) {
      await press(command);
      const notice = told();
      assert.ok(notice.startsWith(`Cannot run “${program}”: give its path in the settings`), notice);
    }
  }
  // Not busy for ever.
  made.settings.program = PROGRAM;
  await press('process-inbox');
  assert.equal(told(), '1 email: 0 new notes, 0 updated, 1 unchanged.');
});

test('a path may start at home', async () => {
  const { press } = await plugin({ program: '~/no/meeting-tasks', inbox: 'Mail' });
  await press('process-inbox');
  assert.ok(told().startsWith(`Cannot run “${path.join(os.homedir(), 'no/meeting-tasks')}”`));
});

test('an empty path is the name of the program', async () => {
  const { made, press, root } = await plugin({ program: '  ', inbox: 'Mail' });
  const before = process.env.PATH;
  process.env.PATH = path.dirname(PROGRAM);
  try {
    await press('process-inbox');
  } finally {
    process.env.PATH = before;
  }
  assert.match(told(), /^1 email: 1 new note,/);
  assert.equal(made.settings.program, '  ');
  assert.match(note(root).text(), /- \[ \] Send Mira/);
});

test('a program that is another one, crashes or talks nonsense is told', { skip: process.platform === 'win32' && 'needs a shell' }, async () => {
  const { made, press, root } = await plugin();
  const script = path.join(root, 'script');
  made.settings.program = script;
  for (const [lines, inbox] of [
    ['exit 0', /^The inbox was not read\. The program answered with 0 and nothing that this plugin understands/],
    ['echo "{}"', /^The inbox was not read\. The program answered with 0/],
    ['echo null; exit 1', /^The inbox was not read\. The program answered with 1/],
    ['echo "cannot load a library" >&2; exit 127', /^The inbox was not read\. cannot load a library$/],
    ['kill -SEGV $$', /^Meeting Tasks broke off \(SIGSEGV\)/],
  ]) {
    fs.writeFileSync(script, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
    await press('process-inbox');
    assert.match(told(), /** @type {RegExp} */ (inbox), String(lines));
    await press('re-cluster');
    assert.match(told(), /^(The tasks were not grouped\.|Meeting Tasks broke off)/, String(lines));
  }
});

test('arguments that the program does not know are told in its words', async () => {
  const { press, root } = await plugin({ program: PROGRAM, inbox: 'Mail', more: '--nonsense' });
  await press('process-inbox');
  assert.match(told(), /^The inbox was not read\. error: unexpected argument '--nonsense'/);
  assert.equal(fs.existsSync(path.join(root, 'TaskAgent')), false);
});

test('a vault that another run has is told, and is free afterwards', { skip: !hasFlock() && 'needs the program flock' }, async () => {
  const { app, press, root } = await plugin();
  await press('process-inbox');
  const { file, text } = note(root);
  const whole = text();
  app.workspace.open = file;
  told();
  // The lock that a run of the program takes, held until its standard input ends.
  const other = spawn('flock', [path.join(root, '.meeting-tasks/lock'), 'sh', '-c', 'echo locked; cat'], { stdio: ['pipe', 'pipe', 'ignore'] });
  await once(other.stdout, 'data');
  for (const [command, start] of [
    ['process-inbox', 'The inbox was not read.'],
    ['re-cluster', 'The tasks were not grouped.'],
    ['reprocess-note', 'Not read again.'],
  ]) {
    await press(command);
    assert.equal(told(), `${start} another run is at work in this vault; wait for it to end`);
  }
  assert.equal(text(), whole);
  other.stdin.end();
  await once(other, 'close');
  await press('reprocess-note');
  assert.match(told(), /^Read again: /);
});

test('an inbox that is not named or not there is told', async () => {
  const unnamed = await plugin({ program: PROGRAM });
  await unnamed.press('process-inbox');
  assert.match(told(), /^Name the inbox folder/);
  const missing = await plugin({ program: PROGRAM, inbox: 'None' });
  await missing.press('process-inbox');
  assert.match(told(), /^The inbox was not read\. .*cannot open folder/);
});

test('a second call waits for nothing and says so', async () => {
  const { press } = await plugin();
  await Promise.all([press('process-inbox'), press('re-cluster')]);
  assert.match(told(), /still at work/);
});

test('on mobile it says that it is for desktops and offers nothing', async () => {
  obsidian.Platform.isDesktopApp = false;
  const { made } = await plugin();
  assert.match(told(), /desktop computers only/);
  assert.deepEqual([made.commands.size, made.links.size, made.tabs.length], [0, 0, 0]);
});

test('beside TasksAgent it takes another action and says why', async () => {
  const { made } = await plugin(undefined, ['obsidian-meeting-tasks', 'meeting-tasks']);
  assert.deepEqual([...made.links.keys()], ['meeting-tasks-reprocess-offline']);
  assert.match(told(), /TasksAgent plugin is on/);
});

test('settings are shown, kept, and read with care', async () => {
  const { made } = await plugin({ program: 5, inbox: 'Mail', __proto__: { more: 'x' }, other: 'y' });
  assert.deepEqual({ ...made.settings }, { program: 'meeting-tasks', inbox: 'Mail', more: '' });
  const [tab] = made.tabs;
  tab.display();
  tab.display();
  const fields = tab.containerEl.fields;
  assert.deepEqual(fields.map((/** @type {obsidian.Field} */ field) => field.name), ['Program', 'Inbox folder', 'More arguments']);
  await fields[1].type('~/Mail');
  assert.deepEqual(made.data, { program: 'meeting-tasks', inbox: '~/Mail', more: '' });
});

test('what the program carries is this plugin', () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'vault-'));
  folders.push(root);
  fs.mkdirSync(path.join(root, '.obsidian'));
  execFileSync(PROGRAM, ['init', '--plugin', '--vault', root], { stdio: 'ignore' });
  for (const name of ['main.js', 'manifest.json']) {
    const installed = fs.readFileSync(path.join(root, '.obsidian/plugins/meeting-tasks', name), 'utf8');
    assert.equal(installed, fs.readFileSync(path.join(__dirname, '..', name), 'utf8'), name);
  }
});
