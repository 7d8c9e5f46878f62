/** The id that the texts are full of. */
export const id = 'TASK-20260301-001';

/** Texts that are made to break their reader, by what they are: each gives one that is about so many units long. */
export const hostileTexts = {
  'brackets on one line': (length) => '['.repeat(length),
  'groups without end': repeated('## group_begin [type:dev][priority:high]\n'),
  'tasks without end': repeated('## task_begin\n### # [id:TASK-20260301-001][type:dev] A\n'),
  'ends without begin': repeated('## task_end\n## group_end\n'),
  'comments without end': repeated('<!-- \n## task_begin\n'),
  'fences without end': (length) =>
    Array.from(
      { length: Math.ceil(length / 80) },
      (_, at) => `${'`'.repeat(3 + (at % 60))}\n## task_end\n`,
    ).join(''),
  'markers on one line': repeated('## task_begin## task_end'),
  'labels on one line': repeated('**Plan:** '),
  'asterisks on one line': (length) => '*'.repeat(length),
  'spaces on one line': (length) => `## task_begin${' '.repeat(length)}x`,
  'tags on one line': (length) => `### # ${'[type:dev]'.repeat(Math.ceil(length / 10))}`,
  'a value of blank lines': (length) => `## task_begin\n### # [id:A-1]\n**Plan:**\n${'\n'.repeat(length)}x\n`,
  'numbers of steps': (length) => `## task_begin\n### # [id:A-1]\n**Plan:**\n${'1. \n'.repeat(length / 4)}`,
  'ids that are the same': repeated('## task_begin\n### # [id:TASK-20260301-001][type:dev] A\n## task_end\n'),
  'tasks that wait for one another': (length) =>
    Array.from(
      { length: Math.ceil(length / 110) },
      (_, at) =>
        `## task_begin\n### # [id:TASK-20260301-${at}][type:dev] A\n**Dependencies:** TASK-20260301-${at + 1}\n## task_end\n`,
    ).join(''),
  'index entries without end': repeated('## index_entry_begin\n[id:A-1]\nlocation: BACKLOG.md\n'),
  'bytes that are nought': (length) => '\0'.repeat(length),
  'halves of surrogate pairs': (length) => '\ud83d'.repeat(length),
  'carriage returns': (length) => '\r'.repeat(length),
  'letters that were decoded wrongly': repeated('â€”ðŸ”'),
  'letters that were decoded wrongly twice, and beginnings of such': onLines([
    'é',
    'Ã©',
    'ÃƒÂ©',
    'ðŸ',
    'ðŸ” ',
  ]),
  'estimates that go on': valuesOf('Estimated Effort', [
    '1',
    '1 ',
    '(',
    'a ',
    'half ',
    '1-',
    '- 1 day\n',
    '1 day+',
  ]),
  'paths that go on': valuesOf('Relevant Files', ['a/', '.', '`', '` ', '*', 'a.b ', ':1', '#']),
  'ids that run into one another': onLines([
    id,
    `${id} `,
    `${id}_`,
    `a/${id} `,
    `${id}/`,
    `/${id}`,
    `${id}-`,
    '-',
    '[',
    `[id:${id}]`,
  ]),
};

/** @param {string} part @returns {(length: number) => string} */
function repeated(part) {
  return (length) => part.repeat(Math.ceil(length / part.length));
}

/**
 * Each part over and over again on a line of its own.
 *
 * @param {string[]} parts @returns {(length: number) => string}
 */
function onLines(parts) {
  return (length) => parts.map((part) => repeated(part)(length / parts.length)).join('\n');
}

/**
 * A group of tasks, each with a part over and over again as the value of a field.
 *
 * @param {string} field @param {string[]} parts @returns {(length: number) => string}
 */
function valuesOf(field, parts) {
  const task = (value) =>
    `## task_begin\n### # [id:${id}][type:dev] A\n**${field}:** ${value}\n## task_end\n`;
  return (length) => {
    const tasks = parts.map((part) => task(repeated(part)(length / parts.length)));
    return `## group_begin [type:dev][priority:high]\n${tasks.join('')}## group_end\n`;
  };
}
