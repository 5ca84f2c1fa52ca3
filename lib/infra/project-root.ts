import { fileURLToPath } from 'node:url';

/** The stack may be synthesised from any folder. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
