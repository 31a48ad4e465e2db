/**
 * A constant-product pool in whole numbers of any size, exactly as Uniswap v2 counts: every division rounds in the
 * pool's favour, so the product of its reserves never falls. Pure functions.
 */

/** What a pool takes its fee in parts of: 0.003 is 3000 of them, which is the 3 of 1000 of Uniswap v2. */
export const FEE_PARTS = 1_000_000n

/** Reserves in the direction of a trade: of what is paid in, and of what is taken out. */
interface Reserves {
  readonly in: bigint
  readonly out: bigint
}

/**
 * What a pool pays out for `amount`, where `fee` parts of FEE_PARTS of it are not priced (UniswapV2Library.getAmountOut).
 * Less than the reserve. Throws a RangeError for an empty pool or a negative amount.
 */
export function amountOut(amount: bigint, reserves: Reserves, fee: bigint): bigint {
  check(amount, reserves)
  const priced = amount * (FEE_PARTS - fee)
  return (priced * reserves.out) / (reserves.in * FEE_PARTS + priced)
}

/**
 * What must be paid into a pool to take `amount` out of it (UniswapV2Library.getAmountIn). Throws a RangeError for an empty
 * pool, a negative amount, and one that is not less than the reserve.
 */
export function amountIn(amount: bigint, reserves: Reserves, fee: bigint): bigint {
  check(amount, reserves)
  if (amount >= reserves.out)
    throw new RangeError(`pool: expected to take less than the ${reserves.out} that are in it, got ${amount}`)
  return (reserves.in * amount * FEE_PARTS) / ((reserves.out - amount) * (FEE_PARTS - fee)) + 1n
}

/** What a pool pays out for `payment` micro-units, where it holds `paid` of what comes in and `taken` of what goes out; `fee` is a share. */
export function wholeOut(payment: number, paid: number, taken: number, fee: number): number {
  return Number(amountOut(BigInt(payment), { in: BigInt(paid), out: BigInt(taken) }, feeParts(fee)))
}

/** What must be paid to take `amount` micro-units out of it. */
export function wholeIn(amount: number, paid: number, taken: number, fee: number): number {
  return Number(amountIn(BigInt(amount), { in: BigInt(paid), out: BigInt(taken) }, feeParts(fee)))
}

/** A fee, a share in whole millionths, in parts of FEE_PARTS. */
const feeParts = (fee: number) => BigInt(Math.round(fee * Number(FEE_PARTS)))

function check(amount: bigint, reserves: Reserves): void {
  if (reserves.in <= 0n || reserves.out <= 0n)
    throw new RangeError(`pool: expected reserves of both, got ${reserves.in} and ${reserves.out}`)
  if (amount < 0n) throw new RangeError(`pool: expected an amount that is not negative, got ${amount}`)
}
