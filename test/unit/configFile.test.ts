import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  type Config,
  decidedBy,
  defaultSettings,
  type Settings,
  settingsWith,
  unreadableConfig,
} from '#core';
import { readConfig } from '#core/config';

const file = '.agent-backlog.json';
const editor: Settings = {
  rules: { 'missing-plan': 'off' },
  batchSize: 2,
  minimumPlanSteps: 7,
  requiredFields: ['Assignee'],
  notesMaximumLines: 3,
  summaryMaximumLines: 2,
  codeLens: { enabled: false },
  inlayHints: { enabled: false },
  format: { enabled: false },
  view: { followCursor: false },
  trace: { server: 'verbose' },
};

/** Reads values as a config file of their own has them. */
function read(values: unknown, path: string = file): Config {
  return readConfig(JSON.stringify(values), path) ?? assert.fail('It is a config file.');
}

describe('readConfig', () => {
  it('takes every setting that a config file can have, and `$schema`', () => {
    const given = {
      rules: { 'missing-plan': 'warning' },
      batchSize: 3,
      minimumPlanSteps: 2,
      requiredFields: ['Plan', 'Assignee'],
      notesMaximumLines: 20,
      summaryMaximumLines: 4,
      codeLens: { enabled: true },
      inlayHints: { enabled: true },
      format: { enabled: true },
    };
    const config = read({ $schema: './schema.json', ...given });
    assert.deepEqual(config.messages, []);
    const { view, trace } = editor;
    assert.deepEqual(settingsWith(editor, config), { ...given, view, trace });
    const ofFile = Object.entries(decidedBy).flatMap(([key, by]) => (by === 'editor' ? [] : [key]));
    assert.deepEqual(Object.keys(given), ofFile, 'all are tried');
  });

  it('reads the key of package.json, and passes over what else is in there', () => {
    const text = JSON.stringify({ name: 'agentBacklog', batchSize: 9, agentBacklog: { batchSize: 3 } });
    for (const path of ['package.json', 'web/package.json', 'C:\\web\\package.json']) {
      const config = readConfig(text, path);
      assert.ok(config);
      assert.deepEqual(config.messages, []);
      assert.equal(settingsWith(editor, config).batchSize, 3);
    }
    assert.ok(readConfig('{ "agentBacklog": {} }', 'package.json'), 'it need not say anything');
  });

  it('takes a package.json without the key for none, whatever is wrong with it', () => {
    for (const text of [
      '{ "name": "thing" }',
      '{ "keywords": ["agentBacklog"], "scripts": { "agentBacklog": "run" } }',
      '["agentBacklog"]',
      '"agentBacklog"',
      'null',
      '{ broken',
      '',
    ])
      assert.equal(readConfig(text, 'package.json'), undefined, text);
  });

  it('says what JSON.parse says of a text that is no JSON, and uses the defaults', () => {
    const broken = [
      [file, '{ "batchSize": 3,\n  }'],
      [file, ''],
      [`web/${file}`, '// no\n{}'],
      ['package.json', '{ "agentBacklog": { "batchSize": 3 }'],
    ] as const;
    for (const [path, text] of broken) {
      const { messages, ...config } = readConfig(text, path) ?? assert.fail(text);
      const reason = reasonOf(text).replace(/\s+/g, ' ');
      assert.deepEqual(messages, [`${path}: ${reason}. The defaults are used.`]);
      assert.equal(settingsWith(editor, { ...config, messages }).batchSize, null);
    }
  });

  it('says once what is wrong with a value, with the name of the file and the key', () => {
    const values = {
      batchSize: 0,
      minimumPlanSteps: 4,
      requiredFields: ['Plan', 'Planet'],
      notesMaximumLines: 'ten',
      rules: { 'mixed-batch': 'hint', 'missing-plan': 'fatal' },
      codeLens: { enabled: 'no' },
      inlayHints: false,
      format: { enabled: false },
    };
    const own = read(values, `web/${file}`);
    assert.deepEqual(own.messages.map(withoutReason), [
      `web/${file}: rules.missing-plan:`,
      `web/${file}: batchSize:`,
      `web/${file}: requiredFields[1]:`,
      `web/${file}: notesMaximumLines:`,
      `web/${file}: codeLens[enabled]:`,
      `web/${file}: inlayHints:`,
    ]);
    for (const message of own.messages) assert.match(message, / The default is used\.$/);
    const { messages, ...ofKey } = read({ agentBacklog: values }, 'package.json');
    assert.equal(messages.map(withoutReason)[1], 'package.json: agentBacklog.batchSize:');
    assert.equal(messages.length, own.messages.length);
    for (const config of [own, { ...ofKey, messages }])
      assert.deepEqual(settingsWith(editor, config), {
        ...defaultSettings,
        minimumPlanSteps: 4,
        rules: { 'mixed-batch': 'hint' },
        format: { enabled: false },
        view: editor.view,
        trace: editor.trace,
      });
  });

  it('says which keys and rules there are not, and which one is meant', () => {
    const config = read({
      batchSise: 3,
      'agentBacklog.batchSize': 3,
      tasks: {},
      view: { followCursor: false },
      rules: { 'missing-plane': 'off', 'no-such-rule': 'off' },
      format: { enabled: true, width: 80 },
    });
    assert.deepEqual(config.messages, [
      `${file}: there is no setting “batchSise”. Is “batchSize” meant?`,
      `${file}: there is no setting “agentBacklog.batchSize”. Is “batchSize” meant?`,
      `${file}: there is no setting “tasks”.`,
      `${file}: “view” is a setting of the editor alone. It has no effect here.`,
      `${file}: rules: there is no rule “missing-plane”. Is “missing-plan” meant?`,
      `${file}: rules: there is no rule “no-such-rule”.`,
      `${file}: there is no setting “format.width”.`,
    ]);
    assert.deepEqual(settingsWith(editor, config).format, { enabled: true });
  });

  it('uses the defaults where there is no object', () => {
    for (const values of [null, 3, 'off', [{ batchSize: 3 }]]) {
      const expected = 'an object of settings is expected. The defaults are used.';
      const own = read(values);
      assert.deepEqual(own.messages, [`${file}: ${expected}`]);
      assert.equal(settingsWith(editor, own).batchSize, null);
      const ofKey = read({ agentBacklog: values }, 'package.json');
      assert.deepEqual(ofKey.messages, [`package.json: agentBacklog: ${expected}`]);
    }
  });

  it('stays short, however much is wrong', () => {
    const long = 'x'.repeat(100_000);
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`key${String(at)}\n`, at]));
    const { messages } = read({ [long]: 1, ...many });
    assert.ok(messages.length <= 21, String(messages.length));
    assert.match(messages.at(-1) ?? '', /4981 more/);
    for (const message of messages) assert.ok(message.length < 1100 && !message.includes('\n'));
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    assert.equal(readConfig(`{ "rules": ${deep}, "batchSize": ${deep} }`, file)?.messages.length, 2);
  });

  it('reads the example of the guide', () => {
    const [, example = ''] =
      /## The config file[^]*?```json\n([^]*?)```/.exec(readFileSync('docs/guide.md', 'utf8')) ?? [];
    const config = readConfig(example, file);
    assert.deepEqual(config?.messages, []);
    assert.equal(settingsWith(editor, config).batchSize, 4);
  });

  it('takes nothing from names that every object has', () => {
    const config = readConfig('{ "__proto__": { "batchSize": 3 }, "constructor": 1, "toString": 2 }', file);
    assert.equal(config?.messages.length, 3);
    assert.equal(settingsWith(editor, config).batchSize, null);
  });
});

describe('settingsWith', () => {
  it('takes what decides on problems and moves from the config file alone', () => {
    const { rules, batchSize, minimumPlanSteps, requiredFields } = defaultSettings;
    const { notesMaximumLines, summaryMaximumLines } = defaultSettings;
    assert.deepEqual(settingsWith(editor, read({})), {
      ...editor,
      rules,
      batchSize,
      minimumPlanSteps,
      requiredFields,
      notesMaximumLines,
      summaryMaximumLines,
    });
  });

  it('leaves to the editor what is shown, unless the config file says so', () => {
    const config = read({ codeLens: { enabled: true }, inlayHints: {} });
    const { codeLens, inlayHints, format } = settingsWith(editor, config);
    assert.deepEqual([codeLens.enabled, inlayHints.enabled, format.enabled], [true, false, false]);
  });

  it('has the defaults where the config file cannot be read', () => {
    const config = unreadableConfig(file, 'permission denied');
    assert.deepEqual(config.messages, [`${file} cannot be read (permission denied). The defaults are used.`]);
    assert.deepEqual(settingsWith(editor, config), settingsWith(editor, read({})));
  });
});

/** The file and the key that a message begins with. */
function withoutReason(message: string): string {
  return /^.*?: .*?:/.exec(message)?.[0] ?? message;
}

function reasonOf(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return assert.fail('It is JSON.');
}
