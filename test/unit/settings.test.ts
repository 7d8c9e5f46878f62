import assert from 'node:assert/strict';
import { defaultSettings } from '#core';
import { readSettings, settingsSchema } from '#core/config';

describe('readSettings', () => {
  it('has the default settings for the defaults of the schema', () => {
    assert.deepEqual(settingsSchema.parse({}), defaultSettings);
  });

  it('takes every setting as it is given', () => {
    const given = {
      rules: { 'missing-plan': 'warning', mojibake: 'off' },
      batchSize: 3,
      minimumPlanSteps: 2,
      requiredFields: ['Plan', 'Assignee'],
      notesMaximumLines: 20,
      summaryMaximumLines: 4,
      codeLens: { enabled: false },
      inlayHints: { enabled: false },
      format: { enabled: false },
      view: { followCursor: false },
      trace: { server: 'messages' },
    };
    assert.deepEqual(readSettings(given), { settings: given, messages: [] });
    assert.deepEqual(Object.keys(given).sort(), Object.keys(defaultSettings).sort(), 'all are tried');
  });

  it('leaves what is not set, or null, to the files', () => {
    const nothing = { settings: defaultSettings, messages: [] };
    for (const raw of [undefined, null, {}, { batchSize: null, notesMaximumLines: null, rules: null }])
      assert.deepEqual(readSettings(raw), nothing);
    assert.equal(defaultSettings.notesMaximumLines, null);
    assert.equal(defaultSettings.summaryMaximumLines, null);
  });

  it('says once what is wrong with a value, and keeps the others', () => {
    const { settings, messages } = readSettings({
      batchSize: 0,
      minimumPlanSteps: 4,
      notesMaximumLines: 'ten',
      summaryMaximumLines: 7.5,
      requiredFields: ['Plan', 'Planet'],
      codeLens: { enabled: 'no' },
      view: { followCursor: 'no' },
      trace: { server: 'loud' },
    });
    assert.deepEqual(settings, { ...defaultSettings, minimumPlanSteps: 4 });
    assert.deepEqual(messages.map(namedSetting), [
      'agentBacklog.batchSize',
      'agentBacklog.requiredFields[1]',
      'agentBacklog.notesMaximumLines',
      'agentBacklog.summaryMaximumLines',
      'agentBacklog.codeLens[enabled]',
      'agentBacklog.view[followCursor]',
      'agentBacklog.trace[server]',
    ]);
    for (const message of messages) assert.match(message, / The default is used\.$/);
  });

  it('keeps the levels of other rules where one is bad or of no rule', () => {
    const { settings, messages } = readSettings({
      rules: { 'mixed-batch': 'hint', 'missing-plan': 'fatal', 'missing-plane': 'off' },
    });
    assert.deepEqual(settings, { ...defaultSettings, rules: { 'mixed-batch': 'hint' } });
    assert.deepEqual(messages.map(namedSetting), ['agentBacklog.rules.missing-plan', 'agentBacklog.rules']);
    assert.match(messages[1] ?? '', /there is no rule “missing-plane”\. Is “missing-plan” meant\?$/);
  });

  it('passes over settings that it does not know', () => {
    assert.deepEqual(readSettings({ batchSise: 3, batchSize: 4 }), {
      settings: { ...defaultSettings, batchSize: 4 },
      messages: [],
    });
  });

  it('uses the defaults where the settings are no object', () => {
    for (const raw of ['batchSize', 3, [{ batchSize: 3 }]]) {
      const { settings, messages } = readSettings(raw);
      assert.deepEqual(settings, defaultSettings);
      assert.deepEqual(messages, ['agentBacklog: an object of settings is expected. The defaults are used.']);
    }
    const { settings, messages } = readSettings({ rules: ['mixed-batch'], batchSize: 2 });
    assert.deepEqual(settings, { ...defaultSettings, batchSize: 2 });
    assert.deepEqual(messages.map(namedSetting), ['agentBacklog.rules']);
  });
});

/** The setting that a message begins with. */
function namedSetting(message: string): string {
  return message.slice(0, message.indexOf(':'));
}
