// What the manifest says of the tools for agents, from their own declarations.
import { z } from 'zod';

/** The keys of the texts that are made here. */
export const toolTexts = /^tool\./;

/** The tools as VS Code's manifest has them. */
export function languageModelTools(tools) {
  return tools.map(({ name, reference, icon, description, input }) => {
    const inputSchema = z.toJSONSchema(input, { io: 'input' });
    delete inputSchema.$schema;
    return {
      name,
      displayName: `%${textKey(name)}.title%`,
      toolReferenceName: reference,
      canBeReferencedInPrompt: true,
      userDescription: `%${textKey(name)}.description%`,
      modelDescription: description,
      icon,
      tags: ['tasks', 'backlog'],
      inputSchema,
    };
  });
}

/** The English texts of the tools by their keys. */
export function textsOfTools(tools) {
  return tools.flatMap(({ name, title, userDescription }) => [
    [`${textKey(name)}.title`, title],
    [`${textKey(name)}.description`, userDescription],
  ]);
}

function textKey(name) {
  return `tool.${name.slice(name.indexOf('_') + 1)}`;
}
