import type { Home } from '#config/fleet.ts';
import { breakerCauses } from '#engine/breaker/causes.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { Action, ServiceState } from '#engine/state.ts';
import { newestSpend } from '#lib/fleet-summary.ts';
import type { Alert, Lookup, Recalled } from '#lib/ports.ts';
import { shownKeyOf } from '#lib/shown-name.ts';
import type { MonthSpend } from '#lib/spend.ts';
import { enrol } from '#lib/tick/enrol.ts';
import { errorText, shortKeysIn, shortName } from '../assessment-view.ts';
import { type Paint, painter } from '../colour.ts';
import { defineCommand } from '../command.ts';
import { liveArgs, liveInput } from '../live.ts';
import { type OrderRow, rowsOf, sharedRows } from '../orders/in-force.ts';
import { textTable } from '../table.ts';
import { exitCodes } from '../world.ts';

/** What was found out about one service. */
type Known = {
  readonly lookup: Lookup | undefined;
  readonly recalled: Recalled | undefined;
  readonly orders: readonly OrderRow[];
};

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

const breakerNote = ({ breaker }: ServiceState): readonly string[] =>
  breaker.kind === 'closed' ? [] : [`breaker ${breaker.kind}: ${breakerCauses[breaker.cause]}`];

const orderNotes = (orders: readonly OrderRow[]): readonly string[] =>
  orders.map(({ order, who, ends }) => `${order} by ${who} until ${ends}`);

const troubleOf = (lookup: Lookup | undefined, recalled: Recalled | undefined): string | null => {
  if (lookup === undefined || lookup.kind === 'missing') return 'no such service';
  if (lookup.kind === 'unscalable') return `cannot be scaled: ${lookup.why}`;
  if (lookup.kind === 'failed') return lookup.cause;
  if (recalled?.kind === 'corrupt' || recalled?.kind === 'failed')
    return `state: ${recalled.cause}`;
  return null;
};

const noteOf = ({ lookup, recalled, orders }: Known): string => {
  const trouble = troubleOf(lookup, recalled);
  if (trouble !== null) return trouble;
  const isRollingOut = lookup?.kind === 'found' && lookup.view.rollout === 'in-progress';
  return [
    ...(isRollingOut ? ['deployment in progress'] : []),
    ...(recalled?.kind === 'found' ? breakerNote(recalled.state) : []),
    ...orderNotes(orders),
  ].join('; ');
};

const rowOf = (id: ServiceId, home: Home, known: Known): Row => {
  const { lookup, recalled } = known;
  const view = lookup?.kind === 'found' ? lookup.view : null;
  const action = recalled?.kind === 'found' ? newest(recalled.state) : null;
  return {
    service: shortName(id, home),
    running: view?.running ?? null,
    desired: view?.desired ?? null,
    lastAction: action === null ? null : { ...action, at: new Date(action.atMs).toISOString() },
    note: noteOf(known),
  };
};

const asCells = ({ service, running, desired, lastAction, note }: Row): readonly string[] => [
  service,
  String(running ?? '-'),
  String(desired ?? '-'),
  lastAction === null ? '-' : `${lastAction.from} to ${lastAction.to} at ${lastAction.at}`,
  note,
];

type Seen = {
  readonly services: readonly Row[];
  /** A freeze of the whole fleet is the first thing to know at three in the morning. */
  readonly shared: readonly OrderRow[];
  readonly alerts: readonly Alert[];
  /** As of the newest summary; `null` before the first. */
  readonly spend: MonthSpend | null;
};

const sharedText = ({ order, for: whom, who, why, ends }: OrderRow): string =>
  `  ${order} for ${whom} by ${who} until ${ends} (${why})`;

const spendText = ({ dollars, forecastDollars }: MonthSpend): string =>
  `Metric reads: $${dollars.toFixed(2)} this month so far, about $${forecastDollars.toFixed(2)} by its end.`;

const asText = (
  { services: rows, shared, alerts, spend }: Seen,
  home: Home,
  paint: Paint,
): string =>
  [
    rows.length === 0
      ? 'No service is enrolled. Tag one flyball:enabled=true, or list it in the fleet file.'
      : textTable(['SERVICE', 'RUNNING', 'DESIRED', 'LAST ACTION', 'NOTE'], rows.map(asCells)),
    '',
    ...(shared.length === 0
      ? []
      : [paint('yellow', 'Orders for more than one service:'), ...shared.map(sharedText), '']),
    alerts.length === 0 ? paint('green', 'No open alerts.') : paint('red', 'Open alerts:'),
    ...alerts.map(
      ({ severity, code, message }) => `  ${severity} ${code}: ${shortKeysIn(message, home)}`,
    ),
    ...(spend === null ? [] : ['', spendText(spend)]),
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
    const { fleet, ports, deadline, home, tickMs } = input;
    const { services, trouble } = await enrol(input);
    const [lookups, memories, orders, alerts, { summaries }] = await Promise.all([
      ports.serviceReader.describe(services, deadline),
      ports.states.load(services, deadline),
      ports.overrides.load(services, Object.keys(fleet.policy.groups), deadline),
      ports.alerts.open(deadline),
      ports.summaries.read(deadline),
    ]);
    const rows = services.map((id) => {
      const key = keyOf(id);
      return rowOf(id, home, {
        lookup: lookups.get(key),
        recalled: memories.get(key),
        orders: rowsOf(orders.services.get(key), shortName(id, home), tickMs),
      });
    });
    const seen: Seen = {
      services: rows,
      shared: sharedRows(orders, input),
      alerts,
      spend: newestSpend(summaries),
    };
    if (args.json) world.print(JSON.stringify(seen, null, 2));
    else world.print(asText(seen, home, painter(world.colour)));
    for (const { service, error } of trouble.failed) {
      world.complain(`${shownKeyOf(service, home)}: ${errorText(error)}`);
    }
    return trouble.failed.length > 0 ? exitCodes.failed : exitCodes.ok;
  },
});
