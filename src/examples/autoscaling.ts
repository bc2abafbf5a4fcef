/** A tier that grows with its load: minutes behind it. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

/** Pages that take a tenth of a second of a core. */
const search = { cpuTime: { law: 'lognormal', mean: 120, cv: 0.8 } } as const

export const autoscaling: Example = {
  slug: 'autoscaling',
  title: { en: 'A tier that scales itself', ko: '스스로 늘어나는 티어' },
  summary: {
    en: 'The load climbs for fifteen minutes; servers follow, but each takes minutes to be noticed, booted and warm.',
    ko: '부하가 15분 동안 오르고 서버가 따라 늘어나지만, 알아채고 부팅하고 워밍업하는 데 몇 분씩 걸립니다.',
  },
  look: {
    en: 'Run it fast and compare the charts of instances and utilization; then make the ramp a spike.',
    ko: '빠르게 실행해 인스턴스 수와 사용률 차트를 비교해 보고, 부하를 급증으로 바꿔 보세요.',
  },
  korean: {
    users: '사용자',
    balancer: '로드 밸런서',
    'zone-a': '가용 영역 A',
    'zone-b': '가용 영역 B',
    'tier-a': '티어 A',
    'tier-b': '티어 B',
    'web-a': '웹 A',
    'web-b': '웹 B',
    db: '데이터베이스',
  },
  architecture: draw({
    name: 'A tier that scales itself',
    latencyMs: 300,
    settings: { warmUpMs: 60_000, endMs: 1_500_000 },
    boxes: {
      users: {
        kind: 'client',
        name: 'Users',
        at: [0, 200],
        config: {
          load: 'rate',
          rate: 10,
          shape: 'ramp',
          shapeFactor: 8,
          shapeStartMs: 120_000,
          shapeDurationMs: 900_000,
        },
      },
      balancer: { kind: 'load-balancer', name: 'Load balancer', at: [280, 200] },
      'zone-a': { kind: 'zone', name: 'Zone A', at: [540, 0], size: [360, 220] },
      'tier-a': { kind: 'tier', name: 'Tier A', at: [30, 50], size: [300, 150], parent: 'zone-a' },
      'web-a': { kind: 'server', name: 'Web A', at: [40, 50], parent: 'tier-a', config: search },
      'zone-b': { kind: 'zone', name: 'Zone B', at: [540, 250], size: [360, 220] },
      'tier-b': { kind: 'tier', name: 'Tier B', at: [30, 50], size: [300, 150], parent: 'zone-b' },
      'web-b': { kind: 'server', name: 'Web B', at: [40, 50], parent: 'tier-b', config: search },
      db: { kind: 'database', name: 'Database', at: [980, 200] },
    },
    arrows: [
      { from: 'users', to: 'balancer' },
      { from: 'balancer', to: 'web-a', config: { timeoutMs: 2_000 } },
      { from: 'balancer', to: 'web-b', config: { timeoutMs: 2_000 } },
      { from: 'web-a', to: 'db' },
      { from: 'web-b', to: 'db' },
    ],
  }),
  claims: [
    {
      id: 'keeps-up',
      says: {
        en: 'Eight times the load is served: nearly every request ends well, as servers come along.',
        ko: '부하가 여덟 배로 늘어도 서버가 따라 늘어나 거의 모든 요청이 정상으로 끝납니다.',
      },
      under: {},
      measure: { path: 'endToEnd.goodputPerSecond', over: 'endToEnd.offeredPerSecond' },
      atLeast: 0.98,
      because:
        'At the end 23 pages a second take 0.12 s of a core each in either zone: 2.7 cores, more than the two of one ' +
        'server, and less than the four of two.',
      counter: { set: ['tier-a.maxInstances=1', 'tier-b.maxInstances=1'] },
    },
    {
      id: 'costs-what-is-needed',
      says: {
        en: 'Servers that come when they are needed cost less than a fleet that stands by for the peak.',
        ko: '필요할 때 늘어나는 서버는 최대 부하에 맞춰 세워 둔 서버들보다 쌉니다.',
      },
      under: {},
      measure: { path: 'cost.perHourUsd' },
      atMost: 0.9,
      because: 'A server of two cores costs 0.082 USD an hour; six of them, a database and a balancer are 0.8 USD.',
      counter: { set: ['tier-a.minInstances=6', 'tier-b.minInstances=6'] },
    },
  ],
}
