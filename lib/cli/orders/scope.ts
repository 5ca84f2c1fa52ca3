/** Whom an order is for. An order for something that is not there would hold nothing, and nobody would notice. */
import { nearest } from '#config/nearest.ts';
import type { OverrideScope } from '#lib/ports.ts';
import type { LiveInput } from '../live.ts';
import { checkServiceName, serviceNamed } from '../service-name.ts';
import { CliFailure, UsageError } from '../usage-error.ts';

export type ScopeOptions = {
  readonly service: string | undefined;
  readonly group: string | undefined;
  readonly wholeFleet: boolean | undefined;
};

/** Checked before anything is connected to. */
export const checkScope = ({ service, group, wholeFleet = false }: ScopeOptions): void => {
  const said = [service !== undefined, group !== undefined, wholeFleet].filter(Boolean).length;
  if (service !== undefined) checkServiceName(service);
  if (said === 1) return;
  const problem = said === 0 ? 'whom this is for is not said' : 'this is for one of them only';
  throw new UsageError(`${problem}; name a service, or pass --group <name>, or --whole-fleet`);
};

const groupScope = (group: string, { fleet }: LiveInput): OverrideScope => {
  const names = Object.keys(fleet.policy.groups);
  if (names.includes(group)) return { kind: 'group', group };
  const close = nearest(group, names);
  const hint =
    close === null
      ? 'pass the fleet file that defines it with --fleet <file>'
      : `did you mean ${close}?`;
  throw new CliFailure(`the fleet file has no group ${group}; ${hint}`);
};

const serviceScope = async (text: string, input: LiveInput): Promise<OverrideScope> => {
  const service = serviceNamed(text, input.home);
  const lookups = await input.ports.serviceReader.describe([service], input.deadline);
  const [lookup] = lookups.values();
  if (lookup?.kind === 'found') return { kind: 'service', service };
  if (lookup?.kind === 'failed') throw new CliFailure(lookup.cause);
  const why = lookup?.kind === 'unscalable' ? `cannot be scaled: ${lookup.why}` : 'does not exist';
  throw new CliFailure(`${text} ${why}; check the name, the region and the account`);
};

export const scopeOf = async (
  { service, group }: ScopeOptions,
  input: LiveInput,
): Promise<OverrideScope> => {
  if (service !== undefined) return serviceScope(service, input);
  return group === undefined ? { kind: 'fleet' } : groupScope(group, input);
};
