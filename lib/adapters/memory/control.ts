/** The audit trail and the canary over a memory world. */
import { type AuditRecord, type AuditTrail, auditPlace } from '#lib/control/audit.ts';
import type { ControlPorts } from '#lib/control/world.ts';
import { createMemoryOperatorPorts, createMemoryPorts } from '../memory.ts';
import type { MemoryWorld } from './world.ts';

export const createMemoryAudit = (records: Map<string, AuditRecord>): AuditTrail => ({
  begin: async (entry) => {
    records.set(auditPlace(entry), { ...entry, outcome: null });
  },
  finish: async (entry, outcome) => {
    records.set(auditPlace(entry), { ...entry, outcome });
  },
  read: async ({ before, atMost }) =>
    [...records.entries()]
      .filter(([place]) => before === null || place < before)
      .toSorted(([a], [b]) => (a < b ? 1 : -1))
      .slice(0, atMost)
      .map(([, record]) => record),
});

export const createMemoryControlPorts = (
  world: MemoryWorld,
  audited: Map<string, AuditRecord>,
): ControlPorts => ({
  ...createMemoryPorts(world),
  ...createMemoryOperatorPorts(world),
  audit: createMemoryAudit(audited),
  canary: { claim: async () => undefined },
});
