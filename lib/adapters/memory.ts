/** Every port of a tick without AWS, for tests and the simulator. A fault is a port replaced: `{ ...ports, alerts: broken }`. */
import type { LearningPorts } from '#lib/learning-ports.ts';
import type { OperatorPorts } from '#lib/operator-ports.ts';
import type { Ports } from '#lib/ports.ts';
import {
  createMemoryDirectory,
  createMemoryRivals,
  createMemoryServiceReader,
  createMemoryServiceWriter,
  createMemorySignals,
  createMemoryTurns,
} from './memory/fleet.ts';
import {
  createMemoryForesightBook,
  createMemoryForesights,
  createMemoryLearningProgress,
} from './memory/learning.ts';
import {
  createMemoryHistory,
  createMemoryOverrideBook,
  createMemoryOverrides,
} from './memory/operator.ts';
import {
  createMemoryAlertDesk,
  createMemoryAlerts,
  createMemoryClaims,
  createMemoryDecisions,
  createMemoryEvents,
  createMemoryLastTick,
  createMemoryNotifier,
  createMemoryOutbox,
  createMemorySpend,
  createMemoryStates,
} from './memory/records.ts';
import {
  createMemoryDivisions,
  createMemoryLedger,
  createMemoryShards,
  createMemoryStirs,
} from './memory/shards.ts';
import { createMemorySummaries } from './memory/summaries.ts';
import type { MemoryWorld } from './memory/world.ts';

export const createMemoryPorts = (world: MemoryWorld): Ports => ({
  claims: createMemoryClaims(world),
  lastTick: createMemoryLastTick(world),
  spend: createMemorySpend(world),
  directory: createMemoryDirectory(world),
  serviceReader: createMemoryServiceReader(world),
  turns: createMemoryTurns(world),
  serviceWriter: createMemoryServiceWriter(world),
  signals: createMemorySignals(world),
  states: createMemoryStates(world),
  overrides: createMemoryOverrides(world),
  foresights: createMemoryForesights(world),
  decisions: createMemoryDecisions(world),
  rivals: createMemoryRivals(world),
  alerts: createMemoryAlerts(world),
  notifier: createMemoryNotifier(world),
  outbox: createMemoryOutbox(world.owed),
  events: createMemoryEvents(world),
  summaries: createMemorySummaries(world),
  shards: createMemoryShards(world),
  divisions: createMemoryDivisions(world),
  ledger: createMemoryLedger(world),
  stirs: createMemoryStirs(world),
});

export const createMemoryOperatorPorts = (world: MemoryWorld): OperatorPorts => ({
  overrideBook: createMemoryOverrideBook(world),
  history: createMemoryHistory(world),
  alertDesk: createMemoryAlertDesk(world),
  lastTick: createMemoryLastTick(world),
  spend: createMemorySpend(world),
  deployment: { read: async () => world.deployments.at(-1) ?? null },
  summaries: createMemorySummaries(world),
});

export const createMemoryLearningPorts = (world: MemoryWorld): LearningPorts => ({
  directory: createMemoryDirectory(world),
  serviceReader: createMemoryServiceReader(world),
  signals: createMemorySignals(world),
  foresights: createMemoryForesights(world),
  book: createMemoryForesightBook(world),
  progress: createMemoryLearningProgress(world),
  spend: createMemorySpend(world),
});
