/**
 * A breath of the page: between two parts of a long work it answers keys and clicks, and draws. What a part takes, its
 * style, layout and painting included, should stay far below 50 ms, which people begin to feel.
 */

/** Resolves in a task of its own. */
export function breath(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve))
}
