/**
 * A token bucket with reserves: a token may be drawn only while as many stay behind as are reserved for who is more
 * urgent. While those wait the level never rises above their reach, so nobody less urgent comes before them.
 */

export type Bucket = { readonly level: number; readonly atMs: number };

export type BucketSize = {
  /** Tokens after a rest. */
  readonly burst: number;
  readonly perSecond: number;
};

export type Draw = {
  /** At least 1: more are drawn at once where they are there. */
  readonly wanted: number;
  /** Tokens that must stay behind, fewer than the burst. */
  readonly reserve: number;
  /** Tokens that may be booked before they are there. */
  readonly ahead: number;
};

export type Drawn =
  | {
      readonly kind: 'taken';
      readonly tokens: number;
      readonly bucket: Bucket;
      /** Until the last of them is there: 0 unless they were booked ahead. */
      readonly waitMs: number;
    }
  /** Whole milliseconds, since a wait of less would not move the clock. */
  | { readonly kind: 'early'; readonly waitMs: number };

/** A clock that is behind another function's must not take back what that one saw refilled. */
const refilled = (bucket: Bucket, { burst, perSecond }: BucketSize, nowMs: number): Bucket => {
  const sinceMs = Math.max(0, nowMs - bucket.atMs);
  return {
    level: Math.min(burst, bucket.level + (sinceMs / 1000) * perSecond),
    atMs: Math.max(bucket.atMs, nowMs),
  };
};

/** Rounding must not make one wait a millisecond for a token that is there. */
const nearlyOne = 1 - 1e-9;

/** `null`: nobody has drawn yet. */
export const draw = (
  bucket: Bucket | null,
  size: BucketSize,
  { wanted, reserve, ahead }: Draw,
  nowMs: number,
): Drawn => {
  const full = refilled(bucket ?? { level: size.burst, atMs: nowMs }, size, nowMs);
  const untilMs = (missing: number): number =>
    Math.max(0, Math.ceil((missing / size.perSecond) * 1000));
  const free = full.level - reserve + ahead;
  if (free < nearlyOne) return { kind: 'early', waitMs: untilMs(1 - free) };
  const tokens = Math.min(wanted, Math.max(1, Math.floor(free)));
  const level = full.level - tokens;
  return { kind: 'taken', tokens, bucket: { ...full, level }, waitMs: untilMs(reserve - level) };
};
