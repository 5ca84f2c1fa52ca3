import type { Home } from '#config/fleet.ts';
import { alertIdOf } from '#lib/alerts/alert-id.ts';
import type { PastAlert } from '#lib/operator-ports.ts';
import type { OpenAlert } from '#lib/ports.ts';
import { shortKeysIn } from '../assessment-view.ts';
import { type Paint, painter } from '../colour.ts';
import { defineCommand } from '../command.ts';
import { type LiveInput, liveArgs, liveInput } from '../live.ts';
import { sinceArg, sinceSeconds } from '../since.ts';
import { textTable } from '../table.ts';
import { exitCodes } from '../world.ts';

type Seen = {
  readonly open: readonly OpenAlert[];
  /** Their cause holds, and somebody said that it is dealt with. */
  readonly resolvedByHand: readonly OpenAlert[];
  /** `null`: not asked for. */
  readonly past: readonly PastAlert[] | null;
};

/** More than a terminal scrolls back. */
const pastAtMost = 1_000;

const severityShade = { critical: 'red', error: 'red', warning: 'yellow' } as const;

const iso = (atMs: number): string => new Date(atMs).toISOString();

const weight = { critical: 0, error: 1, warning: 2 } as const;

const worstFirst = (alerts: readonly OpenAlert[]): readonly OpenAlert[] =>
  alerts.toSorted((a, b) => weight[a.severity] - weight[b.severity] || a.openedAtMs - b.openedAtMs);

const openTable = (open: readonly OpenAlert[], home: Home): string =>
  textTable(
    ['ID', 'SEVERITY', 'SINCE', 'WHAT'],
    open.map((alert) => [
      alertIdOf(alert),
      alert.severity,
      iso(alert.openedAtMs),
      shortKeysIn(alert.message, home),
    ]),
  );

const byHandLine = (alert: OpenAlert): string =>
  `  ${alertIdOf(alert)} by ${alert.resolution?.who}: ${alert.resolution?.why}`;

const pastTable = (past: readonly PastAlert[], home: Home): string =>
  textTable(
    ['OPENED', 'RESOLVED', 'BY', 'SEVERITY', 'WHAT'],
    past.map(({ openedAtMs, resolvedAtMs, resolution, severity, code, message }) => [
      iso(openedAtMs),
      iso(resolvedAtMs),
      resolution?.who ?? 'itself',
      severity,
      `${code}: ${shortKeysIn(message, home)}`,
    ]),
  );

const openText = (open: readonly OpenAlert[], home: Home, paint: Paint): string => {
  if (open.length === 0) return paint('green', 'No open alerts.');
  const [worst] = open;
  const shade = severityShade[worst?.severity ?? 'warning'];
  const heading = paint(shade, open.length === 1 ? '1 open alert' : `${open.length} open alerts`);
  return `${heading}\n\n${openTable(open, home)}`;
};

const asText = ({ open, resolvedByHand, past }: Seen, home: Home, paint: Paint): string =>
  [
    openText(open, home, paint),
    ...(resolvedByHand.length === 0
      ? []
      : ['', 'Resolved by hand, while their cause holds:', ...resolvedByHand.map(byHandLine)]),
    ...(past === null ? [] : ['', past.length === 0 ? 'None is over.' : pastTable(past, home)]),
  ].join('\n');

const withId = <Kind extends OpenAlert | PastAlert>(alert: Kind) => ({
  id: alertIdOf(alert),
  ...alert,
});

const asJson = ({ open, resolvedByHand, past }: Seen) => ({
  open: open.map(withId),
  resolvedByHand: resolvedByHand.map(withId),
  ...(past === null ? {} : { past: past.map(withId) }),
});

const seen = async (
  since: string | undefined,
  { ports, operator, tickMs: toMs, deadline }: LiveInput,
): Promise<Seen> => {
  const fromMs = toMs - sinceSeconds(since) * 1000;
  const range = { fromMs, toMs, atMost: pastAtMost };
  const [standing, past] = await Promise.all([
    ports.alerts.standing(deadline),
    since === undefined ? null : operator.alertDesk.past(range, deadline),
  ]);
  return {
    open: worstFirst(standing.filter(({ resolution }) => resolution === null)),
    resolvedByHand: standing.filter(({ resolution }) => resolution !== null),
    // One that was resolved by hand is among the past as soon as it is.
    past,
  };
};

export const alerts = defineCommand({
  name: 'alerts',
  description: 'Show what is wrong now, worst first, and with --since what was',
  args: {
    since: {
      ...sinceArg,
      description: 'Also those that are over, opened since then: 24h, 30d at most',
    },
    ...liveArgs,
  },
  examples: [
    ['flyball alerts --stack Flyball', 'what is open, and since when'],
    ['flyball alerts --since 7d --json --stack Flyball', 'a week of them, as data'],
    [
      'flyball resolve-alert at-ceiling-0c4e1b22d9 --why "known" --stack Flyball',
      'says that one is dealt with',
    ],
  ],
  run: async ({ since, ...args }, world) => {
    sinceSeconds(since);
    const input = await liveInput(args, world);
    const found = await seen(since, input);
    world.print(
      args.json
        ? JSON.stringify(asJson(found), null, 2)
        : asText(found, input.home, painter(world.colour)),
    );
    return exitCodes.ok;
  },
});
