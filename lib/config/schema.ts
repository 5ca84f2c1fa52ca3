/**
 * The fleet file. This one schema is used at synth, by the CLI and at cold start, and its JSON Schema is
 * published for editors. Strict: a key that means nothing is an error, since it was meant to mean something.
 */
import * as z from 'zod';
import { accountId, ecsName, givenName, mostTasks, queueUrl, regionName, tasks } from './names.ts';
import { cooldown, limits, stabilize, tolerance } from './pace-schema.ts';
import { rulesSchema } from './rule-schema.ts';
import { choice, duration, wholeNumber } from './scalars.ts';
import { signalSchema } from './signal-schema.ts';
import { namedRecord, strictObject } from './strict-object.ts';

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
  staleAfter: duration({ minSeconds: 60, maxSeconds: 3600 })
    .exactOptional()
    .describe('a signal whose newest point is older than this is not believed'),
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

/** A hundred full-sized services: a cap above that is a slip of the finger. */
const mostGroupTasks = 100 * mostTasks;

export const groupSchema = strictObject('a group', {
  maxTasks: wholeNumber({ what: 'tasks', min: 1, max: mostGroupTasks }).describe(
    'most tasks of all its services together',
  ),
});

export const fleetSchema = strictObject('the fleet file', {
  defaults: defaultsSchema.exactOptional(),
  policies: namedRecord('policies', givenName, policySchema).exactOptional(),
  services: z
    .array(serviceSchema, {
      error: 'must be a list of services; take the key out if there are none',
    })
    .exactOptional(),
  groups: namedRecord('groups', givenName, groupSchema).exactOptional(),
  signals: namedRecord('signals', givenName, signalSchema).exactOptional(),
});

/** What a policy, a service or the defaults may set, parsed. */
export type Settings = z.output<typeof policySchema>;
export type DefaultSettings = z.output<typeof defaultsSchema>;
export type ServiceEntry = z.output<typeof serviceSchema>;
