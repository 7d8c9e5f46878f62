import { asText } from './text.ts';
import type { Writer } from './writer.ts';

/** How problems are printed, each with what writes it. */
export const writers = {
  text: () => Promise.resolve(asText),
  json: async () => (await import('./json.ts')).asJson,
  sarif: async () => (await import('./sarif.ts')).asSarif,
  github: async () => (await import('./github.ts')).asGitHub,
} as const satisfies Readonly<Record<string, () => Promise<Writer>>>;
export type Format = keyof typeof writers;
export const formats = Object.keys(writers) as readonly Format[];
