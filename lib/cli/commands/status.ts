import { keyOf, type ServiceId } from '#engine/model.ts';
import type { Action, ServiceState } from '#engine/state.ts';
import type { Alert, Lookup, Recalled } from '#lib/ports.ts';
import { enrol } from '#lib/tick/enrol.ts';
import type { TickInput } from '#lib/tick/input.ts';
import { errorText, shortKey, shortName } from '../assessment-view.ts';
import { type Paint, painter } from '../colour.ts';
import { defineCommand } from '../command.ts';
import { liveArgs, liveInput } from '../live.ts';
import { textTable } from '../table.ts';
import { exitCodes } from '../world.ts';

type Row = {
  readonly service: string;
  readonly running: number | null;
  readonly desired: number | null;
  readonly lastAction: (Action & { readonly at: string }) | null;
  readonly note: string;
};

const newest = ({ lastOut, lastIn }: ServiceState): Action | null => {
  if (lastOut === null || lastIn === null) return lastOut ?? lastIn;
  return lastOut.atMs > lastIn.atMs ? lastOut : lastIn;
};

const noteOf = (lookup: Lookup | undefined, recalled: Recalled | undefined): string => {
  if (lookup === undefined || lookup.kind === 'missing') return 'no such service';
  if (lookup.kind === 'unscalable') return `cannot be scaled: ${lookup.why}`;
  if (lookup.kind === 'failed') return lookup.cause;
  if (recalled?.kind === 'corrupt' || recalled?.kind === 'failed')
    return `state: ${recalled.cause}`;
  return lookup.view.rollout === 'in-progress' ? 'deployment in progress' : '';
};

const rowOf = (
  id: ServiceId,
  { home }: TickInput,
  lookup: Lookup | undefined,
  recalled: Recalled | undefined,
): Row => {
  const view = lookup?.kind === 'found' ? lookup.view : null;
  const action = recalled?.kind === 'found' ? newest(recalled.state) : null;
  return {
    service: shortName(id, home),
    running: view?.running ?? null,
    desired: view?.desired ?? null,
    lastAction: action === null ? null : { ...action, at: new Date(action.atMs).toISOString() },
    note: noteOf(lookup, recalled),
  };
};

const asCells = ({ service, running, desired, lastAction, note }: Row): readonly string[] => [
  service,
  String(running ?? '-'),
  String(desired ?? '-'),
  lastAction === null ? '-' : `${lastAction.from} to ${lastAction.to} at ${lastAction.at}`,
  note,
];

const asText = (rows: readonly Row[], alerts: readonly Alert[], paint: Paint): string =>
  [
    rows.length === 0
      ? 'No service is enrolled. Tag one flyball:enabled=true, or list it in the fleet file.'
      : textTable(['SERVICE', 'RUNNING', 'DESIRED', 'LAST ACTION', 'NOTE'], rows.map(asCells)),
    '',
    alerts.length === 0 ? paint('green', 'No open alerts.') : paint('red', 'Open alerts:'),
    ...alerts.map(({ severity, code, message }) => `  ${severity} ${code}: ${message}`),
  ].join('\n');

export const status = defineCommand({
  name: 'status',
  description: 'Show the managed services, their last actions and the open alerts',
  args: liveArgs,
  examples: [
    [
      'flyball status --stack Flyball',
      'the fleet at a glance; reads no metrics, so it costs next to nothing',
    ],
    ['flyball status --table Flyball-StateTable --json', 'the same for a machine to read'],
  ],
  run: async (args, world) => {
    const input = await liveInput(args, world);
    const { ports, deadline, home } = input;
    const { services, trouble } = await enrol(input);
    const [lookups, memories, alerts] = await Promise.all([
      ports.serviceReader.describe(services, deadline),
      ports.states.load(services, deadline),
      ports.alerts.open(deadline),
    ]);
    const rows = services.map((id) =>
      rowOf(id, input, lookups.get(keyOf(id)), memories.get(keyOf(id))),
    );
    if (args.json) world.print(JSON.stringify({ services: rows, alerts }, null, 2));
    else world.print(asText(rows, alerts, painter(world.colour)));
    for (const { service, error } of trouble.failed) {
      world.complain(`${shortKey(service, home)}: ${errorText(error)}`);
    }
    return trouble.failed.length > 0 ? exitCodes.failed : exitCodes.ok;
  },
});
