/** Whether every home is said once and can be reached from the others, whether they are not too many, and whether every service is in one of them. */
import { mostHomes } from './accounts-schema.ts';
import type { Fleet, Part } from './fleet.ts';
import { partitionOf } from './partition.ts';
import type { Problem } from './problem.ts';
import type { ServiceEntry } from './schema.ts';

const repeatedAccounts = ({ accounts }: Fleet): readonly Problem[] =>
  accounts.flatMap(({ path, settings: { account } }, index) => {
    const before = accounts.findIndex(({ settings }) => settings.account === account);
    if (before === index) return [];
    const first = accounts[before]?.path;
    const message = `is already listed as ${first}; keep one of the two, with the regions of both`;
    return [{ path: `${path}.account`, value: account, message }];
  });

const repeatedRegions = ({ accounts }: Fleet): readonly Problem[] =>
  accounts.flatMap(({ path, settings: { regions } }) =>
    regions.flatMap((region, index) =>
      regions.indexOf(region) === index
        ? []
        : [
            {
              path: `${path}.regions[${index}]`,
              value: region,
              message: `is already listed as regions[${regions.indexOf(region)}]; take one of the two out`,
            },
          ],
    ),
  );

/** An account is of one partition, and its roles can be assumed from there alone. */
const mixedPartitions = ({ accounts }: Fleet): readonly Problem[] => {
  const [first] = accounts.flatMap(({ settings }) => settings.regions);
  if (first === undefined) return [];
  const own = partitionOf(first);
  return accounts.flatMap(({ path, settings: { regions } }) =>
    regions.flatMap((region, index) => {
      const partition = partitionOf(region);
      if (partition === own) return [];
      const message = `is in the partition ${partition} and ${first} in ${own}, between which no role leads; deploy Flyball a second time for one of them`;
      return [{ path: `${path}.regions[${index}]`, value: region, message }];
    }),
  );
};

const tooMany = ({ accounts }: Fleet): readonly Problem[] => {
  const homes = accounts.reduce((sum, { settings }) => sum + settings.regions.length, 0);
  if (homes <= mostHomes) return [];
  const message = `regions of all accounts together, and one stack looks after at most ${mostHomes}; deploy Flyball a second time for the others`;
  return [{ path: 'accounts', value: String(homes), message }];
};

/** Which stack it will be deployed as is not known here, so its own account counts as listed only where it is. */
const unlisted = (
  { accounts }: Fleet,
  { path, settings }: Part<ServiceEntry>,
): readonly Problem[] => {
  const { account, region } = settings;
  if (account === undefined && region === undefined) return [];
  const there = accounts
    .map((entry) => entry.settings)
    .filter((entry) => account === undefined || entry.account === account);
  if (account !== undefined && there.length === 0) {
    const message = `is not among the accounts of this file, so nothing there is reached; add it to accounts: with its regions, or take account out if it is the stack's own`;
    return [{ path: `${path}.account`, value: account, message }];
  }
  if (region === undefined || there.some(({ regions }) => regions.includes(region))) return [];
  const whose = account === undefined ? 'the account' : account;
  const message = `is no region that accounts: lists, so nothing there is reached; add it to the regions of ${whose} there, or take region out if it is the stack's own`;
  return [{ path: `${path}.region`, value: region, message }];
};

export const accountProblems = (fleet: Fleet): readonly Problem[] => [
  ...repeatedAccounts(fleet),
  ...repeatedRegions(fleet),
  ...mixedPartitions(fleet),
  ...tooMany(fleet),
  ...fleet.services.flatMap((service) => unlisted(fleet, service)),
];
