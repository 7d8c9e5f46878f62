import * as z from 'zod';

/** The settings as VS Code's manifest has them, in English: one property each, a null written into its type. */
export function settingProperties(core) {
  const { properties } = z.toJSONSchema(core.settingsSchema, { io: 'input' });
  const flat = Object.entries(properties).flatMap(([name, schema]) =>
    schema.properties
      ? Object.entries(schema.properties).map(([inner, one]) => [`${name}.${inner}`, one])
      : [[name, schema]],
  );
  return Object.fromEntries(
    flat.map(([name, schema]) => [
      `${core.settingsSection}.${name}`,
      { scope: name.startsWith('trace') ? 'window' : 'resource', ...settingProperty(core, name, schema) },
    ]),
  );
}

function settingProperty(core, name, { description, default: fallback, ...schema }) {
  const shape = nullable(schema);
  if (name !== 'rules') return { ...shape, default: fallback, markdownDescription: description };
  return {
    type: 'object',
    ...ruleProperties(core, schema.additionalProperties),
    default: fallback,
    markdownDescription: description,
  };
}

/** The rules as properties of an object that has no others, each with its own level as the default. */
export function ruleProperties(core, level) {
  const rules = core.rules.map((rule) => [
    rule.code,
    { ...level, default: rule.level, description: rule.docs.what },
  ]);
  return { properties: Object.fromEntries(rules), additionalProperties: false };
}

/** A schema that allows null beside a type, with both written into its type. */
export function nullable({ anyOf, ...schema }) {
  if (!anyOf) return schema;
  const [first] = anyOf;
  return { ...schema, ...first, type: [first.type, 'null'] };
}
