/** The console's orders by way of the adapters, as `flyball pin` and its like give them. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '#adapters/client-settings.ts';
import { createOverrideBook } from '#adapters/dynamodb-override-book.ts';
import { createOverrides } from '#adapters/dynamodb-overrides.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import { isInForce, type Override } from '#engine/override.ts';
import type { Deadline, Orders, OverrideScope } from '#lib/ports.ts';
import { localHome } from '#local/arns.ts';
import type { OpenDesk, OrderInForce, Whom } from '#local/console/orders.ts';

const timeoutMs = 5_000;
const minuteMs = 60_000;

export const deskDeadline = (): Deadline => {
  const endMs = performance.now() + timeoutMs;
  return {
    remainingMs: () => endMs - performance.now(),
    signal: AbortSignal.timeout(timeoutMs),
  };
};

export const serviceIdOf = (service: string): ServiceId => {
  const [cluster = '', name = ''] = service.split('/');
  return { ...localHome, cluster, name };
};

const scopeOf = (whom: Whom): OverrideScope =>
  whom === null ? { kind: 'fleet' } : { kind: 'service', service: serviceIdOf(whom) };

/** Orders that cannot be read hold their services, which the decisions say; there is nothing to list. */
const known = (orders: Orders | undefined): readonly Override[] =>
  orders?.kind === 'known' ? orders.overrides : [];

const rowsOf = (overrides: readonly Override[], whom: Whom, nowMs: number) =>
  overrides
    .filter((override) => isInForce(override, nowMs))
    .map(
      ({ order, expiresAtMs, who, why }): OrderInForce => ({ whom, order, expiresAtMs, who, why }),
    );

export const openOrderDesk: OpenDesk = ({ url, table: name }) => {
  const client = new DynamoDBClient({
    ...clientSettings({ region: localHome.region, endpoint: url }),
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const table = { client, name };
  const [book, overrides] = [createOverrideBook(table), createOverrides(table)];
  return {
    give: async ({ whom, order, minutes }, nowMs) => {
      const given = {
        order,
        setAtMs: nowMs,
        expiresAtMs: nowMs + minutes * minuteMs,
        who: 'console',
        why: 'given on the console page',
      };
      await book.give(scopeOf(whom), [given], nowMs, deskDeadline());
    },
    withdraw: async (whom, nowMs) => {
      await book.withdraw(scopeOf(whom), null, nowMs, deskDeadline());
    },
    inForce: async (services, nowMs) => {
      const { fleet, services: each } = await overrides.load(
        services.map(serviceIdOf),
        [],
        deskDeadline(),
      );
      return [
        ...rowsOf(known(fleet), null, nowMs),
        ...services.flatMap((service) =>
          rowsOf(known(each.get(keyOf(serviceIdOf(service)))), service, nowMs),
        ),
      ];
    },
  };
};
