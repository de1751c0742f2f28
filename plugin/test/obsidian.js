// A stand-in for as much of Obsidian as the plugin uses, checked against the types that Obsidian publishes.
'use strict';

const fs = require('fs');
const path = require('path');

/**
 * @typedef {typeof import('obsidian')} Api
 * @typedef {{ name: string, description: string, placeholder: string, value: string, type: (text: string) => unknown }} Field
 */

/** What the plugin has told, in order. @type {string[]} */
const notices = [];

/** @implements {Pick<import('obsidian').Notice, 'hide'>} */
class Notice {
  /**
   * @param {string | DocumentFragment} message
   * @param {number} [duration] 0: until it is hidden
   */
  constructor(message, duration) {
    if (duration !== 0) notices.push(String(message));
  }

  hide() {}
}

/** @implements {Pick<import('obsidian').FileSystemAdapter, 'getBasePath' | 'read'>} */
class FileSystemAdapter {
  /** @param {string} root */
  constructor(root) {
    this.root = root;
  }

  getBasePath() {
    return this.root;
  }

  /** @param {string} file */
  async read(file) {
    return fs.promises.readFile(path.join(this.root, file), 'utf8');
  }
}

/** @implements {Pick<import('obsidian').MarkdownView, 'save'>} */
class MarkdownView {
  saved = 0;

  async save() {
    this.saved += 1;
  }
}

/** @implements {Pick<import('obsidian').Plugin, 'addCommand' | 'addSettingTab' | 'loadData' | 'registerObsidianProtocolHandler' | 'saveData'>} */
class Plugin {
  /** @type {Map<string, import('obsidian').Command>} */
  commands = new Map();
  /** @type {Map<string, import('obsidian').ObsidianProtocolHandler>} */
  links = new Map();
  /** @type {import('obsidian').PluginSettingTab[]} */
  tabs = [];
  /** What `data.json` has. @type {unknown} */
  data = null;

  /** @param {ReturnType<typeof app>} app */
  constructor(app) {
    this.app = app;
  }

  /** @param {import('obsidian').Command} command */
  addCommand(command) {
    this.commands.set(command.id, command);
    return command;
  }

  /** @param {import('obsidian').PluginSettingTab} tab */
  addSettingTab(tab) {
    this.tabs.push(tab);
  }

  async loadData() {
    return this.data;
  }

  /** @param {unknown} data */
  async saveData(data) {
    this.data = structuredClone(data);
  }

  /**
   * @param {string} action
   * @param {import('obsidian').ObsidianProtocolHandler} handler
   */
  registerObsidianProtocolHandler(action, handler) {
    this.links.set(action, handler);
  }
}

class PluginSettingTab {
  /** @type {{ fields: Field[], empty: () => void }} */
  containerEl = {
    fields: [],
    empty() {
      this.fields = [];
    },
  };

  /** @param {unknown} app */
  constructor(app) {
    this.app = app;
  }
}

/** @typedef {{ setPlaceholder(text: string): Input, setValue(text: string): Input, onChange(done: (text: string) => unknown): Input }} Input */

class Setting {
  /** @type {Field} */
  field = { name: '', description: '', placeholder: '', value: '', type: () => undefined };

  /** @param {{ fields: Field[] }} container */
  constructor(container) {
    container.fields.push(this.field);
  }

  /** @param {string} name */
  setName(name) {
    this.field.name = name;
    return this;
  }

  /** @param {string} text */
  setDesc(text) {
    this.field.description = text;
    return this;
  }

  /** @param {(input: Input) => unknown} fill */
  addText(fill) {
    const { field } = this;
    /** @type {Input} */
    const input = {
      setPlaceholder: (text) => ((field.placeholder = text), input),
      setValue: (text) => ((field.value = text), input),
      onChange: (done) => ((field.type = done), input),
    };
    fill(input);
    return this;
  }

  /** @param {(input: Input) => unknown} fill */
  addTextArea(fill) {
    return this.addText(fill);
  }
}

/**
 * The app with the vault in `root` and nothing open.
 *
 * @param {string} root
 */
function app(root) {
  return {
    vault: { adapter: new FileSystemAdapter(root), configDir: '.obsidian' },
    workspace: {
      view: new MarkdownView(),
      /** @type {string | null} */
      open: null,
      getActiveFile() {
        return this.open;
      },
      getActiveViewOfType() {
        return this.view;
      },
    },
    metadataCache: {
      /** The properties of a note, read as far as this test needs. @param {string} file */
      getFileCache(file) {
        const id = /^emailId: "?(.*?)"?$/m.exec(fs.readFileSync(path.join(root, file), 'utf8'));
        return { frontmatter: id ? { emailId: id[1] } : {} };
      },
    },
  };
}

/** @type {Pick<Api['Platform'], 'isDesktopApp'>} */
const Platform = { isDesktopApp: true };

module.exports = { FileSystemAdapter, MarkdownView, Notice, Platform, Plugin, PluginSettingTab, Setting, app, notices };
