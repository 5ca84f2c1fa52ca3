/** Fleets of one shard have one claim a tick. */
export const shard = '0';
