import { nearest } from '#config/nearest.ts';
import { alertIdOf } from '#lib/alerts/alert-id.ts';
import { type ResolvedByHand, resolveByHand } from '#lib/alerts/resolve-by-hand.ts';
import { defineCommand } from '../command.ts';
import { liveArgs, liveInput } from '../live.ts';
import { givenArgs } from '../orders/args.ts';
import { whoOf, whyOf } from '../orders/given.ts';
import { CliFailure } from '../usage-error.ts';
import { exitCodes } from '../world.ts';

const saidOf = (id: string, outcome: ResolvedByHand): string => {
  switch (outcome.kind) {
    case 'resolved':
      return `${id} is resolved. It stays so until its cause has gone and come back:\n  ${outcome.alert.message}`;
    case 'already':
      return `${id} was resolved by ${outcome.resolution.who} at ${new Date(outcome.resolution.atMs).toISOString()} (${outcome.resolution.why}), which stands.`;
    case 'gone':
      return `${id} was over by itself meanwhile.`;
    case 'unknown': {
      const ids = outcome.open.map(alertIdOf);
      const close = nearest(id, ids);
      const hint =
        close === null ? 'flyball alerts lists those that are' : `did you mean ${close}?`;
      throw new CliFailure(`no alert ${id} is open; ${hint}`);
    }
    default:
      return outcome satisfies never;
  }
};

export const resolveAlert = defineCommand({
  name: 'resolve-alert',
  description: 'Say that an alert is dealt with, although its cause still holds',
  args: {
    id: { type: 'positional', required: true, description: 'As flyball alerts shows it' },
    why: givenArgs.why,
    who: givenArgs.who,
    ...liveArgs,
  },
  examples: [
    [
      'flyball resolve-alert at-ceiling-0c4e1b22d9 --why "the sale ends tonight" --stack Flyball',
      'no reminder until it has gone and come back',
    ],
  ],
  run: async ({ id, why, who, ...args }, world) => {
    const said = { who: whoOf(who, world), why: whyOf(why, { why: null }) };
    const { ports, operator, tickMs: atMs, deadline } = await liveInput(args, world);
    const desk = { alerts: ports.alerts, alertDesk: operator.alertDesk };
    const outcome = await resolveByHand(id, { ...said, atMs }, desk, deadline);
    const text = saidOf(id, outcome);
    world.print(args.json ? JSON.stringify({ id, ...outcome }, null, 2) : text);
    return exitCodes.ok;
  },
});
