import {
  decidedBy,
  type Decider,
  isMeant,
  questionFor,
  readSetting,
  type Settings,
  settingsSection,
} from './settings.ts';

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

type KeysDecidedBy<By extends Decider> = {
  [K in keyof Settings]: (typeof decidedBy)[K] extends By ? K : never;
}[keyof Settings];

/**
 * Reads a config file: `.agent-backlog.json`, or a package.json with the key `agentBacklog`. Parsing never fails: each
 * part that does not fit gives a message.
 *
 * @param path the file as messages name it; the name at its end tells which of the two it is
 * @returns undefined for a package.json without the key, which is no config file
 */
export function readConfig(text: string, path: string): Config | undefined {
  const isOwn = !/(^|[\\/])package\.json$/.test(path);
  // Most have no such key, and what is wrong with those is not for us to say.
  if (!isOwn && !text.includes(`"${settingsSection}"`)) return undefined;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return withoutValues([`${path}: ${reason}. The defaults are used.`]);
  }
  if (isOwn) return readValues(content, path, '');
  if (!isObject(content) || !Object.hasOwn(content, settingsSection)) return undefined;
  return readValues(content[settingsSection], path, settingsSection);
}

/**
 * The config of a file that is there and cannot be read.
 *
 * @param path the file as messages name it
 */
export function unreadableConfig(path: string, reason: string): Config {
  return withoutValues([`${path} cannot be read (${reason}). The defaults are used.`]);
}

/** The settings that hold where there is a config file, with the editor's in all that is not for the file to decide. */
export function settingsWith(editor: Settings, { decided, switches }: Config): Settings {
  const merged = keysDecidedBy('either').map((key) => [key, { ...editor[key], ...switches[key] }]);
  return { ...editor, ...decided, ...(Object.fromEntries(merged) as Partial<Settings>) };
}

/** @param section the key under which the file has its settings; empty where they are the whole of it */
function readValues(content: unknown, path: string, section: string): Config {
  if (!isObject(content)) {
    const place = section === '' ? path : `${path}: ${section}`;
    return withoutValues([`${place}: an object of settings is expected. The defaults are used.`]);
  }
  const messages = unknownKeys(content);
  const nameOf = (key: string): string => (section === '' ? key : `${section}.${key}`);
  const decided = keysDecidedBy('configFile').map((key) => [
    key,
    readSetting(key, content[key], nameOf(key), messages),
  ]);
  const switches = keysDecidedBy('either').map((key) => [
    key,
    readSwitch(key, content[key], nameOf(key), messages),
  ]);
  const more = messages.length - mostMessages;
  if (more > 0) messages.splice(mostMessages, more, `${String(more)} more things are wrong.`);
  return {
    decided: Object.fromEntries(decided) as Config['decided'],
    switches: Object.fromEntries(switches) as Config['switches'],
    messages: messages.map((message) => oneLine(`${path}: ${message}`)),
  };
}

/** Whoever has more to correct than this reads the file and not the messages. */
const mostMessages = 20;

/** What a feature's setting has of its own; the default where it does not fit. */
function readSwitch(
  key: KeysDecidedBy<'either'>,
  raw: unknown,
  name: string,
  messages: string[],
): Partial<Settings[typeof key]> {
  if (raw === undefined) return {};
  const value = readSetting(key, raw, name, messages);
  if (!isObject(raw)) return value;
  for (const one of Object.keys(raw))
    if (!Object.hasOwn(value, one)) messages.push(`there is no setting “${key}.${one}”.`);
  return Object.fromEntries(Object.entries(value).filter(([one]) => raw[one] !== undefined));
}

function unknownKeys(content: Readonly<Record<string, unknown>>): string[] {
  const allowed: string[] = [...keysDecidedBy('configFile'), ...keysDecidedBy('either')];
  const ofEditor: string[] = keysDecidedBy('editor');
  const unknown = Object.keys(content).filter((key) => key !== '$schema' && !allowed.includes(key));
  return unknown.map((key) => {
    if (ofEditor.includes(key)) return `“${key}” is a setting of the editor alone. It has no effect here.`;
    // An editor's own settings have the section before each name.
    const short = key.startsWith(`${settingsSection}.`) ? key.slice(settingsSection.length + 1) : key;
    const meant = allowed.includes(short) ? isMeant(short) : questionFor(short, allowed);
    return `there is no setting “${key}”.${meant}`;
  });
}

function withoutValues(messages: readonly string[]): Config {
  const { decided, switches } = readValues({}, '', '');
  return { decided, switches, messages: messages.map(oneLine) };
}

/** What a file has in it can be of any length, and a message is one line. */
function oneLine(message: string): string {
  const line = message.replace(/\s+/g, ' ');
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}

const longestMessage = 1000;

function keysDecidedBy<By extends Decider>(by: By): KeysDecidedBy<By>[] {
  const keys = Object.keys(decidedBy) as (keyof Settings)[];
  return keys.filter((key): key is KeysDecidedBy<By> => decidedBy[key] === by);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
