/** Request rate limits of an account in a region: a bucket that holds a burst and refills steadily. */

export type BucketSize = { readonly burst: number; readonly perSecond: number };

type Level = { readonly tokens: number; readonly atMs: number };

export type TokenBuckets = {
  /** True when the request fits; then its tokens are gone. */
  readonly take: (bucket: string, size: BucketSize, tokens: number, nowMs: number) => boolean;
};

const refill = (level: Level, size: BucketSize, nowMs: number): number =>
  Math.min(size.burst, level.tokens + (Math.max(0, nowMs - level.atMs) / 1000) * size.perSecond);

export const createTokenBuckets = (): TokenBuckets => {
  const levels = new Map<string, Level>();
  return {
    take: (bucket, size, tokens, nowMs) => {
      const before = levels.get(bucket) ?? { tokens: size.burst, atMs: nowMs };
      const available = refill(before, size, nowMs);
      const fits = available >= tokens;
      levels.set(bucket, { tokens: fits ? available - tokens : available, atMs: nowMs });
      return fits;
    },
  };
};
