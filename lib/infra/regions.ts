/** In which regions of an account a role may do something, in the words of a policy. */
import { Aws } from 'aws-cdk-lib';

export type Regions =
  | { readonly kind: 'own' }
  /** The stack's own and these. */
  | { readonly kind: 'listed'; readonly regions: readonly string[] }
  | { readonly kind: 'all' };

export type RegionScope = {
  /** What an ARN names. */
  readonly region: string;
  /** The same in the text of a finding of cdk-nag. */
  readonly found: string;
  readonly conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

/**
 * One condition in place of an ARN for every region: thirty regions in three statements would be half of the 10,240
 * characters that all policies of a role may have together.
 */
export const scopeOf = (regions: Regions): RegionScope => {
  switch (regions.kind) {
    case 'own':
      return { region: Aws.REGION, found: '<AWS::Region>', conditions: {} };
    case 'listed': {
      const requested = [Aws.REGION, ...regions.regions];
      const conditions = { StringEquals: { 'aws:RequestedRegion': requested } };
      return { region: '*', found: '*', conditions };
    }
    case 'all':
      return { region: '*', found: '*', conditions: {} };
    default:
      return regions satisfies never;
  }
};
