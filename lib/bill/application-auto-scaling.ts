/** What the same services cost with Application Auto Scaling. */
import { dollarsPerAlarm } from './prices.ts';

/** A target tracking policy keeps two alarms. */
const alarmsPerPolicy = 2;

/** Of ECS in a region; more are granted on request. */
export const scalableTargetsAtMost = 3_000;

export const trackingDollars = (services: number, policies: number): number =>
  services * policies * alarmsPerPolicy * dollarsPerAlarm;
