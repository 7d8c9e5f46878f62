// The JSON schema of the config file, by which editors complete and check it.
import * as z from 'zod';
import { nullable, ruleProperties } from './settings.mjs';

/** Where it is written to. */
export const configSchemaPath = 'schemas/agent-backlog.schema.json';

/** The schema, as draft-07 has it, which is what most editors read. */
export function configSchema(core) {
  const { properties } = z.toJSONSchema(core.settingsSchema, { io: 'input', target: 'draft-07' });
  const ofFile = Object.entries(properties).filter(([name]) => core.decidedBy[name] !== 'editor');
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Agent Backlog',
    description: `The settings of Agent Backlog in ${core.configFileNames[0]}. They hold for the task files of its folder and below, in editors, terminals and CI.`,
    type: 'object',
    properties: {
      $schema: { type: 'string', description: 'Where this schema is, for editors that do not know it.' },
      ...Object.fromEntries(ofFile.map(([name, schema]) => [name, property(core, name, schema)])),
    },
    additionalProperties: false,
  };
}

/** What VS Code is told of it. */
export function jsonValidation(core) {
  return [{ fileMatch: core.configFileNames[0], url: `./${configSchemaPath}` }];
}

function property(core, name, { default: fallback, ...schema }) {
  if (name === 'rules') {
    const { description } = schema;
    return { description, type: 'object', ...ruleProperties(core, schema.additionalProperties) };
  }
  // What a feature is where the file does not say, the editor decides.
  if (!schema.properties) return { ...nullable(schema), default: fallback };
  return { ...schema, additionalProperties: false };
}
