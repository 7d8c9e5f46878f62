// Packs what is published: `npm run package`.
import { pack } from './packages.mjs';

await pack();
