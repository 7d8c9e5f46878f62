import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { agentBacklog } from '../commandLine.ts';
import { Folder } from '../folder.ts';
import { corpus } from '../realFiles.ts';

/** The official schema of SARIF 2.1.0, as OASIS has it. */
const schemaFile = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';

describe('SARIF', () => {
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });

  const check = async (...paths: string[]): Promise<Log> => {
    const { stdout, stderr } = await agentBacklog(folder.path, ['check', '--format', 'sarif', ...paths]);
    assert.equal(stderr, '');
    const log = JSON.parse(stdout) as Log;
    assert.deepEqual(errorsOf(log), []);
    return log;
  };

  it('is as the official schema has it, for the sample', async () => {
    folder.withSample();
    const { runs } = await check();
    const [{ tool, results } = assert.fail()] = runs;
    assert.deepEqual(
      results.map(({ ruleId, level }) => [ruleId, level]),
      [
        ['missing-plan', 'error'],
        ['tag-typo', 'warning'],
        ['mojibake', 'note'],
        ['short-plan', 'error'],
      ],
    );
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
    assert.deepEqual(results[0]?.locations[0]?.physicalLocation, {
      artifactLocation: { uri: 'BACKLOG.md', uriBaseId: '%SRCROOT%' },
      region: { startLine: 53, startColumn: 73, endLine: 53, endColumn: 97 },
    });
  });

  it('is so for every problem of the corpus, and for none', async () => {
    for (const { path, text } of corpus()) folder.write(`a folder, with # signs/${path}`, text);
    const { runs } = await check();
    const uris = runs[0]?.results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri);
    assert.ok(uris?.every((uri) => uri?.startsWith('a%20folder%2C%20with%20%23%20signs/')));
  });

  it('would not be so with a level that SARIF has not', async () => {
    folder.withSample();
    const log = await check();
    const [first = assert.fail()] = log.runs[0]?.results ?? [];
    assert.notDeepEqual(
      errorsOf({ ...log, runs: [{ ...log.runs[0], results: [{ ...first, level: 'hint' }] }] }),
      [],
    );
  });
});

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
    }[];
  }[];
}

function errorsOf(log: unknown): unknown[] {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);
  validate(log);
  return validate.errors ?? [];
}
