// Reading and checking texts that are made to break their reader, beside twice as much of each.
import { engine, today } from './engine.mjs';
import { hostileTexts } from './hostileTexts.mjs';
import { report } from './report.mjs';
import { inTurn } from './rounds.mjs';

const { check, fixAll, format, parse } = await engine();
const length = 250_000;
const found = {};
for (const [name, make] of Object.entries(hostileTexts)) {
  const run = (text) => () => {
    for (const kind of ['backlog', 'todo', 'index']) {
      const document = parse(text, kind);
      check(document, { today });
      fixAll(document, { today });
      format(document, { today });
    }
  };
  const things = { [name]: run(make(length)), [`twice as many ${name}`]: run(make(2 * length)) };
  Object.assign(found, await inTurn(things, { rounds: 3, warmUp: 1 }));
}
report(found);
