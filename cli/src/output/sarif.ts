import { pathToFileURL } from 'node:url';
import { type Rule, rules, type Severity } from '#core';
import type { ReportedPlace } from '#server/features/problemReports';
import { rootOf } from '../disk/repository.ts';
import { prettyJson } from './jsonText.ts';
import { from } from './paths.ts';
import type { Writer } from './writer.ts';

/** Problems as SARIF 2.1.0, for code scanning. Paths are from the repository. */
export const asSarif: Writer = ({ files }, { cwd, version }) => {
  const root = rootOf(cwd);
  const path = from(root);
  const location = ({ file, line, column, endLine, endColumn }: ReportedPlace): object => ({
    physicalLocation: {
      artifactLocation: { uri: path(file).split('/').map(encodeURIComponent).join('/'), uriBaseId },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  });
  const used = rules.filter(({ code }) =>
    files.some(({ problems }) => problems.some((problem) => problem.code === code)),
  );
  const results = files
    .flatMap(({ problems }) => problems)
    .map(({ code, severity, message, related = [], ...place }) => ({
      ruleId: code,
      ruleIndex: used.findIndex((rule) => rule.code === code),
      level: levels[severity],
      message: { text: message },
      locations: [location(place)],
      ...(related.length > 0 && {
        relatedLocations: related.map((other) => ({ ...location(other), message: { text: other.message } })),
      }),
    }));
  const driver = { name: 'Agent Backlog', semanticVersion: version, rules: used.map(descriptor) };
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [uriBaseId]: { uri: `${pathToFileURL(root).href}/` } },
        results,
      },
    ],
  };
  return prettyJson(log);
};

const uriBaseId = '%SRCROOT%';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

function descriptor({ code, level, docs: { what, why, how } }: Rule): object {
  return {
    id: code,
    shortDescription: { text: plain(what) },
    fullDescription: { text: plain(`${what} ${why}`) },
    help: { text: plain(how), markdown: how },
    defaultConfiguration: level === 'off' ? { enabled: false } : { level: levels[level] },
  };
}

/** A text without the marks of Markdown's code. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}
