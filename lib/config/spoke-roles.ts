/** How the two roles of a spoke stack are called: one that may change counts, and one that may only look. */

/** Of the role that may change counts, unless told otherwise. */
export const spokeRoleName = 'FlyballSpoke';

const readerSuffix = 'Read';

/** IAM takes 64, and the name of the other role is longer by four. */
export const longestSpokeRole = 64 - readerSuffix.length;

/** Works for an ARN too, whose last part is the name. */
export const readerOf = (role: string): string => `${role}${readerSuffix}`;
