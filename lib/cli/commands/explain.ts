import type { Home } from '#config/fleet.ts';
import { explainLong } from '#engine/explain.ts';
import { type Assessed, assess } from '#lib/tick/assess.ts';
import { type WhyNot, whyNotFor } from '#lib/tick/why-not.ts';
import { assessedNamed } from '../assessed-named.ts';
import { planRow } from '../assessment-view.ts';
import { defineCommand } from '../command.ts';
import { liveArgs, liveInput } from '../live.ts';
import { checkServiceName } from '../service-name.ts';
import { directionOf, whyNotText } from '../why-not.ts';
import { exitCodes } from '../world.ts';

const asJson = (assessed: Assessed, home: Home, answer: WhyNot | null): string => {
  const { decision, policy, observation, events, overrides, windows } = assessed;
  const seen = { decision, policy, observation, events, overrides, windows };
  const whyNot = answer === null ? {} : { whyNot: answer };
  return JSON.stringify({ ...planRow(assessed, home), ...seen, ...whyNot }, null, 2);
};

const asText = (
  { decision, policy, observation }: Assessed,
  answer: WhyNot | null,
): readonly string[] => [
  ...explainLong(decision),
  ...(answer === null ? [] : ['', ...whyNotText(answer, decision.atMs)]),
  '',
  `${observation.view.running} running, ${observation.view.pending} pending, ${observation.view.desired} desired, rollout ${observation.view.rollout}`,
  `policy: ${policy.mode}, ${policy.min} to ${policy.max} tasks, rules ${policy.rules.map(({ name }) => name).join(', ')}`,
];

export const explain = defineCommand({
  name: 'explain',
  description: 'Explain what a tick would decide for one service, step by step',
  args: {
    service: { type: 'positional', required: true, description: 'cluster/service' },
    'why-not': {
      type: 'string',
      description: 'out or in: what would make it scale that way, what hinders it, and until when',
    },
    ...liveArgs,
  },
  examples: [
    ['flyball explain shop/checkout --stack Flyball', 'why it is as it is'],
    ['flyball explain shop/checkout --why-not in --stack Flyball', 'why it does not go down'],
    ['flyball explain shop/checkout --stack Flyball --json', 'with every number it was made from'],
  ],
  run: async (args, world) => {
    checkServiceName(args.service);
    const direction = args['why-not'] === undefined ? null : directionOf(args['why-not']);
    const input = await liveInput(args, world);
    // The whole fleet is assessed, since a group's cap depends on what the others ask for.
    const assessment = await assess(input);
    const assessed = assessedNamed(args.service, assessment, input.home);
    const answer = direction === null ? null : whyNotFor(assessed, direction);
    world.print(
      args.json ? asJson(assessed, input.home, answer) : asText(assessed, answer).join('\n'),
    );
    return exitCodes.ok;
  },
});
