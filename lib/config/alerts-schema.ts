/** `alerts:`, what people are told of, how loudly and when. */
import * as z from 'zod';
import {
  type AlertCode,
  type AlertSetting,
  alertCodes,
  defaultAlerts,
  severities,
} from './alert-settings.ts';
import { suggestion } from './nearest.ts';
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

export const alertsSchema = z.partialRecord(z.enum(alertCodes), z.union([settingSchema, silence]), {
  error: (issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `is no alert; ${suggestion(key, alertCodes)}`).join('\n')
      : 'must be a mapping from alerts such as at-ceiling to after, severity and remind',
});

/** As the fleet file has it; what it leaves out is as usual. */
export type SaidAlerts = z.output<typeof alertsSchema>;

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
