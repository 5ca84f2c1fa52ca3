/** Every command; a new one is one file and one line here. */
import type { Command } from '../command.ts';
import { explain } from './explain.ts';
import { local } from './local.ts';
import { parameters } from './parameters.ts';
import { plan } from './plan.ts';
import { schema } from './schema.ts';
import { status } from './status.ts';
import { validate } from './validate.ts';

export const commands: readonly Command[] = [
  local,
  validate,
  plan,
  explain,
  status,
  parameters,
  schema,
];
