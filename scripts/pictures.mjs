// Copies the pictures of README.md from those that the tests have taken: `npm run pictures` takes them anew first.
import { copyFileSync, mkdirSync } from 'node:fs';

/** The pictures in docs/images, each with the test picture that it is. */
const pictures = {
  view: 'view-follows-node-dark',
  notification: 'view-promoted-node-light',
  'quick-fix': 'promote-menu-node-dark',
  card: 'task-card-node-dark',
  lenses: 'lenses-and-hints-node-light',
  walkthrough: 'walkthrough-node-dark',
};

mkdirSync('docs/images', { recursive: true });
for (const [name, picture] of Object.entries(pictures))
  copyFileSync(`test-results/${picture}.png`, `docs/images/${name}.png`);
