/** A service's condition in one word, for rows and headings. */
import type { Service } from '../../wire.ts';

export type Status = { readonly text: string; readonly tone: 'calm' | 'busy' | 'warn' | 'off' };

export const statusOf = (service: Service): Status => {
  if (service.handling === 'left-alone') return { text: 'left alone', tone: 'off' };
  if (service.breaker.state === 'open') return { text: 'breaker open', tone: 'warn' };
  if (service.breaker.state === 'half-open') return { text: 'probing', tone: 'warn' };
  if (service.failingStarts) return { text: 'starts fail', tone: 'warn' };
  if (service.failingRequests) return { text: 'errors', tone: 'warn' };
  if (service.rollingOut) return { text: 'deploying', tone: 'busy' };
  if (service.handling === 'observe') return { text: 'observed', tone: 'off' };
  if (service.running < service.desired) return { text: 'starting', tone: 'busy' };
  if (service.draining > 0) return { text: 'draining', tone: 'busy' };
  if (service.desired >= service.max) return { text: 'at most', tone: 'warn' };
  return { text: 'steady', tone: 'calm' };
};
