/** The kernels: loops of the race over the columns of the world, compiled to WebAssembly by `npm run kernels`. */

export { askRound } from './ask'
export * from './columns'
export { judgeRows } from './answers'
export { accountRows } from './outcome'
export { drawRows } from './threefry'
export { selectRows } from './select'
export { raceRows } from './serve'
