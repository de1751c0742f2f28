// A note as Obsidian's reading view shows it, in a neutral theme.
'use strict';

const MarkdownIt = require('markdown-it');
const taskLists = require('markdown-it-task-lists');

// Obsidian breaks lines where the text does.
const markdown = new MarkdownIt({ breaks: true }).use(taskLists);
markdown.validateLink = (link) => /^(https|obsidian):/.test(link);

markdown.inline.ruler.before('link', 'wikilink', (state, silent) => {
  const found = /^\[\[([^\]|]+)\]\]/.exec(state.src.slice(state.pos));
  if (!found) return false;
  if (!silent) span(state, 'internal-link', found[1]);
  state.pos += found[0].length;
  return true;
});
markdown.core.ruler.push('tags', (state) => {
  for (const block of state.tokens) {
    if (block.type === 'inline') block.children = (block.children ?? []).flatMap((token) => tagged(state, token));
  }
});
const fence = markdown.renderer.rules.fence;
markdown.renderer.rules.fence = (tokens, at, ...rest) =>
  tokens[at].info === 'mermaid' ? '<div class="mermaid"></div>' : (fence?.(tokens, at, ...rest) ?? '');

/**
 * @param {any} state
 * @param {string} kind
 * @param {string} text
 */
function span(state, kind, text) {
  state.push('span_open', 'span', 1).attrSet('class', kind);
  state.push('text', '', 0).content = text;
  state.push('span_close', 'span', -1);
}

/**
 * A token of text with its `#tags` in tokens of their own.
 *
 * @param {any} state
 * @param {any} token
 */
function tagged(state, token) {
  if (token.type !== 'text') return [token];
  return token.content.split(/(?<=^|\s)(#[\p{L}\d_/-]+)/u).flatMap((/** @type {string} */ part) => {
    const text = Object.assign(new state.Token('text', '', 0), { content: part });
    if (!part.startsWith('#')) return [text];
    const open = new state.Token('span_open', 'span', 1);
    open.attrSet('class', 'tag');
    return [open, text, new state.Token('span_close', 'span', -1)];
  });
}

/** The types that Obsidian finds for properties, as its icons tell them. @param {string} value */
function icon(value) {
  return /^\d{4}-\d\d-\d\dT/.test(value) ? '◷' : '≡';
}

/**
 * @param {string} name the note's, without its extension
 * @param {string} text
 */
function html(name, text) {
  const { escapeHtml } = markdown.utils;
  const [, front = '', body = text] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text) ?? [];
  const rows = front.split('\n').filter(Boolean).map((line) => {
    const [, key, quoted] = /^(\w+): (.*)$/.exec(line) ?? [];
    const value = quoted.replace(/^"(.*)"$/, '$1');
    return `<tr><td class="icon">${icon(value)}<td class="key">${escapeHtml(key)}<td>${escapeHtml(value)}`;
  });
  const table = `<div class="heading">Properties</div><table class="properties">${rows.join('')}</table>`;
  const shown = body.replace(/%%[\s\S]*?%%\n?/g, '').replace(/ \^[\w-]+$/gm, '');
  const article = `${rows.length > 0 ? table : ''}${markdown.render(shown)}`;
  return `<div class="picture note"><div class="tab">${escapeHtml(name)}</div><article>${article}</article></div>`;
}

module.exports = { html };
