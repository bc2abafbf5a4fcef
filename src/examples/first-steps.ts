/** The design that greets a visitor: one of everything, under traffic that it can just carry. */
import { type Arrow, draw } from './draw.ts'
import type { Example } from './example.ts'

const toServer = { timeoutMs: 2_000 }

function dataOf(server: string): Arrow[] {
  return [
    { from: server, to: 'cache' },
    { from: server, to: 'primary', config: { reads: 'replicas' } },
    { from: server, to: 'queue' },
  ]
}

export const firstSteps: Example = {
  slug: 'first-steps',
  title: { en: 'First steps', ko: '첫걸음' },
  summary: {
    en: 'One of everything, alive: drag users to the right until it breaks, then ask why.',
    ko: '모든 구성 요소가 하나씩 살아 움직입니다. 사용자를 오른쪽으로 끌어 한계를 넘긴 뒤 이유를 물어보세요.',
  },
  look: {
    en: 'Drag users to the right until it breaks, press Why?, and cure it. Probes are faster here than in life.',
    ko: '무너질 때까지 사용자를 오른쪽으로 끌고, 왜?를 눌러 고쳐 보세요. 여기서는 상태 검사가 실제보다 빠릅니다.',
  },
  korean: {
    users: '사용자',
    balancer: '로드 밸런서',
    'web-1': '웹 1',
    'web-2': '웹 2',
    cache: '캐시',
    primary: '주 DB',
    replica: '복제 DB',
    queue: '메시지 큐',
    workers: '워커',
  },
  architecture: draw({
    name: 'First steps',
    latencyMs: 300,
    boxes: {
      users: { kind: 'client', name: 'Users', at: [0, 200], config: { users: 400_000 } },
      // Twenty large resolvers: their answers are nearly always cached, as those of a popular site are.
      dns: { kind: 'dns', name: 'DNS', at: [240, 60], config: { resolvers: 20 } },
      cdn: { kind: 'cdn', name: 'CDN', at: [240, 380] },
      balancer: {
        kind: 'load-balancer',
        name: 'Load balancer',
        at: [480, 200],
        config: { healthIntervalMs: 1_000, healthTimeoutMs: 500, healthyThreshold: 2 },
      },
      'web-1': { kind: 'server', name: 'Web 1', at: [720, 80] },
      'web-2': { kind: 'server', name: 'Web 2', at: [720, 320] },
      cache: { kind: 'cache', name: 'Cache', at: [980, 0] },
      primary: { kind: 'database', name: 'Primary', at: [980, 200] },
      replica: { kind: 'database', name: 'Replica', at: [1240, 200] },
      queue: { kind: 'queue', name: 'Queue', at: [980, 400] },
      workers: { kind: 'worker', name: 'Workers', at: [1240, 400], config: { instances: 2 } },
    },
    arrows: [
      { from: 'users', to: 'dns' },
      { from: 'users', to: 'cdn', port: 'edge' },
      { from: 'dns', to: 'balancer' },
      { from: 'cdn', to: 'balancer' },
      { from: 'balancer', to: 'web-1', config: toServer },
      { from: 'balancer', to: 'web-2', config: toServer },
      ...dataOf('web-1'),
      ...dataOf('web-2'),
      { from: 'primary', to: 'replica', config: { heartbeatMs: 1_000, promotionMs: 1_000 } },
      { from: 'queue', to: 'workers' },
    ],
  }),
}
