/** A design of sixty components under traffic: what a page has to bear without growing sluggish. */
import type { Architecture } from '../src/architecture/architecture.ts'
import { type Arrow, type Box, draw } from '../src/examples/draw.ts'

const SERVERS = 28
const CACHES = 14
const DATABASES = 8
const ROW = 96

export function sixtyComponents(): Architecture {
  const boxes: Record<string, Box> = {
    users: { kind: 'client', name: 'Users', at: [0, 1_300], config: { users: 4_000_000 } },
    balancer: { kind: 'load-balancer', name: 'Balancer', at: [300, 1_300] },
  }
  const arrows: Arrow[] = [{ from: 'users', to: 'balancer', port: 'entry' }]
  for (let index = 1; index <= SERVERS; index++) {
    boxes[`web-${index}`] = { kind: 'server', name: `Web ${index}`, at: [700, index * ROW] }
    arrows.push({ from: 'balancer', to: `web-${index}` })
    arrows.push({ from: `web-${index}`, to: `cache-${1 + (index % CACHES)}` })
    arrows.push({ from: `web-${index}`, to: `data-${1 + (index % DATABASES)}` })
  }
  for (let index = 1; index <= CACHES; index++) {
    boxes[`cache-${index}`] = { kind: 'cache', name: `Cache ${index}`, at: [1_100, index * 2 * ROW] }
  }
  for (let index = 1; index <= DATABASES; index++) {
    boxes[`data-${index}`] = { kind: 'database', name: `Data ${index}`, at: [1_500, index * 3 * ROW] }
    boxes[`copy-${index}`] = { kind: 'database', name: `Copy ${index}`, at: [1_800, index * 3 * ROW] }
    arrows.push({ from: `data-${index}`, to: `copy-${index}` })
  }
  return draw({ name: 'Sixty components', boxes, arrows })
}
