/** The same in two places: each is for the users near it; one may go down, and its users find the other. */
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

/** Users beside a data center: not in it, so that they are there when it is gone. */
function usersOf(side: (typeof SIDES)[number], share: number, y: number): Record<string, Box> {
  const parent = `place-${side}`
  const location = side === 'east' ? 'us-east' : 'us-west'
  const name = side === 'east' ? 'East' : 'West'
  const classes = [
    { name: 'read', operation: 'read', share: 0.9, keys: 50_000, zipf: 0.8 },
    { name: 'write', operation: 'write', share: 0.1, keys: 50_000, zipf: 0.8 },
  ] as const
  return {
    [parent]: { kind: 'region', name: `People ${name}`, at: [0, y], size: [250, 170], config: { location } },
    [`users-${side}`]: {
      kind: 'client',
      name: `Users ${name}`,
      at: [20, 60],
      parent,
      config: { load: 'rate', rate: 200 * share, users: 500_000 * share, classes },
    },
  }
}

export const twoDataCenters: Example = {
  slug: 'two-data-centers',
  title: { en: 'Two data centers behind one name', ko: '하나의 이름, 두 개의 데이터 센터' },
  summary: {
    en: 'Users go to the data center near them. Lose one: they call a dead address until check and TTL are over.',
    ko: '사용자는 가까운 데이터 센터로 갑니다. 하나를 잃으면 감지와 TTL이 지날 때까지 죽은 주소를 부릅니다.',
  },
  look: {
    en: 'Take US East down: first the checks notice, then cached answers expire, and some resolvers keep theirs.',
    ko: 'US East를 내려 보세요. 먼저 검사가 알아채고, 캐시된 응답이 만료되며, 일부 리졸버는 더 오래 붙들고 있습니다.',
  },
  korean: {
    'place-east': '동부 사람들',
    'users-east': '동부 사용자',
    'place-west': '서부 사람들',
    'users-west': '서부 사용자',
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
    name: 'Two data centers behind one name',
    latencyMs: 400,
    boxes: {
      ...usersOf('east', 0.6, 0),
      ...usersOf('west', 0.4, 290),
      dns: {
        kind: 'dns',
        name: 'DNS',
        at: [290, 200],
        config: { policy: 'geo', ttlMs: 10_000, healthIntervalMs: 2_000, healthThreshold: 3, resolvers: 500 },
      },
      ...regionOf('east', 0),
      ...regionOf('west', 260),
    },
    arrows: [{ from: 'users-east', to: 'dns' }, { from: 'users-west', to: 'dns' }, ...SIDES.flatMap(arrowsOf)],
  }),
  claims: [
    {
      id: 'geo-split',
      says: {
        en: 'Each data center gets the users near it: three fifths go east, two fifths west.',
        ko: '데이터 센터마다 가까운 사용자를 받습니다. 5분의 3은 동부로, 5분의 2는 서부로 갑니다.',
      },
      under: { duration: '60s' },
      measure: { path: 'components.web-west.throughputPerSecond', over: 'components.web-east.throughputPerSecond' },
      atMost: 0.75,
      because: 'The name server answers by place, and 80 a second ask in the west for 120 in the east: two thirds.',
      counter: { set: ['dns.policy=roundRobin'] },
    },
    {
      id: 'follows-after-ttl',
      says: {
        en: 'Half a minute after the east is gone, more than nine of ten requests are answered from the west.',
        ko: '동부가 사라지고 30초가 지나면 요청 열 중 아홉 이상을 서부가 처리합니다.',
      },
      under: { fault: ['crash region-east at 40s'], duration: '100s', 'warm-up': '70s' },
      measure: { path: 'endToEnd.goodputPerSecond', over: 'endToEnd.offeredPerSecond' },
      atLeast: 0.9,
      because:
        'Three failed checks, 2 s apart and a timeout long, and answers that live 10 s: twenty seconds. One resolver ' +
        'in eleven keeps its answer for longer, and three fifths of the users were in the east: five percent.',
      counter: { set: ['dns.ttlMs=300s'] },
    },
    {
      id: 'some-stay-behind',
      says: {
        en: 'Some go on calling the dead address all the same: their resolvers stretch the time to live.',
        ko: '그래도 일부는 죽은 주소를 계속 부릅니다. TTL을 늘려 쓰는 리졸버 때문입니다.',
      },
      under: { fault: ['crash region-east at 40s'], duration: '100s', 'warm-up': '70s' },
      measure: { path: 'endToEnd.outcomes.timedOut', over: 'endToEnd.ended' },
      atLeast: 0.02,
      because: 'Of 8,524 resolvers 8.7 % were seen to extend it (PAM 2023), here to an hour.',
      counter: { set: ['dns.stretchShare=0'] },
    },
  ],
}
