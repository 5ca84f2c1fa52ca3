import type { Home } from '#config/fleet.ts';
import { nearest } from '#config/nearest.ts';
import { explainLong } from '#engine/explain.ts';
import { type Assessed, type Assessment, assess } from '#lib/tick/assess.ts';
import { leftOut, planRow, shortName } from '../assessment-view.ts';
import { defineCommand } from '../command.ts';
import { liveArgs, liveInput } from '../live.ts';
import { CliFailure, UsageError } from '../usage-error.ts';
import { exitCodes } from '../world.ts';

const servicePattern = /^[^/\s]+\/[^/\s]+$/;

/** A service that is not among the decided ones: because it was left out, or because it is not enrolled. */
const absence = (service: string, assessment: Assessment, home: Home): CliFailure => {
  const { skipped, failed } = leftOut(assessment, home);
  const known = [...skipped, ...failed].find((each) => each.service === service);
  if (known !== undefined) return new CliFailure(`${service} is left out: ${known.why}`);
  const close = nearest(
    service,
    assessment.enrolled.map((id) => shortName(id, home)),
  );
  const hint =
    close === null
      ? 'tag it flyball:enabled=true, or list it in the fleet file'
      : `did you mean ${close}?`;
  return new CliFailure(`${service} is not enrolled; ${hint}`);
};

const asText = ({ decision, policy, observation }: Assessed): string =>
  [
    ...explainLong(decision),
    '',
    `${observation.view.running} running, ${observation.view.pending} pending, ${observation.view.desired} desired, rollout ${observation.view.rollout}`,
    `policy: ${policy.mode}, ${policy.min} to ${policy.max} tasks, rules ${policy.rules.map(({ name }) => name).join(', ')}`,
  ].join('\n');

export const explain = defineCommand({
  name: 'explain',
  description: 'Explain what a tick would decide for one service, step by step',
  args: {
    service: { type: 'positional', required: true, description: 'cluster/service' },
    ...liveArgs,
  },
  examples: [
    ['flyball explain shop/checkout --stack Flyball', 'why it is as it is'],
    ['flyball explain shop/checkout --stack Flyball --json', 'with every number it was made from'],
  ],
  run: async (args, world) => {
    if (!servicePattern.test(args.service)) {
      throw new UsageError(
        `"${args.service}" is not cluster/service; write for example shop/checkout`,
      );
    }
    const input = await liveInput(args, world);
    // The whole fleet is assessed, since a group's cap depends on what the others ask for.
    const assessment = await assess(input);
    const assessed = assessment.assessed.find(
      ({ decision }) => shortName(decision.service, input.home) === args.service,
    );
    if (assessed === undefined) throw absence(args.service, assessment, input.home);
    const { decision, policy, observation, events } = assessed;
    world.print(
      args.json
        ? JSON.stringify(
            { ...planRow(assessed, input.home), decision, policy, observation, events },
            null,
            2,
          )
        : asText(assessed),
    );
    return exitCodes.ok;
  },
});
