/** From the fleet file to services and their policies. */
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { Fleet, Home, Part } from './fleet.ts';
import { type Resolution, resolveService, schedulesOf } from './resolve-service.ts';
import type { Schedule } from './schedule.ts';
import type { ServiceEntry } from './schema.ts';
import type { Subject } from './subject.ts';
import type { Tags } from './tags.ts';

const idOf = ({ account, region, cluster, name }: ServiceEntry, home: Home): ServiceId => ({
  account: account ?? home.account,
  region: region ?? home.region,
  cluster,
  name,
});

export const listedServices = (fleet: Fleet, home: Home): readonly ServiceId[] => {
  const ids = fleet.services.map(({ settings }) => idOf(settings, home));
  return [...new Map(ids.map((id) => [keyOf(id), id])).values()];
};

const isAbout = ({ account, region, cluster, name }: ServiceEntry, home: Home, id: ServiceId) =>
  name === id.name &&
  cluster === id.cluster &&
  (account ?? home.account) === id.account &&
  (region ?? home.region) === id.region;

/** Only here is home known, so only here can `account: <home>` be seen to mean the same as none. */
const listedTwice = (entries: readonly Part<ServiceEntry>[]): Resolution => ({
  kind: 'invalid',
  problems: entries.slice(1).map(({ path, settings }) => ({
    path,
    value: `${settings.cluster}/${settings.name}`,
    message: `is already listed as ${entries[0]?.path}; keep one of the two`,
  })),
});

const entriesFor = (fleet: Fleet, home: Home, id: ServiceId): readonly Part<ServiceEntry>[] =>
  fleet.services.filter(({ settings }) => isAbout(settings, home, id));

const subjectOf = (id: ServiceId, entry: Subject['entry'], tags: Tags): Subject => ({
  names: { cluster: id.cluster, service: id.name },
  entry,
  tags,
});

export const resolvePolicy = (fleet: Fleet, home: Home, id: ServiceId, tags: Tags): Resolution => {
  const entries = entriesFor(fleet, home, id);
  if (entries.length > 1) return listedTwice(entries);
  return resolveService(fleet, subjectOf(id, entries[0] ?? null, tags));
};

/** For a service whose policy resolves; what is open of them now, `activeWindows` says. */
export const resolveSchedules = (
  fleet: Fleet,
  home: Home,
  id: ServiceId,
  tags: Tags,
): readonly Schedule[] =>
  schedulesOf(fleet, subjectOf(id, entriesFor(fleet, home, id)[0] ?? null, tags));
