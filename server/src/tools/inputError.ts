/** The input of a tool is not as its schema has it. */
export class InputError extends Error {}
