/** The version of what tools and the command line answer as data. It grows when something that was there goes or changes. */
export const schemaVersion = 1;
