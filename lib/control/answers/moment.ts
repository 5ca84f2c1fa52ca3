import * as z from 'zod';

export const moment = z.iso.datetime().meta({ description: 'ISO 8601, in UTC' });

export const isoOf = (ms: number): string => new Date(ms).toISOString();
