import { fileURLToPath } from 'node:url';

/** Where package.json is, whatever folder the command was started from. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
