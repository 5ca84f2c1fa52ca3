/** The partitions of AWS: nothing leads from one into another, and a region's name says which it is in. */

const partitionsByPrefix = {
  'cn-': 'aws-cn',
  'us-gov-': 'aws-us-gov',
  'eusc-': 'aws-eusc',
  'us-iso-': 'aws-iso',
  'us-isob-': 'aws-iso-b',
  'eu-isoe-': 'aws-iso-e',
  'us-isof-': 'aws-iso-f',
} as const satisfies Readonly<Record<string, string>>;

export const partitionOf = (region: string): string => {
  const [, partition = 'aws'] =
    Object.entries(partitionsByPrefix).find(([prefix]) => region.startsWith(prefix)) ?? [];
  return partition;
};
