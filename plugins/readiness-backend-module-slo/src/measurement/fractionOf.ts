/**
 * A per cent as a fraction; rounded, so that 99.99 % is 0.9999 and not 0.99989999….
 *
 * @param perCent - from 0 to below 100
 * @returns from 0 to below 1: what rounding would make a whole is left as it is
 */
export function fractionOf(perCent: number): number {
  const fraction = Number((perCent / 100).toPrecision(12));
  return fraction < 1 ? fraction : perCent / 100;
}
