/** A backtest from its options to its report. */
import { cautionsFor } from '#simulator/backtest/cautions.ts';
import type { Past } from '#simulator/backtest/past.ts';
import { pastLoad } from '#simulator/backtest/past-load.ts';
import { type Backtest, runBacktest } from '#simulator/backtest/run-backtest.ts';
import { type StartLag, startLagText } from '#simulator/backtest/start-lag.ts';
import { BadLoad } from '#simulator/loads/bad-load.ts';
import type { Load } from '#simulator/loads/load.ts';
import { backtestReport } from '#simulator/report/backtest-report.ts';
import type { Report } from '#simulator/report/report.ts';
import { usualPlant } from '#simulator/trial/setup.ts';
import { momentOf, momentSaid, patienceMs, tableChoice } from '../live.ts';
import { checkServiceName } from '../service-name.ts';
import { numberOption } from '../simulate/number-option.ts';
import { type PriceOptions, readPrice } from '../simulate/price-options.ts';
import { createProgress } from '../simulate/progress.ts';
import { CliFailure } from '../usage-error.ts';
import type { CliWorld, Connection } from '../world.ts';
import { inUse } from './in-use.ts';
import { type Instead, type InsteadOptions, insteadOf } from './instead.ts';
import { startLagGiven, startLagOf } from './lag.ts';
import { policiesToReplay } from './policies.ts';
import { daysOf, rangeBefore } from './range.ts';
import { readPast } from './read-past.ts';

export type Options = PriceOptions &
  InsteadOptions & {
    readonly service: string;
    readonly days?: string | undefined;
    readonly fleet?: string | undefined;
    readonly candidate?: string | undefined;
    readonly slo?: string | undefined;
    readonly 'start-lag'?: string | undefined;
    readonly region?: string | undefined;
    readonly account?: string | undefined;
    readonly stack?: string | undefined;
    readonly table?: string | undefined;
    readonly at?: string | undefined;
    readonly yes?: boolean | undefined;
  };

export type Backtested = Instead & {
  readonly past: Past;
  readonly startLag: StartLag;
  readonly backtest: Backtest;
  readonly report: Report;
};

/** A stack is looked at only where one is named: most backtests are run before there is any. */
const connectionOf = async (options: Options, world: CliWorld): Promise<Connection | null> => {
  const named = options.stack ?? options.table ?? world.env['FLYBALL_TABLE'] ?? '';
  if (named === '') return null;
  const region = options.region ?? null;
  const account = options.account ?? world.env['FLYBALL_ACCOUNT'] ?? null;
  const choice = tableChoice(options, world);
  return world.connect({ ...choice, region, account }, world.startDeadline(patienceMs));
};

const nowOf = async (
  said: number | null,
  connection: Connection | null,
  world: CliWorld,
): Promise<number> =>
  connection === null
    ? (said ?? world.nowMs())
    : momentOf(said, world, connection, world.startDeadline(patienceMs));

const loadOf = (service: string, past: Past): Load => {
  try {
    return pastLoad(service, past);
  } catch (error) {
    if (!(error instanceof BadLoad)) throw error;
    throw new CliFailure(`the history of ${service} cannot be replayed: ${error.message}`);
  }
};

export const backtestOne = async (
  options: Options,
  command: string,
  world: CliWorld,
): Promise<Backtested> => {
  const { service } = options;
  checkServiceName(service);
  const given = startLagGiven(options['start-lag']);
  const slo = { name: 'slo', min: 1, max: 100 };
  const sloPercent = numberOption(options.slo, usualPlant.sloPercent, slo);
  const price = readPrice(options);
  const said = options.at === undefined ? null : momentSaid(options.at);
  const days = daysOf(options.days);
  const connection = await connectionOf(options, world);
  const range = rangeBefore(await nowOf(said, connection, world), days);
  const today = await inUse(service, options.fleet ?? null, connection, world);
  const policies = await policiesToReplay(today, options, connection, world);
  const whose = {
    service,
    today,
    region: options.region ?? null,
    range,
    connection,
    yes: options.yes === true,
  };
  const { past, decisions } = await readPast(whose, world);
  const load = loadOf(service, past);
  const startLag = startLagOf(given, past, decisions);
  const progress = createProgress(service, world);
  const setup = { load, past, policies, startLagSeconds: startLag.seconds, sloPercent, price };
  const backtest = runBacktest({ ...setup, onProgress: progress.show });
  progress.end();
  const cautions = cautionsFor(setup, startLag, backtest.replays);
  const run = { service, backtest, cautions, startLag: startLagText(startLag), command };
  const instead = insteadOf(options, setup, backtest.replays[0]);
  return { past, startLag, backtest, report: backtestReport(run), ...instead };
};
