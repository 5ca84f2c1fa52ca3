/**
 * Credentials for another account: the role of its spoke stack, assumed every ten minutes for all clients there. A role that
 * cannot be assumed fails the calls that need it and nothing else, and says what has to be done about it.
 */
import {
  AssumeRoleCommand,
  type AssumeRoleCommandOutput,
  type STSClient,
} from '@aws-sdk/client-sts';
import * as z from 'zod';
import type { Spoke } from '#config/fleet.ts';
import type { Deadline } from '#lib/ports.ts';
import { textOf } from './aws-error.ts';
import { type Attempt, call, type Patience } from './call.ts';

export type Role = NonNullable<Spoke['role']>;

export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
};

/** What a client of the SDK takes for `credentials`. */
export type ProvideCredentials = () => Promise<Credentials>;

/**
 * The shortest there is, an hour being the longest for who is a role already. Where the spoke stack is deleted and
 * deployed anew, the session of the role that is gone is worth nothing, and held until it is renewed: ten minutes at most.
 */
const sessionSeconds = 900;
/** The SDK asks for new ones 5 minutes before they expire, and must not be given the same again. */
const renewBeforeMs = 10 * 60_000;
/** Whoever waits for credentials has a deadline, which the SDK does not pass on. */
const patience: Patience = { attempts: 3, timeoutMs: 3_000 };
const allowedMs = 10_000;
/** While what is held lasts longer than this nobody waits for its successor: STS may hang, and calls have 5 s. */
const servesOnMs = 60_000;
/** Fifty calls of a tick must not ask STS fifty times for what it has just refused; the next tick asks anew. */
const refusedForMs = 15_000;

const credentialsSchema = z.object({
  AccessKeyId: z.string().min(1),
  SecretAccessKey: z.string().min(1),
  SessionToken: z.string().min(1),
  Expiration: z.date(),
});

export type AssumedRoleOptions = {
  readonly sts: STSClient;
  /** Seen in CloudTrail of the other account; cut to the 64 characters that STS takes. */
  readonly sessionName: string;
  /** The clock that expiry is told by. @default Date.now */
  readonly nowMs?: () => number;
};

const accountOf = ({ arn }: Role): string => arn.split(':')[4] ?? '';

const remedyOf = ({ externalId }: Role): string => {
  const id =
    externalId === null ? 'asks for no external id' : 'asks for the external id of the fleet file';
  return `deploy the spoke stack in that account, and check that the trust policy of the role names this stack and ${id}; see docs/ACCOUNTS.md`;
};

const refusal = (role: Role, cause: unknown): Error =>
  new Error(
    `the role ${role.arn} of account ${accountOf(role)} cannot be assumed (${textOf(cause)}); ${remedyOf(role)}`,
    { cause },
  );

const ownDeadline = (): Deadline => {
  const endMs = performance.now() + allowedMs;
  return {
    remainingMs: () => Math.max(0, endMs - performance.now()),
    signal: AbortSignal.timeout(allowedMs),
  };
};

const assume = async (
  role: Role,
  { sts, sessionName }: AssumedRoleOptions,
): Promise<Credentials> => {
  const command = new AssumeRoleCommand({
    RoleArn: role.arn,
    RoleSessionName: sessionName.slice(0, 64),
    DurationSeconds: sessionSeconds,
    ...(role.externalId === null ? {} : { ExternalId: role.externalId }),
  });
  const send: Attempt<AssumeRoleCommandOutput> = (options) => sts.send(command, options);
  const { Credentials: given } = await call('STS AssumeRole', ownDeadline(), send, patience);
  const parsed = credentialsSchema.safeParse(given);
  // Without the value: parts of it are secret.
  if (!parsed.success) throw new Error('STS AssumeRole answered without whole credentials');
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = parsed.data;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
};

export const createAssumedRole = (role: Role, options: AssumedRoleOptions): ProvideCredentials => {
  const { nowMs = Date.now } = options;
  let held: Credentials | null = null;
  let refused: { readonly error: Error; readonly untilMs: number } | null = null;
  let flight: Promise<Credentials> | null = null;

  const heldFor = (atLeastMs: number): Credentials | null =>
    held !== null && held.expiration.getTime() - nowMs() > atLeastMs ? held : null;

  const renew = async (): Promise<Credentials> => {
    try {
      held = await assume(role, options);
      return held;
    } catch (cause) {
      const error = refusal(role, cause);
      refused = { error, untilMs: nowMs() + refusedForMs };
      // What has not expired is as good as new, and STS may be back before it does.
      const old = heldFor(0);
      if (old !== null) return old;
      throw error;
    } finally {
      flight = null;
    }
  };

  return async () => {
    const fresh = heldFor(renewBeforeMs);
    if (fresh !== null) return fresh;
    if (refused !== null && nowMs() < refused.untilMs) {
      const old = heldFor(0);
      if (old !== null) return old;
      throw refused.error;
    }
    flight ??= renew();
    const serving = heldFor(servesOnMs);
    if (serving === null) return flight;
    // Whoever needs them next is told what became of it.
    flight.catch(() => undefined);
    return serving;
  };
};
