/** The homes that the local AWS plays. Each has services, metrics, quotas and queues of its own, as in AWS. */
import type { World } from '#simulator/plant/world.ts';
import type { Home } from './arns.ts';
import { createMetricStore, type MetricStore } from './cloudwatch/metric-store.ts';
import type { Mailboxes } from './mailbox.ts';
import type { RoleBook } from './roles.ts';
import { createTokenBuckets, type TokenBuckets } from './token-buckets.ts';
import type { Signer } from './wire/signer.ts';

export type Place = {
  readonly home: Home;
  readonly world: World;
  readonly buckets: TokenBuckets;
  /** What was sent to CloudWatch here. */
  readonly metrics: MetricStore;
  readonly topics: readonly string[];
  /** By name, the queues that wake functions. */
  readonly mailboxes: Mailboxes;
};

/** An account and region besides that of the stack. */
export type Neighbour = { readonly home: Home; readonly world: World };

export const isSameHome = (one: Home, other: Home): boolean =>
  one.account === other.account && one.region === other.region;

export const neighbouringPlace = ({ home, world }: Neighbour): Place => ({
  home,
  world,
  buckets: createTokenBuckets(),
  metrics: createMetricStore(),
  topics: [],
  mailboxes: new Map(),
});

/** Keys of a session lead to the account of its role; all others are the stack's own. */
const accountOf = (signer: Signer, roles: RoleBook, own: string): string | null => {
  if (!signer.accessKeyId.startsWith('ASIA')) return own;
  const session = roles.sessionOf(signer.accessKeyId);
  return session?.sessionToken === signer.sessionToken ? session.account : null;
};

/** `null` where AWS knows the caller not, or not in this region: which is what it says of a region that is not enabled. */
export const placeFor = (
  signer: Signer | null,
  [own, ...others]: readonly [Place, ...Place[]],
  roles: RoleBook,
): Place | null => {
  if (signer === null) return own;
  const account = accountOf(signer, roles, own.home.account);
  if (account === null) return null;
  const { region } = signer;
  return [own, ...others].find(({ home }) => isSameHome(home, { account, region })) ?? null;
};
