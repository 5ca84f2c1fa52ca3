/** What a stack has whether it looks after one service or ten thousand. */
import { metricNames } from '#lib/telemetry.ts';

/** Fleet metrics, each under one dimension. */
export const customMetrics: number = Object.keys(metricNames).length;

/** By metrics in them, as alarms are billed; a test compares it with the template. */
export const alarmMetrics = 10;

/**
 * Lambda asks a queue with five long polls of 20 s at a time, whether anything is in it or not: 15 requests a minute.
 */
export const idlePollsAMinute = 15;
