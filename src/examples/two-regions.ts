/** The same in two places: a region may go down, and its users find the other one when their name server tells them. */
import { type Arrow, type Box, draw } from './draw.ts'
import type { Example } from './example.ts'

const SIDES = ['east', 'west'] as const

function regionOf(side: (typeof SIDES)[number], y: number): Record<string, Box> {
  const parent = `region-${side}`
  const location = side === 'east' ? 'us-east' : 'us-west'
  const name = side === 'east' ? 'East' : 'West'
  return {
    [parent]: { kind: 'region', name: `US ${name}`, at: [520, y], size: [760, 200], config: { location } },
    [`lb-${side}`]: {
      kind: 'load-balancer',
      name: `Balancer ${name}`,
      at: [30, 80],
      parent,
      config: { healthIntervalMs: 2_000, healthTimeoutMs: 1_000 },
    },
    [`web-${side}`]: { kind: 'server', name: `Web ${name}`, at: [280, 80], parent, config: { instances: 2 } },
    [`db-${side}`]: { kind: 'database', name: `Database ${name}`, at: [530, 80], parent },
  }
}

function arrowsOf(side: (typeof SIDES)[number]): Arrow[] {
  return [
    { from: 'dns', to: `lb-${side}`, config: { timeoutMs: 3_000 } },
    { from: `lb-${side}`, to: `web-${side}` },
    { from: `web-${side}`, to: `db-${side}` },
  ]
}

export const twoRegions: Example = {
  slug: 'two-regions',
  title: { en: 'Two regions behind one name', ko: '하나의 이름, 두 개의 리전' },
  summary: {
    en: 'Lose a region: its users call a dead address until the check and the time to live are over.',
    ko: '리전 하나를 잃으면 감지와 TTL이 지날 때까지 사용자는 죽은 주소를 계속 부릅니다.',
  },
  look: {
    en: 'Take US East down and watch failures end in two steps: detection first, then cached answers expire.',
    ko: 'US East를 내리고 실패가 두 단계로 끝나는 것을 보세요. 먼저 감지, 그다음 캐시된 응답의 만료입니다.',
  },
  korean: {
    users: '사용자',
    'region-east': '미국 동부',
    'lb-east': '동부 밸런서',
    'web-east': '동부 웹',
    'db-east': '동부 DB',
    'region-west': '미국 서부',
    'lb-west': '서부 밸런서',
    'web-west': '서부 웹',
    'db-west': '서부 DB',
  },
  architecture: draw({
    name: 'Two regions behind one name',
    latencyMs: 400,
    boxes: {
      users: {
        kind: 'client',
        name: 'Users',
        at: [0, 200],
        config: {
          users: 600_000,
          classes: [
            { name: 'read', operation: 'read', share: 0.9, keys: 50_000, zipf: 0.8 },
            { name: 'write', operation: 'write', share: 0.1, keys: 50_000, zipf: 0.8 },
          ],
        },
      },
      dns: {
        kind: 'dns',
        name: 'DNS',
        at: [260, 200],
        config: { ttlMs: 10_000, healthIntervalMs: 2_000, healthThreshold: 3, resolvers: 50 },
      },
      ...regionOf('east', 0),
      ...regionOf('west', 260),
    },
    arrows: [{ from: 'users', to: 'dns' }, ...SIDES.flatMap(arrowsOf)],
  }),
}
