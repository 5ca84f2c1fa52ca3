/** The options that all commands about orders share. */
import { liveArgs } from '../live.ts';

export const subjectArg = {
  type: 'positional',
  required: false,
  description: 'cluster/service; leave it out with --group or --whole-fleet',
} as const;

/** `--fleet` names the fleet file everywhere, so the fleet itself needs another word. */
export const scopeArgs = {
  group: { type: 'string', description: 'Instead of a service: every member of this group' },
  'whole-fleet': { type: 'boolean', description: 'Instead of a service: every service' },
  ...liveArgs,
} as const;

export const givenArgs = {
  for: { type: 'string', description: 'How long it holds: 10m, 2h, 7d at most; 1h by default' },
  why: { type: 'string', description: 'Why; it is shown with every decision that it shapes' },
  who: { type: 'string', description: 'Who orders it; you, by default' },
} as const;
