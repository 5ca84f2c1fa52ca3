/** Every command, in the order of the overview; a new one is one file and one line here. */
import type { Command } from '../command.ts';
import { alerts } from './alerts.ts';
import { backtest } from './backtest.ts';
import { ceiling } from './ceiling.ts';
import { clear } from './clear.ts';
import { compare } from './compare.ts';
import { compareLive } from './compare-live.ts';
import { cost } from './cost.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { floor } from './floor.ts';
import { forecastCommand } from './forecast.ts';
import { freeze } from './freeze.ts';
import { history } from './history.ts';
import { importCommand } from './import.ts';
import { local } from './local.ts';
import { overrides } from './overrides.ts';
import { parameters } from './parameters.ts';
import { pause } from './pause.ts';
import { pin } from './pin.ts';
import { plan } from './plan.ts';
import { report } from './report.ts';
import { resetBreaker } from './reset-breaker.ts';
import { resolveAlert } from './resolve-alert.ts';
import { resume } from './resume.ts';
import { schema } from './schema.ts';
import { simulate } from './simulate.ts';
import { status } from './status.ts';
import { top } from './top.ts';
import { traces } from './traces.ts';
import { undo } from './undo.ts';
import { validate } from './validate.ts';

const looking: readonly Command[] = [
  local,
  validate,
  plan,
  explain,
  status,
  top,
  alerts,
  history,
  report,
  doctor,
  compareLive,
  forecastCommand,
  cost,
];

const trying: readonly Command[] = [simulate, compare, backtest, traces];

const ordering: readonly Command[] = [
  pin,
  floor,
  ceiling,
  freeze,
  pause,
  resume,
  undo,
  resetBreaker,
  resolveAlert,
  clear,
  overrides,
];

export const commands: readonly Command[] = [
  ...looking,
  ...trying,
  ...ordering,
  importCommand,
  parameters,
  schema,
];
