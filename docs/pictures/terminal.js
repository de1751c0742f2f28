// What a program prints on a terminal, as HTML.
'use strict';

/** The signs for colour that `meeting-tasks list` uses. @type {Record<string, string>} */
const STYLES = { 1: 'bold', 2: 'dim', 31: 'red' };

/** @param {string} text */
function escape(text) {
  return text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** @param {string} text with escape sequences */
function coloured(text) {
  const parts = text.replaceAll('\r', '').split(/\u001b\[(\d*)m/);
  return parts
    .map((part, at) => {
      if (at % 2 === 0) return escape(part);
      if (part === '0') return '</span>';
      if (!STYLES[part]) throw new Error(`an unknown sign for colour: ${part}`);
      return `<span class="${STYLES[part]}">`;
    })
    .join('');
}

/**
 * @param {string} command
 * @param {string} output
 */
function html(command, output) {
  return `<pre class="picture terminal"><span class="prompt">$</span> ${escape(command)}\n${coloured(output.trimEnd())}</pre>`;
}

module.exports = { html };
