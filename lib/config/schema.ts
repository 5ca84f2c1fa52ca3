/**
 * The fleet file. This one schema is used at synth, by the CLI and at cold start, and its JSON Schema is
 * published for editors. Strict: a key that means nothing is an error, since it was meant to mean something.
 */
import * as z from 'zod';
import { accountsSchema } from './accounts-schema.ts';
import { alertsSchema } from './alerts-schema.ts';
import { breakersSchema } from './breaker-schema.ts';
import { collapse } from './collapse-schema.ts';
import { blastGuardSchema, groupSchema, maxStartsSchema } from './fleet-limits-schema.ts';
import { measuredSchema } from './measured-schema.ts';
import { accountId, ecsName, givenName, queueUrl, regionName, tasks } from './names.ts';
import { occasionsSchema } from './occasion-schema.ts';
import { cooldown, limits, stabilize, tolerance } from './pace-schema.ts';
import { rulesSchema } from './rule-schema.ts';
import { choice, duration, realNumber, wholeNumber } from './scalars.ts';
import { holidaysSchema, schedulesSchema } from './schedule-schema.ts';
import { signalSchema } from './signal-schema.ts';
import { namedRecord, strictObject } from './strict-object.ts';

/** `false` takes a challenger away that a lower layer names. */
const challenger = z.union([
  givenName,
  z
    .literal(false, { error: 'must be the name of a policy, or false for none' })
    .transform(() => null),
]);

const policySettings = {
  mode: choice(['observe', 'act'])
    .exactOptional()
    .describe('observe decides and records; act also changes desired counts'),
  min: tasks(0).exactOptional().describe('fewest tasks'),
  max: tasks(1).exactOptional().describe('most tasks'),
  queue: queueUrl.exactOptional().describe('URL of the queue that queueDepth and queueAge read'),
  group: givenName.exactOptional().describe('group whose shared maximum applies'),
  priority: wholeNumber({ what: 'priority points', min: 0, max: 100 })
    .exactOptional()
    .describe('higher goes first when capacity or calls are scarce'),
  guaranteed: tasks(0)
    .exactOptional()
    .describe('what the service keeps when its group is full; never less than min'),
  rules: rulesSchema.exactOptional().describe('what the count follows; the largest wish wins'),
  tolerance: tolerance.exactOptional().describe('dead band around the target'),
  stabilize: stabilize.exactOptional().describe('how long a wish must last before it is granted'),
  cooldown: cooldown.exactOptional().describe('wait between changes, by urgency'),
  limits: limits.exactOptional().describe('how much the count may change in a while'),
  breakers: breakersSchema
    .exactOptional()
    .describe('what stops scaling for a while because more of it would hurt'),
  collapse: collapse
    .exactOptional()
    .describe('a fall in demand that is too steep to be believed; false believes everything'),
  schedules: schedulesSchema.exactOptional().describe('other bounds at certain times'),
  challenger: challenger
    .exactOptional()
    .describe('policy that is decided beside this one, recorded and never acted on'),
  vcpu: realNumber({ what: 'vCPU', min: 0.01, max: 192 })
    .exactOptional()
    .describe("what one task counts against its group's maxVcpu"),
  staleAfter: duration({ minSeconds: 60, maxSeconds: 3600 })
    .exactOptional()
    .describe('a signal whose newest point is older than this is not believed'),
  react: choice(['fast', 'usual', 'thrifty'])
    .exactOptional()
    .describe('fast reads metrics on every tick; usual and thrifty as seldom as their risk allows'),
};

const policyName = givenName.exactOptional().describe('policy that fills in what is not said here');

export const policySchema = strictObject('a policy', policySettings);

export const defaultsSchema = strictObject('the defaults', {
  policy: policyName,
  ...policySettings,
});

export const serviceSchema = strictObject('a service', {
  cluster: ecsName.describe('ECS cluster name'),
  name: ecsName.describe('ECS service name'),
  account: accountId.exactOptional().describe("AWS account, when not the stack's own"),
  region: regionName.exactOptional().describe("AWS region, when not the stack's own"),
  policy: policyName,
  ...policySettings,
});

export const fleetSchema = strictObject('the fleet file', {
  defaults: defaultsSchema.exactOptional(),
  policies: namedRecord('policies', givenName, policySchema).exactOptional(),
  services: z
    .array(serviceSchema, {
      error: 'must be a list of services; take the key out if there are none',
    })
    .exactOptional(),
  accounts: accountsSchema
    .exactOptional()
    .describe('other accounts and regions that are looked after; see docs/ACCOUNTS.md'),
  groups: namedRecord('groups', givenName, groupSchema).exactOptional(),
  signals: namedRecord('signals', givenName, signalSchema).exactOptional(),
  holidays: holidaysSchema.exactOptional().describe('lists of dates that schedules may except'),
  occasions: occasionsSchema
    .exactOptional()
    .describe('holidays, launches and matches, which forecasts reckon with'),
  blastGuard: blastGuardSchema
    .exactOptional()
    .describe('a tick that would take away too much, or sees too little, takes nothing away'),
  maxStarts: maxStartsSchema.exactOptional().describe('most tasks that one tick may start'),
  events: z
    .boolean({ error: 'must be true or false, without quotes' })
    .exactOptional()
    .describe('whether what happens is put on the default bus of EventBridge; true unless said'),
  metrics: measuredSchema
    .exactOptional()
    .describe(
      'services with CloudWatch metrics of their own, DesiredCount and AskedCount: $0.60 a month for each',
    ),
  alerts: alertsSchema
    .exactOptional()
    .describe('what people are told of, how loudly and when; see docs/ALERTS.md'),
});

/** What a policy, a service or the defaults may set, parsed. */
export type Settings = z.output<typeof policySchema>;
export type DefaultSettings = z.output<typeof defaultsSchema>;
export type ServiceEntry = z.output<typeof serviceSchema>;
