import assert from 'node:assert/strict';
import { check, LineIndex, parse, type Problem } from '#core';
import { problemsOf, realWorkspace } from '../realQueues.ts';
import { corpus, seeds } from '../realFiles.ts';
import { queueFile, surroundings } from './surroundings.ts';

const names = ['BACKLOG.md', 'TODO.md', 'ARCHIVE.md', 'TASK_INDEX.md'];
const roles = [
  'TASKS_MANAGER',
  'domain-development',
  'legal-intellectual-property',
  'observability-sre',
  'quality-testing',
  'security-compliance',
];

/** The files of the queues of each workspace. */
const queues: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'ubos-february': [names.map((name) => `tasks/${name}`)],
  'ubos-roles': roles.map((role) => names.map((name) => `agents/roles/${role}/tasks/${name}`)),
  // One index for two queues, two folders above them.
  'firm-template': ['docs', 'quality'].map((queue) => [
    `tasks/backlog/${queue}/todo/TODO.md`,
    `tasks/backlog/${queue}/todo/ARCHIVE/ARCHIVE.md`,
    'tasks/TASK_INDEX.md',
  ]),
};

/** A code, the one-based lines that it is reported in (`4-6`: each of these; `7x2`: twice), and why it is a real defect. */
type Expected = readonly [code: string, lines: string, why: string];

/** Every problem of every file. What is not in here is a false alarm, what is here and not found is missed. */
const expected: Readonly<Record<string, Readonly<Record<string, readonly Expected[]>>>> = {
  'ubos-february': {
    'tasks/ARCHIVE.md': [],
    'tasks/BACKLOG.md': [
      [
        'duplicate-id',
        '42 94 113 127 141 618 1330',
        '42 to 141: another task with this id is archived; 618 and 1330: it stands above',
      ],
      [
        'missing-documentation',
        '42 80 94 113 127 141 161 175 190 209 229 263 298 333 372 406 439 470 501 532 564 618 633 645 661 688 713 738 763 788 813 838 863 888 913 938 969 994 1026 1058 1084 1141 1174 1208 1243 1283 1298 1314 1330',
        'no such field',
      ],
      [
        'missing-effort',
        '80 94 113 127 141 161 175 190 209 618 633 645 1283 1298 1314 1330',
        'no such field',
      ],
      ['missing-plan', '80 94 113 127 141 161 175 190 209 618 633 645 1283 1298 1314 1330', 'no such field'],
      ['duplicate-group', '629', 'a second group of a type and priority'],
    ],
    'tasks/TASK_INDEX.md': [
      [
        'index-stale',
        '79 90 688 689',
        '79 and 90: the id was given to another task, which is archived; 688 and 689: an entry of a task that never left the backlog',
      ],
      ['index-orphan', '490 501 545 557 569 581 592 604 616 628 640 651 662 673', 'no file has the task'],
      ['index-missing', '692x7', 'tasks of the backlog that have no entry'],
    ],
    'tasks/TODO.md': [['missing-documentation', '39 76 112', 'no such field']],
  },
  'ubos-roles': {
    'agents/roles/TASKS_MANAGER/tasks/ARCHIVE.md': [
      ['mojibake', '4 12 23', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/TASKS_MANAGER/tasks/BACKLOG.md': [
      [
        'mojibake',
        '4 37x2 44x2 66x4 83x2 90x2 140x2 148x2 154x2 169x2 193x2 198x2 203x2 208x2 214x2 223x2 268x2 280x2 295x2 300x2 306x2 312x2 318x2 323 328x2',
        'UTF-8 that was read as Windows-1252 and saved',
      ],
      ['duplicate-id', '47', 'another task with this id is archived'],
      [
        'documentation-outside-docs',
        '103 126',
        'names a folder of agents/ and a file beside it, nothing under docs/',
      ],
      ['duplicate-group', '213', 'a second group of a type and priority'],
    ],
    'agents/roles/TASKS_MANAGER/tasks/TASK_INDEX.md': [
      ['mojibake', '4 13-15 25', 'UTF-8 that was read as Windows-1252 and saved'],
      ['index-stale', '51 62', 'the id was given to another task, which is archived'],
      ['index-orphan', '107 119 131 143', 'no file has the task'],
      ['index-missing', '151x3', 'tasks of the backlog that have no entry'],
    ],
    'agents/roles/TASKS_MANAGER/tasks/TODO.md': [
      ['mojibake', '4 36', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/domain-development/tasks/ARCHIVE.md': [
      ['mojibake', '4 12 23', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/domain-development/tasks/BACKLOG.md': [
      [
        'mojibake',
        '4 37x2 44x2 50x2 57x2 130x2 180x2 186x2 201x2 225x2 230x2 235x2 240x2 246x2 255x2 300x2 312x2 327x2 332x2 338x2 344x2 350x2',
        'UTF-8 that was read as Windows-1252 and saved',
      ],
      ['duplicate-group', '245', 'a second group of a type and priority'],
    ],
    'agents/roles/domain-development/tasks/TASK_INDEX.md': [
      ['index-missing', '1x5', 'tasks of the backlog that have no entry'],
      ['mojibake', '4 13-15 25', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/domain-development/tasks/TODO.md': [
      ['mojibake', '4 36', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/legal-intellectual-property/tasks/ARCHIVE.md': [
      ['mojibake', '4 12 23', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/legal-intellectual-property/tasks/BACKLOG.md': [
      [
        'mojibake',
        '4 37x2 44x2 50x2 57x2 65x2 73x2 79x2 164x2 188x2 193x2 198x2 203x2 209x2 218x2 263x2 275x2 290x2 295x2 301x2 307x2 313x2',
        'UTF-8 that was read as Windows-1252 and saved',
      ],
      ['group-mismatch', '119x2 142x2', 'the task stands in the group of another type or priority'],
      ['duplicate-group', '208', 'a second group of a type and priority'],
    ],
    'agents/roles/legal-intellectual-property/tasks/TASK_INDEX.md': [
      ['index-missing', '1x3', 'tasks of the backlog that have no entry'],
      ['mojibake', '4 13-15 25', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/legal-intellectual-property/tasks/TODO.md': [
      ['mojibake', '4 36', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/observability-sre/tasks/ARCHIVE.md': [
      ['mojibake', '4 12 23', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/observability-sre/tasks/BACKLOG.md': [
      [
        'mojibake',
        '4 37x2 44x2 50x2 173x2 181x2 189x2 195x2 210x2 234x2 239x2 244x2 249x2 255x2 264x2 309x2 321x2 336x2 341x2 347x2 353x2 359x2',
        'UTF-8 that was read as Windows-1252 and saved',
      ],
      ['group-mismatch', '53 76 99 122 145x2', 'the task stands in the group of another type or priority'],
      ['duplicate-group', '254', 'a second group of a type and priority'],
    ],
    'agents/roles/observability-sre/tasks/TASK_INDEX.md': [
      ['index-missing', '1x5', 'tasks of the backlog that have no entry'],
      ['mojibake', '4 13-15 25', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/observability-sre/tasks/TODO.md': [
      ['mojibake', '4 36', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/quality-testing/tasks/ARCHIVE.md': [
      ['mojibake', '4 12 23', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/quality-testing/tasks/BACKLOG.md': [
      [
        'mojibake',
        '4 37x2 44x2 50x2 57x2 65x2 73x2 79x2 94x2 118x2 123x2 128x2 249x2 255x2 264x2 309x2 321x2 336x2 341x2 347x2 353x2 359x2',
        'UTF-8 that was read as Windows-1252 and saved',
      ],
      ['task-outside-group', '133 156 179 202 225', 'between the end of one group and the begin of the next'],
      ['duplicate-group', '254', 'a second group of a type and priority'],
    ],
    'agents/roles/quality-testing/tasks/TASK_INDEX.md': [
      ['mojibake', '4 13-15 25', 'UTF-8 that was read as Windows-1252 and saved'],
      ['index-orphan', '86', 'no file has the task'],
      ['index-missing', '94x5', 'tasks of the backlog that have no entry'],
    ],
    'agents/roles/quality-testing/tasks/TODO.md': [
      ['mojibake', '4 36', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/security-compliance/tasks/ARCHIVE.md': [
      ['mojibake', '4 12 23', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/security-compliance/tasks/BACKLOG.md': [
      [
        'mojibake',
        '4 37x2 44x2 50x2 57x2 65x2 73x2 79x2 100x4 136x4 172x3 209x4 226x2 247x3 282x4 315x3 347x3 379x3 411x3 447x4 464x2 469x2 474x2 479x2 485x2 495x2 517x3 531x2 576x2 588x2 603x2 608x2 614x2 620x2 626x2',
        'UTF-8 that was read as Windows-1252 and saved',
      ],
      ['duplicate-group', '484', 'a second group of a type and priority'],
    ],
    'agents/roles/security-compliance/tasks/TASK_INDEX.md': [
      ['mojibake', '4 13-15 25', 'UTF-8 that was read as Windows-1252 and saved'],
    ],
    'agents/roles/security-compliance/tasks/TODO.md': [
      ['mojibake', '4 36 63-66 111-113 157-160', 'UTF-8 that was read as Windows-1252 and saved'],
      ['duplicate-field', '68 115 162', '**Dependencies:** and ### Dependencies in one task'],
    ],
  },
  'firm-template': {
    'tasks/TASK_INDEX.md': [
      [
        'index-stale',
        '70 281 292 384 528 529',
        '528: another component; else in progress, where the task is todo',
      ],
      [
        'index-orphan',
        '77 88 99 110 121 132 143 154 165 176 187 198 209 220 231 242 265 299 310 321 356 368 391 402 413 425 436 447 458 469 480 491 503 514 536 547 558 569 580 591 650 661 672 683 694 705 716 727 738 749 760 771 782 793 804 815 826 837 848 859 870 881 892 903 914 925 936',
        'neither a task file of its own nor its queue exists any more',
      ],
    ],
    'tasks/backlog/docs/todo/ARCHIVE/ARCHIVE.md': [],
    'tasks/backlog/docs/todo/TODO.md': [],
    'tasks/backlog/quality/todo/ARCHIVE/ARCHIVE.md': [],
    'tasks/backlog/quality/todo/TODO.md': [
      ['missing-documentation', '41 59 75 91 108', 'no such field'],
      ['missing-effort', '41 59 75 91 108', 'no such field'],
      ['missing-plan', '41 59 75 91 108', 'no such field'],
    ],
  },
};

describe('the problems of real queues', () => {
  for (const [folder, files] of Object.entries(expected)) {
    const found = realWorkspace(folder, queues[folder] ?? []);
    if (found.length === 0) {
      it.skip(`${folder}: the real files are not here: set AGENT_BACKLOG_CORPUS`);
      continue;
    }
    it(`${folder} has the task files that are looked at`, () => {
      assert.deepEqual(found.map(({ path }) => path).sort(), Object.keys(files).sort());
    });
    for (const file of found) {
      it(`${folder}/${file.path}`, () => {
        const lines = new LineIndex(file.document.text);
        const problems = problemsOf(file).map(
          ({ code, range }) => `${String(lines.lineAt(range.start) + 1)} ${code}`,
        );
        assert.deepEqual(problems.sort(), expand(files[file.path] ?? []).sort());
      });
    }
  }

  const others = corpus('other-dialects');
  if (others.length === 0) it.skip('other dialects: the real files are not here: set AGENT_BACKLOG_CORPUS');
  for (const { path } of others) {
    it(`none in ${path}, which is of another dialect`, () => {
      const [file] = realWorkspace('other-dialects', [[path]]).filter((one) => one.path === path);
      assert.ok(file);
      assert.deepEqual(problemsOf(file), []);
    });
  }
});

describe('a real backlog by itself and in its queue', () => {
  const files = seeds();
  if (files.length === 0) it.skip('the real files are not here: set AGENT_BACKLOG_CORPUS');
  for (const { name, text } of files) {
    it(`${name} has the same problems`, () => {
      const alone = check(parse(text, 'backlog'), { today: '2026-03-01' });
      const own = queueFile('BACKLOG.md', text);
      const around = surroundings(own, [{ path: 'TODO.md', text: '' }]);
      const among = check(own.document, { today: '2026-03-01', around });
      const plain = (problems: readonly Problem[]) => problems.map(({ code, range }) => ({ code, range }));
      assert.deepEqual(plain(among), plain(alone));
    });
  }
});

/** Each line with its code, as often as it is reported. */
function expand(problems: readonly Expected[]): string[] {
  return problems.flatMap(([code, places]) =>
    places.split(' ').flatMap((place) => {
      const [, first = '', last, times] = /^(\d+)(?:-(\d+)|x(\d+))?$/.exec(place) ?? assert.fail(place);
      const start = Number(first);
      const lines = Array.from({ length: Number(last ?? first) - start + 1 }, (_, at) => start + at);
      return lines.flatMap((line) => Array<string>(Number(times ?? 1)).fill(`${String(line)} ${code}`));
    }),
  );
}
