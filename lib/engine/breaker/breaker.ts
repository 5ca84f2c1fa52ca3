/** When a breaker opens. How long it stays open doubles with every trip that follows at once. */
export type BreakerTrip =
  | {
      readonly kind: 'error-rate';
      /** Ratio of failed requests, and the signal that counts them all. */
      readonly signal: string;
      readonly volumeSignal: string;
      readonly aboveRatio: number;
      readonly overSeconds: number;
      readonly minVolume: number;
    }
  /** Raised this often and running did not grow since, or this many tasks in a row failed to start. */
  | {
      readonly kind: 'failed-starts';
      readonly raises: number;
      /** Tasks of the first raise get this long to start. */
      readonly graceSeconds: number;
      readonly failedTasks: number;
    }
  /** This many changes in a row were not carried out by ECS. */
  | { readonly kind: 'actuation'; readonly failures: number }
  /** Something downstream says that more tasks would hurt. */
  | { readonly kind: 'saturation'; readonly signal: string; readonly above: number };

export type Breaker = {
  readonly trip: BreakerTrip;
  readonly openSeconds: number;
  readonly maxOpenSeconds: number;
};
