import * as z from 'zod';
import { fieldNames } from '../document/vocabulary.ts';
import { defaultPolicy } from '../policy/policy.ts';
import { rules } from '../rules/registry.ts';
import { type RuleLevel, severities } from '../rules/rule.ts';
import { oneSlipAway } from '../text/spelling.ts';
import { defaultSettings, type Settings, settingsSection } from './settings.ts';

const ruleLevels = [...severities, 'off'] as const satisfies readonly RuleLevel[];
const ruleLevel = z.enum(ruleLevels);

/** A number from 1 up to a most, or null for what the file's instructions say. */
const limit = (most: number, key: NumberInPolicy, meaning: string) =>
  z
    .int()
    .min(1)
    .max(most)
    .nullable()
    .default(defaultSettings[key])
    .meta({
      description: `${meaning} \`null\`: as the file's instructions say, else ${String(defaultPolicy[key])}.`,
    });
type NumberInPolicy = Exclude<keyof typeof defaultPolicy, 'requiredFields'>;

/** A feature that can be switched off. */
const switchOf = (key: 'codeLens' | 'inlayHints' | 'format', description: string) => {
  const { enabled } = defaultSettings[key];
  return z.object({ enabled: z.boolean().default(enabled).meta({ description }) }).default({ enabled });
};

/**
 * Every setting, declared once: the settings in package.json, their documentation and what the server accepts are
 * made from it. `null` leaves a decision to the instructions in the file itself.
 */
export const settingsSchema = z.object({
  rules: z.partialRecord(z.string(), ruleLevel).default(defaultSettings.rules).meta({
    description: 'The severity of single rules, by code, or `off`. What is left out keeps its default.',
  }),
  batchSize: limit(100, 'batchSize', 'How many active tasks TODO.md may hold.'),
  minimumPlanSteps: limit(100, 'minimumPlanSteps', 'The least number of numbered steps in a Plan.'),
  requiredFields: z
    .array(z.enum(fieldNames))
    .nullable()
    .default(defaultSettings.requiredFields)
    .meta({
      description: `The fields without which a task is incomplete. \`null\`: as the file's instructions say, else ${defaultPolicy.requiredFields.join(', ')}.`,
    }),
  notesMaximumLines: limit(
    1000,
    'notesMaximumLines',
    'How many lines a Notes & Summary may have, blank ones not counted.',
  ),
  summaryMaximumLines: limit(
    1000,
    'summaryMaximumLines',
    'How many lines a Final Summary may have, blank ones not counted.',
  ),
  codeLens: switchOf(
    'codeLens',
    'Shows above each group what can be promoted and above tasks what they wait for.',
  ),
  inlayHints: switchOf('inlayHints', 'Shows title and state behind the ids of tasks that others depend on.'),
  format: switchOf(
    'format',
    'Formats task files when asked to. Which formatter an editor asks, and whether on save, is its own setting.',
  ),
  view: z
    .object({
      followCursor: z.boolean().default(defaultSettings.view.followCursor).meta({
        description: 'Selects in the Backlog view the task or group that the cursor is in.',
      }),
    })
    .default(defaultSettings.view),
  trace: z
    .object({
      server: z.enum(['off', 'messages', 'verbose']).default(defaultSettings.trace.server).meta({
        description: 'Writes the messages between the editor and the language server to the output channel.',
      }),
    })
    .default(defaultSettings.trace),
}) satisfies z.ZodType<Settings>;

/**
 * Reads what a client or a file gives as settings. Each value that does not fit gives one message that names the
 * setting, and its default counts; the others hold.
 *
 * @param raw the value of the section `agentBacklog`, of any shape
 */
export function readSettings(raw: unknown): { settings: Settings; messages: string[] } {
  if (raw === undefined || raw === null) return { settings: defaultSettings, messages: [] };
  if (typeof raw !== 'object' || Array.isArray(raw)) {
    return {
      settings: defaultSettings,
      messages: [`${settingsSection}: an object of settings is expected. The defaults are used.`],
    };
  }
  const messages: string[] = [];
  const given = raw as Readonly<Record<string, unknown>>;
  const settings = Object.keys(settingsSchema.shape).map((key) => [
    key,
    readSetting(key as keyof Settings, given[key], `${settingsSection}.${key}`, messages),
  ]);
  return { settings: Object.fromEntries(settings) as Settings, messages };
}

/**
 * Reads what is given for one setting; where it does not fit, a message is added and the default counts.
 *
 * @param name the setting, as messages name it
 */
export function readSetting<K extends keyof Settings>(
  key: K,
  raw: unknown,
  name: string,
  messages: string[],
): Settings[K] {
  if (key === 'rules') return readRules(raw, name, messages) as Settings[K];
  const result = settingsSchema.shape[key].safeParse(raw);
  if (result.success) return result.data as Settings[K];
  messages.push(messageOf(name, result.error));
  return defaultSettings[key];
}

/** Asks whether another name is meant, after a space; empty where none is near. */
export function questionFor(name: string, candidates: Iterable<string>): string {
  const near = oneSlipAway(name, candidates);
  return near === undefined ? '' : isMeant(near);
}

export function isMeant(name: string): string {
  return ` Is “${name}” meant?`;
}

/** One bad level or unknown code leaves the levels of the other rules as they are set. */
function readRules(raw: unknown, setting: string, messages: string[]): Settings['rules'] {
  if (raw === undefined || raw === null) return {};
  if (typeof raw !== 'object' || Array.isArray(raw)) {
    messages.push(`${setting}: an object from rule codes to severities is expected. The default is used.`);
    return {};
  }
  const levels: Settings['rules'] = {};
  const codes = new Set(rules.map(({ code }) => code));
  for (const [code, level] of Object.entries(raw)) {
    const result = ruleLevel.safeParse(level);
    if (!codes.has(code)) messages.push(`${setting}: there is no rule “${code}”.${questionFor(code, codes)}`);
    else if (result.success) levels[code] = result.data;
    else messages.push(messageOf(`${setting}.${code}`, result.error));
  }
  return levels;
}

function messageOf(setting: string, error: z.ZodError): string {
  const [issue] = error.issues;
  const place = issue && issue.path.length > 0 ? `${setting}[${issue.path.join('.')}]` : setting;
  return `${place}: ${issue?.message ?? error.message}. The default is used.`;
}
