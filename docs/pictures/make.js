// Makes the pictures of README.md from what the program really writes: `npm ci && npm run make`. With `--check` it only
// renders the dashboard's charts, also of titles that try to be Mermaid, and fails where Mermaid reports an error.
//
// Needs the program (MEETING_TASKS_BIN, else target/debug/meeting-tasks), Chromium (CHROMIUM, else /usr/bin/chromium) and,
// for the picture of the table, util-linux's `script`, which gives the program a terminal.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { chromium } = require('playwright-core');
const png = require('upng-js');

const charts = require('./charts.js');
const note = require('./note.js');
const terminal = require('./terminal.js');
const vault = require('./vault.js');

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Sharp enough on a screen of twice the points, and small. */
const SCALE = 1.5;
/** What text, a few signs and a chart need. */
const COLOURS = 96;

/**
 * A page with the body and the pictures' own fonts and styles, shown.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} body
 */
async function show(page, body) {
  const style = (/** @type {string} */ file) => `<link rel="stylesheet" href="file://${file}">`;
  const fonts = ['inter/400', 'inter/600', 'jetbrains-mono/400', 'jetbrains-mono/700'];
  const styles = [
    ...fonts.map((font) => require.resolve(`@fontsource/${font}.css`)),
    require.resolve('twemoji-colr-font/twemoji.css'),
    path.join(__dirname, 'style.css'),
  ];
  const file = path.join(vault.TEMPORARY, 'page.html');
  fs.writeFileSync(file, `<!doctype html><meta charset="utf-8">${styles.map(style).join('')}<body>${body}`);
  await page.goto(`file://${file}`);
  await page.evaluate(() => Promise.all([...document.fonts].map((font) => font.load())));
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
async function shoot(page, name) {
  const image = png.decode(await page.locator('.picture').screenshot());
  const small = Buffer.from(png.encode(png.toRGBA8(image), image.width, image.height, COLOURS));
  fs.writeFileSync(path.join(__dirname, name), small);
  console.log(`docs/pictures/${name}: ${Math.round(small.length / 1024)} KB`);
}

/** @param {import('playwright-core').Page} page */
async function pictures(page) {
  const made = vault.make();
  await show(page, note.html(made.note.name, made.note.text));
  await shoot(page, 'note.png');
  const { command, printed } = vault.table(made.root);
  await show(page, terminal.html(command, printed));
  await shoot(page, 'list.png');
  await show(page, note.html('Dashboard', made.dashboard));
  await charts.draw(page, made.dashboard);
  await shoot(page, 'dashboard.png');
}

/** @param {import('playwright-core').Page} page */
async function check(page) {
  await show(page, '');
  for (const [name, text] of Object.entries({ friendly: vault.make().dashboard, hostile: vault.hostile() })) {
    const drawn = await charts.draw(page, text);
    console.log(`${name}: ${drawn.length} charts without an error`);
  }
  // A check that cannot fail would tell nothing.
  const broken = '```mermaid\ngantt\n    · Send :2026-13-45, x\n```\n```mermaid\npie\n    "High : 4\n```\n';
  const error = await charts.draw(page, broken).then(() => undefined, (/** @type {Error} */ found) => found);
  if (!error?.message.includes('Mermaid:')) throw new Error('a broken chart was drawn');
}

async function main() {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--font-render-hinting=none'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1000, height: 800 }, deviceScaleFactor: SCALE });
    await (process.argv.includes('--check') ? check(page) : pictures(page));
  } finally {
    await browser.close();
    vault.remove();
  }
}

main().catch((error) => {
  console.error(String(error?.message ?? error));
  process.exitCode = 1;
});
