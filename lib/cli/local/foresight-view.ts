/** What was learnt of services, for the console, by way of the adapters. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '#adapters/client-settings.ts';
import { createForesightReader } from '#adapters/dynamodb-foresights.ts';
import { keyOf } from '#engine/model.ts';
import type { LearntDoubt, LearntSignal } from '#lib/learnt.ts';
import { localHome } from '#local/arns.ts';
import type { OpenForesights, ServiceForesight } from '#local/console/foresights.ts';
import { deskDeadline, serviceIdOf } from './order-desk.ts';

const percent = (ratio: number): string => `${Math.round(100 * ratio)} %`;

const doubtText = (doubt: LearntDoubt): string => {
  switch (doubt.kind) {
    case 'inaccurate':
      return `accuracy ${percent(Math.max(0, 1 - doubt.error))} < ${percent(1 - doubt.mostError)}`;
    case 'no-better':
      return `off by ${percent(doubt.error)}, and "as now" by ${percent(doubt.asNowError)}`;
    case 'untried':
      return 'it could not be tried on its past yet';
    case 'unlearnt':
      return `only ${doubt.observedHours.toFixed(1)} h of its past are known`;
    case 'unread':
      return `its past could not be read: ${doubt.cause}`;
    default:
      return doubt satisfies never;
  }
};

const foresightOf = (signal: string, learnt: LearntSignal): readonly ServiceForesight[] => {
  const { forecast } = learnt.foresight;
  if (forecast.kind === 'none') return [];
  const doubt = learnt.doubt === null ? null : doubtText(learnt.doubt);
  return [{ signal, forecast, doubt }];
};

export const openForesights: OpenForesights = ({ url, table: name }) => {
  const client = new DynamoDBClient({
    ...clientSettings({ region: localHome.region, endpoint: url }),
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  // The tick reads the same item, and says what is wrong with it.
  const reader = createForesightReader({ client, name }, () => undefined);
  return {
    of: async (services, nowMs) => {
      const recalled = await reader.load(services.map(serviceIdOf), nowMs, deskDeadline());
      return new Map(
        services.map((service) => {
          const each = recalled.get(keyOf(serviceIdOf(service)));
          const signals = each?.kind === 'learnt' ? Object.entries(each.learnt.signals) : [];
          return [service, signals.flatMap(([signal, learnt]) => foresightOf(signal, learnt))];
        }),
      );
    },
  };
};
