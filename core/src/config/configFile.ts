import { messageOf } from '../text/messageOf.ts';
import {
  type Config,
  isPackage,
  type KeysDecidedBy,
  keysDecidedBy,
  mayBeConfig,
  oneLine,
  withoutValues,
} from './config.ts';
import { type Settings, settingsSection } from './settings.ts';
import { isMeant, questionFor, readSetting } from './settingsSchema.ts';

/**
 * Reads a config file: `.agent-backlog.json`, or a package.json with the key `agentBacklog`. Parsing never fails: each
 * part that does not fit gives a message.
 *
 * @param path the file as messages name it; the name at its end tells which of the two it is
 * @returns undefined for a package.json without the key, which is no config file
 */
export function readConfig(text: string, path: string): Config | undefined {
  const isOwn = !isPackage(path);
  if (!mayBeConfig(text, path)) return undefined;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    const reason = messageOf(error);
    return withoutValues([`${path}: ${reason}. The defaults are used.`]);
  }
  if (isOwn) return readValues(content, path, '');
  if (!isObject(content) || !Object.hasOwn(content, settingsSection)) return undefined;
  return readValues(content[settingsSection], path, settingsSection);
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

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
