/** No forecast is right to a ten-thousandth, and each further pair of digits is a byte of thousands. */
export const digits = (value: number): number => Number(value.toPrecision(4));
