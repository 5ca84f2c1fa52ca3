import type { Home } from '#config/fleet.ts';
import { intervalMsOf } from '#config/interval.ts';
import { attempt } from '#lib/doctor/attempt.ts';
import { type Examination, examine } from '#lib/doctor/examine.ts';
import { type Examined, type Finding, isWrong } from '#lib/doctor/finding.ts';
import { startLagFindings } from '#lib/doctor/start-lag.ts';
import { shownKeyOf } from '#lib/shown-name.ts';
import { readingCost, shortKeysIn, shortName } from '../assessment-view.ts';
import { painter } from '../colour.ts';
import { defineCommand } from '../command.ts';
import { lagOf } from '../doctor/lag.ts';
import { doctorText } from '../doctor/show.ts';
import { type LiveInput, liveArgs, liveInput } from '../live.ts';
import { checkServiceName } from '../service-name.ts';
import { CliFailure } from '../usage-error.ts';
import { type CliWorld, exitCodes } from '../world.ts';

type Seen = {
  readonly deployment: Examined;
  readonly services: readonly Examined[];
  readonly billedMetrics: number;
};

const shortened = (finding: Finding, home: Home): Finding => {
  const what = shortKeysIn(finding.what, home);
  if (finding.kind === 'fine') return { ...finding, what };
  return { ...finding, what, todo: shortKeysIn(finding.todo, home) };
};

const seenBy = (examination: Examination, { home }: LiveInput): Seen => {
  const short = ({ subject, findings }: Examined): Examined => ({
    subject: shownKeyOf(subject, home),
    findings: findings.map((finding) => shortened(finding, home)),
  });
  return {
    deployment: short(examination.deployment),
    services: examination.services.map(short),
    billedMetrics: examination.billedMetrics,
  };
};

/** The start lag is measured over a day, which is worth three metrics of one service and not of a thousand. */
const ofOne = async (
  name: string,
  examination: Examination,
  input: LiveInput,
  world: CliWorld,
): Promise<Seen> => {
  const seen = seenBy(examination, input);
  const [one] = seen.services.filter(({ subject }) => subject === name);
  if (one === undefined) {
    throw new CliFailure(
      `${name} is not enrolled; tag it flyball:enabled=true, or list it in the fleet file`,
    );
  }
  const assessed = examination.assessed.find(
    ({ decision }) => shortName(decision.service, input.home) === name,
  );
  if (assessed === undefined) return { ...seen, services: [one] };
  const intervalSeconds = intervalMsOf(input.fleet.parameters) / 1000;
  const tried = await attempt(
    { what: 'how long its tasks took to start', action: 'cloudwatch:GetMetricData' },
    () => lagOf(name, input, world),
  );
  const lag =
    tried.kind === 'done'
      ? startLagFindings(tried.value.measured, assessed.policy, intervalSeconds)
      : [tried.finding];
  const read = tried.kind === 'done' ? tried.value.billedMetrics : 0;
  return {
    deployment: seen.deployment,
    services: [{ ...one, findings: [...one.findings, ...lag] }],
    billedMetrics: seen.billedMetrics + read,
  };
};

export const doctor = defineCommand({
  name: 'doctor',
  description: 'Check a deployment and its services, and say what to do about what is wrong',
  args: {
    service: {
      type: 'positional',
      required: false,
      description: 'cluster/service, for all that is known of one',
    },
    ...liveArgs,
  },
  examples: [
    ['flyball doctor --stack Flyball', 'ticks, permissions, orders, alerts, quotas, every service'],
    ['flyball doctor shop/checkout --stack Flyball', 'one service, its start lag included'],
    ['flyball doctor --json --stack Flyball', 'for a script; exit code 1 when something is wrong'],
  ],
  run: async ({ service, ...args }, world) => {
    if (service !== undefined) checkServiceName(service);
    const input = await liveInput(args, world);
    const isSpedUp = world.env['FLYBALL_CLOCK'] === 'event';
    const nowMs = isSpedUp || args.at !== undefined ? input.tickMs : world.nowMs();
    const examination = await examine({ ...input, nowMs });
    const seen =
      service === undefined
        ? seenBy(examination, input)
        : await ofOne(service, examination, input, world);
    const isOne = service !== undefined;
    world.print(
      args.json
        ? JSON.stringify(seen, null, 2)
        : doctorText({ ...seen, isOne }, painter(world.colour)),
    );
    if (args.json !== true) world.complain(readingCost(seen.billedMetrics));
    return [seen.deployment, ...seen.services].some(isWrong) ? exitCodes.failed : exitCodes.ok;
  },
});
