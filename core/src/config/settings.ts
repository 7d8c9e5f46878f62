import type { FieldName } from '../document/vocabulary.ts';
import type { RuleLevel } from '../rules/rule.ts';

/** The prefix of every setting: `agentBacklog.batchSize`. */
export const settingsSection = 'agentBacklog';

/** What users can set; `settingsSchema` says of each what it means. `null`: as the file's instructions say. */
export interface Settings {
  rules: Partial<Record<string, RuleLevel>>;
  batchSize: number | null;
  minimumPlanSteps: number | null;
  requiredFields: FieldName[] | null;
  notesMaximumLines: number | null;
  summaryMaximumLines: number | null;
  codeLens: { enabled: boolean };
  inlayHints: { enabled: boolean };
  format: { enabled: boolean };
  view: { followCursor: boolean };
  trace: { server: 'off' | 'messages' | 'verbose' };
}

/** The settings where nobody has set anything. They stand apart from the schema, which takes time to load. */
export const defaultSettings: Settings = {
  rules: {},
  batchSize: null,
  minimumPlanSteps: null,
  requiredFields: null,
  notesMaximumLines: null,
  summaryMaximumLines: null,
  codeLens: { enabled: true },
  inlayHints: { enabled: true },
  format: { enabled: true },
  view: { followCursor: true },
  trace: { server: 'off' },
};

/**
 * Whose word counts where there is a config file: the file's alone, whether it says anything or not; the file's where it
 * says something, else the editor's; or the editor's, and no config file may have it.
 */
export type Decider = 'configFile' | 'either' | 'editor';

/**
 * Who decides on each setting where there is a config file. What says which problems there are and what moves is the
 * file's alone, or else editor and CI would disagree wherever it says nothing.
 */
export const decidedBy = {
  rules: 'configFile',
  batchSize: 'configFile',
  minimumPlanSteps: 'configFile',
  requiredFields: 'configFile',
  notesMaximumLines: 'configFile',
  summaryMaximumLines: 'configFile',
  codeLens: 'either',
  inlayHints: 'either',
  format: 'either',
  view: 'editor',
  trace: 'editor',
} as const satisfies Record<keyof Settings, Decider>;
