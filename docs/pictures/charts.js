// Mermaid charts of a note, drawn by Mermaid itself.
'use strict';

/** As Obsidian's reading view has them. */
const BLOCK = /^```mermaid\n([\s\S]*?)^```$/gm;

/**
 * Draws each chart of the note, into its place on the page where the page has one; throws where Mermaid reports an error
 * or draws fewer bars than there are tasks.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} text the note
 */
async function draw(page, text) {
  await page.addScriptTag({ path: require.resolve('mermaid/dist/mermaid.min.js') });
  const sources = [...text.matchAll(BLOCK)].map((found) => found[1]);
  if (sources.length < 2) throw new Error(`a dashboard has two charts, this one has ${sources.length}`);
  for (const [at, source] of sources.entries()) {
    const bars = await page.evaluate(render, { at, source });
    const tasks = source.split('\n').filter((line) => /^ {4}(· |")/.test(line)).length;
    if (bars !== tasks) throw new Error(`${bars} bars or slices for ${tasks} entries in:\n${source}`);
  }
  return sources;
}

/**
 * Runs in the browser.
 *
 * @param {{ at: number, source: string }} chart
 */
async function render({ at, source }) {
  const { mermaid } = /** @type {any} */ (window);
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    fontFamily: 'Inter, Twemoji, sans-serif',
    // Obsidian's own colours follow its theme.
    theme: 'neutral',
    themeVariables: {
      pie1: '#e2694f',
      pie2: '#e8c15f',
      pie3: '#9cc48d',
      pieOpacity: '1',
      pieStrokeWidth: '1px',
      pieOuterStrokeWidth: '1px',
    },
    gantt: { barHeight: 22, fontSize: 12, leftPadding: 70, useWidth: 760 },
  });
  try {
    await mermaid.parse(source);
    const { svg } = await mermaid.render(`chart-${at}`, source);
    const place = document.querySelectorAll('.mermaid')[at] ?? document.body.appendChild(document.createElement('div'));
    place.innerHTML = svg;
    return place.querySelectorAll('rect.task, path.pieCircle').length;
  } catch (error) {
    throw new Error(`Mermaid: ${error instanceof Error ? error.message : error}\nin:\n${source}`);
  }
}

module.exports = { draw };
