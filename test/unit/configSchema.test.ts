import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { configFileNames, rules, type Settings } from '#core';
import { readConfig } from '#core/config';

const numbers = [1, 3, 100, null, 0, 101, 2.5, '3', [], true];
const switches = [{}, { enabled: true }, { enabled: 1 }, { enabled: false, more: 1 }, false, null];
/** Right and wrong values of each key, and keys that there are not. */
const tried: Readonly<Record<keyof Settings | '$schema' | 'batchSise', readonly unknown[]>> = {
  $schema: ['./schema.json'],
  rules: [{}, { mojibake: 'off' }, { mojibake: 'fatal' }, { mojibake: null }, { 'no-such-rule': 'off' }, []],
  batchSize: numbers,
  minimumPlanSteps: numbers,
  requiredFields: [['Plan'], ['Plan', 'Assignee'], [], null, ['Planet'], 'Plan', [null]],
  notesMaximumLines: [...numbers, 1000, 1001],
  summaryMaximumLines: numbers,
  codeLens: switches,
  inlayHints: switches,
  format: switches,
  view: [{}],
  trace: [{}],
  batchSise: [3],
};

describe('the JSON schema of the config file', () => {
  const schema: unknown = JSON.parse(readFileSync('schemas/agent-backlog.schema.json', 'utf8'));
  const validator = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);

  for (const [key, values] of Object.entries(tried))
    it(`accepts what is read of ${key} without a message, and nothing else`, () => {
      const accepted = values.map((value) => validator.safeParse({ [key]: value }).success);
      const isRead = values.map((value) => messagesOf({ [key]: value }).length === 0);
      assert.deepEqual(accepted, isRead);
    });

  it('describes every key and every rule, with the defaults', () => {
    const { $schema, properties, additionalProperties } = schema as {
      $schema: string;
      properties: Record<string, { description?: string; default?: unknown; properties?: typeof properties }>;
      additionalProperties: boolean;
    };
    assert.equal($schema, 'http://json-schema.org/draft-07/schema#');
    assert.equal(additionalProperties, false);
    const { rules: ofRules, ...others } = properties;
    assert.ok(ofRules?.properties);
    assert.deepEqual(
      Object.entries(ofRules.properties).map(([code, one]) => [code, one.default, one.description]),
      rules.map(({ code, level, docs }) => [code, level, docs.what]),
    );
    for (const [key, one] of Object.entries(others))
      for (const { description } of one.properties ? Object.values(one.properties) : [one])
        assert.ok(description, key);
  });

  it('is known to VS Code', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { jsonValidation: unknown };
    };
    assert.deepEqual(manifest.contributes.jsonValidation, [
      { fileMatch: configFileNames[0], url: './schemas/agent-backlog.schema.json' },
    ]);
  });
});

/** What is said of values that a config file has. */
function messagesOf(values: unknown): readonly string[] {
  return (
    readConfig(JSON.stringify(values), configFileNames[0])?.messages ?? assert.fail('It is a config file.')
  );
}
