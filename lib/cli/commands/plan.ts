import type { Home } from '#config/fleet.ts';
import { type Assessment, assess } from '#lib/tick/assess.ts';
import { type LeftOut, leftOut, type PlanRow, planRow, readingCost } from '../assessment-view.ts';
import { type Paint, painter } from '../colour.ts';
import { defineCommand } from '../command.ts';
import { liveArgs, liveInput } from '../live.ts';
import { textTable } from '../table.ts';
import { exitCodes } from '../world.ts';

const headings = ['SERVICE', 'MODE', 'RUNNING', 'DESIRED', 'WOULD BE', 'WHY'];

const asCells = ({ service, mode, running, desired, wouldBe, why }: PlanRow) => [
  service,
  mode,
  String(running),
  String(desired),
  String(wouldBe),
  why,
];

const section = (title: string, entries: readonly LeftOut[]): readonly string[] =>
  entries.length === 0
    ? []
    : ['', title, ...entries.map(({ service, why }) => `  ${service}: ${why}`)];

const nothingEnrolled =
  'No service is enrolled. Tag one flyball:enabled=true, or list it in the fleet file.';

const asText = (assessment: Assessment, home: Home, paint: Paint): string => {
  const rows = assessment.assessed.map((assessed) => planRow(assessed, home));
  const { skipped, failed } = leftOut(assessment, home);
  return [
    rows.length === 0 ? nothingEnrolled : textTable(headings, rows.map(asCells)),
    ...section(paint('yellow', 'Left out:'), skipped),
    ...section(paint('red', 'Failed:'), failed),
    '',
    `${readingCost(assessment.billedMetrics)} Nothing was changed.`,
  ].join('\n');
};

export const plan = defineCommand({
  name: 'plan',
  description: 'Show what a tick would do now and why, without doing any of it',
  args: liveArgs,
  examples: [
    ['flyball plan --stack Flyball', 'what the next tick would do'],
    [
      'flyball plan --stack Flyball --fleet next.yaml',
      'the same under a fleet file not yet deployed',
    ],
    [
      'FLYBALL_CPU_TARGET=50 flyball plan --stack Flyball',
      'the same under another stack parameter',
    ],
  ],
  run: async (args, world) => {
    const input = await liveInput(args, world);
    const assessment = await assess(input);
    const { home } = input;
    if (args.json) {
      const services = assessment.assessed.map((assessed) => ({
        ...planRow(assessed, home),
        asked: assessed.decision.asked,
        urgency: assessed.decision.urgency,
        reasons: assessed.decision.reasons,
      }));
      const { billedMetrics } = assessment;
      world.print(
        JSON.stringify({ services, ...leftOut(assessment, home), billedMetrics }, null, 2),
      );
    } else {
      world.print(asText(assessment, home, painter(world.colour)));
    }
    return assessment.trouble.failed.length > 0 ? exitCodes.failed : exitCodes.ok;
  },
});
