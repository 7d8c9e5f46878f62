/**
 * What reads settings: apart from the rest of core, because it takes time to load and is needed only where somebody has
 * set something.
 */
export { readConfig } from './configFile.ts';
export { readSettings, settingsSchema } from './settingsSchema.ts';
