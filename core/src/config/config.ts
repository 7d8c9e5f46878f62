import { decidedBy, type Decider, defaultSettings, type Settings, settingsSection } from './settings.ts';

/** The files of a folder that can be its config file, the one that counts before the other first. */
export const configFileNames = ['.agent-backlog.json', 'package.json'] as const;

/** What a config file says. */
export interface Config {
  /** What it alone decides. What it leaves out, or what does not fit, has its default. */
  readonly decided: Pick<Settings, KeysDecidedBy<'configFile'>>;
  /** Which features it switches on or off; on the others the editor decides. */
  readonly switches: { readonly [K in KeysDecidedBy<'either'>]?: Partial<Settings[K]> };
  /** What is wrong with it, each one line that names the file. */
  readonly messages: readonly string[];
}

export type KeysDecidedBy<By extends Decider> = {
  [K in keyof Settings]: (typeof decidedBy)[K] extends By ? K : never;
}[keyof Settings];

/**
 * Whether a file can be a config file: most package.json have no such key, and what is wrong with those is not for us to
 * say.
 *
 * @param path the name at its end tells which of the two it is
 */
export function mayBeConfig(text: string, path: string): boolean {
  return !isPackage(path) || text.includes(`"${settingsSection}"`);
}

export function isPackage(path: string): boolean {
  return /(^|[\\/])package\.json$/.test(path);
}

/**
 * The config of a file that is there and cannot be read.
 *
 * @param path the file as messages name it
 * @param reason why it cannot be read, the end of a sentence without its full stop
 */
export function unreadableConfig(path: string, reason: string): Config {
  return withoutValues([`${path} cannot be read (${reason}). The defaults are used.`]);
}

/** The settings that hold where there is a config file, with the editor's in all that is not for the file to decide. */
export function settingsWith(editor: Settings, { decided, switches }: Config): Settings {
  const merged = keysDecidedBy('either').map((key) => [key, { ...editor[key], ...switches[key] }]);
  return { ...editor, ...decided, ...(Object.fromEntries(merged) as Partial<Settings>) };
}

/** A config that says nothing, with what is wrong with it. */
export function withoutValues(messages: readonly string[]): Config {
  const decided = keysDecidedBy('configFile').map((key) => [key, defaultSettings[key]]);
  return {
    decided: Object.fromEntries(decided) as Config['decided'],
    switches: {},
    messages: messages.map(oneLine),
  };
}

/** What a file has in it can be of any length, and a message is one line. */
export function oneLine(message: string): string {
  const line = message.replace(/\s+/g, ' ');
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}

const longestMessage = 1000;

/** The settings on which somebody decides. */
export function keysDecidedBy<By extends Decider>(by: By): KeysDecidedBy<By>[] {
  const keys = Object.keys(decidedBy) as (keyof Settings)[];
  return keys.filter((key): key is KeysDecidedBy<By> => decidedBy[key] === by);
}
