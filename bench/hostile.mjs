// Reading and checking texts that are made to break their reader, and what editors ask of them, beside twice as much of each.
import { engine, today } from './engine.mjs';
import { hostileTexts, id } from './hostileTexts.mjs';
import { report } from './report.mjs';
import { inTurn } from './rounds.mjs';

const { check, fixAll, format, groupCard, idAt, mentionsOf, parse, pathCandidates, policyOf } =
  await engine();
const length = 250_000;
const hovers = 10;
const found = {};
for (const [name, make] of Object.entries(hostileTexts)) {
  const run = (text) => () => {
    for (const kind of ['backlog', 'todo', 'index']) {
      const document = parse(text, kind);
      check(document, { today });
      fixAll(document, { today });
      format(document, { today });
      ask(document);
    }
  };
  const things = { [name]: run(make(length)), [`twice as many ${name}`]: run(make(2 * length)) };
  Object.assign(found, await inTurn(things, { rounds: 3, warmUp: 1 }));
}
report(found);

/** What links, renaming, hovers and lenses ask of a file. */
function ask(document) {
  const { text, tasks, groups } = document;
  for (const field of tasks.flatMap(({ fields }) => fields)) pathCandidates(text, field);
  mentionsOf(document, id);
  for (let at = 0; at < hovers; at++) idAt(document, Math.floor((text.length / hovers) * at), () => true);
  const policy = policyOf(document);
  for (const group of groups) groupCard(document, group, {}, policy);
}
