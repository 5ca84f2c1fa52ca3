/**
 * Keeps forty workers from meeting the limits of ECS and CloudWatch at once. A fleet of more shards than that is worked
 * on in turns, within the same minute.
 */
export const workersAtMost = 40;
