// Reading and checking 1 MB, beside a pass that only looks for line ends.
import { engine, lineEnds, today } from './engine.mjs';
import { report } from './report.mjs';
import { inTurn } from './rounds.mjs';
import { backlogOf } from './text.mjs';

const { check, parse } = await engine();
const text = backlogOf(1e6);
const document = parse(text, 'backlog');
const things = {
  'line ends': () => lineEnds(text),
  parse: () => parse(text, 'backlog'),
  'every rule': () => check(document, { today }),
  'whole check': () => check(parse(text, 'backlog'), { today }),
};
report(await inTurn(things, { rounds: 12, warmUp: 2 }));
