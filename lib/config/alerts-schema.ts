/** `alerts:`, what people are told of, how loudly and when. */
import * as z from 'zod';
import {
  type AlertCode,
  type AlertSetting,
  alertCodes,
  defaultAlerts,
  severities,
} from './alert-settings.ts';
import { choice, duration } from './scalars.ts';
import { strictObject } from './strict-object.ts';

const remindAgain = z.union([
  duration({ minSeconds: 3_600, maxSeconds: 30 * 86_400 }),
  z
    .literal(false, { error: 'must be a duration from 1h to 30d, or false for never' })
    .transform(() => null),
]);

const settingSchema = strictObject('an alert', {
  severity: choice(severities).exactOptional().describe('how it is told: a pager may filter by it'),
  after: duration({ minSeconds: 0, maxSeconds: 86_400 })
    .exactOptional()
    .describe('how long its cause must last before people are told'),
  remind: remindAgain
    .exactOptional()
    .describe('how often people are told again while it lasts; false tells once'),
});

const silence = z.literal(false, {
  error: 'must be a mapping with severity, after and remind, or false for none of these alerts',
});

const entry = z.union([settingSchema, silence]);

const entries = Object.fromEntries(
  alertCodes.map((code) => [code, entry.exactOptional().describe(defaultAlerts[code].cause)]),
);

export const alertsSchema = strictObject('the alerts', entries);

/** As the fleet file has it; what it leaves out is as usual. */
export type SaidAlerts = Readonly<Partial<Record<string, z.output<typeof entry>>>>;

/** `null`: nobody wants to hear of it. */
export const alertSetting = (said: SaidAlerts, of: AlertCode): AlertSetting | null => {
  const own = said[of];
  if (own === false) return null;
  const { severity, afterSeconds, remindSeconds } = defaultAlerts[of];
  return {
    severity: own?.severity ?? severity,
    afterSeconds: own?.after ?? afterSeconds,
    remindSeconds: own?.remind === undefined ? remindSeconds : own.remind,
  };
};
