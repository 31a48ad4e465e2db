/**
 * Makes the synthetic data that the scenarios ship with, in the format of the real files that they stand in for:
 * `node scripts/stand-ins.ts` writes requests.csv, indexers.csv, electricity.csv and
 * llm-minutes.csv in scenarios/data/.
 */
import { writeFileSync } from 'node:fs'
import { exp, sin } from '../sim/engine/numerics.ts'
import { block, keyOf, uniform } from '../sim/engine/random.ts'
import { exponential, gamma, lognormal, normal, poisson } from '../sim/engine/variates.ts'

const key = keyOf('stand-ins')
const words = new Int32Array(4)
const folder = new URL('../scenarios/data/', import.meta.url)

/** An hour of requests to two services, bursts included: timestamp, service, context_tokens, generated_tokens. */
function requests(): string {
  const services = [
    { name: 'code', rate: 0.6, burst: 3, context: 1400, contextSigma: 1.1, generated: 12, generatedSigma: 0.9 },
    { name: 'conv', rate: 1.3, burst: 1.6, context: 950, contextSigma: 1.0, generated: 150, generatedSigma: 0.8 },
  ]
  const rows: { time: number; line: string }[] = []
  for (const [s, service] of services.entries()) {
    let time = 0
    for (let n = 0; ; n++) {
      block(words, key, 0, n, s, 1)
      // Every ten minutes the rate is high for two.
      const rate = service.rate * (time % 600 < 120 ? service.burst : 1)
      time += exponential(words[0]) / rate
      if (time >= 3500) break
      block(words, key, 1, n, s, 1)
      const context = Math.max(1, Math.round(lognormal(service.context, service.contextSigma, words[0], words[1])))
      const generated = Math.max(
        1,
        Math.round(lognormal(service.generated, service.generatedSigma, words[2], words[3])),
      )
      rows.push({ time, line: `${stamp(time)},${service.name},${context},${generated}` })
    }
  }
  rows.sort((a, b) => a.time - b.time)
  return `timestamp,service,context_tokens,generated_tokens\n${rows.map(({ line }) => `${line}\n`).join('')}`
}

/** A time of day from 18:15 on, with seven digits of the second. */
function stamp(seconds: number): string {
  const ticks = Math.round((18.25 * 3600 + seconds) * 1e7)
  const whole = Math.floor(ticks / 1e7)
  const two = (n: number) => `${n}`.padStart(2, '0')
  const fraction = `${ticks % 1e7}`.padStart(7, '0')
  return `2023-11-16 ${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${fraction}`
}

/** Two snapshots of operators of very unequal size; the second with about 40 % of the queries. */
function indexers(): string {
  const header =
    'snapshot,rank_30d,indexer,queries_30d,subgraphs_30d,fees_30d_grt,fees_30d_usd,queries_3d,subgraphs_3d,fees_3d_grt,fees_3d_usd'
  const snapshots = [
    { date: '2024-04-20', wallets: 129, scale: 1, usd: 0.27 },
    { date: '2024-05-11', wallets: 126, scale: 0.4, usd: 0.287 },
  ]
  const lines = snapshots.flatMap(({ date, wallets, scale, usd }, s) =>
    Array.from({ length: wallets }, (_, i) => {
      block(words, key, 0, i, 0, 2)
      const size = exp(13 + 2.1 * normal(words[0], words[1]))
      const queries = Math.max(50, Math.round(size * scale * (s === 0 ? 1 : 0.5 + uniform(key, 3, s, i, 0))))
      const price = lognormal(46e-6, 0.5, words[2], words[3])
      const subgraphs = 1 + Math.floor(uniform(key, 4, 0, i, 0) * 30)
      return { name: `indexer ${i + 1}`, queries, subgraphs, grt: queries * price }
    })
      .sort((a, b) => b.queries - a.queries)
      .map(({ name, queries, subgraphs, grt }, rank) => {
        const fees = (share: number) => `${(grt * share).toFixed(2)},${(grt * share * usd).toFixed(2)}`
        return `${date},${rank + 1},${name},${queries},${subgraphs},${fees(1)},${Math.round(queries / 10)},${subgraphs},${fees(0.1)}`
      }),
  )
  return `${header}\n${lines.join('\n')}\n`
}

/** Five weeks of hourly wholesale prices of power in eight regions, USD/MWh: evening peaks, noons of sun, spikes, negative hours. */
function electricity(): string {
  // Hours ahead of UTC; usual price; what the evening adds and the sun takes of it; noise; chance and size of spikes.
  const regions = [
    { name: 'DE-LU', ahead: 2, usual: 105, evening: 0.5, sun: 0.9, noise: 14, chance: 0, spike: 0 },
    { name: 'JP-TK', ahead: 9, usual: 76, evening: 0.2, sun: 0.1, noise: 9, chance: 0, spike: 0 },
    { name: 'SG', ahead: 8, usual: 130, evening: 0.1, sun: -0.3, noise: 20, chance: 0.02, spike: 1200 },
    { name: 'AU-NSW', ahead: 10, usual: 60, evening: 0.6, sun: 0.6, noise: 15, chance: 0.004, spike: 500 },
    { name: 'US-TEX-ERCO', ahead: -5, usual: 26, evening: 0.8, sun: 0.1, noise: 5, chance: 0.015, spike: 900 },
    { name: 'US-CAL-CISO', ahead: -7, usual: 34, evening: 0.5, sun: 0.6, noise: 5, chance: 0, spike: 0 },
    { name: 'US-MIDA-PJM', ahead: -4, usual: 29, evening: 0.7, sun: 0, noise: 7, chance: 0.01, spike: 90 },
    { name: 'US-NY-NYIS', ahead: -4, usual: 34, evening: 0.6, sun: 0.1, noise: 6, chance: 0.004, spike: 60 },
  ]
  // 1 at its middle, falling evenly to 0 within so many hours.
  const bump = (hour: number, middle: number, within: number) => Math.max(0, 1 - Math.abs(hour - middle) / within)
  const wander = regions.map(() => 0)
  const lines = Array.from({ length: 35 * 24 }, (_, h) => {
    const prices = regions.map(({ ahead, usual, evening, sun, noise, chance, spike }, r) => {
      block(words, key, 0, h, r, 3)
      wander[r] = 0.9 * wander[r] + 0.44 * noise * normal(words[0], words[1])
      const hour = (((h + ahead) % 24) + 24) % 24
      const shape = 1 + evening * bump(hour, 19, 4) - sun * bump(hour, 13, 5)
      const rare = uniform(key, 5, h, r, 3) < chance * (1 + 8 * bump(hour, 18, 4)) ? spike * exponential(words[2]) : 0
      return (usual * shape + wander[r] + rare).toFixed(3)
    })
    const day = new Date(Date.UTC(2023, 4, 29) + h * 3_600_000).toISOString()
    return `${day.slice(0, 16)}Z,${prices.join(',')}`
  })
  return `hour_utc,${regions.map(({ name }) => name).join(',')}\n${lines.join('\n')}\n`
}

/** A day of requests to a language model by the minute, with bursts: timestamp, requests, context_tokens, generated_tokens. */
function minutes(): string {
  let burst = 0
  const lines = Array.from({ length: 24 * 60 + 1 }, (_, minute) => {
    block(words, key, 0, minute, 0, 6)
    // Every three hours, at random, the rate is high for some ten minutes.
    if (burst <= 0 && 180 * uniform(key, 7, 0, minute, 0) < 1) burst = 12 * exponential(words[0])
    burst--
    const angle = (2 * Math.PI * minute) / 1440
    const mean = (9 + 6 * sin(angle - 2.4) + 2 * sin(2 * angle - 1.6)) * (burst > 0 ? 2.5 : 1)
    const requests = poisson((mean * gamma(8, key, 8, 0, minute)) / 8, key, 9, 0, minute)
    const tokens = (median: number, sigma: number, purpose: number) => {
      let sum = 0
      for (let request = 0; request < requests; request++) {
        block(words, key, request, minute, 0, purpose)
        sum += Math.max(1, Math.round(lognormal(median, sigma, words[0], words[1])))
      }
      return sum
    }
    const time = new Date(Date.UTC(2024, 4, 14) + minute * 60_000).toISOString()
    return `${time.slice(0, 16)}Z,${requests},${tokens(750, 0.9, 10)},${tokens(100, 0.8, 11)}`
  })
  return `timestamp,requests,context_tokens,generated_tokens\n${lines.join('\n')}\n`
}

writeFileSync(new URL('requests.csv', folder), requests())
writeFileSync(new URL('indexers.csv', folder), indexers())
writeFileSync(new URL('electricity.csv', folder), electricity())
writeFileSync(new URL('llm-minutes.csv', folder), minutes())
